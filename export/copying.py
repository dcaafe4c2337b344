"""Copying what was written onto a stick: forced onto it, read from it again and compared byte by byte."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from export.saving import Target, save_all
from models.trouble import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def copy_files(files: Sequence[Path], folder: Path, step: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Copy files into a folder, all or none, and give the copies once each is on the disk and compared.

    `step` is told what is begun; what it raises ends the work, and nothing has been copied.
    """
    contents = {folder / file.name: _read(file) for file in files}
    targets = []
    for path, data in contents.items():
        step("正在复制…")
        targets.append(Target(path, data, partial(_compare, path.name, data)))
    step("正在复制…")
    save_all(targets)
    _force(folder)
    for path, data in contents.items():
        _compare(path.name, data, _from_disk(path))
    return list(contents)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotWritten(f"导出的文件“{file.name}”不在原来的地方了，没有复制。请重新导出一次。") from error


def _from_disk(path: Path) -> bytes:
    """Read a file from the disk itself where the system can be asked to forget what it still has in memory."""
    try:
        with path.open("rb") as file:
            if sys.platform == "linux":
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return file.read()
    except OSError as error:
        raise _different(path.name) from error


def _force(folder: Path) -> None:
    """Force the names of the files onto the disk as well; Windows does it by itself for what can be pulled out."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _compare(name: str, wanted: bytes, found: bytes) -> None:
    if found != wanted:
        raise _different(name)


def _different(name: str) -> NotWritten:
    return NotWritten(f"复制过去的“{name}”与原来的不一样，这份不能用。请换一个U盘，或换个插口再试一次。")
