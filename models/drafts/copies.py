"""Copies of the file of the drafts: written beside their place, opened and compared, and only then put there."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from models.drafts.database import read_only

if TYPE_CHECKING:
    from pathlib import Path


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database; a copy that does not say the same is not put in place.

    OSError or sqlite3.Error where it cannot be done; whatever stood at the target is then still there.
    """
    temporary = target.with_name(f".~{os.urandom(6).hex()}.tmp")
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
            connection.backup(copy)
        with closing(read_only(temporary)) as copy:
            (check,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if check != "ok" or contents(copy) != contents(connection):
                raise sqlite3.DatabaseError("the copy says something else")
        temporary.replace(target)
        _settle(target.parent)
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def contents(connection: sqlite3.Connection) -> str:
    """Give one digest of all rows of all tables."""
    whole = hashlib.sha256()
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in tables:
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own names
            for value in (table, *row):
                whole.update(value if isinstance(value, bytes) else repr(value).encode())
    return whole.hexdigest()


def _settle(folder: Path) -> None:
    """Force to the disk that a file has got its name; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
