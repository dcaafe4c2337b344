"""The problems panel: live, by section, errors first; a fix is one key, a warning can be let stand for a reason."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.definition import on_one_line
from models.place import describe_place, section_at
from models.problem import Severity
from ui.marks import SHAPES, WORDS, by_weight, colour_of
from ui.palette import Size, colours, font, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from models.problem import Fix, Problem
    from ui.document import Document

_LONGEST_SHOWN = 24  # characters of a value before or after a fix


class ProblemsPanel(QWidget):
    """What the reviewer says of the form as it is now."""

    go_wanted = Signal(str)
    fix_wanted = Signal(object)
    stand_wanted = Signal(object)
    """The clerk wants to let a problem stand."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._entries: list[_Entry] = []
        self._chosen = -1
        self._counts = QLabel()
        self._counts.setFont(font(Size.SENTENCE))
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        hint = QLabel("F8 下一条")
        hint.setFont(font(Size.AROUND))
        hint.setStyleSheet(f"color: {colours().quiet};")
        top = QHBoxLayout()
        top.addWidget(self._counts, 1)
        top.addWidget(hint)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 4, 0)
        layout.addLayout(top)
        layout.addWidget(self._area, 1)
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self.refresh)
        document.problems_changed.connect(self._soon.start)
        self.refresh()

    def refresh(self) -> None:
        """Show the problems as they are now."""
        chosen = self.chosen()
        ordered = self._ordered()
        self._counts.setText(
            "　".join(filter(None, (_count(ordered, severity) for severity in Severity))) or _all_well()
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 4, 10, 8)
        layout.setSpacing(4)
        self._entries = []
        definition = self._document.definition
        titles = {section.id: on_one_line(section.title) for section in definition.sections}
        for section, found in groupby(ordered, key=lambda problem: section_at(problem.where, definition)):
            heading = QLabel(titles.get(section) or "表头和整张表")
            heading.setFont(font(Size.AROUND, bold=True))
            heading.setStyleSheet(f"color: {colours().quiet}; padding-top: 6px;")
            layout.addWidget(heading)
            for problem in found:
                layout.addWidget(self._entry(problem))
        layout.addStretch(1)
        self._area.setWidget(content)
        self._chosen = -1
        if chosen:
            self.choose_at(chosen.where, chosen.id)

    def _ordered(self) -> list[Problem]:
        definition = self._document.definition
        order = {section.id: place for place, section in enumerate(definition.sections, start=1)}
        return sorted(
            self._document.problems,
            key=lambda problem: (order.get(section_at(problem.where, definition), 0), by_weight(problem)),
        )

    def _entry(self, problem: Problem) -> _Entry:
        entry = _Entry(problem, describe_place(problem.where, self._document.definition))
        entry.clicked.connect(lambda: self._choose(self._entries.index(entry), go=True))
        entry.fix_wanted.connect(lambda: self.fix_wanted.emit(problem))
        entry.stand_wanted.connect(lambda: self.stand_wanted.emit(problem))
        self._entries.append(entry)
        return entry

    def chosen(self) -> Problem | None:
        """Give the problem that is unfolded."""
        return self._entries[self._chosen].problem if 0 <= self._chosen < len(self._entries) else None

    def choose_at(self, where: str, check: str = "") -> None:
        """Unfold the first problem of a place, of a check where one is named."""
        for place, entry in enumerate(self._entries):
            if entry.problem.where == where and check in {"", entry.problem.id}:
                self._choose(place, go=False)
                return

    def step(self, by: int) -> None:
        """Go to the next problem, or the one before."""
        if self._entries:
            place = (self._chosen + by) % len(self._entries) if self._chosen >= 0 else 0 if by > 0 else -1
            self._choose(place % len(self._entries), go=True)

    def _choose(self, place: int, *, go: bool) -> None:
        for number, entry in enumerate(self._entries):
            entry.unfold(chosen=number == place)
        self._chosen = place
        QTimer.singleShot(0, lambda entry=self._entries[place]: self._area.ensureWidgetVisible(entry))
        if go:
            self.go_wanted.emit(self._entries[place].problem.where)


class _Entry(QFrame):
    """A problem: word, place, sentence; unfolded also why, before and after, and what can be done."""

    clicked = Signal()
    fix_wanted = Signal()
    stand_wanted = Signal()

    def __init__(self, problem: Problem, place: str) -> None:
        super().__init__()
        self.problem = problem
        shades = colours()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        severity = problem.severity
        head = QLabel(
            f"<b>{SHAPES[severity]} {WORDS[severity]}</b> <span style='color:{shades.quiet}'>· {place}</span>"
        )
        head.setFont(font(Size.AROUND))
        head.setStyleSheet(f"color: {colour_of(severity)};")
        layout.addWidget(head)
        layout.addWidget(_sentence(problem.message, shades.text))
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        if problem.why:
            more.addWidget(_sentence(problem.why, shades.quiet))
        buttons = QHBoxLayout()
        if problem.fix:
            more.addWidget(_change_in_words(problem.fix))
            buttons.addWidget(_button("采用　F9", f"采用：{problem.fix.label}", self.fix_wanted, filled=True))
        if severity is not Severity.ERROR:
            buttons.addWidget(_button("确认无误…", "写明理由，不再提醒", self.stand_wanted))
        buttons.addStretch(1)
        more.addLayout(buttons)
        layout.addWidget(self._more)
        self.unfold(chosen=False)

    def unfold(self, *, chosen: bool) -> None:
        """Show all of it, or the sentence alone."""
        self._more.setVisible(chosen)
        accent = colours().accent
        ground = f"background: {tint(accent, 9).name()}; border: 1px solid {accent};" if chosen else "border: none;"
        self.setStyleSheet(f"_Entry {{ {ground} border-radius: 6px; }}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()


def _button(text: str, name: str, signal: object, *, filled: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setFont(font(Size.AROUND))
    button.setAccessibleName(name)
    button.setProperty("filled", "true" if filled else "false")
    button.clicked.connect(signal)
    return button


def _sentence(text: str, colour: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(Size.SENTENCE))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setStyleSheet(f"color: {colour};")
    label.setWordWrap(True)
    return label


def _change_in_words(fix: Fix) -> QLabel:
    """Show before and after, or what is done where they are too long to be read here."""
    change = fix.changes[0]
    if max(len(change.before), len(change.after)) > _LONGEST_SHOWN:
        return _sentence(fix.label, colours().ok)
    shades = colours()
    label = QLabel(
        f"<span style='color:{shades.error}'><s>{change.before or '空'}</s></span> → "
        f"<b style='color:{shades.ok}'>{change.after}</b>"
    )
    label.setFont(font(Size.SENTENCE))
    label.setWordWrap(True)
    return label


def _count(problems: list[Problem], severity: Severity) -> str:
    count = sum(problem.severity is severity for problem in problems)
    return (
        ""
        if not count
        else f"<span style='color:{colour_of(severity)}'>{SHAPES[severity]}</span> {WORDS[severity]} {count}"
    )


def _all_well() -> str:
    return f"<span style='color:{colours().ok}'>✓ 没有发现问题</span>"
