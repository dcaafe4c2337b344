"""The form as files: a copy to keep, what goes out to finance, and copies on a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from models.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from models.definition_file import Definitions
    from ui.autosave import Autosave
    from ui.document import Document
    from ui.memory import Memory
    from ui.message_line import MessageLine
    from ui.outgoing.dialog import WorkDialog
    from ui.outgoing.export_sheet import Written
    from ui.outgoing.send_sheet import Sent


class Files(QObject):
    """Opens the dialogs that write, and says in the window's line what was written."""

    errors_wanted = Signal()
    remembered = Signal()
    """What was chosen is to be kept for the next start."""

    def __init__(
        self,
        window: QWidget,
        document: Document,
        autosave: Autosave,
        definitions: Definitions,
        message: MessageLine,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._autosave = autosave
        self._definitions = definitions
        self._message = message
        self._memory = memory
        self.dialog: WorkDialog | None = None
        """The dialog that is open."""
        self._last: Written | None = None
        document.changed.connect(self._forget_sentence)
        self._said = ""

    def save_as(self) -> bool:
        """Ask where to put a copy of the form as a file; say whether it was written."""
        from export.edition import USUAL  # noqa: PLC0415 - loaded when something is written
        from export.naming import export_name  # noqa: PLC0415
        from export.outputs import write_outputs  # noqa: PLC0415

        document = self._document
        self._autosave.save_all()
        name = export_name(document.form, document.definition, USUAL)
        name, _ = QFileDialog.getSaveFileName(self._window, "另存一份", f"{name}.json", "本程序的文件 (*.json)")
        if not name:
            return False
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".json")
        try:
            write_outputs(document.form, document.definition, self._definitions, [path])
        except Trouble as trouble:
            self._message.say(str(trouble), bad=True)
            return False
        return True

    def export(self, *, public: bool = False, after: Callable[[], None] | None = None) -> None:
        """Let the clerk write PDF and workbook; `after` comes once they are written."""
        from ui.outgoing.export_sheet import ExportSheet  # noqa: PLC0415 - made when it is asked for

        self._autosave.save_all()
        sheet = ExportSheet(self._document, self._definitions, self._memory, self._window, public=public)
        sheet.written.connect(self._exported)
        sheet.errors_wanted.connect(self.errors_wanted)
        sheet.remembered.connect(self.remembered)
        if after is not None:
            sheet.written.connect(after)
        self._show(sheet)

    def send(self) -> None:
        """Copy what was exported last onto a stick; where the form says something else since, export it first."""
        self._autosave.save_all()
        last = self._last
        if last is None or last.form != self._document.form or not all(path.is_file() for path in last.paths):
            self.export(after=self._send_last)
        else:
            self._send_last()

    def stop(self) -> None:
        """End what is going on: the window closes."""
        if self.dialog is not None:
            self.dialog.stop()

    def _send_last(self) -> None:
        from ui.outgoing.send_sheet import SendSheet  # noqa: PLC0415 - made when it is asked for

        if self._last is not None:
            sheet = SendSheet(self._last.paths, self._window)
            sheet.sent.connect(self._say_sent)
            self._show(sheet)

    def _show(self, dialog: WorkDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._let_go)
        dialog.open()

    def _let_go(self) -> None:
        if self.sender() is self.dialog:
            self.dialog = None

    def _exported(self, written: Written) -> None:
        """Pin the state that went out, and say what was written until the next edit."""
        self._last = written
        what = "导出公开版" if written.edition.public else "导出"
        self._autosave.save(self._document.check_code, f"{what} {written.paths[0].stem}")
        self._say(
            written.sentence,
            ("打开", lambda: self._open(written.paths[0])),
            ("打开所在文件夹", lambda: self._open(written.paths[0].parent)),
            ("发送到U盘…", self.send),
        )

    def _say_sent(self, sent: Sent) -> None:
        self._say(sent.sentence, ("打开所在文件夹", lambda: self._open(sent.copies[0].parent)))

    def _say(self, sentence: str, *links: tuple[str, Callable[[], object]]) -> None:
        self._said = sentence
        self._message.say(sentence, *links, good=True, stays=True)

    def _forget_sentence(self) -> None:
        if self._said and self._message.sentence == self._said:
            self._message.clear()
        self._said = ""

    def _open(self, path: Path) -> None:
        from ui.outgoing.opening import open_path  # noqa: PLC0415 - made when it is asked for

        if sentence := open_path(path):
            self._message.say(sentence, bad=True)
