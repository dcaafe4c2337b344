"""Columns of texts beside the name that stand under it where the table is narrow, as 备注 does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPen

from models.definition import on_one_line
from models.place import column_label
from ui import fonts
from ui.indicators.measures import DOTS, PADDING
from ui.indicators.table_model import NAME
from ui.painting import LEFT, WRAPPED, draw_words, wrapped_height
from ui.palette import colours

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    from ui.indicators.rows_view import RowsView

_BELOW = 6


class FoldedColumns:
    """Says where the texts of folded columns stand in the cell of the name, and paints them."""

    def __init__(self, table: RowsView, left_columns: frozenset[int]) -> None:
        self._table = table
        self._foldable = tuple(sorted(left_columns - {NAME}))
        self.columns: tuple[int, ...] = ()
        """The columns that are folded now."""

    def fold(self, wanted: bool) -> None:  # noqa: FBT001 - a state
        """Fold the columns that can be, or unfold them."""
        self.columns = self._foldable if wanted else ()

    def height(self, row: int, width: int) -> int:
        """Give the height of all that stands under the name of a row, in a cell of this width."""
        return sum(height for _, height in self._shown(row, width))

    def area(self, row: int, column: int, name: QRect) -> QRect:
        """Give where the text of a column stands in the cell of the name."""
        top = name.bottom() + 1 - self.height(row, name.width())
        for each, height in self._shown(row, name.width()):
            if each == column:
                return QRect(name.left(), top, name.width(), height)
            top += height
        return QRect(name.left(), name.bottom(), name.width(), 1)

    def column_at(self, row: int, at: QPoint, name: QRect) -> int:
        """Give the column whose text stands at a point of the cell of the name; the name's own elsewhere."""
        shown = (column for column, _ in self._shown(row, name.width()))
        return next((column for column in shown if self.area(row, column, name).contains(at)), NAME)

    def paint(self, painter: QPainter, row: int, name: QRect) -> None:
        """Paint the texts under the name, each with its label."""
        scheme = colours()
        for column, _ in self._shown(row, name.width()):
            area = self.area(row, column, name)
            room = area.adjusted(fonts.unit(DOTS), 0, -fonts.unit(PADDING), -fonts.unit(_BELOW))
            draw_words(painter, room, LEFT | WRAPPED, self._words(row, column), fonts.surround(), scheme.quiet)
            if self._has_caret(row, column) and self._table.hasFocus():
                painter.setPen(QPen(scheme.accent, 2))
                painter.drawRect(area.adjusted(1, 0, -2, -2))

    def has_caret(self, row: int) -> bool:
        """Whether the caret is in a folded column of a row."""
        return any(self._has_caret(row, column) for column in self.columns)

    def _has_caret(self, row: int, column: int) -> bool:
        current = self._table.currentIndex()
        return (current.row(), current.column()) == (row, column)

    def _words(self, row: int, column: int) -> str:
        model = self._table.indicators
        label = on_one_line(column_label(model.columns[column], self._table.document.definition))
        return f"{label}：{model.data(model.index(row, column)) or ''}"

    def _shown(self, row: int, width: int) -> list[tuple[int, int]]:
        """Give the columns that say something in a row, or have the caret, each with the height it takes."""
        room = width - fonts.unit(DOTS) - fonts.unit(PADDING)
        model = self._table.indicators
        return [
            (column, wrapped_height(self._words(row, column), room, fonts.surround()) + fonts.unit(_BELOW))
            for column in self.columns
            if model.data(model.index(row, column)) or self._has_caret(row, column)
        ]
