"""Measuring for the workbook: every row of a sheet with its height; long texts go on in further rows.

A spreadsheet neither fits merged cells nor shows a row above 409.5 pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from export.line_breaking import Line
from export.measured import Group, Measured, MeasuredRow, block_rows
from export.sheet import Block, Cell, Role, Row
from export.typography import SMALLEST_SIZE, Typography
from export.workbook_text import LINE_HEIGHT, cut, fits, room_for, width_of, wrap
from models.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.sheet import Sheet

TALLEST_ROW = 400.0
"""In pt; a spreadsheet's own end is 409.5."""
_SIZES_OF_LONG_TEXTS = (10.5, 10.0, 9.0)
_SMALLEST_CELLS = 10.0  # pt; labels and short values are set no smaller than this
_SMALLEST_BAND = 8.0
_PIECES_TO_A_PAGE = 2


class BookTypography(Typography):
    """Type in the workbook; a program keeps some distance from the rules by itself."""

    @property
    def padding(self) -> float:
        """Above and below the text of a cell, in pt."""
        return 4.4


def measure_for_workbook(
    sheet: Sheet,
    edges: Sequence[float],
    room: float,
) -> tuple[list[MeasuredRow], BookTypography]:
    """Measure all rows on columns with `edges` in pt; `room` is the height in pt that a page has for them.

    Long texts are set in the largest type in which each of them fits into one row.
    """
    ruler = _Ruler.of(sheet, edges, room)
    rows: list[MeasuredRow] = []
    for section in sheet.sections:
        first = 1 if section.title else 0
        groups = [Group(ruler.measured_band(section.title, edges[1]))] if first else []
        for block in section.blocks:
            own_edges = block_edges(block, edges[first:])
            rows += block_rows(ruler.with_further_rows(block, own_edges), own_edges, groups, ruler.measured)
    return rows, ruler.type_


def block_edges(block: Block, edges: Sequence[float]) -> list[float]:
    """Give the edges of a block's own columns, among those of the workbook."""
    return [edges[count] for count in accumulate(block.spans, initial=0)]


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Breaks the text of cells into lines."""

    type_: BookTypography
    long_size: float
    """Of the type of long texts, in pt."""
    tallest: float
    """Of a row, in pt."""
    piece: float
    """Height in pt of the pieces of a text that goes on in further rows."""

    @classmethod
    def of(cls, sheet: Sheet, edges: Sequence[float], room: float) -> _Ruler:
        """Choose the type for a sheet."""
        rulers = []
        long_texts = _long_texts(sheet, edges)
        for long_size in _SIZES_OF_LONG_TEXTS:
            size = max(long_size, _SMALLEST_CELLS)
            type_ = BookTypography(size, size * LINE_HEIGHT)
            rulers.append(cls(type_, long_size, min(TALLEST_ROW, room), min(TALLEST_ROW, room / _PIECES_TO_A_PAGE)))
            if all(rulers[-1].fits(cell, width) for cell, width in long_texts):
                return rulers[-1]
        return rulers[0]

    def fits(self, cell: Cell, width: float) -> bool:
        """Whether the text of a cell fits into one row."""
        size = self._size(cell)
        return fits(cell.text, room_for(width, size), self._lines_in(self.tallest, size))

    def _size(self, cell: Cell) -> float:
        return self.long_size if cell.role is Role.LONG_TEXT else self.type_.size

    def _lines_in(self, height: float, size: float) -> int:
        return max(int((height - 2 * self.type_.padding) / (size * LINE_HEIGHT)), 1)

    def with_further_rows(self, block: Block, edges: Sequence[float]) -> Block:
        """Give a block whose texts go on in further rows where one is not enough, labels beside them all."""
        if len(block.rows) > 1:
            return block
        (row,) = block.rows
        texts = [self._pieces(cell, edges[cell.column + cell.columns] - edges[cell.column]) for cell in row.cells]
        count = max(map(len, texts))
        if count == 1:
            return block
        rows = [
            Row(
                tuple(
                    cell._replace(text="".join(pieces[index : index + 1]), rows=count if cell.role is Role.LABEL else 1)
                    for cell, pieces in zip(row.cells, texts, strict=True)
                    if not index or cell.role is not Role.LABEL
                ),
            )
            for index in range(count)
        ]
        return block._replace(rows=tuple(rows))

    def _pieces(self, cell: Cell, width: float) -> list[str]:
        if cell.role is Role.LABEL or self.fits(cell, width):
            return [cell.text]
        size = self._size(cell)
        return cut(cell.text, room_for(width, size), self._lines_in(self.piece, size))

    def measured(self, cell: Cell, x: float, width: float) -> Measured:
        """Measure a cell; what cannot go on elsewhere is set smaller until it fits into a row."""
        size = self._size(cell)
        if cell.role is Role.AMOUNT and read_amount(cell.text).readable:
            return self._measured(cell, x, width, size, (Line(cell.text, 0.0),))
        lines = _lines(cell.text, width, size)
        while cell.role in {Role.GROUP, Role.AMOUNT} and size > SMALLEST_SIZE:
            if len(lines) * size * LINE_HEIGHT + 2 * self.type_.padding <= self.tallest:
                break
            size -= 0.5
            lines = _lines(cell.text, width, size)
        return self._measured(cell, x, width, size, lines)

    def measured_band(self, title: str, width: float) -> Measured:
        """Measure a section's title in its band, set smaller where that keeps its lines whole."""
        longest = max(width_of(line, 1.0) for line in title.split("\n"))
        size = min(self.type_.size, max(_SMALLEST_BAND, int(2 * room_for(width, 1.0) / longest) / 2))
        return self._measured(Cell(0, 1, 1, title, Role.LABEL), 0.0, width, size, _lines(title, width, size))

    def _measured(self, cell: Cell, x: float, width: float, size: float, lines: tuple[Line, ...]) -> Measured:
        return Measured(x, width, lines, size, size * LINE_HEIGHT, cell.role, cell.where, cell.left)


def _lines(text: str, width: float, size: float) -> tuple[Line, ...]:
    return tuple(Line(line, 0.0) for line in wrap(text, room_for(width, size)))


def _long_texts(sheet: Sheet, edges: Sequence[float]) -> list[tuple[Cell, float]]:
    """Give the cells of a sheet that hold long texts, each with its width in pt."""
    found = []
    for section in sheet.sections:
        for block in section.blocks:
            own = block_edges(block, edges[1 if section.title else 0 :])
            found += [
                (cell, own[cell.column + cell.columns] - own[cell.column])
                for row in block.rows
                for cell in row.cells
                if cell.role is Role.LONG_TEXT
            ]
    return found
