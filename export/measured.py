"""Measured rows: what both writers break into pages. Cells with their lines, merged cells as groups over rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from export.line_breaking import Line
from export.sheet import Cell, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from export.sheet import Block
    from export.typography import Typography

CONTINUED = "（续）"


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

    @property
    def height(self) -> float:
        """Height in pt of its tallest cell that does not repeat, without padding."""
        return max((cell.height for cell in self.cells if not cell.repeats), default=0.0)

    def line_count(self) -> int:
        """Give the number of lines of its longest cell that does not repeat."""
        return max((len(cell.lines) for cell in self.cells if not cell.repeats), default=1)


def block_rows(
    block: Block,
    edges: Sequence[float],
    groups: Sequence[Group],
    measured: Callable[[Cell, float, float], Measured],
) -> list[MeasuredRow]:
    """Measure the rows of a block; `edges` of its columns in pt, `measured` takes a cell, its x and its width in pt."""
    rows = [MeasuredRow([], list(groups), _leads(block, index)) for index in range(len(block.rows))]
    for index, row in enumerate(block.rows):
        for cell in row.cells:
            x, end = edges[cell.column], edges[cell.column + cell.columns]
            _put(rows[index : index + cell.rows], measured(cell, x, end - x))
    headings = rows[: block.heading_rows]
    for measured_row in rows:
        measured_row.cells.sort(key=lambda cell: cell.x)
    for measured_row in rows[block.heading_rows :]:
        measured_row.headings = headings
    return rows


def continued(cell: Measured, type_: Typography) -> Measured:
    """Give a label with （续） under it, for the pages its row goes on to."""
    return cell._replace(lines=(*cell.lines, _continued_line(type_)))


def continues(cell: Measured, type_: Typography) -> Measured:
    """Give a value with （续） above it, for the pages its row goes on to."""
    return cell._replace(lines=(_continued_line(type_), *cell.lines))


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


def _continued_line(type_: Typography) -> Line:
    return Line(CONTINUED, len(CONTINUED) * type_.size)
