"""The workbook's rows: a sheet on one grid of columns and on pages of our own.

A spreadsheet slices a merged label that lies over a page break, so the breaks are set here, no box lies over one,
and labels and heads stand again on each page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from export.paginator import paginate
from export.sheet import Role
from export.typography import A4
from export.workbook_head import TITLE_SIZE, head_rows
from export.workbook_measuring import TALLEST_ROW, measure_for_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.measured import Measured
    from export.paginator import PageRows
    from export.sheet import Sheet
    from export.workbook_head import HeadRow
    from models.definition import Definition

SIDE_MARGIN = 0.4
"""In inches, as a spreadsheet counts."""
END_MARGIN = 0.6
_POINTS_PER_PIXEL = 0.75
_POINTS_PER_INCH = 72
_SPARE = 0.97  # of a page's height: programs round the heights of rows to pixels
_MOST_HEAD = 0.4  # of a page's height; a taller head is not repeated


class Look(NamedTuple):
    """How a cell looks. `title` sets it in 黑体; `left` and the other sides say where it is ruled."""

    size: float
    align: str = "center"
    vertical: str = "center"
    title: bool = False
    ruled: bool = True
    above: bool = True
    below: bool = True


class BookCell(NamedTuple):
    """A cell of the workbook and the box it takes; rows and columns count from 1, as people see them."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    look: Look
    role: Role = Role.LABEL
    where: str = ""


@dataclass(slots=True)
class Arrangement:
    """What stands where in the workbook."""

    heights: list[float] = field(default_factory=list)
    """Of all rows from the first, in pt."""
    cells: list[BookCell] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """Rows after which a new page begins."""
    repeated_rows: int = 0
    """Rows from the first that stand on every page."""
    indicator_rows: list[int] = field(default_factory=list)

    def add_rows(self, height: float) -> tuple[int, int]:
        """Add a row, or several where one cannot be as tall; give the first and the last."""
        first = len(self.heights) + 1
        count = ceil(height / TALLEST_ROW)
        self.heights += [round(height / count, 2)] * count
        return first, first + count - 1


def arrange(sheet: Sheet, definition: Definition) -> Arrangement:
    """Arrange a sheet on the columns of its version's workbook and on pages of A4."""
    edges = [pixels * _POINTS_PER_PIXEL for pixels in accumulate(definition.workbook_columns, initial=0)]
    page = _page_height(edges[-1], landscape=definition.paper.landscape)
    arrangement = Arrangement()
    head = head_rows(sheet.head, edges)
    for row in head:
        _place_head(row, arrangement)
    head_height = sum(row.height for row in head)
    room = page
    if head_height <= _MOST_HEAD * page:
        arrangement.repeated_rows = len(arrangement.heights)
        room -= head_height
    rows, type_ = measure_for_workbook(sheet, edges, room)
    for number, page_rows in enumerate(paginate(rows, page - head_height, room, type_)):
        if number:
            arrangement.breaks.append(len(arrangement.heights))
        _place_page(page_rows, edges, arrangement)
    return arrangement


def _page_height(width: float, *, landscape: bool) -> float:
    """Give the height in pt that rows may take on a page, more where wide columns are shrunk to it."""
    across, down = reversed(A4) if landscape else A4
    shrunk = min((across - 2 * SIDE_MARGIN * _POINTS_PER_INCH) / width, 1.0)
    return (down - 2 * END_MARGIN * _POINTS_PER_INCH) * _SPARE / shrunk


def _place_head(row: HeadRow, arrangement: Arrangement) -> None:
    first, last = arrangement.add_rows(row.height)
    for place in row.cells:
        look = Look(row.size, place.align, title=row.size == TITLE_SIZE, ruled=False)
        arrangement.cells.append(
            BookCell(first, place.first + 1, last, place.end, place.text, look, where=place.where),
        )


def _place_page(page: PageRows, edges: Sequence[float], arrangement: Arrangement) -> None:
    """Place the pieces of a page, and each group once over its rows there."""
    columns = {edge: column for column, edge in enumerate(edges, start=1)}
    boxes = [arrangement.add_rows(piece.height) for piece in page.pieces]
    fields = [{c.where for c in p.cells if c.where.startswith("fields.")} for p in page.pieces]
    for group, (start, end) in page.groups().items():
        _place(group.cell, (boxes[start][0], boxes[end - 1][1]), columns, arrangement)
    for index, (piece, box) in enumerate(zip(page.pieces, boxes, strict=True)):
        if piece.row.headings:
            arrangement.indicator_rows += range(box[0], box[1] + 1)
        before = fields[index - 1] if index else set()
        after = fields[index + 1] if index + 1 < len(fields) else set()
        for cell in piece.cells:
            _place(cell, box, columns, arrangement, above=cell.where not in before, below=cell.where not in after)


def _place(
    cell: Measured,
    rows: tuple[int, int],
    columns: dict[float, int],
    arrangement: Arrangement,
    *,
    above: bool = True,
    below: bool = True,
) -> None:
    """Place a cell; the pieces of one text keep close together, with no rule between."""
    vertical = "center" if above and below else "top" if below else "bottom"
    look = Look(cell.size, "left" if cell.left else "center", vertical, above=above, below=below)
    first, end = columns[cell.x], columns[cell.x + cell.width]
    text = "".join(line.text for line in cell.lines)
    arrangement.cells.append(BookCell(rows[0], first, rows[1], end - 1, text, look, cell.role, cell.where))
