"""Measuring for paper: a sheet's cells become lines of text in the bundled fonts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from export.fonts import BODY
from export.line_breaking import Line, break_lines
from export.measured import Group, Measured, MeasuredRow, block_rows
from export.sheet import Cell, Role
from export.typography import SMALLEST_SIZE, Typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.sheet import Block, Sheet

_TIGHT = 1.25  # leading of a name that is set smaller, of its size
_FIGURE_LENGTH = 24  # an amount of more characters is no figure but a text, and is broken like one
_TALLEST_NAME = 0.4  # of a page; a longer name of a group is set smaller, since it stands on each of its pages
_TALLEST_ROW = 0.5  # of a page; a taller row may go on over a page break


def measure(sheet: Sheet, width: float, room: float, unbroken: Sequence[str], type_: Typography) -> list[MeasuredRow]:
    """Measure all rows of a sheet for a frame of `width` pt; `room` is the height of a page's frame in pt."""
    rows: list[MeasuredRow] = []
    ruler = _Ruler(type_, tuple(unbroken), _TALLEST_NAME * room)
    for section in sheet.sections:
        band = sheet.band * width if section.title else 0.0
        groups = [Group(ruler.measured(Cell(0, 1, 1, section.title, Role.LABEL), 0.0, band))] if band else []
        for block in section.blocks:
            rows += _block_rows(block, band, width - band, room, groups, ruler)
    return rows


def _block_rows(
    block: Block,
    left: float,
    width: float,
    room: float,
    groups: list[Group],
    ruler: _Ruler,
) -> list[MeasuredRow]:
    edges = [left + share * width for share in accumulate(block.widths, initial=0.0)]
    rows = block_rows(block, edges, groups, ruler.measured)
    for row, measured_row in zip(block.rows, rows, strict=True):
        long = any(cell.role is Role.LONG_TEXT for cell in row.cells)
        measured_row.flows = long or measured_row.height > _TALLEST_ROW * room
    return rows


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Breaks the text of cells into lines."""

    type_: Typography
    unbroken: tuple[str, ...]
    most_height: float
    """Of a group's name, in pt."""

    def measured(self, cell: Cell, x: float, width: float) -> Measured:
        label = cell.role in {Role.LABEL, Role.GROUP}
        inner = width - 2 * (self.type_.label_side_padding if label else self.type_.side_padding)
        size = self._fitting(cell.text, inner) if cell.role is Role.AMOUNT else self.type_.size
        lines = self._lines(cell, inner, size)
        while cell.role is Role.GROUP and len(lines) * size * _TIGHT > self.most_height and size > SMALLEST_SIZE:
            size -= 0.5
            lines = self._lines(cell, inner, size)
        leading = self.type_.leading if size == self.type_.size or not label else size * _TIGHT
        return Measured(x, width, lines, size, leading, cell.role, cell.where, cell.left)

    def _lines(self, cell: Cell, inner: float, size: float) -> tuple[Line, ...]:
        label = cell.role in {Role.LABEL, Role.GROUP}
        unbroken = self.unbroken if label else ()
        return break_lines(cell.text, inner, size, BODY.widths, justify=cell.left, unbroken=unbroken)

    def _fitting(self, text: str, inner: float) -> float:
        """Give the size at which a figure fits on one line."""
        natural = BODY.width(text.replace("\n", ""), self.type_.size)
        if natural <= inner or len(text) > _FIGURE_LENGTH:
            return self.type_.size
        return max(self.type_.size * inner / natural, SMALLEST_SIZE)
