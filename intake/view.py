"""A grid looked at by rows and columns: what stands beside and below a cell."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.grid import Grid, GridCell
    from intake.labels import Labels

_MOST_EMPTY_ROWS = 2


class View:
    """The cells of a grid by rows, with the keys of those that are labels."""

    def __init__(self, grid: Grid, labels: Labels) -> None:
        """Leave out empty cells where the source does not know which of them are merged into others."""
        self.merges_known = grid.merges_known
        self.cells = [cell for cell in grid.cells if grid.merges_known or cell.text.strip()]
        self.rows: dict[int, list[GridCell]] = {}
        self.keys: dict[GridCell, str] = {}
        self._over: dict[int, list[GridCell]] | None = None
        self.label_rows: set[int] = set()
        """Rows in which labels stand."""
        for cell in self.cells:
            self.rows.setdefault(cell.row, []).append(cell)
            if key := labels.keys[cell.text]:
                self.keys[cell] = key
                self.label_rows.add(cell.row)
        ends = [cell.column + cell.columns for cell, key in self.keys.items() if key in labels.of_table]
        self.end = max(ends, default=0)
        """One past the last column that a label of the table reaches."""

    def right_of(self, cell: GridCell, row: int) -> Iterator[GridCell]:
        """Give the cells of a row that begin right of a cell's box, from the left."""
        cells = self.rows.get(row, [])
        return islice(cells, bisect_left(cells, (row, cell.column + cell.columns)), None)

    def labels_over(self, row: int) -> list[GridCell]:
        """Give the labels that stand in a row or whose boxes reach into it."""
        if self._over is None:
            self._over = {}
            for label in self.keys:
                for each in range(label.row, label.row + label.rows):
                    self._over.setdefault(each, []).append(label)
        return self._over.get(row, [])

    def below(self, cell: GridCell) -> list[GridCell]:
        """Give the cells under a cell's box in the next row that holds something there."""
        start = cell.row + cell.rows
        for row in range(start, start + 1 + _MOST_EMPTY_ROWS):
            cells = self.rows.get(row, [])
            first = max(bisect_left(cells, (row, cell.column)) - 1, 0)  # the one before may reach below
            end = bisect_left(cells, (row, cell.column + cell.columns))
            found = [other for other in cells[first:end] if cell.column < other.column + other.columns]
            if found:
                return found
        return []
