"""Asking for a file with a filled-in form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FILTER = "申报表 (*.json *.xlsx *.xlsm *.pdf *.txt);;所有文件 (*)"


def ask_for_form(parent: QWidget) -> Path | None:
    """Let the clerk choose a file; None where none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, "打开", "", _FILTER)
    return Path(name) if name else None
