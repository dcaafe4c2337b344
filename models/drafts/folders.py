"""Folders that are no good place for drafts: a network share may tear the file, a synced folder may keep two of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath

_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW
_SYNCED = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "baiduyun": "百度网盘",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
    "微云同步助手": "微云",
}
"""How the folders of programs that copy files over the network begin, and what these are called."""


def folder_warning(folder: PurePath) -> str:
    """Say why drafts had better not be kept in a folder, "" where nothing speaks against it."""
    if folder.anchor.startswith(("\\\\", "//")) or _is_mapped(folder.anchor):
        return f"草稿存在网络文件夹“{folder}”里，断网时会存不下，也可能损坏。请改存在本机硬盘上，要带走时用“备份到…”。"
    for part in folder.parts:
        for beginning, name in _SYNCED.items():
            if part.lower().startswith(beginning):
                return (
                    f"草稿存在{name}的同步文件夹“{folder}”里，同步时可能多出一份或换成旧的。"
                    "请改存在不同步的文件夹，要带走时用“备份到…”。"
                )
    return ""


def _is_mapped(anchor: str) -> bool:
    """Whether a drive's letter stands for a network share; only Windows has such."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - Windows only

    return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE)
