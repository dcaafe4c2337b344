"""How high the rows of the indicator table are: each is measured again when what stands in it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.form import Indicator
    from ui.indicators.rows_view import RowsView


class RowHeights:
    """Measures the rows of a table and lets them be so high."""

    def __init__(self, table: RowsView) -> None:
        self._table = table
        self._known: dict[int, tuple[Indicator, object, int]] = {}
        """The height of each row, with what it was measured for."""

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Hold nothing for known of some rows, None for all."""
        for row in [*self._known] if rows is None else rows:
            self._known.pop(row, None)

    def fit(self, rows: Iterable[int]) -> None:
        """Let rows be as high as what stands in them; those that are hidden stay so."""
        table = self._table
        shown = [row for row in rows if not table.isRowHidden(row)]
        others = {row: height for row in shown if (height := self._height(row)) != table.rowHeight(row)}
        if not others:
            return
        with QSignalBlocker(table.verticalHeader()):  # told of each, Qt would paint all rows again a turn later
            for row, height in others.items():
                table.setRowHeight(row, height)
        table.updateGeometries()
        table.viewport().update()

    def _height(self, row: int) -> int:
        """Give the height a row needs, in logical pixels."""
        table, indicator = self._table, self._table.document.form.indicators[row]
        model, folded = table.indicators, table.delegate.folded
        marks = (model.problems_of(row), model.is_unreviewed(row), folded.has_caret(row))
        known = self._known.get(row)
        if known and known[0] is indicator and known[1] == marks:
            return known[2]
        height = table.delegate.row_height(row, table.widths)
        self._known[row] = indicator, marks, height
        return height
