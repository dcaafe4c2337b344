"""Grids made of sheets, as a source that knows its merged cells would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.grid import Grid, GridCell

if TYPE_CHECKING:
    from export.sheet import Sheet


def grid_of(sheet: Sheet, *, down: int = 0, right: int = 0, repeat_heads_every: int = 0) -> Grid:
    """Lay a sheet on one grid, its blocks mapped by their spans, moved down and right.

    With `repeat_heads_every` the heads of a block stand again after so many of its rows.
    """
    cells = [
        GridCell(down, right, sheet.head.mark),
        GridCell(down + 1, right, sheet.head.title),
        *(GridCell(down + 2, right + 2 * i, piece.label + piece.text) for i, piece in enumerate(sheet.head.cells)),
    ]
    row = down + 3
    for section in sheet.sections:
        start = row
        for block in section.blocks:
            edges = [right + bool(section.title)]
            for span in block.spans:
                edges.append(edges[-1] + span)
            order = list(range(len(block.rows)))
            if repeat_heads_every and block.heading_rows:
                heads, body = order[: block.heading_rows], order[block.heading_rows :]
                pages = [body[i : i + repeat_heads_every] for i in range(0, len(body), repeat_heads_every)]
                order = [index for page in pages for index in (*heads, *page)]
            for index in order:
                for cell in block.rows[index].cells:
                    rows = min(cell.rows, repeat_heads_every or cell.rows) if cell.where else cell.rows
                    left, end = edges[cell.column], edges[cell.column + cell.columns]
                    cells.append(GridCell(row, left, cell.text, rows, end - left))
                row += 1
        cells.append(GridCell(start, right, section.title, row - start, 1))
    return Grid(tuple(sorted((c for c in cells if c.text.strip()), key=lambda cell: (cell.row, cell.column))))
