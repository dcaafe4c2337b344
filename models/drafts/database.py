"""The file of the drafts: opened with care, brought to the newest schema, moved aside rather than lost when damaged.

One file with a rollback journal, so that it can be copied to a stick and read in a folder that cannot be written.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "drafts.db"
APPLICATION_ID = 0x6A786672
_KEPT_BACKUPS = 7
_BUSY = 2000  # ms
_MIGRATIONS = (
    (
        """CREATE TABLE drafts (
            id TEXT PRIMARY KEY, form TEXT NOT NULL, year INTEGER, unit TEXT NOT NULL, body BLOB NOT NULL,
            digest TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT) STRICT""",
        """CREATE TABLE revisions (
            number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, time TEXT NOT NULL,
            what TEXT NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL, code TEXT NOT NULL) STRICT""",
        "CREATE INDEX revisions_of_a_draft ON revisions (draft, number)",
        "CREATE INDEX revisions_by_code ON revisions (code) WHERE code <> ''",
    ),
)
"""The steps from an empty file to the newest schema; a step that was published never changes."""


def open_database(folder: Path) -> tuple[sqlite3.Connection, str]:
    """Open the drafts of a data folder; give the connection and what had to be said about it, "" if nothing.

    A damaged file is moved aside and the newest good backup takes its place. `Unreadable` where the file belongs to
    another program or to a newer version of this one, `NotWritten` where the folder cannot be used.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists() or not path.stat().st_size
    except OSError as error:
        raise NotWritten(f"存草稿的文件夹“{folder}”用不了。请检查磁盘和权限。") from error
    said = ""
    if not is_new and (damage := _damage(path)):
        said = _set_aside(path, damage)
    connection = _connect(path)
    try:
        _migrate(connection, path)
        _back_up_daily(connection, folder)
    except sqlite3.Error as error:
        connection.close()
        raise NotWritten(f"草稿打不开：{reason(error)}。") from error
    return connection, said


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


def reason(error: sqlite3.Error) -> str:
    """Say in Chinese why the database could not do it, and what helps."""
    code = getattr(error, "sqlite_errorname", "") or ""
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


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY / 1000, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _damage(path: Path) -> str:
    """Say what is wrong with a file, "" if nothing; `Unreadable` where it is whole but not ours to open."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (check,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return "已损坏"
    if check != "ok":
        return "已损坏"
    if found != APPLICATION_ID:
        raise Unreadable(f"“{path}”是别的程序的文件，没有动它。请把它移走，或换一个数据文件夹。")
    if version > len(_MIGRATIONS):
        raise Unreadable(f"“{path}”是新版程序写的，这一版打不开，没有动它。请用新版程序。")
    return ""


def _set_aside(path: Path, damage: str) -> str:
    """Move a damaged file aside, put the newest good backup in its place, and say so."""
    aside = path.with_name(f"drafts.damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.db")
    path.rename(aside)
    for backup in sorted(path.parent.glob("backups/drafts-*.db"), reverse=True):
        if not _damage(backup):
            path.write_bytes(backup.read_bytes())
            day = backup.stem.removeprefix("drafts-")
            return (
                f"草稿文件{damage}，已换上 {day} 的备份；原文件没有删，改名为“{aside.name}”。那以后的改动可能不在里面。"
            )
    return f"草稿文件{damage}，也没有可用的备份，已从空白开始；原文件没有删，改名为“{aside.name}”。"


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if 0 < version < len(_MIGRATIONS):
        _copy(connection, path.with_name(f"drafts.before-{version + 1}.db"))
    for number, statements in enumerate(_MIGRATIONS[version:], start=version + 1):
        with atomic(connection):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _back_up_daily(connection: sqlite3.Connection, folder: Path) -> None:
    """Copy the drafts at the first start of a day; the last seven copies are kept. A copy that fails stops nobody."""
    backups = folder / "backups"
    target = backups / f"drafts-{datetime.now().astimezone():%Y-%m-%d}.db"
    with contextlib.suppress(OSError, sqlite3.Error):
        backups.mkdir(exist_ok=True)
        if not target.exists():
            _copy(connection, target)
        for old in sorted(backups.glob("drafts-*.db"))[:-_KEPT_BACKUPS]:
            old.unlink()


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database beside its place, then put it there in one step."""
    temporary = target.with_suffix(".tmp")
    temporary.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(temporary)) as copy:
        connection.backup(copy)
    os.replace(temporary, target)  # noqa: PTH105 - says what it does
