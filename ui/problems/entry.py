"""The chosen problem, opened: why, before and after, and what can be done."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.checks.coach import cause_sentence
from models.checks.report import excerpt
from models.place import describe_place
from models.problem import Change, Problem, Severity
from ui import fonts
from ui.icons import SEVERITY_ICONS, SEVERITY_WORDS, pixmap
from ui.palette import colours
from ui.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from models.definition import Definition

_REASON = "写明理由，十个字就够"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_TRAVELS = "理由和表一起保存，也会随工作簿交到财政。"


class ProblemEntry(QFrame):
    """Shows one problem in full. What is done with it is up to the window."""

    fix_wanted = Signal(object, int)
    """A problem and which of its causes, 0 for the fix itself."""
    place_wanted = Signal(object)
    let_stand = Signal(object, str)
    """A problem and the reason for which it may stand."""
    grown = Signal()

    def __init__(self, problem: Problem, definition: Definition, parent: QWidget) -> None:
        """Show a problem of a form of this version."""
        super().__init__(parent)
        self.problem = problem
        self._definition = definition
        self._takers: list[QPushButton] = []
        self.setObjectName("entry")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(*(fonts.unit(each) for each in (9, 6, 9, 9)))
        self._lines.setSpacing(fonts.unit(4))
        self._lines.addWidget(self._header())
        gap = f"{problem.message.partition('。')[0]}。"  # the causes stand below, each with its change
        self._lines.addWidget(_plain(gap if problem.causes else problem.message, fonts.sentence()))
        if problem.why:
            self._lines.addWidget(_plain(problem.why, fonts.surround(), quiet=True))
        if problem.causes:
            for place in range(len(problem.causes)):
                self._lines.addWidget(self._cause(place))
        elif problem.fix:
            self._lines.addWidget(_words(_before_and_after(problem.fix.changes)))
        self._buttons = self._make_buttons()
        if self._buttons.findChild(QPushButton):
            self._lines.addWidget(self._buttons)
        self._reason = self._make_reason()
        self._lines.addWidget(self._reason)

    def focus_causes(self) -> bool:
        """Put the keyboard on the first cause, from where arrows lead on; False where there is none."""
        for button in self._takers[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._takers)

    def stops(self) -> list[QWidget]:
        """Give what the keyboard stops at, in order."""
        return [each for each in self.findChildren(QWidget) if isinstance(each, QPushButton | QLineEdit)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead by arrows from cause to cause; Enter takes one."""
        if watched in self._takers and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = self._takers.index(watched)
            if step := _STEPS.get(Qt.Key(event.key()), 0):
                self._takers[(place + step) % len(self._takers)].setFocus()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._takers[place].click()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back the question for a reason; else it is the panel's."""
        if event.key() == Qt.Key.Key_Escape and not self._reason.isHidden():
            self._think_again()
        else:
            super().keyPressEvent(event)

    def ask_for_reason(self) -> None:
        """Ask why the problem may stand."""
        self._buttons.hide()
        self._reason.show()
        self.grown.emit()
        self._typed.setFocus()

    def _header(self) -> QWidget:
        line = QWidget(self)
        row = _row(line)
        colour = colours().of(self.problem.severity)
        mark = QLabel(line)
        size = fonts.unit(16)
        mark.setPixmap(pixmap(SEVERITY_ICONS[self.problem.severity], colour, size, self.devicePixelRatioF()))
        place = escape(describe_place(self.problem.where, self._definition))
        word = f"<b style='color:{colour.name()}'>{SEVERITY_WORDS[self.problem.severity]}</b>"
        row.addWidget(mark)
        words = _words(f"{word}{_coloured(f'・{place}', 'quiet')}", small=True)
        words.setWordWrap(False)  # one line: one that may wrap asks for the height of two
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(words, 1)
        return line

    def _cause(self, place: int) -> QWidget:
        """Give the frame of a cause: what it is, before and after, and the button that takes it."""
        cause = self.problem.causes[place]
        frame = QFrame(self)
        frame.setObjectName("cause")
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(*(fonts.unit(each) for each in (9, 5, 5, 5)))
        lines.setSpacing(fonts.unit(2))
        sentence = f"{place + 1}. {cause_sentence(cause, self._definition)}"
        lines.addWidget(_plain(sentence, fonts.surround(bold=place == 0)))
        line = QWidget(frame)
        row = _row(line)
        row.addWidget(_words(_before_and_after((Change(cause.where, cause.before, cause.after),))), 1)
        button = QPushButton("采用  F9" if place == 0 else "采用", line)
        button.setAccessibleName(f"采用：{cause_sentence(cause, self._definition)}，改为 {cause.after}")
        button.installEventFilter(self)
        self._takers.append(button)
        button.clicked.connect(lambda: self.fix_wanted.emit(self.problem, place))
        row.addWidget(button)
        lines.addWidget(line)
        return frame

    def _make_buttons(self) -> QWidget:
        line = QWidget(self)
        row = _row(line)
        if self.problem.fix and not self.problem.causes:
            self._add_button(row, "采用  F9", lambda: self.fix_wanted.emit(self.problem, 0), primary=True)
        elif not self.problem.causes and self.problem.where != "form":
            self._add_button(row, "去修改  Enter", lambda: self.place_wanted.emit(self.problem), primary=True)
        if self.problem.severity is not Severity.ERROR:
            self._add_button(row, "确认无误…", self.ask_for_reason)
        row.addStretch(1)
        return line

    def _add_button(self, row: QHBoxLayout, words: str, action: object, *, primary: bool = False) -> None:
        button = QPushButton(words, self)
        button.setObjectName("primary" if primary else "plain")
        button.clicked.connect(action)
        row.addWidget(button)

    def _make_reason(self) -> QWidget:
        box = QWidget(self)
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        self._typed = QLineEdit(box)
        self._typed.setPlaceholderText(_REASON)
        self._typed.setAccessibleName("理由")
        self._typed.returnPressed.connect(self._confirm)
        lines.addWidget(self._typed)
        lines.addWidget(_plain(_TRAVELS, fonts.surround(), quiet=True))
        line = QWidget(box)
        row = _row(line)
        self._add_button(row, "确认无误  Enter", self._confirm, primary=True)
        self._add_button(row, "不确认", self._think_again)
        row.addStretch(1)
        lines.addWidget(line)
        box.hide()
        return box

    def _confirm(self) -> None:
        if reason := self._typed.text().strip():
            self.let_stand.emit(self.problem, reason)

    def _think_again(self) -> None:
        self._reason.hide()
        self._buttons.show()
        self.grown.emit()
        for button in self.stops()[:1]:
            button.setFocus()


def _before_and_after(changes: tuple[Change, ...]) -> str:
    """Show what a fix changes: struck, an arrow, the new text; shapes as well as colours."""
    parts = excerpt(changes[0])
    if parts is None:
        return "有多处，一次改好"
    before, after = map(escape, parts)
    struck = f"<s>{_coloured(before, 'error')}</s>"
    more = f"<br>{_coloured(f'另有 {len(changes) - 1} 处', 'quiet')}" if len(changes) > 1 else ""
    return f"{struck} &nbsp;→&nbsp; <b>{_coloured(after, 'ok')}</b>{more}"


def _coloured(text: str, colour: str) -> str:
    return f"<span style='color:{getattr(colours(), colour).name()}'>{text}</span>"


def _plain(text: str, font: QFont, *, quiet: bool = False) -> Words:
    words = Words(text)
    words.setFont(font)
    words.setObjectName("quiet" if quiet else "")
    return words


def _words(text: str, *, small: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setFont(fonts.surround() if small else fonts.sentence())
    label.setWordWrap(True)
    return label


def _row(parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(fonts.unit(8))
    return row
