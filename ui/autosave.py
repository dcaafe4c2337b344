"""Saving by itself: soon after the first unsaved change, on leaving a field, on closing; and again when it failed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.drafts import findings_of
from models.drafts.rescue import forget_rescued, rescue
from models.trouble import NotWritten
from ui.composing import composing
from ui.sheet.marks import short_words

if TYPE_CHECKING:
    from models.drafts import Drafts
    from models.edits import Edit
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
        self._done: dict[str, None] = {}
        """What was done since the last save, in words and in order."""
        self.has_failed = False
        """Whether the last try did not succeed."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save)
        document.changed.connect(self._on_change)

    def _on_change(self, edit: Edit) -> None:
        self._done[edit.label(self._document.definition)] = None
        if not self._timer.isActive():
            self._timer.start(_SOON)

    @property
    def is_done(self) -> bool:
        """Whether everything is on the disk."""
        return self._kept == self._document.form

    def leave(self) -> None:
        """Save what was typed into a field that is left; after a failure the clerk is not held up by another."""
        if self._timer.isActive() and not self.has_failed:
            self.save()

    def save(self, code: str = "", what: str = "") -> bool:
        """Save now, as an export where a check code is given; say whether all is on the disk."""
        self._timer.stop()
        form = self._document.form
        if self.is_done and not code:
            self._done.clear()
            return True
        try:
            self._drafts.save(
                self._draft,
                form,
                self._document.definition,
                what or self._words(),
                code,
                findings=findings_of(self._document.review, short_words),
                undo=self._document.steps,
            )
        except NotWritten as trouble:
            self._timer.start(_AGAIN)
            self.has_failed = True
            rescue(self._drafts.folder, self._draft, form)
            self.failed.emit(str(trouble))
            return False
        self._kept = form
        self._done.clear()
        if self.has_failed:
            self.give_up()
        self.has_failed = False
        self.saved.emit(f"{datetime.now().astimezone():%H:%M:%S}")
        return True

    def give_up(self) -> None:
        """Take away what was put elsewhere because it could not be saved."""
        forget_rescued(self._draft)

    def save_all(self) -> bool:
        """Save with what is still being composed by an input method."""
        composing().finish()
        return self.save()

    def _words(self) -> str:
        """Say what was done since the last save: the first thing, and how many there were."""
        first = next(iter(self._done), "修改")
        return first if len(self._done) < 2 else f"{first}等 {len(self._done)} 处"  # noqa: PLR2004 - one is no more
