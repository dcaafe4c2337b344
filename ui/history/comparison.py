"""A comparison: the form as it was in a revision, against the form as it is or as it was in a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from models.alterations import Alteration, alterations
from models.trouble import Trouble, Unreadable

if TYPE_CHECKING:
    from models.definition_file import Definitions
    from models.drafts import Drafts, Revision
    from models.form import Form
    from ui.document import Document

_PAUSE_MS = 80
"""The comparison follows the typing after this pause, so that a key never waits for it."""


class Compared(NamedTuple):
    """What was found; `later` is None where a revision is compared with the form as it is now."""

    earlier: Revision
    later: Revision | None
    alterations: tuple[Alteration, ...]


class Comparison(QObject):
    """Keeps what has changed since a chosen revision in step with the document."""

    changed = Signal(object)
    """Gives what was found, None where nothing is compared any more."""
    failed = Signal(str)
    """The revision cannot be read; gives the sentence."""

    def __init__(self, document: Document, drafts: Drafts, definitions: Definitions) -> None:
        super().__init__(document)
        self._document = document
        self._drafts = drafts
        self._definitions = definitions
        self._chosen: tuple[Revision, Revision | None] | None = None
        self._forms: tuple[Form, Form | None] | None = None
        self.compared: Compared | None = None
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._compare)
        document.changed.connect(self._follow)

    @property
    def earlier_form(self) -> Form | None:
        """The form as it was in the earlier revision."""
        return self._forms[0] if self._forms else None

    def choose(self, earlier: Revision, later: Revision | None = None) -> None:
        """Compare a revision with the form as it is now, or with a later revision."""
        try:
            first, second = self._read(earlier), self._read(later) if later else None
        except Trouble as trouble:
            self.clear()
            self.failed.emit(str(trouble))
            return
        self._chosen, self._forms = (earlier, later), (first, second)
        self._compare()

    def clear(self) -> None:
        """Compare no more."""
        self._timer.stop()
        self._chosen = self._forms = None
        if self.compared is not None:
            self.compared = None
            self.changed.emit(None)

    def _read(self, revision: Revision) -> Form:
        form = self._drafts.form_at(revision.number, self._definitions)
        if form.form != self._document.definition.id:
            raise Unreadable("那一次填的是另一个表样，不能逐格对比。")
        return form

    def _follow(self) -> None:
        if self._forms and self._forms[1] is None:
            self._timer.start()

    def _compare(self) -> None:
        if not self._chosen or not self._forms:
            return
        first, second = self._forms
        found = alterations(first, second or self._document.form, self._document.definition)
        self.compared = Compared(*self._chosen, found)
        self.changed.emit(self.compared)
