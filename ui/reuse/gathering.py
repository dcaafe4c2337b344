"""Gathers what was ever filled in from the drafts, a draft at a time while nobody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.lineage import Lineage
from models.reuse import Reusable
from models.trouble import Trouble

if TYPE_CHECKING:
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.form import Form

_BETWEEN, _AFTER_A_KEY = 30, 1500  # ms


class Gathering(QObject):
    """Knows the indicators and paragraphs of all drafts, those in the bin too."""

    grown = Signal()
    """Everything that is in the drafts has been gathered."""

    def __init__(self, drafts: Drafts, definitions: Definitions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts, self._definitions = drafts, definitions
        self._known: dict[str, str] = {}
        """When each draft that was gathered had changed last."""
        self._forms: dict[str, tuple[Form, Definition]] = {}
        self._waiting: list[tuple[str, str]] = []
        self._has_looked = False
        self.reusable = Reusable()
        self.lineage = Lineage()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)

    @property
    def is_done(self) -> bool:
        """Whether everything was gathered that was found when it was looked for last."""
        return self._has_looked and not self._waiting and not self._timer.isActive()

    def look_again(self) -> None:
        """Gather what has changed in the drafts since."""
        self._has_looked = True
        listed = [*self._drafts.listed(), *self._drafts.listed(deleted=True)]
        self._waiting = [(each.id, each.changed) for each in listed if self._known.get(each.id) != each.changed]
        gone = self._forms.keys() - {each.id for each in listed}
        for draft in gone:
            del self._forms[draft], self._known[draft]
        if self._waiting or gone:
            self._timer.start(_BETWEEN)

    def make_way(self) -> None:
        """Wait: somebody is typing."""
        if self._timer.isActive():
            self._timer.start(_AFTER_A_KEY)

    def stop(self) -> None:
        """Leave it at what is gathered; looking again goes on."""
        self._timer.stop()
        self._waiting = []

    def _step(self) -> None:
        """Take in one draft; after the last one put everything together."""
        if not self._waiting:
            self._put_together()
            return
        draft, changed = self._waiting.pop(0)
        self._known[draft] = changed
        try:
            form = self._drafts.load(draft, self._definitions)
            self._forms[draft] = form, self._definitions.get(form.form)
        except Trouble:  # a draft that cannot be read says so when it is opened
            self._forms.pop(draft, None)
        self._timer.start(_BETWEEN)

    def _put_together(self) -> None:
        """Make the lists anew, of the drafts that changed last first: they are believed where two say otherwise."""
        self.reusable, self.lineage = Reusable(), Lineage()
        for draft in sorted(self._forms, key=lambda each: self._known[each], reverse=True):
            form, definition = self._forms[draft]
            self.reusable.add(form, definition)
            self.lineage.add(form, definition)
        self.grown.emit()
