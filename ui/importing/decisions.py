"""The right side of the import: doubts as cards, then texts left over, then what was understood, folded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import fonts
from ui.importing.card import Card
from ui.importing.leftovers import Leftovers
from ui.importing.understood_list import Understood

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWheelEvent

    from intake.grid import Box
    from ui.importing.questions import Choice
    from ui.importing.session import Session

_PORTION = 30  # cards
_SETTLING = 1000  # ms in which what was made is laid out, at the most


class Decisions(QScrollArea):
    """Shows the session's questions and takes the answers."""

    boxes_wanted = Signal(object)
    """Cells of the source belong to what was chosen; gives their boxes."""
    changed = Signal()
    """Something was decided."""
    settled = Signal()
    """The last open question was answered."""
    sheet_wanted = Signal(int)
    """Another sheet is to be looked at instead; gives its place."""
    grown = Signal()
    """There is more to be seen now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.setWidget(inside)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, fonts.unit(4), fonts.unit(8))
        self._lines.setSpacing(fonts.unit(8))
        self.cards: list[Card] = []
        self._places = QVBoxLayout()
        self._places.setSpacing(fonts.unit(8))
        self._lines.addLayout(self._places)
        self._more = QPushButton(self)
        self._more.setObjectName("link")
        self._more.clicked.connect(lambda: self._make_cards(len(self.cards)))
        self._lines.addWidget(self._more)
        self._current = -1
        self._sought: Callable[[], object] = self._show_current
        self._settling = QTimer(self, interval=_SETTLING, singleShot=True)
        self.verticalScrollBar().rangeChanged.connect(self._seek_again)
        self._make_cards(0)
        self.leftovers = Leftovers(session, self) if session.intake.leftovers else None
        self.understood = Understood(session, self)
        self.understood.row_reached.connect(partial(self._seek, self._show_row))
        for part in (self.leftovers, self.understood):
            if part is not None:
                part.boxes_wanted.connect(self._show_boxes)
                part.changed.connect(self.changed)
                part.grown.connect(self.grown)
                part.title.pressed.connect(self._settling.stop)
                self._lines.addWidget(part)
        self._lines.addStretch(1)

    @property
    def current(self) -> int:
        """Which question is chosen, -1 for none."""
        return self._current

    def choose(self, place: int) -> None:
        """Choose a question and show where it stands."""
        self._current = place
        for other, card in enumerate(self.cards):
            card.show_chosen(chosen=other == place)
        if place >= 0:
            self._seek(self._show_current)
            self.boxes_wanted.emit(self.session.questions[place].boxes)

    def step(self, by: int) -> bool:
        """Go to the next question without an answer, or the one before; say whether there is one."""
        found = self.session.open_questions
        if not found:
            return False
        after = [place for place in found if (place - self._current) * by > 0]
        place = (after[0] if by > 0 else after[-1]) if after else (found[0] if by > 0 else found[-1])
        self._make_cards(place)
        self.cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose(place)
        return True

    def take_first(self) -> None:
        """Give the first answer to the chosen question and go to the next."""
        if self._current in self.session.open_questions:
            self.cards[self._current].take_first()

    def take_keyboard(self) -> None:
        """Let the keyboard be at the question that is chosen, else at what was understood."""
        at = self.cards[self._current] if self._current >= 0 else self.understood.title
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_cell(self, row: int, column: int) -> None:
        """Choose what belongs to a cell of the source: its question, else what was understood there."""
        for place, question in enumerate(self.session.questions):
            if any(_holds(box, row, column) for box in question.boxes):
                self._make_cards(place)
                self.choose(place)
                return
        self.choose(-1)
        self.understood.select_cell(row, column)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._settling.stop()  # the clerk looks elsewhere
        super().wheelEvent(event)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for card in self.cards:
            card.restyle()
        self.understood.restyle()
        if self.leftovers is not None:
            self.leftovers.restyle()

    def _card(self, place: int, portion: QWidget) -> Card:
        card = Card(self.session.questions[place], portion)
        card.chosen.connect(partial(self.choose, place))
        card.left.connect(partial(self._go_beside, place))
        card.answered.connect(partial(self._answer, place))
        card.own_answered.connect(partial(self._answer_own, place))
        card.show_answer(self.session.answers.get(place))  # looked at before, if another sheet was in between
        return card

    def _make_cards(self, place: int) -> None:
        """Make the cards up to a question and some more: hundreds at once would keep the clerk waiting."""
        count, before = len(self.session.questions), len(self.cards)
        if before < min(count, place + _PORTION):
            portion = QWidget(self.widget())
            lines = QVBoxLayout(portion)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(fonts.unit(8))
            self.cards += [self._card(other, portion) for other in range(before, min(count, place + _PORTION))]
            for card in self.cards[before:]:
                lines.addWidget(card)
            self._places.addWidget(portion)  # shown as one: with each card shown by itself all would be laid out anew
        self._more.setText(f"还有 {count - len(self.cards)} 处没有列出来，再列一些")
        self._more.setVisible(len(self.cards) < count)
        if len(self.cards) > before:
            self.grown.emit()

    def _go_beside(self, place: int, by: int) -> None:
        """Go from a card to the one before or the next, answered or not."""
        if 0 <= place + by < len(self.cards):
            self.cards[place + by].setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, place: int, choice: Choice | None) -> None:
        if choice is not None and choice.sheet is not None:
            self.sheet_wanted.emit(choice.sheet)
            return
        self.session.answer(place, choice)
        self._answered(place)

    def _answer_own(self, place: int, text: str) -> None:
        self.session.own_answer(place, text)
        self._answered(place)

    def _answered(self, place: int) -> None:
        self.cards[place].show_answer(self.session.answers.get(place))
        self.changed.emit()
        if place in self.session.answers and not self.step(1):
            self.choose(place)
            self.settled.emit()
        elif place not in self.session.answers:
            self.choose(place)

    def _seek(self, show: Callable[[], object]) -> None:
        """Bring something into sight, again as long as what was made just now is being laid out."""
        self._sought = show
        self._settling.start()
        show()

    def _seek_again(self) -> None:
        if self._settling.isActive():
            self._sought()

    def _show_current(self) -> None:
        if self._current >= 0:
            self.ensureWidgetVisible(self.cards[self._current], 0, fonts.unit(8))

    def _show_row(self) -> None:
        """Show the entry that was reached: the list is as high as its rows and does not scroll itself."""
        tree = self.understood.tree
        row = tree.visualRect(tree.currentIndex())
        at = tree.viewport().mapTo(self, row.center()).y() - self.viewport().y() + self.verticalScrollBar().value()
        self.ensureVisible(0, at, 0, 2 * row.height())

    def _show_boxes(self, boxes: Sequence[Box]) -> None:
        self.choose(-1)
        self.boxes_wanted.emit(boxes)


def _holds(box: Box, row: int, column: int) -> bool:
    return box.row <= row < box.row + box.rows and box.column <= column < box.column + box.columns
