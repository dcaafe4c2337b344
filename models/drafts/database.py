"""The file of the drafts: what it is, how it is opened, transactions, and why something could not be done.

One file with a rollback journal, so that it can be copied to a stick and read in a folder that cannot be written.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

from models.drafts.migrations import MIGRATIONS
from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "drafts.db"
APPLICATION_ID = 0x6A786672
_BUSY = 250  # ms; a key must not wait, and it is tried again
_BUSY_OPENING = 2000  # ms
_MAGIC = b"SQLite format 3\0"
_VERSION_AT, _ID_AT, _HEADER = 60, 68, 100  # https://www.sqlite.org/fileformat.html#the_database_header
_FAILS = "磁盘或文件出错，请检查磁盘或U盘，再重新打开程序，文件坏了会换上备份"
_BROKEN = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


class Condition(Enum):
    """What a file is in which drafts are looked for, in words."""

    GOOD = "完好"
    EMPTY = "是空的，一个字节也没有"
    DAMAGED = "已损坏"
    OTHER = "里面不是草稿，像是别的程序写的"
    FOREIGN = "是别的程序的数据库"
    NEWER = "是新版程序写的"


def condition(path: Path) -> Condition:
    """Say what a file is; OSError or sqlite3.Error where it cannot be looked into now."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if not head:
        return Condition.EMPTY
    if not head.startswith(_MAGIC):
        return Condition.OTHER if head.strip(b"\0") else Condition.DAMAGED
    if int.from_bytes(head[_ID_AT : _ID_AT + 4]) != APPLICATION_ID:
        return Condition.FOREIGN if any(head[_ID_AT : _ID_AT + 4]) or _is_whole(path) else Condition.DAMAGED
    if int.from_bytes(head[_VERSION_AT : _VERSION_AT + 4]) > len(MIGRATIONS):
        return Condition.NEWER
    return Condition.GOOD if _is_whole(path) else Condition.DAMAGED


def _is_whole(path: Path) -> bool:
    """Whether SQLite finds no fault with a file; it takes back what a killed program left half done."""
    try:
        with contextlib.closing(connect(path, _BUSY_OPENING)) as connection:
            (check,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if _name(error) in _BROKEN:
            return False
        raise
    return bool(check == "ok")


def connect(path: Path, busy: int = _BUSY) -> sqlite3.Connection:
    """Open a database that is there; `busy` is how many milliseconds others are waited for."""
    connection = sqlite3.connect(_uri(path, "rw"), uri=True, timeout=busy / 1000, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """Open a database to look at it."""
    return sqlite3.connect(_uri(path, "ro"), uri=True, isolation_level=None)


def _uri(path: Path, mode: str) -> str:
    """Give the address of a file as SQLite wants it, also on a drive or a share of Windows."""
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), safe='/:')}?mode={mode}"


def identity(path: Path) -> tuple[int, int]:
    """Tell one file from another that stands at the same place later; (0, 0) where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Read; `Unreadable` where the disk or the file fails meanwhile."""
    try:
        yield
    except sqlite3.Error as error:
        why = "正被另一个程序占用，请稍后再试" if _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) else _FAILS
        raise Unreadable(f"草稿读不出来：{why}。") from error


@contextlib.contextmanager
def atomic(connection: sqlite3.Connection) -> Iterator[None]:
    """Do several things in one transaction, or none of them; `NotWritten` says why it could not be done."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back by itself
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise NotWritten(f"没有保存：{reason(error)}。") from error


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, each step in a transaction of its own."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        with atomic(connection):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def reason(error: Exception) -> str:
    """Say in Chinese why it could not be done, and what helps."""
    if isinstance(error, OSError):
        error_name = {28: "SQLITE_FULL", 122: "SQLITE_FULL", 30: "SQLITE_READONLY", 13: "SQLITE_READONLY"}
        code = error_name.get(error.errno or 0, "SQLITE_CANTOPEN")
    else:
        code = _name(error)
    for beginning, words in (
        ("SQLITE_FULL", "磁盘已满，腾出空间后会自动再试"),
        ("SQLITE_READONLY", "文件夹不让写，请另存到别处"),
        ("SQLITE_BUSY", "草稿正被另一个窗口使用，稍后会自动再试"),
        ("SQLITE_LOCKED", "草稿正被另一个窗口使用，稍后会自动再试"),
        ("SQLITE_CANTOPEN", "存草稿的文件夹不见了，请检查磁盘或U盘"),
        ("SQLITE_IOERR", "磁盘出错，请另存到别处"),
    ):
        if code.startswith(beginning):
            return words
    return "草稿文件出错，请另存到别处"


def _name(error: Exception) -> str:
    name: str = getattr(error, "sqlite_errorname", None) or ""
    return name
