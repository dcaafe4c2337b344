"""The sticks that are plugged in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStorageInfo

_GIGABYTE, _MEGABYTE = 1e9, 1e6


class Stick(NamedTuple):
    """A stick: what it is called, its folder, and how many bytes are free."""

    name: str
    folder: Path
    free: int

    @property
    def words(self) -> str:
        """Its name, its place and its room, in words."""
        free = f"{self.free / _GIGABYTE:.1f} GB" if self.free >= _GIGABYTE else f"{self.free / _MEGABYTE:.0f} MB"
        place = str(self.folder).rstrip("\\/") if sys.platform == "win32" else str(self.folder)
        return f"{self.name or 'U盘'}（{place}），可用 {free}"


def sticks() -> list[Stick]:
    """Give the sticks that can be written to."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if volume.isValid() and volume.isReady() and not volume.isReadOnly():
            device = bytes(volume.device().data()).decode(errors="replace")
            if is_removable(volume.rootPath(), device):
                found.append(Stick(volume.name(), Path(volume.rootPath()), volume.bytesAvailable()))
    return sorted(found, key=lambda stick: str(stick.folder))


def is_removable(root: str, device: str) -> bool:
    """Whether what is mounted at a folder can be pulled out; `device` as Linux names it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows is asked

        removable = 2  # DRIVE_REMOVABLE of winbase.h
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\").rstrip("\\") + "\\") == removable)
    if root.startswith(("/media/", "/run/media/")):
        return True
    block = Path("/sys/class/block", Path(device).name)
    for place in (block.resolve(), block.resolve().parent):
        flag = place / "removable"
        if flag.is_file():
            return flag.read_text(encoding="ascii").strip() == "1"
    return False
