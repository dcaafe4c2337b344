"""The form as files: a copy to keep, paper and workbook for finance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from models.problem import Severity
from models.trouble import Trouble

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.definition_file import Definitions
    from ui.autosave import Autosave
    from ui.document import Document

TITLE = "绩效目标申报表填报"
"""The program's name on screen."""


class Files(QObject):
    """Asks where the files are to go and writes them."""

    said = Signal(str)
    """A short word on what was done."""

    def __init__(self, window: QWidget, document: Document, autosave: Autosave, definitions: Definitions) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._autosave = autosave
        self._definitions = definitions

    def save_as(self) -> bool:
        """Ask where to put a copy of the form as a file; say whether it was written."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, "另存一份", f"{self._export_name()}.json", "本程序的文件 (*.json)"
        )
        if not name:
            return False
        path = Path(name)
        return self._write([path if path.suffix else path.with_suffix(".json")])

    def export(self) -> None:
        """Write PDF and workbook side by side into a place the clerk chooses."""
        if any(problem.severity is Severity.ERROR for problem in self._document.problems):
            text = "表里还有错误没有改，导出的每一页都会印上“草稿”。要继续吗？"
            if QMessageBox.question(self._window, "导出", text) != QMessageBox.StandardButton.Yes:
                return
        name, _ = QFileDialog.getSaveFileName(self._window, "导出", self._export_name(), "PDF 和工作簿 (*.pdf *.xlsx)")
        if name:
            stem = Path(name).with_suffix("") if Path(name).suffix in {".pdf", ".xlsx"} else Path(name)
            paths = [stem.with_name(stem.name + extension) for extension in (".pdf", ".xlsx")]
            if self._write(paths):
                self._autosave.save(self._document.check_code, f"导出 {stem.name}")
                self.said.emit(f"✓ 已导出并核对：{stem.name}.pdf、.xlsx，与表内容一致")

    def _export_name(self) -> str:
        form, definition = self._document.form, self._document.definition
        unit = next((form.fields[piece.field] for piece in definition.head if piece.field), "")
        parts = (unit, str(form.year or ""), definition.mark, self._document.check_code)
        return "_".join("".join(c for c in part if c not in '\\/:*?"<>|\n') for part in parts if part)

    def _write(self, paths: list[Path]) -> bool:
        """Write the form; every file is read back before it is put in place."""
        from export.outputs import write_outputs  # noqa: PLC0415 - loaded when something is written

        self._autosave.save_all()
        try:
            write_outputs(self._document.form, self._document.definition, self._definitions, paths)
        except Trouble as trouble:
            QMessageBox.warning(self._window, TITLE, str(trouble))
            return False
        return True
