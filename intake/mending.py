"""A grid made ready to be understood: labels that were split over cells joined, forms one below the other parted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from intake.grid import Grid, GridCell
from intake.labels import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake.labels import Labels

_LONGEST_PIECE = 12  # characters of a piece of a label
_SAME_LABELS = 4  # that come again where another form begins


def parts(grid: Grid, labels: Labels) -> tuple[Grid, ...]:
    """Part a sheet that holds several forms one below the other; else give it whole."""
    if not grid.cells:
        return (grid,)
    starts = [row for row in _title_rows(grid, labels) if row > grid.cells[0].row]
    cuts = _cuts(starts, _names(grid, labels)) if starts else []
    if not cuts:
        return (grid,)
    places = [0, *(bisect_left(grid.cells, (row,)) for row in cuts), len(grid.cells)]
    return tuple(
        grid._replace(cells=grid.cells[start:end], name=f"{grid.name}第{i}份")
        for i, (start, end) in enumerate(pairwise(places), 1)
    )


def _cuts(starts: list[int], names: list[tuple[int, str]]) -> list[int]:
    """Give the rows where another form begins: enough of what stands above them, from the last cut on, comes again."""
    last = {name: row for row, name in names}
    cuts: list[int] = []
    above: set[str] = set()
    place = 0
    for start in starts:
        while place < len(names) and names[place][0] < start:
            above.add(names[place][1])
            place += 1
        if sum(last[name] >= start for name in above) >= _SAME_LABELS:
            cuts.append(start)
            above = set()
    return cuts


def _title_rows(grid: Grid, labels: Labels) -> Iterator[int]:
    """Give the rows in which a form may begin: with its mark or title, or with its first field."""
    first = next(iter(labels.fields.values()), "")
    beginning = {*labels.others, *(key for key, name in labels.fields.items() if key and name == first)}
    keys = labels.keys
    seen = set()
    for cell in grid.cells:
        key = keys[cell.text]
        if key not in beginning:
            continue
        if cell.row not in seen and not (key in labels.others and cell.row - 1 in seen):
            yield cell.row
        seen.add(cell.row)


def _names(grid: Grid, labels: Labels) -> list[tuple[int, str]]:
    """Give the rows and names of all fields and amounts whose labels stand in a grid."""
    keys = ((cell.row, labels.keys[cell.text]) for cell in grid.cells)
    return [(row, name) for row, key in keys if (name := labels.fields.get(key) or labels.amounts.get(key))]


def mended(grid: Grid, labels: Labels) -> Grid:
    """Join the pieces of labels that were split over cells beside or below each other."""
    beginnings = labels.beginnings
    beginning = [
        cell for cell in grid.cells if 0 < len(text := cell.text) <= _LONGEST_PIECE and normalised(text) in beginnings
    ]
    if not beginning:
        return grid
    at = {cell[:2]: cell for cell in grid.cells if cell.text.strip()}
    gone: set[GridCell] = set()
    made: list[GridCell] = []
    for cell in beginning:
        if cell in gone:
            continue
        for step in (_below, _beside):
            pieces = _pieces(cell, at, labels, step)
            if len(pieces) > 1 and not gone.intersection(pieces):
                gone.update(pieces)
                made.append(_joined(pieces))
                break
    if not made:
        return grid
    cells = sorted((*(cell for cell in grid.cells if cell not in gone), *made), key=lambda c: (c.row, c.column))
    return grid._replace(cells=tuple(cells))


def _below(cell: GridCell) -> tuple[int, int]:
    return cell.row + cell.rows, cell.column


def _beside(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.column + cell.columns


def _pieces(
    first: GridCell,
    at: dict[tuple[int, int], GridCell],
    labels: Labels,
    step: Callable[[GridCell], tuple[int, int]],
) -> list[GridCell]:
    """Give the longest run of cells from one on whose texts together are a label."""
    run, whole = [first], [first]
    text = normalised(first.text)
    while text in labels.beginnings and (following := at.get(step(run[-1]))):
        if text in labels.whole and labels.is_label(following.text):
            break
        text += normalised(following.text)
        run.append(following)
        if text in labels.whole:
            whole = list(run)
    return whole


def _joined(pieces: list[GridCell]) -> GridCell:
    """Make one cell of several, over the box of all."""
    row, column = pieces[0].row, pieces[0].column
    rows = max(cell.row + cell.rows for cell in pieces) - row
    columns = max(cell.column + cell.columns for cell in pieces) - column
    return GridCell(row, column, "".join(cell.text for cell in pieces), rows, columns)
