"""A backup where the clerk wants one, as on a stick, and the way back from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from models.drafts.copies import copy_to
from models.drafts.database import Condition, condition, read_only, reason
from models.drafts.opening import aside
from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def back_up(connection: sqlite3.Connection, path: Path, own: Path) -> None:
    """Copy the drafts to a file other than their own."""
    if path.absolute() == own.absolute():
        raise NotWritten("不能备份到草稿自己的文件上。请换个文件夹或名字。")
    if path.is_dir():
        raise NotWritten(f"“{path.name}”是一个文件夹，没有动它。请换个名字。")
    try:
        copy_to(connection, path)
    except (OSError, sqlite3.Error) as error:
        why = reason(error).replace("腾出空间后会自动再试", "请腾出空间后再试")
        raise NotWritten(f"没有备份成“{path.name}”，原来的文件没有动：{why}。") from error


def bring_back(path: Path, own: Path, let_go: Callable[[], None]) -> Path:
    """Put a backup in the place of the drafts' file, which is moved aside; give where that is now.

    `let_go` closes it just before. Nothing changes where the backup is not good.
    """
    _examine(path)
    beside = own.with_name(f"{own.name}.restored")
    try:
        with closing(read_only(path)) as backup:
            copy_to(backup, beside)
        let_go()
        moved = aside(own, "replaced")
        try:
            beside.replace(own)
        except OSError:
            moved.rename(own)
            raise
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NotWritten(f"没有恢复成，现在的草稿没有动：{reason(error)}。") from error
    return moved


def _examine(path: Path) -> None:
    """Let a good backup pass."""
    try:
        found = condition(path)
    except (OSError, sqlite3.Error) as error:
        raise Unreadable(f"备份“{path.name}”打不开，现在的草稿没有动。请检查U盘或文件。") from error
    if found is Condition.NEWER:
        raise Unreadable(f"备份“{path.name}”是新版程序写的，现在的草稿没有动。请用新版程序恢复。")
    if found is not Condition.GOOD:
        raise Unreadable(f"“{path.name}”{found.value}，不能用来恢复，现在的草稿没有动。请换一份备份。")
