"""What happens when we did something wrong: it is logged, said calmly, and work goes on."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.title import TITLE

if TYPE_CHECKING:
    from logging import FileHandler
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QMessageBox


class Faults(QObject):
    """Catches what nobody else caught."""

    def __init__(self, log: Path, parent: QObject) -> None:
        """Name the file `log` for the logging of the program."""
        super().__init__(parent)
        self._log = log
        self._box: QMessageBox | None = None
        self._handler: FileHandler | None = None
        sys.excepthook = self._on_fault

    def open_log(self) -> None:
        """Let the logging of the program go to the file; a folder that cannot be written has no log."""
        import logging  # noqa: PLC0415 - the window is painted first

        if logging.getLogger().handlers:
            return
        with suppress(OSError):
            self._handler = logging.FileHandler(self._log, encoding="utf-8")
            logging.basicConfig(handlers=[self._handler], format="%(asctime)s %(name)s %(message)s")

    def close(self) -> None:
        """Let go of the file."""
        if self._handler is not None:
            self._handler.close()

    def _on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log what we did wrong; the form is still there."""
        import logging  # noqa: PLC0415 - hardly ever needed

        self.open_log()
        logging.getLogger("jixiao").error("unexpected", exc_info=(kind, fault, trace))
        text = f"出了点意外，刚才的操作没有完成。表还在，可以接着填。\n详细情况记在：{self._log}"
        QTimer.singleShot(0, lambda: self._say(text))  # a fault while painting must not open a dialog there

    def _say(self, text: str) -> None:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - hardly ever needed

        if self._box is None or not self._box.isVisible():
            self._box = QMessageBox(QMessageBox.Icon.Information, TITLE, text, parent=QApplication.activeWindow())
            self._box.open()
