"""A dialog that carries something out off the window's thread, shows how far it is, and can be told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QPushButton, QWidget

from models.trouble import Cancelled
from ui.dialog import RowsDialog
from ui.outgoing.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from models.trouble import Trouble

_SHOWN_AFTER = 300  # ms


class WorkDialog(RowsDialog):
    """Stays until the work is done; Esc cancels the work first, then closes."""

    def __init__(self, window: QWidget, title: str, word: str) -> None:
        """Stand before a window; `word` is on the button that begins."""
        self.begin_button = QPushButton(word)
        self.begin_button.setObjectName("primary")
        self.begin_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        super().__init__(window, title, [self.begin_button, self.cancel_button])
        self.begin_button.clicked.connect(self.begin)
        self.cancel_button.clicked.connect(self.reject)
        self._word = word
        self._begun = "正在准备…"
        self._job: Job | None = None
        self._progress = QTimer(self, interval=_SHOWN_AFTER, singleShot=True)
        self._progress.timeout.connect(self._show_progress)

    @property
    def is_busy(self) -> bool:
        """Whether work is going on."""
        return self._job is not None

    def begin(self) -> None:
        """Do what the button says; the dialog's own."""
        raise NotImplementedError

    def done_with(self, result: object) -> None:
        """Take what the work has given; the dialog's own."""
        raise NotImplementedError

    def failed_with(self, trouble: Trouble) -> None:
        """Say why the work has failed."""
        self.notice.say(str(trouble), bad=not isinstance(trouble, Cancelled))

    def carry_out(self, work: Callable[[Callable[[str], None]], object]) -> None:
        """Let work be done off the window's thread."""
        self.notice.clear()
        self._job = Job(work, self)
        self._job.ended.connect(self._free)
        self._job.done.connect(self.done_with)
        self._job.failed.connect(self.failed_with)
        self._job.stepped.connect(self._step)
        self._set_busy(True)
        self._progress.start()
        self._job.start()

    def stop(self) -> None:
        """Cancel what is going on, wait for its end, and close."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
            self._job = None
        self.close()

    def reject(self) -> None:
        """Cancel the work where there is some, else close."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is None:
            super().closeEvent(event)
        else:
            self._job.cancel()
            event.ignore()

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a setter
        for place in range(self.rows.rowCount()):
            item = self.rows.itemAt(place, QFormLayout.ItemRole.FieldRole)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setEnabled(not busy)
        self.begin_button.setEnabled(not busy)
        if busy:
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _free(self) -> None:
        self._job = None
        self._progress.stop()
        self.begin_button.setText(self._word)
        self._set_busy(False)
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_button(self, word: str) -> None:
        """Give the button that begins another word."""
        self._word = word
        self.begin_button.setText(word)

    def _step(self, words: str) -> None:
        self._begun = words
        if not self._progress.isActive() and self._job is not None:
            self._show_progress()

    def _show_progress(self) -> None:
        self.begin_button.setText(self._begun)
