"""The file of the drafts while it is open: transactions, the stick that comes and goes, backups, recent files."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from sqlite3 import Error
from typing import TYPE_CHECKING, NamedTuple

from models.drafts.backups import back_up, bring_back
from models.drafts.copies import copy_to
from models.drafts.database import NAME, atomic, identity, reading
from models.drafts.opening import back_up_daily, last_daily_backup, open_database
from models.drafts.revisions import now
from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_RECENT = 10
"""How many files are remembered."""
_GONE = "没有保存：存草稿的文件夹不见了，请检查磁盘或U盘。内容还在这里，找到后会自动保存。"


class RecentFile(NamedTuple):
    """A file that was opened, and when."""

    path: str
    time: str


class OpenFile:
    """The file of a data folder. `said` is what had to be said when it was opened, "" if nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        self._open()

    def _open(self) -> None:
        self._connection, self.said = open_database(self.folder)
        self._identity = identity(self.folder / NAME)
        self._day = ""
        self._opened()
        self._back_up_on_a_new_day()

    def _opened(self) -> None:
        """Take note of a connection that is new."""

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Do several things in one transaction, in the file that is there: a stick may be taken out and come back."""
        if identity(self.folder / NAME) != self._identity:
            self._find_again()
        with atomic(self._connection):
            yield
        if identity(self.folder / NAME) != self._identity:
            raise NotWritten(_GONE)

    def _find_again(self) -> None:
        """Open the file anew that has come in the place of the one that was open; `NotWritten` where none has."""
        if not self.folder.is_dir():
            raise NotWritten(_GONE)
        if not (self.folder / NAME).exists():
            with suppress(OSError, Error):  # the file was taken away, and may still be read by those who have it open
                copy_to(self._connection, self.folder / NAME)
        old = self._connection
        try:
            self._open()
        except Unreadable as trouble:
            raise NotWritten(f"没有保存：{trouble}") from trouble
        old.close()

    def _back_up_on_a_new_day(self) -> None:
        """Make the copy of the day: at the start, with the first draft, or where it was left open over night."""
        today = now()[:10]
        if self._day != today and back_up_daily(self._connection, self.folder):
            self._day = today

    def remember_file(self, path: Path) -> None:
        """Note that a file was opened; the last ten are remembered."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO recent_files VALUES (?, ?)", (str(path), now()))
            self._connection.execute(
                "DELETE FROM recent_files WHERE rowid NOT IN "
                "(SELECT rowid FROM recent_files ORDER BY rowid DESC LIMIT ?)",
                (MOST_RECENT,),
            )

    @reading()
    def recent_files(self) -> list[RecentFile]:
        """Give the files that were opened, the last one first; some of them may be gone."""
        rows = self._connection.execute("SELECT path, time FROM recent_files ORDER BY rowid DESC")
        return [RecentFile(*row) for row in rows]

    def back_up_to(self, path: Path) -> None:
        """Copy all drafts into one file; `NotWritten` where that cannot be proved, and what stood there still does."""
        back_up(self._connection, path, self.folder / NAME)
        with suppress(NotWritten):
            self._do("INSERT OR REPLACE INTO notes VALUES ('last_backup', ?)", now())

    @property
    @reading()
    def last_backup(self) -> str:
        """When the clerk last backed up to a file, "" if never."""
        found = self._connection.execute("SELECT value FROM notes WHERE name = 'last_backup'").fetchone()
        return found[0] if found else ""

    @property
    def last_daily_backup(self) -> str:
        """When the drafts were last backed up by themselves, "" if never."""
        with suppress(OSError):
            return last_daily_backup(self.folder)
        return ""

    def restore_from(self, path: Path) -> str:
        """Put the drafts of a backup in the place of all that are here; give what the present file is called now.

        No window may be open on a draft meanwhile. `Unreadable` or `NotWritten`, and nothing has changed, where the
        file is no good backup.
        """
        try:
            moved = bring_back(path, self.folder / NAME, self._connection.close)
        except NotWritten:
            self._connection.close()
            self._open()
            raise
        self._open()
        return moved.name

    def _do(self, statement: str, *values: object) -> None:
        with self._transaction():
            self._connection.execute(statement, values)
