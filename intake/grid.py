"""The grid: what any source of a form becomes before it is understood."""

from __future__ import annotations

from typing import NamedTuple

_LETTERS = 26


class Box(NamedTuple):
    """A box of cells on a grid; rows and columns count from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def name(self) -> str:
        """The name of its first cell, as spreadsheets show it: "E4"."""
        letters, left = "", self.column + 1
        while left > 0:
            left, place = divmod(left - 1, _LETTERS)
            letters = chr(ord("A") + place) + letters
        return f"{letters}{self.row + 1}"


class GridCell(NamedTuple):
    """A cell with the box it takes (rows and columns count from 0; 1 by 1 unless merged).

    A source that knows its empty cells gives them with an empty text; else only cells that hold something are given.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    kind: str = ""
    """What the source knows of it besides its text: "number", "date", or why the text is not certain.

    "error" and "formula" have no value, "odd" is shown otherwise than it is kept, "numbered" lacks Word's own number.
    """

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.row, self.column, self.rows, self.columns)


class Grid(NamedTuple):
    """Cells of one sheet or page run, in reading order, each box free of the others.

    `merges_known` is False where the source cannot say which cells are merged (table text, ods, TSV): then an
    empty cell may belong to its neighbour.
    """

    cells: tuple[GridCell, ...]
    merges_known: bool = True
    name: str = ""


class Source(NamedTuple):
    """What a file was, as it is shown beside the form read from it."""

    kind: str
    """For people: "Excel 97 工作簿"."""
    grids: tuple[Grid, ...] = ()
    """Its sheets, or the one grid of its text; none for our own JSON."""
    used: int = 0
    """Which of the grids the form was read from."""

    @property
    def grid(self) -> Grid:
        """The grid the form was read from; an empty one where there is none."""
        return self.grids[self.used] if self.grids else Grid(())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(grid.name for grid in self.grids)
