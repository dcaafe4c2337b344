"""Saving so that nothing is ever half written: beside the target, read back, then put in place."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from models.trouble import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后再试",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后再试",
    errno.EFBIG: "磁盘放不下这么大的文件，请换个位置",
    errno.EROFS: "这个位置是只读的，请换个位置",
    errno.EACCES: "没有权限在这个文件夹里写文件，请换个文件夹",
    errno.EPERM: "没有权限在这个文件夹里写文件，请换个文件夹",
    errno.ENAMETOOLONG: "文件名或路径太长，请换个短一些的名字或别的文件夹",
    errno.ENOENT: "文件夹不存在，请先建好文件夹或换个位置",
    errno.ENOTDIR: "路径中有一段不是文件夹，请换个位置",
    errno.EISDIR: "那里是一个文件夹，请换个文件名",
}
_LONGEST_PATH = 230  # characters on Windows, of 259, since the name of the file beside is longer than some


class Target(NamedTuple):
    """A file to be written: where, what, and how what was written is proved; `verify` raises `NotWritten`."""

    path: Path
    data: bytes
    verify: Callable[[bytes], None]


def save_all(targets: Sequence[Target]) -> None:
    """Write all targets or none: each beside its place, read back and proved, and only then put in place."""
    written: list[tuple[Path, Path]] = []
    try:
        for target in targets:
            written.append((_write_beside(target), target.path))
            target.verify(_read_again(written[-1][0], target.path))
        _replace_all(written)
    finally:
        for temporary, _ in written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write_beside(target: Target) -> Path:
    """Write to a new file in the target's folder and force it to the disk."""
    temporary = None
    try:
        if target.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        beside = target.path.with_name(f".~{os.urandom(6).hex()}.tmp")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        temporary = beside
        with os.fdopen(handle, "wb") as file:
            file.write(target.data)
            file.flush()
            os.fsync(file.fileno())
        if target.path.exists():
            temporary.chmod(target.path.stat().st_mode & 0o777)
    except (OSError, ValueError) as error:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
        raise _not_written(target.path, error) from error
    return temporary


def _read_again(temporary: Path, path: Path) -> bytes:
    try:
        return temporary.read_bytes()
    except OSError as error:
        raise _not_written(path, error) from error


def _replace_all(written: Sequence[tuple[Path, Path]]) -> None:
    """Put the files in place; when one cannot be, those already put there are taken back."""
    before = [(path, _content(path)) for _, path in written]
    done: list[tuple[Path, bytes | None]] = []
    for (temporary, path), (_, old) in zip(written, before, strict=True):
        try:
            _put_in_place(temporary, path)
        except NotWritten:
            _take_back(done)
            raise
        done.append((path, old))


def _put_in_place(temporary: Path, path: Path) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise NotWritten(f"文件“{path.name}”是只读的，没有改动它。请换个名字保存。")
    try:
        temporary.replace(path)
    except OSError as error:
        raise _not_replaced(path, error) from error


def _content(path: Path) -> bytes | None:
    """Give what stands at a path, None where nothing does."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _not_replaced(path, error) from error


def _take_back(done: Sequence[tuple[Path, bytes | None]]) -> None:
    for path, old in done:
        if old is None:
            path.unlink(missing_ok=True)
        else:
            _write_beside(Target(path, old, lambda _: None)).replace(path)


def _not_written(path: Path, error: Exception) -> NotWritten:
    code = error.errno if isinstance(error, OSError) else None
    if sys.platform == "win32" and len(str(path)) > _LONGEST_PATH:
        code = errno.ENAMETOOLONG  # where Windows says that there is no such folder
    reason = _REASONS.get(code or 0, "写入时出错，请换个位置再试")
    return NotWritten(f"没有写成“{path.name}”，原来的文件没有动：{reason}。")


def _not_replaced(path: Path, error: OSError) -> NotWritten:
    """Say why an old file could not be replaced: beside it could be written, so where it is refused, it is held."""
    if not isinstance(error, PermissionError):
        return _not_written(path, error)
    held = f"文件“{path.name}”正被 WPS、Excel 或别的程序打开，没有改动它。"
    return NotWritten(f"{held}请关闭后重试，或换个名字保存。")
