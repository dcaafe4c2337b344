"""Measuring: a sheet's cells become lines of text, its merged cells become groups over rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from export.fonts import BODY
from export.line_breaking import Line, break_lines
from export.sheet import Cell, Role
from export.typography import SMALLEST_SIZE, Typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.sheet import Block, Sheet

CONTINUED = "（续）"
_TIGHT = 1.25  # leading of a name that is set smaller, of its size
_FIGURE_LENGTH = 24  # an amount of more characters is no figure but a text, and is broken like one
_TALLEST_NAME = 0.4  # of a page; a longer name of a group is set smaller, since it stands on each of its pages
_TALLEST_ROW = 0.5  # of a page; a taller row may go on over a page break


class Measured(NamedTuple):
    """A cell with its lines; x and width in pt from the frame's left edge."""

    x: float
    width: float
    lines: tuple[Line, ...]
    size: float
    leading: float
    role: Role
    where: str
    left: bool

    @property
    def height(self) -> float:
        """Height of the lines in pt, without padding."""
        return len(self.lines) * self.leading

    @property
    def repeats(self) -> bool:
        """Whether the whole text stands again on every page the cell goes on to."""
        return self.role in {Role.LABEL, Role.GROUP}


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A merged cell over several rows; drawn once on every page that has some of them."""

    cell: Measured


@dataclass(slots=True, eq=False)
class MeasuredRow:
    """A row of the table: its cells, the groups it lies under, and the heads that are repeated above it."""

    cells: list[Measured]
    groups: list[Group]
    leads: bool
    """Whether it only heads the rows below it, and so never stands last on a page."""
    headings: list[MeasuredRow] = field(default_factory=list)
    flows: bool = False
    """Whether it may go on over a page break."""

    def line_count(self) -> int:
        """Give the number of lines of its longest cell that does not repeat."""
        return max((len(cell.lines) for cell in self.cells if not cell.repeats), default=1)


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
    rows = [MeasuredRow([], list(groups), _leads(block, index)) for index in range(len(block.rows))]
    for index, row in enumerate(block.rows):
        for cell in row.cells:
            x, end = edges[cell.column], edges[cell.column + cell.columns]
            measured = ruler.measured(cell, x, end - x)
            _put(rows[index : index + cell.rows], measured)
    for row_, measured_row in zip(block.rows, rows, strict=True):
        measured_row.cells.sort(key=lambda cell: cell.x)
        long = any(cell.role is Role.LONG_TEXT for cell in row_.cells)
        measured_row.flows = long or _tallest(measured_row) > _TALLEST_ROW * room
    headings = rows[: block.heading_rows]
    for measured_row in rows[block.heading_rows :]:
        measured_row.headings = headings
    return rows


def _leads(block: Block, index: int) -> bool:
    """Whether a row is a head, or holds labels alone above another row."""
    only_labels = all(cell.role is Role.LABEL for cell in block.rows[index].cells)
    return index < block.heading_rows or (only_labels and index < len(block.rows) - 1)


def _put(rows: list[MeasuredRow], cell: Measured) -> None:
    """Put a cell into its row or, merged, over its rows."""
    if len(rows) == 1:
        rows[0].cells.append(cell)
        return
    group = Group(cell)
    for row in rows:
        row.groups.append(group)


def _tallest(row: MeasuredRow) -> float:
    return max((cell.height for cell in row.cells if not cell.repeats), default=0.0)


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


def continued(cell: Measured, type_: Typography) -> Measured:
    """Give a label with （续） under it, for the pages its row goes on to."""
    return cell._replace(lines=(*cell.lines, _continued_line(type_)))


def continues(cell: Measured, type_: Typography) -> Measured:
    """Give a value with （续） above it, for the pages its row goes on to."""
    return cell._replace(lines=(_continued_line(type_), *cell.lines))


def _continued_line(type_: Typography) -> Line:
    return Line(CONTINUED, BODY.width(CONTINUED, type_.size))
