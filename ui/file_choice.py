"""Asking for a file with a filled-in form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_KINDS = "*.json *.xlsx *.xlsm *.xls *.et *.ods *.docx *.html *.htm *.tsv *.csv *.txt *.pdf"
_FILTER = f"申报表 ({_KINDS});;所有文件 (*)"


def ask_for_form(parent: QWidget, title: str = "打开") -> Path | None:
    """Let the clerk choose a file; None where none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", _FILTER)
    return Path(name) if name else None
