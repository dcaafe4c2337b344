"""Saving by itself: soon after the first unsaved change, on leaving a field, on closing; and again when it failed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from models.drafts import findings_of
from models.drafts.rescue import forget_rescued, rescue
from models.trouble import NotWritten
from ui.composing import composing
from ui.sheet.marks import short_words

if TYPE_CHECKING:
    from models.drafts import Drafts
    from models.edits import Edit
    from models.form import Form
    from ui.document import Document

_SOON = 800  # ms after the first unsaved change
_AGAIN = 3000  # ms after it failed


class _Pin(NamedTuple):
    """A state of the form to be saved, and the check code it went out with."""

    form: Form
    what: str
    code: str


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
        self._pins: list[_Pin] = []
        """Exports that are still to be saved."""
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
        """Save now, as an export where a check code is given; say whether all is on the disk.

        An export that cannot be saved is saved with the next try, as it went out, whatever was typed since.
        """
        self._timer.stop()
        if code:
            self._pins.append(_Pin(self._document.form, what, code))
        if self.is_done and not self._pins:
            self._done.clear()
            return True
        try:
            self._write()
        except NotWritten as trouble:
            self._timer.start(_AGAIN)
            self.has_failed = True
            rescue(self._drafts.folder, self._draft, self._document.form)
            self.failed.emit(str(trouble))
            return False
        self._done.clear()
        if self.has_failed:
            self.give_up()
        self.has_failed = False
        self.saved.emit(f"{datetime.now().astimezone():%H:%M:%S}")
        return True

    def _write(self) -> None:
        """Write the exports that are owed, then the form as it is now."""
        while self._pins:
            self._write_revision(self._pins[0])
            del self._pins[0]
        if not self.is_done:
            self._write_revision(_Pin(self._document.form, self._words(), ""))

    def _write_revision(self, pin: _Pin) -> None:
        is_now = pin.form == self._document.form
        self._drafts.save(
            self._draft,
            pin.form,
            self._document.definition,
            pin.what,
            pin.code,
            findings=findings_of(self._document.review, short_words) if is_now else None,
            undo=self._document.steps if is_now else None,
        )
        self._kept = pin.form

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
