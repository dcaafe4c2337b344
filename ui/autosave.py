"""Saving by itself: shortly after the first unsaved change, on closing, before an export; and again when it failed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from models.trouble import NotWritten

if TYPE_CHECKING:
    from models.drafts import Drafts
    from ui.document import Document

_SOON = 800  # ms after the first unsaved change
_AGAIN = 3000  # ms after it failed


class Autosave(QObject):
    """Keeps a draft in step with its document."""

    saved = Signal(str)
    """All is on the disk; gives the time."""
    failed = Signal(str)
    """Nothing was saved; gives the sentence that says why. Nothing typed is lost, and it is tried again."""

    def __init__(self, document: Document, drafts: Drafts, draft: str) -> None:
        super().__init__(document)
        self._document = document
        self._drafts = drafts
        self._draft = draft
        self._kept = document.form
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save)
        document.changed.connect(self._on_change)

    def _on_change(self) -> None:
        if not self._timer.isActive():
            self._timer.start(_SOON)

    @property
    def is_done(self) -> bool:
        """Whether everything is on the disk."""
        return self._kept == self._document.form

    def save(self, code: str = "", what: str = "") -> bool:
        """Save now, as an export where a check code is given; say whether all is on the disk."""
        self._timer.stop()
        form = self._document.form
        if self.is_done and not code:
            return True
        what = what or self._document.undo_stack.undoText() or "撤销"
        try:
            self._drafts.save(self._draft, form, self._document.definition, what, code)
        except NotWritten as trouble:
            self._timer.start(_AGAIN)
            self.failed.emit(str(trouble))
            return False
        self._kept = form
        self.saved.emit(f"{datetime.now().astimezone():%H:%M:%S}")
        return True

    def save_all(self) -> bool:
        """Save with what is still being composed by an input method."""
        QGuiApplication.inputMethod().commit()
        return self.save()
