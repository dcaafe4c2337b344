"""What the clerk does with paper: print with a preview, open the PDF elsewhere; and what the window remembers of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from models.problem import Severity
from models.trouble import Trouble
from ui.printing.printed import WHAT, Printed, last_printed
from ui.printing.viewed import path_to_view

if TYPE_CHECKING:
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from ui.autosave import Autosave
    from ui.document import Document

_COUNT_PAUSE = 300  # ms after the last change until the places that differ are counted
_NO_PRINTER = (
    "这台电脑上没有找到打印机。请先在系统里添加打印机；也可以用系统的程序打开 PDF，或导出后拷到有打印机的电脑上打印。"
)
_NO_VIEWER = "这台电脑上没有能打开 PDF 的程序。请导出 PDF，拷到装有 WPS 或浏览器的电脑上看。"


class Printing(QObject):
    """Prints a document and remembers what was printed."""

    said = Signal(str)
    """A sentence on what was done."""
    refused = Signal(str, bool)
    """A sentence on what could not be done, and whether opening the PDF elsewhere would help."""
    errors_wanted = Signal()
    """The clerk would rather see the errors."""
    remembered = Signal(str)
    """What was printed, and how much has changed since; "" for nothing."""

    def __init__(
        self, window: QWidget, document: Document, autosave: Autosave, definitions: Definitions, drafts: Drafts
    ) -> None:
        """Print the document of a window."""
        super().__init__(window)
        self._window = window
        self._document = document
        self._autosave = autosave
        self._definitions = definitions
        self._drafts = drafts
        self._printed: Printed | None = None
        self._pause = QTimer(self, interval=_COUNT_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._remember)
        document.changed.connect(self._on_change)

    def recall(self, draft: str) -> None:
        """Recall what was printed of a draft in earlier sessions."""
        self._printed = last_printed(self._drafts, draft, self._definitions)
        self._remember()

    def print(self) -> None:
        """Show the pages as the printer will print them, and let them be printed."""
        from ui.printing.dialog import has_printer, print_dialog  # noqa: PLC0415 - loaded when something is printed

        if not has_printer():
            self.refused.emit(_NO_PRINTER, True)
            return
        self._autosave.save_all()
        self._document.leave_all()
        if not self._may_go_out():
            return
        form = self._document.form
        try:
            pdf = self._pdf()
        except Trouble as trouble:
            self.refused.emit(str(trouble), False)
            return
        with print_dialog(pdf, self._name(), self._window) as dialog:
            has_printed = dialog.exec() == QDialog.DialogCode.Accepted
            refused = dialog.refused
        if refused:
            self.refused.emit(refused, False)
        elif has_printed:
            self._autosave.save(self._document.check_code, WHAT)
            self._printed = Printed(form, datetime.now().astimezone())
            self._remember()

    def view(self) -> None:
        """Open the pages as a PDF in the system's own program."""
        from export.outputs import write_outputs  # noqa: PLC0415 - loaded when something is written

        self._autosave.save_all()
        try:
            path = path_to_view(self._drafts.folder, self._name())
            document = self._document
            write_outputs(document.form, document.definition, self._definitions, [path], document.edition)
        except (Trouble, OSError) as trouble:
            self.refused.emit(f"没有打开 PDF：{trouble}", False)
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.said.emit("已用系统的程序打开 PDF。那是现在的样子，表改动后请重新打开；要留存请用“导出”。")
        else:
            self.refused.emit(_NO_VIEWER, False)

    def _pdf(self) -> bytes:
        from export.outputs import pdf_of  # noqa: PLC0415 - loaded when something is written

        return pdf_of(self._document.form, self._document.definition, self._document.edition)

    def _may_go_out(self) -> bool:
        """Ask once where errors are left: the pages will say 草稿."""
        errors = sum(problem.severity is Severity.ERROR for problem in self._document.problems)
        if not errors:
            return True
        text = f"还有 {errors} 个错误没有改，打印的每一页会印上“草稿”。要继续吗？"
        box = QMessageBox(QMessageBox.Icon.Question, "打印", text, parent=self._window)
        go_on = box.addButton("继续打印", QMessageBox.ButtonRole.AcceptRole)
        look = box.addButton("去看错误", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(look)
        box.exec()
        if box.clickedButton() is go_on:
            return True
        self.errors_wanted.emit()
        return False

    def _name(self) -> str:
        form, definition = self._document.form, self._document.definition
        unit = next((form.fields[piece.field] for piece in definition.head if piece.field), "")
        parts = (unit, str(form.year or ""), definition.mark)
        return "_".join("".join(c for c in part if c not in '\\/:*?"<>|\n') for part in parts if part) or "申报表"

    def _on_change(self) -> None:
        if self._printed:
            self._pause.start()

    def _remember(self) -> None:
        if self._printed:
            self.remembered.emit(self._printed.words(self._document.form, self._document.definition))
