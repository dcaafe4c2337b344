"""The grid: what any source of a form becomes before it is understood."""

from __future__ import annotations

from typing import NamedTuple


class GridCell(NamedTuple):
    """A cell with the box it takes (rows and columns count from 0; 1 by 1 unless merged).

    A source that knows its empty cells gives them with an empty text; else only cells that hold something are given.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """Cells of one sheet or page run, in reading order, each box free of the others.

    `merges_known` is False where the source cannot say which cells are merged (table text, ods, TSV): then an
    empty cell may belong to its neighbour.
    """

    cells: tuple[GridCell, ...]
    merges_known: bool = True
    name: str = ""
