"""The drafts themselves: heads, revisions, the bin. Whatever was said to be saved is on the disk."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.digest import parse_check_code
from models.drafts.database import atomic, open_database
from models.form_json import form_from_json, form_to_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form

DAYS_IN_BIN = 30
_ALL_KEPT = timedelta(days=1)
"""How long every autosave is kept; of older days the first and the last one stay."""


class Draft(NamedTuple):
    """A draft in the list. Times are ISO 8601, local."""

    id: str
    form: str
    year: int | None
    unit: str
    created: str
    changed: str
    deleted: str | None


class Revision(NamedTuple):
    """A state of a draft that can be gone back to; `code` is its check code where it was exported."""

    number: int
    draft: str
    time: str
    what: str
    code: str


class Drafts:
    """All drafts of a data folder. `said` is what had to be said when they were opened, "" if nothing."""

    def __init__(self, folder: Path) -> None:
        self._connection, self.said = open_database(folder)
        self._empty_bin()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def create(self, form: Form, definition: Definition) -> str:
        """Keep a new draft; give its id once it is on the disk."""
        draft = str(uuid.uuid4())
        now, body, digest = _now(), *_packed(form)
        head = (draft, form.form, form.year, _unit(form, definition), body, digest, now, now)
        with atomic(self._connection):
            self._connection.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", head)
            self._add_revision(draft, "新建", body, digest, "")
        return draft

    def save(self, draft: str, form: Form, definition: Definition, what: str, code: str = "") -> None:
        """Save a draft as a new revision; `code` marks an export. Returns once it is on the disk, else `NotWritten`."""
        body, digest = _packed(form)
        head = (form.form, form.year, _unit(form, definition), body, digest, _now(), draft)
        with atomic(self._connection):
            self._connection.execute(
                "UPDATE drafts SET form = ?, year = ?, unit = ?, body = ?, digest = ?, changed = ? WHERE id = ?", head
            )
            self._add_revision(draft, what, body, digest, code)
            self._thin(draft)

    def _add_revision(self, draft: str, what: str, body: bytes, digest: str, code: str) -> None:
        values = (draft, _now(), what, body, digest, code)
        self._connection.execute("INSERT INTO revisions VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)

    def _thin(self, draft: str) -> None:
        """Drop autosaves of past days but for the first and the last of each; exports stay."""
        before = (datetime.now().astimezone() - _ALL_KEPT).isoformat(timespec="milliseconds")
        self._connection.execute(
            """DELETE FROM revisions WHERE draft = ?1 AND time < ?2 AND code = '' AND number NOT IN (
                SELECT min(number) FROM revisions WHERE draft = ?1 GROUP BY substr(time, 1, 10)
                UNION SELECT max(number) FROM revisions WHERE draft = ?1 GROUP BY substr(time, 1, 10))""",
            (draft, before),
        )

    def listed(self, *, deleted: bool = False) -> list[Draft]:
        """Give the drafts, or those in the bin, the last changed first."""
        rows = self._connection.execute(
            "SELECT id, form, year, unit, created, changed, deleted FROM drafts "
            "WHERE (deleted IS NOT NULL) = ? ORDER BY changed DESC, id",
            (deleted,),
        )
        return [Draft(*row) for row in rows]

    def load(self, draft: str, definitions: Definitions) -> Form:
        """Give a draft's form; of one whose body was damaged, the newest whole revision. `Unreadable` without any."""
        rows = self._connection.execute(
            "SELECT body, digest FROM drafts WHERE id = ?1 UNION ALL "
            "SELECT * FROM (SELECT body, digest FROM revisions WHERE draft = ?1 ORDER BY number DESC)",
            (draft,),
        )
        for body, digest in rows:
            if (data := _unpacked(body, digest)) is not None:
                return form_from_json(data, definitions)
        raise Unreadable("这份草稿已损坏，读不出来了。请从导出的文件或备份恢复。")

    def revisions(self, draft: str) -> list[Revision]:
        """Give the revisions of a draft, the newest first."""
        rows = self._connection.execute(
            "SELECT number, draft, time, what, code FROM revisions WHERE draft = ? ORDER BY number DESC", (draft,)
        )
        return [Revision(*row) for row in rows]

    def form_at(self, number: int, definitions: Definitions) -> Form:
        """Give the form as it was in a revision."""
        row = self._connection.execute("SELECT body, digest FROM revisions WHERE number = ?", (number,)).fetchone()
        data = _unpacked(*row) if row else None
        if data is None:
            raise Unreadable("这一次的内容已损坏或不在了。请选前后的另一次。")
        return form_from_json(data, definitions)

    def with_code(self, typed: str) -> list[Revision]:
        """Give the exports that bear a check code, as it is typed from paper."""
        rows = self._connection.execute(
            "SELECT number, draft, time, what, code FROM revisions WHERE code = ? ORDER BY number DESC",
            (parse_check_code(typed) or "-",),
        )
        return [Revision(*row) for row in rows]

    def delete(self, draft: str) -> None:
        """Put a draft into the bin, where it stays for 30 days."""
        with atomic(self._connection):
            self._connection.execute("UPDATE drafts SET deleted = ? WHERE id = ?", (_now(), draft))

    def restore(self, draft: str) -> None:
        """Take a draft out of the bin."""
        with atomic(self._connection):
            self._connection.execute("UPDATE drafts SET deleted = NULL WHERE id = ?", (draft,))

    def _empty_bin(self) -> None:
        before = (datetime.now().astimezone() - timedelta(days=DAYS_IN_BIN)).isoformat(timespec="milliseconds")
        with atomic(self._connection):
            self._connection.execute("DELETE FROM drafts WHERE deleted < ?", (before,))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def _unit(form: Form, definition: Definition) -> str:
    return next((form.fields[piece.field] for piece in definition.head if piece.field), "")


def _packed(form: Form) -> tuple[bytes, str]:
    data = form_to_json(form)
    return zlib.compress(data), hashlib.sha256(data).hexdigest()


def _unpacked(body: bytes, digest: str) -> bytes | None:
    """Give the JSON of a body, None where a byte of it is not as it was."""
    try:
        data = zlib.decompress(body)
    except zlib.error:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None
