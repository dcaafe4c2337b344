"""Gathers what was ever filled in from the drafts, a little at a time while nobody types."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.lineage import Lineage
from models.reuse import Past, Reusable
from models.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.form import Form

_BETWEEN, _AFTER_A_KEY = 30, 1500  # ms
_AT_ONCE = 0.005  # s for earlier states, between which there is time for everything else


class Gathering(QObject):
    """Knows the indicators and paragraphs of all drafts, those in the bin too; then those of their earlier states."""

    grown = Signal()
    """Everything that is in the drafts has been gathered; comes again when what was in them before has been too."""

    def __init__(self, drafts: Drafts, definitions: Definitions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts, self._definitions = drafts, definitions
        self._known: dict[str, str] = {}
        """When each draft that was gathered had changed last."""
        self._forms: dict[str, tuple[Form, Definition]] = {}
        self._waiting: list[tuple[str, str]] = []
        self._old: dict[str, None] = {}
        """Drafts whose earlier states are to be gone through, in order."""
        self._past: dict[str, Past] = {}
        self._gone_through: dict[str, int] = {}
        """The last of the revisions that were gone through, by draft."""
        self._walk = self._walk_back()
        self._has_looked = self._is_together = False
        self.reusable = Reusable()
        self.lineage = Lineage()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)

    @property
    def is_done(self) -> bool:
        """Whether the drafts were gathered that were found when it was looked for last."""
        return self._has_looked and self._is_together

    @property
    def is_exhausted(self) -> bool:
        """Whether their earlier states were too."""
        return self.is_done and not self._old

    def look_again(self) -> None:
        """Gather what has changed in the drafts since."""
        self._has_looked = True
        listed = [*self._drafts.listed(), *self._drafts.listed(deleted=True)]
        self._waiting = [(each.id, each.changed) for each in listed if self._known.get(each.id) != each.changed]
        gone = self._forms.keys() - {each.id for each in listed}
        for draft in gone:
            del self._forms[draft], self._known[draft]
            for known in (self._old, self._past, self._gone_through):
                known.pop(draft, None)
        self._is_together = self._is_together and not (self._waiting or gone)
        if not self.is_exhausted:
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
        """Take in one draft; after the last one put everything together, then go through what they held before."""
        if self._waiting:
            self._take(*self._waiting.pop(0))
        elif not self._is_together:
            self._put_together()
        else:
            self._go_back()
        if not self.is_exhausted:
            self._timer.start(_BETWEEN)

    def _take(self, draft: str, changed: str) -> None:
        self._known[draft] = changed
        try:
            form = self._drafts.load(draft, self._definitions)
            self._forms[draft] = form, self._definitions.get(form.form)
        except Trouble:  # a draft that cannot be read says so when it is opened
            self._forms.pop(draft, None)
        else:
            self._old[draft] = None

    def _go_back(self) -> None:
        """Go through earlier states for a moment; after the last one put everything together again."""
        until = time.perf_counter() + _AT_ONCE
        for _ in self._walk:
            if time.perf_counter() > until:
                return
        self._walk = self._walk_back()
        self._put_together()

    def _walk_back(self) -> Iterator[None]:
        """Take in one earlier state after the other, of the drafts that changed last first."""
        while self._old:
            draft = next(iter(self._old))
            past = self._past.setdefault(draft, Past())
            for number in self._settled(draft):
                with suppress(Trouble):  # one that is damaged says so when it is asked for
                    form = self._drafts.form_at(number, self._definitions)
                    past.add(form, self._definitions.get(form.form))
                self._gone_through[draft] = number
                yield
            self._old.pop(draft, None)

    def _settled(self, draft: str) -> list[int]:
        try:
            return self._drafts.settled(draft, self._gone_through.get(draft, 0))
        except Trouble:
            return []

    def _put_together(self) -> None:
        """Make the lists anew, of the drafts that changed last first: they are believed where two say otherwise."""
        self.reusable, self.lineage = Reusable(), Lineage()
        for draft in sorted(self._forms, key=lambda each: self._known[each], reverse=True):
            form, definition = self._forms[draft]
            self.reusable.add(form, definition)
            self.lineage.add(form, definition)
            if past := self._past.get(draft):
                self.reusable.add_past(past, form)
        self._is_together = True
        self.grown.emit()
