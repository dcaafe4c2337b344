"""Blocks of cells on the clipboard, as Excel, WPS and LibreOffice put and take them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from intake.clipboard import read_clipboard

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 200_000
"""Cells of the largest block that is taken; merged cells can claim any number of them."""
Block = list[list[str]]
"""Rows of cells; a merged cell's text stands in each cell it covers downwards, in the first one across."""


def as_mime(cells: Sequence[Sequence[str]]) -> QMimeData:
    """Give cells as a table in HTML and as text with tabs, quoted as spreadsheets do."""
    made = QMimeData()
    made.setText("\n".join("\t".join(_quoted(text) for text in row) for row in cells))
    if is_block(cells):
        lines = ("".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in row) for row in cells)
        made.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    else:
        made.setText(cells[0][0])
    return made


def is_block(cells: Sequence[Sequence[str]]) -> bool:
    """Whether there is more than one cell."""
    return len(cells) > 1 or len(cells[0]) > 1


def read_block(mime: QMimeData | None) -> Block:
    """Give the cells on the clipboard, an empty list where there are none or too many."""
    if mime is None:
        return []
    grid = read_clipboard(mime.html() if mime.hasHtml() else None, mime.text() if mime.hasText() else None)
    if grid is None or not grid.cells:
        return []
    rows = max(cell.row + cell.rows for cell in grid.cells)
    columns = max(cell.column + cell.columns for cell in grid.cells)
    if rows * columns > _MOST:
        return []
    block = [[""] * columns for _ in range(rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            block[row][cell.column] = cell.text
    return [row for row in block if any(text.strip() for text in row)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\t\n"') else text
