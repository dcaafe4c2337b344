"""Revisions: every state of a draft that was saved, each as what differs from a base, each proved by its digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.digest import parse_check_code
from models.drafts.bodies import difference, inflated, packed, patched, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_ALL_KEPT = timedelta(days=1)
"""How long every autosave is kept; of older days the last of each hour and the first one stay."""
_HOURS_KEPT = timedelta(days=30)
"""How long that is; of still older days the first and the last one stay."""
_SETTLED = timedelta(seconds=20)
"""How long nothing has to change for a state to be one that was meant, and not the middle of a sentence."""
_FROM_ONE_BASE = 64
"""Revisions that share a base: a byte of a base that goes bad takes no more with it."""
_COLUMNS = "number, draft, time, what, code"


class Revision(NamedTuple):
    """A state of a draft that can be gone back to; `code` is its check code where it was exported."""

    number: int
    draft: str
    time: str
    what: str
    code: str


class _Base(NamedTuple):
    """The base new revisions of a draft are written against."""

    number: int
    data: bytes
    used: int


def now() -> str:
    """Give the time as it is written down: ISO 8601, local, in milliseconds."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


class Revisions:
    """The revisions of all drafts, on a connection whose transactions are others' matter."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._bases: dict[str, _Base] = {}
        self._thinned: dict[str, str] = {}

    def forget(self, draft: str) -> None:
        """Hold nothing for known of a draft: a save was taken back."""
        self._bases.pop(draft, None)

    def add(self, draft: str, what: str, data: bytes, digest: str, code: str) -> None:
        """Add a revision with the JSON of a form."""
        base = self._bases.get(draft) or self._last_base(draft)
        body = difference(base.data, data) if base else b""
        if base is None or base.used >= _FROM_ONE_BASE or len(body) > len(base.data) // 8:
            base = self._new_base(draft, data)
            body = difference(data, data)
        self._bases[draft] = base._replace(used=base.used + 1)
        self._connection.execute(
            "INSERT INTO revisions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (draft, now(), what, code, digest, base.number, body),
        )

    def _last_base(self, draft: str) -> _Base | None:
        found = self._connection.execute(
            "SELECT number, body FROM bases WHERE draft = ? ORDER BY number DESC LIMIT 1", (draft,)
        ).fetchone()
        data = inflated(found[1], b"") if found else None
        if data is None:
            return None
        (used,) = self._connection.execute(
            "SELECT count(*) FROM revisions WHERE draft = ? AND base = ?", (draft, found[0])
        ).fetchone()
        return _Base(found[0], data, used)

    def _new_base(self, draft: str, data: bytes) -> _Base:
        row = (draft, packed(data))
        number = self._connection.execute("INSERT INTO bases VALUES (NULL, ?, ?)", row).lastrowid
        return _Base(number or 0, data, 0)

    def thin(self, draft: str) -> None:
        """Drop what is superseded among the autosaves of past days; once a day is often enough. Exports stay."""
        today = now()[:10]
        if self._thinned.get(draft) == today:
            return
        self._thinned[draft] = today
        self._connection.execute(
            """DELETE FROM revisions WHERE draft = ?1 AND time < ?2 AND code = '' AND number NOT IN (
                SELECT min(number) FROM revisions WHERE draft = ?1 GROUP BY substr(time, 1, 10)
                UNION SELECT max(number) FROM revisions WHERE draft = ?1 GROUP BY substr(time, 1, 10)
                UNION SELECT max(number) FROM revisions WHERE draft = ?1 AND time >= ?3
                    GROUP BY substr(time, 1, 13))""",
            (draft, _before(_ALL_KEPT), _before(_HOURS_KEPT)),
        )
        self._connection.execute(
            """DELETE FROM bases WHERE draft = ?1
                AND number NOT IN (SELECT base FROM revisions WHERE draft = ?1 AND base IS NOT NULL)
                AND number < (SELECT max(number) FROM bases WHERE draft = ?1)""",
            (draft,),
        )

    def listed(self, draft: str) -> list[Revision]:
        """Give the revisions of a draft, the newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM revisions WHERE draft = ? ORDER BY number DESC",  # noqa: S608 - our own names
            (draft,),
        )
        return list(map(Revision._make, rows))

    def settled(self, draft: str, after: int) -> list[int]:
        """Give the numbers of the earlier states, beyond one, that were exported or stood for a while, oldest first."""
        rows = self._connection.execute(
            "SELECT number, time, code FROM revisions WHERE draft = ? AND number > ? ORDER BY number", (draft, after)
        ).fetchall()
        return [
            number
            for (number, time, code), (_, next_time, _) in pairwise(rows)
            if code or abs(datetime.fromisoformat(next_time) - datetime.fromisoformat(time)) >= _SETTLED
        ]

    def with_code(self, typed: str) -> list[Revision]:
        """Give the exports that bear a check code, as it is typed from paper."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM revisions WHERE code = ? ORDER BY number DESC",  # noqa: S608
            (parse_check_code(typed) or "-",),
        )
        return list(map(Revision._make, rows))

    def data_at(self, number: int) -> bytes | None:
        """Give the JSON of a revision, None where it is gone or damaged."""
        row = self._connection.execute(
            "SELECT revisions.body, digest, base, bases.body FROM revisions "
            "LEFT JOIN bases ON bases.number = base WHERE revisions.number = ?",
            (number,),
        ).fetchone()
        return _data(*row) if row else None

    def newest_data(self, draft: str) -> Iterator[tuple[str, bytes]]:
        """Give time and JSON of the whole revisions of a draft, the newest first."""
        rows = self._connection.execute(
            "SELECT time, revisions.body, digest, base, bases.body FROM revisions "
            "LEFT JOIN bases ON bases.number = base WHERE revisions.draft = ? ORDER BY revisions.number DESC",
            (draft,),
        )
        for time, *parts in rows:
            if (data := _data(*parts)) is not None:
                yield time, data


def _data(body: bytes, digest: str, base: int | None, base_body: bytes | None) -> bytes | None:
    if base is None:
        return unpacked(body, digest)
    known = inflated(base_body, b"") if base_body is not None else None
    return None if known is None else patched(known, body, digest)


def _before(age: timedelta) -> str:
    return (datetime.now().astimezone() - age).isoformat(timespec="milliseconds")
