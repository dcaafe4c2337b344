"""The balance strip under the money: the sums, their gaps, the likeliest cause and its fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models.sum_states import SumState, balance_words, figures, gap_words, missing_words, sides, sum_states
from ui import fonts
from ui.icons import FINE, icon
from ui.painting import LEFT, RIGHT, draw_icon, draw_words
from ui.palette import colours, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from models.problem import Problem
    from ui.document import Document

_NO_CAUSE = "没有找到明显的原因，请逐项核对。"
_LINE = 26
_FLAT = 38
_ICON = 16


class BalanceStrip(QWidget):
    """Paints how the sums stand. Docked or short, it says the failing sum alone."""

    fix_wanted = Signal(object)
    """The problem whose first cause is to be taken."""
    clicked = Signal()
    grown = Signal()

    def __init__(self, document: Document, parent: QWidget, *, docked: bool = False) -> None:
        """Show the sums of a document; docked it is one line at the edge of the view."""
        super().__init__(parent)
        self._document = document
        self._docked = docked
        self._short = docked
        self._states: tuple[SumState, ...] = ()
        self._problem: Problem | None = None
        self.button = QPushButton(self)
        self.button.setObjectName("primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F9 is its key; Tab stays with the cells
        self.button.clicked.connect(lambda: self.fix_wanted.emit(self._problem))
        if docked:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        document.problems_changed.connect(self.show_sums)
        self.show_sums()

    def set_short(self, short: bool) -> None:  # noqa: FBT001 - a state
        """Say only the failing sum: for low windows."""
        self._short = short or self._docked
        self.update()

    def show_sums(self) -> None:
        """Show how the sums stand now."""
        before = self.wanted_height()
        form, definition = self._document.form, self._document.definition
        self._states = sum_states(form, definition)
        failing = [f"budget.{state.wanted.id}" for state in self._states if state.fails]
        found = [problem for problem in self._document.problems if problem.id in failing] if failing else []
        self._problem = next((problem for problem in found if problem.fix), found[0] if found else None)
        self._show_button()
        self.setAccessibleName(balance_words(self._states, definition))
        if before != self.wanted_height():
            self.grown.emit()
        self.update()

    def wanted_height(self) -> int:
        """Give the height in logical pixels: one line while nothing fails."""
        if self._docked or not self._failing():
            return fonts.unit(_FLAT)
        if self._short:
            return fonts.unit(74)
        return fonts.unit(16 + _LINE * len(self._states) + 42)

    def sizeHint(self) -> QSize:
        """Give the size it wants."""
        return QSize(fonts.unit(400), self.wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in its corner."""
        super().resizeEvent(event)
        if not self.button.isHidden():
            self._place_button()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's name
        """Docked, a click leads to the money."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Paint one line, or every sum and the cause."""
        painter = QPainter(self)
        failing = self._failing()
        colour = self._colour()
        painter.fillRect(self.rect(), tint(colour, 8 if failing else 7) if self._is_judged() else colours().label)
        painter.fillRect(0, 0, fonts.unit(3), self.height(), colour)
        if not failing or self._docked:
            self._paint_one_line(painter, colour)
        elif self._short:
            self._paint_sum(painter, failing[0], fonts.unit(8))
            self._paint_cause(painter, fonts.unit(36))
        else:
            for place, state in enumerate(self._states):
                self._paint_sum(painter, state, fonts.unit(8 + _LINE * place))
            top = fonts.unit(12 + _LINE * len(self._states))
            painter.fillRect(fonts.unit(12), top, self.width() - fonts.unit(24), 1, tint(colour, 30))
            self._paint_cause(painter, top + 1)

    def _paint_one_line(self, painter: QPainter, colour: QColor) -> None:
        definition = self._document.definition
        failing = self._failing()
        words = missing_words(self._states, definition)
        top = (self.height() - fonts.unit(_LINE)) // 2
        if failing:
            self._paint_sum(painter, failing[0], top)
            return
        draw_icon(
            painter,
            fonts.unit(13),
            top + fonts.unit((_LINE - _ICON) / 2),
            fonts.unit(_ICON),
            "info" if words else FINE,
            colour,
        )
        total, sign, other = sides(self._states[-1], definition)
        left = self._draw(
            painter, fonts.unit(39), top, words or balance_words(self._states, definition), colour, bold=not words
        )
        equation = f"{total} {sign} {other}"
        room = QFontMetrics(fonts.sentence()).horizontalAdvance(equation)
        if not words and left + room + fonts.unit(30) < self.width():
            area = QRect(0, top, self.width() - fonts.unit(14), fonts.unit(_LINE))
            draw_words(painter, area, RIGHT, equation, fonts.sentence(), colours().quiet)

    def _paint_sum(self, painter: QPainter, state: SumState, top: int) -> None:
        """Paint the line of a sum: icon, name, both sides, parts, and the gap at the right."""
        scheme = colours()
        colour = scheme.error if state.fails else scheme.quiet if state.missing else scheme.ok
        name = "error_circle" if state.fails else "info" if state.missing else FINE
        draw_icon(painter, fonts.unit(12), top + fonts.unit(5), fonts.unit(_ICON), name, colour)
        total, sign, other = sides(state, self._document.definition)
        left = self._draw(painter, fonts.unit(37), top, state.wanted.name, scheme.text, bold=True) + fonts.unit(10)
        gap = gap_words(state)
        gap_width = QFontMetrics(fonts.heading(bold=True)).horizontalAdvance(gap)
        end = self.width() - fonts.unit(14)
        area = QRect(end - gap_width - 2, top, gap_width + 2, fonts.unit(_LINE))
        draw_words(painter, area, RIGHT, gap, fonts.heading(bold=True), colour)
        is_named = len(state.wanted.parts) > 1  # 收入 stands before it already
        shown = total.removeprefix(state.wanted.name) if is_named else total
        left = self._draw(painter, left, top, shown, scheme.text) + fonts.unit(8)
        left = self._draw(painter, left, top, sign, colour, bold=True) + fonts.unit(8)
        left = self._draw(painter, left, top, other, scheme.text) + fonts.unit(6)
        parts = figures(state, self._document.form)
        if QFontMetrics(fonts.sentence()).horizontalAdvance(parts) + left + fonts.unit(8) < end - gap_width:
            self._draw(painter, left, top, parts, scheme.quiet)

    def _paint_cause(self, painter: QPainter, top: int) -> None:
        scheme = colours()
        words = self._cause_words()
        room = self._button_room() - fonts.unit(39)
        draw_icon(painter, fonts.unit(12), top + fonts.unit(11), fonts.unit(_ICON), "lightbulb", scheme.accent)
        metrics = QFontMetrics(fonts.sentence())
        shown = words if metrics.horizontalAdvance(words) <= room else words.partition("：")[2] or words
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        draw_words(
            painter, QRect(fonts.unit(37), top, room, fonts.unit(38)), LEFT, shown, fonts.sentence(), scheme.text
        )

    def _draw(self, painter: QPainter, left: int, top: int, text: str, colour: QColor, *, bold: bool = False) -> int:
        """Draw words in a line and give where they end."""
        font = fonts.sentence(bold=bold)
        width = QFontMetrics(font).horizontalAdvance(text)
        draw_words(painter, QRect(left, top, width + 2, fonts.unit(_LINE)), LEFT, text, font, colour)
        return left + width

    def _cause_words(self) -> str:
        if self._problem is None or not self._problem.causes:
            return _NO_CAUSE
        from models.checks.coach import cause_sentence  # noqa: PLC0415 - the form is painted before it is checked

        return f"最可能：{cause_sentence(self._problem.causes[0], self._document.definition)}。"

    def _failing(self) -> list[SumState]:
        return [state for state in self._states if state.fails]

    def _is_judged(self) -> bool:
        return bool(self._failing()) or not any(state.missing for state in self._states)

    def _colour(self) -> QColor:
        scheme = colours()
        return scheme.error if self._failing() else scheme.ok if self._is_judged() else scheme.quiet

    def _show_button(self) -> None:
        fix = self._problem.fix if self._problem else None
        self.button.setVisible(bool(fix) and not self._docked)
        if fix:
            self.button.setText(f"改为 {fix.changes[0].after}  F9")
            self.button.setIcon(icon("lightbulb", colours().on_primary, fonts.unit(_ICON)))
            self._place_button()

    def _place_button(self) -> None:
        size = QSize(self.button.sizeHint().width(), fonts.unit(30))
        self.button.setGeometry(
            self.width() - size.width() - fonts.unit(12),
            self.height() - size.height() - fonts.unit(6),
            size.width(),
            size.height(),
        )

    def _button_room(self) -> int:
        return self.button.x() - fonts.unit(8) if self.button.isVisibleTo(self) else self.width() - fonts.unit(14)
