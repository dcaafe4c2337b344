"""Files that are dropped on a window: one is taken, and what is said of the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def holds_a_file(mime: QMimeData) -> bool:
    """Whether a file of this computer is being dragged."""
    return any(url.isLocalFile() for url in mime.urls())


def dropped_file(mime: QMimeData) -> tuple[Path | None, str]:
    """Give the file that is taken, None where there is none, and the sentence about those that are not, if any."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if not files:
        return None, ""
    left = f"一次导入一份：先看“{files[0].name}”，其余 {len(files) - 1} 份请看完再拖。" if len(files) > 1 else ""
    return files[0], left
