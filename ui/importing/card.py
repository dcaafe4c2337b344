"""A question as a card: its name and cell, one sentence, and the answers as buttons, the first by F9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui import fonts
from ui.enter import ENTER
from ui.flow import FlowLayout
from ui.icons import FINE, pixmap
from ui.importing.framed import Framed
from ui.palette import colours
from ui.tip import tip
from ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from intake.grid import Box
    from ui.importing.questions import Choice, Question

_OWN, _OWN_KEYS = "自己填…", "写好按 Enter，按 Esc 不写了"
_MOST_CELLS = 2  # runs of cells that are named
_LONGEST = 30  # characters of an answer


class Card(Framed):
    """Shows one question and the answer that was given."""

    chosen = Signal()
    """The card was clicked, or the keyboard came to it."""
    answered = Signal(object)
    """A choice was made; None takes the answer back."""
    own_answered = Signal(str)
    left = Signal(int)
    """↑ or ↓ leads to the card before or the next one: -1 or 1."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._answer: Choice | None = None
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mark, self._title, self._cells = QLabel(self), Words(question.title, self), QLabel(self)
        self._sentence, self._given = Words(question.sentence, self), Words("", self)
        self._cells.setObjectName("quiet")
        runs = _runs(question.boxes)
        self._cells.setText("，".join(runs[:_MOST_CELLS]) + ("…" if len(runs) > _MOST_CELLS else ""))
        self._cells.setToolTip(tip("，".join(runs)))
        self._buttons = [self._button(choice.label, choice) for choice in question.choices]
        self._own = QPushButton(_OWN, self)
        self._own.setAccessibleDescription(question.title)
        self._own.clicked.connect(self._ask)
        self._back = QPushButton("改回", self)
        self._back.setObjectName("link")
        self._back.setAccessibleDescription(question.title)
        self._back.clicked.connect(lambda: self.answered.emit(None))
        self._typed = QLineEdit(self)
        self._typed.setAccessibleName(f"{question.title}：自己填")
        self._typed.setText(question.stands)
        self._typed.setPlaceholderText(_OWN_KEYS)
        self._typed.setToolTip(_OWN_KEYS)
        self._typed.returnPressed.connect(self._take_own)
        self._lay_out()
        self.restyle()
        self.show_answer(None)

    def show_answer(self, answer: Choice | None) -> None:
        """Show which answer was given, None for none yet."""
        self._answer = answer
        self._typed.hide()
        for button in self._buttons:
            button.setVisible(answer is None)
        self._own.setVisible(answer is None and bool(self.question.own))
        self._given.setVisible(answer is not None)
        self._back.setVisible(answer is not None)
        self._sentence.setVisible(answer is None)
        if answer is not None:
            is_said = not answer.after or answer.after in answer.label
            self._given.setText(answer.label if is_said else f"{answer.label}：{_short(answer.after)}")
            self._given.setToolTip(tip(answer.after) if len(answer.after) > _LONGEST else "")
        said = f"已定：{self._given.text()}" if answer is not None else f"待确认。{self.question.sentence}"
        self.setAccessibleName(f"{self.question.title} {said}")
        self._show_state()

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether this is the question the source is marked for."""
        self._is_chosen = chosen
        self._show_state()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._title.setFont(fonts.sentence(bold=True))
        for label in (self._sentence, self._given):
            label.setFont(fonts.sentence())
        for widget in (self._cells, self._own, self._back, self._typed, *self._buttons):
            widget.setFont(fonts.surround())
        self._show_state()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let ↑ and ↓ lead from card to card; Enter gives the first answer."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.hasFocus() and event.key() in steps:
            self.left.emit(steps[Qt.Key(event.key())])
        elif self.hasFocus() and event.key() in ENTER and self._answer is None:
            self.take_first()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit()

    def take_first(self) -> None:
        """Give the first answer."""
        if self.question.choices:
            self.answered.emit(self.question.choices[0])

    def _show_state(self) -> None:
        scheme, size = colours(), fonts.unit(18)
        name, colour = (FINE, scheme.ok) if self._answer is not None else ("warning", scheme.warning)
        self._mark.setPixmap(pixmap(name, colour, size, self.devicePixelRatioF()))
        wanted = "entry" if self._is_chosen else "card"
        if self.objectName() != wanted:
            self.setObjectName(wanted)
        for place, button in enumerate(self._buttons):
            is_first = place == 0 and self._is_chosen
            button.setObjectName("primary" if is_first else "plain")
            button.setText(f"{self.question.choices[place].label}{'  F9' if is_first else ''}")
        for widget in (self, *self._buttons):
            self.style().unpolish(widget)
            self.style().polish(widget)

    def _button(self, words: str, choice: Choice) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleDescription(self.question.title)
        button.clicked.connect(lambda: self.answered.emit(choice))
        return button

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (12, 9, 12, 10)))
        lines.setSpacing(fonts.unit(6))
        head = QHBoxLayout()
        head.setSpacing(fonts.unit(8))
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._cells, 0, Qt.AlignmentFlag.AlignTop)
        given = QHBoxLayout()
        given.addWidget(self._given, 1)
        given.addWidget(self._back)
        answers = FlowLayout(fonts.unit(8))
        for button in (*self._buttons, self._own):
            answers.addWidget(button)
        lines.addLayout(head)
        lines.addWidget(self._sentence)
        lines.addLayout(given)
        lines.addLayout(answers)
        lines.addWidget(self._typed)

    def _ask(self) -> None:
        self.chosen.emit()
        self._typed.show()
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed.selectAll()

    def _take_own(self) -> None:
        if self._typed.text().strip():
            self.own_answered.emit(self._typed.text().strip())

    def take_back_typing(self) -> bool:
        """Put the line for an answer of one's own away; say whether it was there."""
        was_there = self._typed.isVisible()
        self._typed.hide()
        if was_there:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_there


def _runs(boxes: Iterable[Box]) -> list[str]:
    """Name the cells a question is about as spreadsheets do, those side by side in one: C9:G9."""
    runs: list[list[Box]] = []
    for box in sorted(boxes):
        last = runs[-1][-1] if runs else None
        if last and (last.row, last.rows, last.column + last.columns) == (box.row, box.rows, box.column):
            runs[-1].append(box)
        else:
            runs.append([box])
    return [run[0].name if len(run) == 1 else f"{run[0].name}:{run[-1].name}" for run in runs]


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[:_LONGEST]}…”"
