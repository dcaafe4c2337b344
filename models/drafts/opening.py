"""Opening the drafts of a data folder: a damaged file is moved aside, a good backup takes its place, and it is said."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from models.drafts.copies import copy_to
from models.drafts.database import NAME, Condition, condition, connect, migrate, read_only, reason
from models.drafts.migrations import MIGRATIONS
from models.drafts.salvage import salvage
from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

_KEPT_BACKUPS = 7
_SIZES = ("page_count", "freelist_count", "page_size")
_MUCH_ROOM = 2_000_000  # bytes


def open_database(folder: Path) -> tuple[sqlite3.Connection, str]:
    """Open the drafts of a data folder; give the connection and what had to be said about it, "" if nothing.

    A damaged file is moved aside and the newest good backup takes its place. `Unreadable` where the file belongs to
    another program or to a newer version of this one, `NotWritten` where the folder cannot be used.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        said, damaged = _make_good(path)
        connection = connect(path)
    except OSError as error:
        raise NotWritten(f"存草稿的文件夹“{folder}”用不了。请检查磁盘和权限。") from error
    except sqlite3.Error as error:
        raise NotWritten(_not_opened(error)) from error
    try:
        _back_up_before_migrating(connection, path)
        migrate(connection)
        saved = salvage(damaged, connection) if damaged else 0
        _give_back_room(connection)
    except (sqlite3.Error, OSError) as error:
        connection.close()
        raise NotWritten(_not_opened(error)) from error
    except NotWritten:
        connection.close()
        raise
    return connection, f"{said}又从原文件里救回了 {saved} 份较新的草稿。" if saved else said


def _not_opened(error: Exception) -> str:
    """Say why the drafts cannot be opened, and what to do."""
    why = reason(error)
    if "另一个窗口" in why:
        why = "草稿正被另一个程序占用（如备份或杀毒软件），请等它做完再打开"
    return f"草稿打不开：{why.replace('腾出空间后会自动再试', '请腾出空间再打开')}。"


def last_daily_backup(folder: Path) -> str:
    """Give when the drafts were last copied by themselves, ISO 8601, "" for never."""
    times = [path.stat().st_mtime for path in (folder / "backups").glob("drafts-*.db")]
    return datetime.fromtimestamp(max(times)).astimezone().isoformat() if times else ""


def back_up_daily(connection: sqlite3.Connection, folder: Path) -> bool:
    """Copy the drafts at the first start or save of a day; False where there are none as yet.

    Seven copies are kept. One that fails stops nobody.
    """
    backups = folder / "backups"
    target = backups / f"drafts-{datetime.now().astimezone():%Y-%m-%d}.db"
    with contextlib.suppress(OSError, sqlite3.Error):
        if not connection.execute("SELECT 1 FROM drafts LIMIT 1").fetchone():
            return False
        backups.mkdir(exist_ok=True)
        if not target.exists():
            copy_to(connection, target)
        for old in sorted(backups.glob("drafts-*.db"))[:-_KEPT_BACKUPS]:
            old.unlink()
    return True


def _give_back_room(connection: sqlite3.Connection) -> None:
    """Make the file smaller where most of it is room that was left; where that cannot be done it stays as it is."""
    pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _SIZES)
    if free * size > _MUCH_ROOM and free > pages // 2:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("VACUUM")


def aside(path: Path, word: str) -> Path:
    """Move a file aside under a name that tells why and when; give where it is."""
    target = path.with_name(f"{path.stem}.{word}-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}{path.suffix}")
    path.rename(target)
    return target


def _make_good(path: Path) -> tuple[str, Path | None]:
    """See to it that there is a good file; say what was done for that, "" if nothing, and where a damaged one is."""
    if not path.exists():
        backup = _bring_backup(path)
        if not backup:
            _begin(path)
            return "", None
        return f"草稿文件不见了，已换上{backup}那以后的改动不在里面。", None
    found = condition(path)
    if found is Condition.GOOD:
        return "", None
    if found is Condition.FOREIGN:
        raise Unreadable(f"“{path}”是别的程序的文件，没有动它。请把它移走，或换一个数据文件夹。")
    if found is Condition.NEWER:
        raise Unreadable(f"“{path}”是新版程序写的，这一版打不开，没有动它。请用新版程序。")
    moved = aside(path, "damaged")
    kept = f"原文件没有删，改名为“{moved.name}”。"
    backup = _bring_backup(path)
    if backup:
        return f"草稿文件{found.value}，已换上{backup}那以后的改动可能不在里面。{kept}", moved
    _begin(path)
    return f"草稿文件{found.value}，也没有可用的备份，已从空白开始；{kept}", moved


def _bring_backup(path: Path) -> str:
    """Put the newest good backup in place; say which one it is and when it was last saved to, "" without any."""
    for backup in sorted(path.parent.glob("backups/drafts-*.db"), reverse=True):
        with contextlib.suppress(OSError, sqlite3.Error):
            if condition(backup) is not Condition.GOOD:
                continue
            with contextlib.closing(read_only(backup)) as good:
                copy_to(good, path)
                (changed,) = good.execute("SELECT max(changed) FROM drafts").fetchone()
            day = backup.stem.removeprefix("drafts-")
            last = f"，里面最近一次保存是 {changed[:19].replace('T', ' ')}" if changed else ""
            return f" {day} 的备份{last}；"
    return ""


def _begin(path: Path) -> None:
    """Make an empty file of drafts, beside its place, so that a program killed meanwhile leaves none that is half."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        copy_to(new, path)


def _back_up_before_migrating(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if 0 < version < len(MIGRATIONS):
        copy_to(connection, path.with_name(f"drafts.before-{version + 1}.db"))
