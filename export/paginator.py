"""Page breaks: measured rows become pages of row pieces.

On every page each group is drawn once over its rows there, so labels are repeated and rules closed by themselves;
a page is given only as many rows as leave each group room for its label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.measured import Group, Measured, MeasuredRow, continued, continues
from export.sheet import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.typography import Typography

_LINES_BEFORE_BREAK = 3
_LINES_AFTER_BREAK = 2
_TOLERANCE = 0.01  # pt


@dataclass(slots=True)
class Piece:
    """A row, or some lines of it, on one page; heights in pt."""

    row: MeasuredRow
    first_line: int
    last_line: int
    """One past the last."""
    cells: list[Measured]
    height: float


@dataclass(slots=True)
class PageRows:
    """The pieces on one page, from the top, with their final heights."""

    pieces: list[Piece]

    @property
    def height(self) -> float:
        """Height of the table on this page in pt."""
        return sum(piece.height for piece in self.pieces)

    def groups(self) -> dict[Group, tuple[int, int]]:
        """Give each group on the page with its first piece and one past its last."""
        found: dict[Group, tuple[int, int]] = {}
        for index, piece in enumerate(self.pieces):
            for group in piece.row.groups:
                found[group] = (found[group][0] if group in found else index, index + 1)
        return found


def paginate(rows: Sequence[MeasuredRow], first_room: float, room: float, type_: Typography) -> list[PageRows]:
    """Break rows into pages; `first_room` and `room` are the heights of the frame on the first and later pages."""
    pages: list[PageRows] = []
    index, line = 0, 0
    while index < len(rows):
        page, index, line = _next_page(rows, index, line, room if pages else first_room, type_)
        if not page.pieces and pages:
            page, index, line = _forced_page(rows, index, line, room, type_)
        pages.append(page)
    return pages


def _next_page(
    rows: Sequence[MeasuredRow],
    index: int,
    line: int,
    room: float,
    type_: Typography,
) -> tuple[PageRows, int, int]:
    """Fill a page from a row and line on; give it with the row and line the next one begins with."""
    heads = [_piece(head, 0, type_) for head in rows[index].headings]
    pieces = list(heads)
    used = sum(piece.height for piece in heads)
    while index < len(rows) and used < room:
        piece = _piece(rows[index], line, type_)
        used += piece.height
        pieces.append(piece)
        index, line = index + 1, 0
    while len(pieces) > len(heads):
        if _is_settled(pieces, room, type_):
            return PageRows(pieces), index, 0
        last = pieces.pop()
        index -= 1
        if cut := _cut(pieces, last, room, type_):
            return PageRows([*pieces, cut]), index, cut.last_line
        while len(pieces) > len(heads) and pieces[-1].row.leads:
            pieces.pop()
            index -= 1
        line = last.first_line
    return PageRows([]), index, line


def _forced_page(
    rows: Sequence[MeasuredRow],
    index: int,
    line: int,
    room: float,
    type_: Typography,
) -> tuple[PageRows, int, int]:
    """Fill a page with a row that fits on none as a whole: as many lines as there is room for, at least one."""
    first = index
    while rows[index].leads:
        index += 1
    heads = (
        [_piece(head, 0, type_) for head in rows[index].headings]
        if index == first
        else [_piece(head, 0, type_) for head in rows[first:index]]
    )
    whole = _piece(rows[index], line, type_)
    for last_line in range(whole.last_line, line, -1):
        piece = _piece(rows[index], line, type_, last_line)
        if last_line == line + 1 or _is_settled([*heads, piece], room, type_):
            _settle([*heads, piece], type_)
            done = last_line == whole.last_line
            return PageRows([*heads, piece]), index + done, 0 if done else last_line
    raise AssertionError(whole)  # a row has at least one line


def _cut(pieces: list[Piece], last: Piece, room: float, type_: Typography) -> Piece | None:
    """Cut a row between two lines so that its first lines still fit on the page, or say that it cannot be."""
    if not last.row.flows:
        return None
    left = room - sum(piece.height for piece in pieces) - 2 * type_.padding
    most = min(int(left / type_.leading + _TOLERANCE), last.last_line - last.first_line - _LINES_AFTER_BREAK)
    for count in range(most, _LINES_BEFORE_BREAK - 1, -1):
        cut = _piece(last.row, last.first_line, type_, last.first_line + count)
        if _is_settled([*pieces, cut], room, type_):
            return cut
    return None


def _piece(row: MeasuredRow, first_line: int, type_: Typography, last_line: int | None = None) -> Piece:
    """Take lines of a row; its labels stand whole on each piece, with （续） on all but the first."""
    end = max(row.line_count(), 1) if last_line is None else last_line
    cells = row.cells
    if first_line or last_line is not None:
        cells = [_taken(cell, first_line, end, type_) for cell in cells]
        if first_line and all(cell.role is not Role.LABEL for cell in cells):
            cells = _marked(cells, type_)
    height = max((cell.height for cell in cells), default=0.0) + 2 * type_.padding
    return Piece(row, first_line, end, cells, max(height, type_.leading + 2 * type_.padding))


def _taken(cell: Measured, first_line: int, last_line: int, type_: Typography) -> Measured:
    if cell.repeats:
        return continued(cell, type_) if first_line and cell.role is Role.LABEL else cell
    return cell._replace(lines=cell.lines[first_line:last_line])


def _marked(cells: list[Measured], type_: Typography) -> list[Measured]:
    """Set （续） above the first value of a row that has no label to say that it goes on."""
    first = next(index for index, cell in enumerate(cells) if not cell.repeats)
    return [continues(cell, type_) if index == first else cell for index, cell in enumerate(cells)]


def _is_settled(pieces: list[Piece], room: float, type_: Typography) -> bool:
    """Stretch the pieces to their groups and say whether they fit; they are as before where they do not."""
    before = [piece.height for piece in pieces]
    _settle(pieces, type_)
    if sum(piece.height for piece in pieces) <= room + _TOLERANCE:
        return True
    for piece, height in zip(pieces, before, strict=True):
        piece.height = height
    return False


def _settle(pieces: list[Piece], type_: Typography) -> None:
    """Stretch rows evenly until each group has room for its label, inner groups first."""
    groups = PageRows(pieces).groups()
    for group, (start, end) in sorted(groups.items(), key=lambda item: item[1][1] - item[1][0]):
        missing = group.cell.height + 2 * type_.padding - sum(piece.height for piece in pieces[start:end])
        if missing > 0:
            for piece in pieces[start:end]:
                piece.height += missing / (end - start)
