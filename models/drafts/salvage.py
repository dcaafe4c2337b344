"""What can still be read of a damaged file of drafts: row by row, each form proved by its digest."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from models.drafts.bodies import unpacked
from models.drafts.database import atomic, read_only

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 10_000
"""Rows that are looked for where the file no longer tells how many there are."""
_COPIED = (
    *("id", "form", "year", "unit", "title", "origin", "summary", "exported"),
    *("created", "changed", "deleted", "digest", "body"),
)
_LEFT_OUT = {"year": None, "deleted": None}
"""What stands for a column that the file's schema did not have; "" for all others."""


def salvage(damaged: Path, connection: sqlite3.Connection) -> int:
    """Take over the drafts of a damaged file that are newer than what is here; give how many these were."""
    count = 0
    with suppress(sqlite3.Error), closing(read_only(damaged)) as source:
        source.row_factory = sqlite3.Row
        rows = list(_whole_rows(source))
        with atomic(connection):
            count = sum(_take_over(row, connection) for row in rows)
    return count


def _whole_rows(source: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give the rows of drafts that can be read and whose form is proved, one by one past the damaged pages."""
    last = _MOST
    with suppress(sqlite3.Error):
        (last,) = source.execute("SELECT max(rowid) FROM drafts").fetchone()
    for number in range(1, (last or 0) + 1):
        with suppress(sqlite3.Error):
            found = source.execute("SELECT * FROM drafts WHERE rowid = ?", (number,)).fetchone()
            if found and unpacked(found["body"], found["digest"]) is not None:
                yield {key: found[key] for key in found.keys()}  # noqa: SIM118 - a row's keys, not its values


def _take_over(row: dict[str, Any], connection: sqlite3.Connection) -> bool:
    """Write a draft that is newer than the one that is here, with a revision of its own."""
    present = connection.execute("SELECT changed, digest FROM drafts WHERE id = ?", (row["id"],)).fetchone()
    if present and (present[0] >= row["changed"] or present[1] == row["digest"]):
        return False
    values = [row.get(name, _LEFT_OUT.get(name, "")) for name in _COPIED]
    if present:
        settings = ", ".join(f"{name} = ?" for name in _COPIED)
        connection.execute(f"UPDATE drafts SET {settings}, done = 0 WHERE id = ?", (*values, row["id"]))  # noqa: S608
    else:
        marks = ", ".join("?" * len(_COPIED))
        connection.execute(f"INSERT INTO drafts ({', '.join(_COPIED)}, done) VALUES ({marks}, 0)", values)  # noqa: S608
    connection.execute(
        "INSERT INTO revisions VALUES (NULL, ?, ?, '从损坏的文件里救回', '', ?, NULL, ?)",
        (row["id"], row["changed"], row["digest"], row["body"]),
    )
    return True
