"""How a cell of the indicator table is painted and edited."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.problem import Severity
from ui.indicators.table_model import NAME, PROBLEMS
from ui.marks import SHAPES, colour_of, mark_words, worst
from ui.palette import Size, colours, font, tint

if TYPE_CHECKING:
    from models.problem import Problem

_PADDING = 8
_LOWEST = 38
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP = Qt.TextFlag.TextWrapAnywhere


class CellDelegate(QStyledItemDelegate):
    """Paints a cell whole, with the words of its problem under its text."""

    def __init__(self, left_columns: frozenset[int], unbroken: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._unbroken = unbroken
        self._left = left_columns

    def _broken(self, name: str, width: int) -> str:
        """Break a group's name that is too wide before a word that is not torn."""
        if QFontMetrics(font(Size.SENTENCE)).horizontalAdvance(name) > width:
            for word in self._unbroken:
                if (place := name.rfind(word)) > 0:
                    return f"{name[:place]}\n{name[place:]}"
        return name

    def height(self, text: str, width: int, mark: str) -> int:
        """Give the height in px that a cell needs."""
        return max(_text_height(text, width - 2 * _PADDING) + (_mark_height() if mark else 0) + 2 * _PADDING, _LOWEST)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shades = colours()
        problem = worst(index.data(PROBLEMS))
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_level = index.column() < NAME
        painter.save()
        painter.fillRect(rect, _ground(problem, selected=bool(state & QStyle.StateFlag.State_Selected), level=is_level))
        mark = mark_words(problem)
        area = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING - (_mark_height() if mark else 0))
        painter.setFont(font(Size.SENTENCE if is_level else Size.FILLED_IN))
        painter.setPen(QColor(shades.quiet if is_level else shades.text))
        flags = _LEFT if index.column() in self._left else Qt.AlignmentFlag.AlignCenter
        text = str(index.data())
        painter.drawText(area, flags | _WRAP, self._broken(text, area.width()) if is_level else text)
        if problem:
            _paint_mark(painter, rect, problem, mark)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(shades.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width: int = option.rect.width()
        return QSize(width, self.height(str(index.data()), width, mark_words(worst(index.data(PROBLEMS)))))

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        del option, index
        editor = QLineEdit(parent)
        editor.setFont(font(Size.FILLED_IN))
        editor.setFrame(False)
        shades = colours()
        editor.setStyleSheet(f"background: {shades.paper}; border: 2px solid {shades.accent}; padding: 0 6px;")
        return editor


def _ground(problem: Problem | None, *, selected: bool, level: bool) -> QColor:
    shades = colours()
    if selected and not level:
        return tint(shades.accent, 11)
    if problem and problem.severity is not Severity.NOTE:
        return tint(colour_of(problem.severity), 8 if problem.severity is Severity.ERROR else 6)
    return QColor(shades.label if level else shades.paper)


def _paint_mark(painter: QPainter, rect: QRect, problem: Problem, mark: str) -> None:
    painter.setFont(font(Size.AROUND))
    painter.setPen(QColor(colour_of(problem.severity)))
    if not mark:
        painter.drawText(rect.adjusted(0, 3, -5, 0), Qt.AlignmentFlag.AlignRight, SHAPES[problem.severity])
        return
    painter.fillRect(rect.x(), rect.y(), 3, rect.height(), QColor(colour_of(problem.severity)))
    area = rect.adjusted(_PADDING, 0, -2, -5)
    shown = QFontMetrics(font(Size.AROUND)).elidedText(mark, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, shown)


@lru_cache(maxsize=8192)
def _text_height(text: str, width: int) -> int:
    """Give the height in px of a text wrapped at a width; measured once."""
    made: QFont = font(Size.FILLED_IN)
    return QFontMetrics(made).boundingRect(QRect(0, 0, max(width, 10), 100_000), _WRAP, text or " ").height()


def _mark_height() -> int:
    return QFontMetrics(font(Size.AROUND)).height() + 2
