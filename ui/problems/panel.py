"""The panel 问题: counts that filter, the list by section, and the chosen problem opened."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.problem import Severity
from models.required import unfilled
from ui import fonts
from ui.document import standing_place
from ui.icons import SEVERITY_ICONS, SEVERITY_WORDS, icon
from ui.palette import colours
from ui.problems.delegate import ProblemDelegate
from ui.problems.entry import ProblemEntry
from ui.problems.model import ProblemModel
from ui.problems.rows import Row, rows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from models.problem import Problem
    from ui.document import Document

_PAUSE_MS = 60
"""The list follows the typing after this pause, so that a key never waits for it."""
_MANY, _LONG_PAUSE_MS = 200, 400
_FINE = "没有发现问题。可以打印盖章、导出了。"
_ALL_FILTERED = "这几类都没有勾选。"


class ProblemPanel(QWidget):
    """Lists what the checks found; what is done with a problem is up to the window."""

    fix_wanted = Signal(object, int)
    place_wanted = Signal(object)
    let_stand = Signal(object, str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Show the problems of a document."""
        super().__init__(parent)
        self._document = document
        self._section = ""
        self._hidden: set[Severity] = set()
        self._chosen: Problem | None = None
        self._entry: ProblemEntry | None = None
        self._model = ProblemModel()
        self._list = _List(self)
        self._delegate = ProblemDelegate(self._model, document.definition, self._height_of_chosen)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._fine = QLabel(self)
        self._next = QLabel("F8 下一条", self)
        self._next.setObjectName("quiet")
        self._chips = {severity: self._chip(severity) for severity in Severity}
        self._arrange()
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self._list.selectionModel().currentChanged.connect(self._choice_changed)
        self._list.clicked.connect(self._go)
        self._list.resized.connect(self._fit)
        self._list.entered_key.connect(self._go)
        document.problems_changed.connect(self._wait)
        self.refresh()

    @property
    def chosen(self) -> Problem | None:
        """The problem that is open."""
        return self._chosen

    @property
    def list_widget(self) -> QWidget:
        """The list, for the keyboard."""
        return self._list

    def set_section(self, section: str) -> None:
        """Put the section with the caret first."""
        if section != self._section:
            self._section = section
            self._timer.start()

    def _wait(self) -> None:
        """Follow the typing after a pause, which is longer where a list takes long to lay out."""
        self._timer.start(_PAUSE_MS if len(self._document.problems) < _MANY else _LONG_PAUSE_MS)

    def choose_at(self, where: str) -> None:
        """Open the worst problem of a place, if it has one and none of its own is open."""
        found = self._document.problems_at(where)
        if found and self._chosen not in found:
            self.choose(found[0])

    def choose(self, problem: Problem) -> None:
        """Open a problem."""
        if self._timer.isActive():
            self.refresh()
        row = self._model.row_of(problem)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))
            self._list.scrollTo(self._model.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    def focus_causes(self, problem: Problem) -> None:
        """Open a problem and put the keyboard on the first of its causes."""
        self.choose(problem)
        if self._entry is None or not self._entry.focus_causes():
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def neighbour(self, step: int) -> Problem | None:
        """Give the problem after the open one, or before it, in the paper's order and round its end."""
        listed = rows(self._document.problems, self._document.definition, "", self._hidden)
        found = [row.problem for row in listed if row.problem]
        if not found:
            return None
        if self._chosen not in found:
            shown = [row.problem for row in self._model.rows if row.problem in found]
            return (shown or found)[0 if step > 0 else -1]
        return found[(found.index(self._chosen) + step) % len(found)]

    def refresh(self) -> None:
        """Show the problems as they are now; the open one stays open."""
        self._timer.stop()
        counts = Counter(problem.severity for problem in self._document.problems)
        for severity, chip in self._chips.items():
            chip.setVisible(counts[severity] > 0)
            chip.setText(f"{SEVERITY_WORDS[severity]} {counts[severity]}")
        found = rows(self._document.problems, self._document.definition, self._section, self._hidden)
        if found != self._model.rows:
            self._show(found)
        self._show_next()
        self._fine.setVisible(not found)
        self._fine.setText(self._fine_words() if not self._document.problems else _ALL_FILTERED)
        self._list.setVisible(bool(found))

    def _fine_words(self) -> str:
        missing = len(list(unfilled(self._document.form, self._document.definition)))
        return f"没有发现问题，还有 {missing} 项没填。" if missing else _FINE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_next()

    def _show_next(self) -> None:
        """Tell the key for the next problem where there is one, and room for it beside the counts."""
        taken = sum(chip.sizeHint().width() + fonts.unit(6) for chip in self._chips.values() if not chip.isHidden())
        has_room = taken + self._next.sizeHint().width() + fonts.unit(24) <= self.width()
        self._next.setVisible(bool(self._model.rows) and has_room)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for severity, chip in self._chips.items():
            chip.setIcon(icon(SEVERITY_ICONS[severity], colours().of(severity), fonts.unit(16)))
            chip.setMinimumHeight(fonts.unit(26))
        self._fine.setFont(fonts.sentence())
        self._next.setFont(fonts.surround())
        self._show(self._model.rows)

    def _show(self, found: tuple[Row, ...]) -> None:
        scrolled = self._list.verticalScrollBar().value()
        chosen, held = self._chosen, self._held_stop()
        self._entry = None
        self._model.set_rows(found)
        row = next((place for place, each in enumerate(found) if _same(each.problem, chosen)), -1)
        self._chosen = None
        if row >= 0:
            index = self._model.index(row)
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if held >= 0 and self._entry:
                stops = self._entry.stops() or [self._list]
                stops[min(held, len(stops) - 1)].setFocus()
        self._list.verticalScrollBar().setValue(scrolled)

    def _held_stop(self) -> int:
        """Give which part of the open entry has the keyboard, -1 for none."""
        focused = QApplication.focusWidget()
        stops = self._entry.stops() if self._entry and self._entry.isAncestorOf(focused or self) else []
        return stops.index(focused) if focused in stops else -1

    def _choice_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if previous.isValid():
            self._list.setIndexWidget(previous, None)  # type: ignore[arg-type]  # None takes the widget away
        self._entry = None
        self._chosen = self._model.problem(current.row())
        if self._chosen:
            self._entry = ProblemEntry(self._chosen, self._document.definition, self._list.viewport())
            self._entry.fix_wanted.connect(self.fix_wanted)
            self._entry.place_wanted.connect(self.place_wanted)
            self._entry.let_stand.connect(self.let_stand)
            self._entry.grown.connect(self._fit)
            self._list.setIndexWidget(current, self._entry)
            for before, after in pairwise([self._list, *self._entry.stops()]):
                self.setTabOrder(before, after)
        self._fit()

    def _fit(self) -> None:
        self._delegate.width = self._list.viewport().width()
        if not self._list.isVisible():  # it is laid out when it comes up, at the width it has then
            return
        self._delegate.sizeHintChanged.emit(self._list.currentIndex())
        self._list.doItemsLayout()

    def _height_of_chosen(self, row: int) -> int | None:
        if self._entry is None or row != self._list.currentIndex().row():
            return None
        return self._entry.heightForWidth(self._delegate.width)

    def _go(self) -> None:
        if self._chosen:
            self.place_wanted.emit(self._chosen)

    def _chip(self, severity: Severity) -> QPushButton:
        chip = QPushButton(self)
        chip.setObjectName("chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setToolTip("显示或不显示这一类")
        chip.toggled.connect(lambda shown: self._filter(severity, shown=shown))
        return chip

    def _filter(self, severity: Severity, *, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(severity)
        self.refresh()

    def _arrange(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (11, 8, 10, 0)))
        lines.setSpacing(fonts.unit(6))
        row = QHBoxLayout()
        row.setSpacing(fonts.unit(6))
        for chip in self._chips.values():
            row.addWidget(chip)
            self.setTabOrder(chip, self._list)
        row.addStretch(1)
        row.addWidget(self._next)
        lines.addLayout(row)
        self._fine.setWordWrap(True)
        self._fine.setContentsMargins(0, fonts.unit(8), 0, 0)
        lines.addWidget(self._fine)
        lines.addWidget(self._list, 1)
        lines.addStretch(0)
        self.restyle()


class _List(QListView):
    """The list itself; a row's height depends on the width."""

    resized = Signal()
    entered_key = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("问题")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the place."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_key.emit()
        else:
            super().keyPressEvent(event)


def _same(one: Problem | None, other: Problem | None) -> bool:
    """Whether two problems are the same one, though its figures may have changed while typing."""
    if one is None or other is None:
        return False
    return one == other or (one.id, standing_place(one)) == (other.id, standing_place(other))
