"""Opening what was written: in the program the system has for it, or in its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_path(path: Path) -> str:
    """Open a file or a folder; give the sentence that says why it was not, "" when it was."""
    if not path.exists():
        return f"“{path.name or path}”不在原来的地方了，可能已被移走，或者U盘已经拔出。"
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return f"这台电脑上没有能打开“{path.name}”的程序。文件已经写好，在 {path.parent}。"
    return ""
