"""What stands above the table in the workbook: mark, title, and the line of unit and notes on its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from export.typography import MARK_SIZE
from export.workbook_text import LINE_HEIGHT, room_for, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from export.sheet import Head, HeadCell

TITLE_SIZE = 18.0
_PIECE_SIZE = 11.0
_ABOVE_AND_BELOW = 8.0  # pt
_ASIDE = 12.0  # pt; a piece is given more than its own width, since it is typed into


class HeadPlace(NamedTuple):
    """A cell of a head row: from its first column to one past its last, counted from 0."""

    first: int
    end: int
    text: str
    where: str = ""
    align: str = "left"


class HeadRow(NamedTuple):
    """A row above the table, its height in pt, and its cells, which bear no rules."""

    height: float
    size: float
    cells: tuple[HeadPlace, ...]


def head_rows(head: Head, edges: Sequence[float]) -> list[HeadRow]:
    """Lay the head on columns; `edges` are theirs in pt."""
    last = len(edges) - 1
    rows = [_row((HeadPlace(0, last, head.mark),), MARK_SIZE, edges)] if head.mark else []
    rows.append(_row((HeadPlace(0, last, head.title, align="center"),), TITLE_SIZE, edges))
    return [*rows, *(_row(places, _PIECE_SIZE, edges) for places in _piece_rows(head.cells, edges))]


def _row(places: Sequence[HeadPlace], size: float, edges: Sequence[float]) -> HeadRow:
    lines = max(len(list(wrap(p.text, room_for(edges[p.end] - edges[p.first], size)))) for p in places)
    return HeadRow(lines * size * LINE_HEIGHT + _ABOVE_AND_BELOW, size, tuple(places))


def _piece_rows(pieces: Sequence[HeadCell], edges: Sequence[float]) -> Iterator[list[HeadPlace]]:
    """Set pieces side by side while they fit on one line, else in a further row; notes stand at the right."""
    last = len(edges) - 1
    right: list[HeadPlace] = []
    edge = last
    for piece in (piece for piece in pieces if piece.right):
        first = max((i for i in range(edge) if edges[edge] - edges[i] >= _width(piece)), default=0)
        right.append(HeadPlace(first, edge, piece.label + piece.text, piece.where, "right"))
        edge = first or last
    row: list[HeadPlace] = []
    for piece in (piece for piece in pieces if not piece.right):
        first = row[-1].end if row else 0
        end = min((i for i in range(first + 1, edge + 1) if edges[i] - edges[first] >= _width(piece)), default=0)
        if row and not end:
            yield _stretched(row, edge, right)
            row, right, edge = [], [], last
            first, end = 0, 0
        row.append(HeadPlace(first, end or edge, piece.label + piece.text, piece.where))
    if row or right:
        yield _stretched(row, edge, right)


def _stretched(row: list[HeadPlace], edge: int, right: list[HeadPlace]) -> list[HeadPlace]:
    """Let the last piece of a row take the columns that are left."""
    return [*row[:-1], *(place._replace(end=edge) for place in row[-1:]), *right]


def _width(piece: HeadCell) -> float:
    return width_of(piece.label + piece.text, _PIECE_SIZE) + _ASIDE
