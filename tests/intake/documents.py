"""Word documents made of sheets, with merged cells, content controls and tracked changes."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.grid import Grid, GridCell

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_START = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{NAMESPACE}"><w:body>'
_END = "<w:sectPr/></w:body></w:document>"


def document(body: str) -> bytes:
    """Give a Word document with a body of XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _START + body + _END)
    return buffer.getvalue()


def run(text: str) -> str:
    """Give a run of text, its lines parted by breaks."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{lines}</w:r>"


def paragraph(text: str) -> str:
    """Give a paragraph."""
    return f"<w:p>{run(text)}</w:p>"


def table(grid: Grid, first: int = 0) -> str:
    """Give the rows of a grid from one on as a table, merged as the grid's cells are."""
    rows = max(cell.row + cell.rows for cell in grid.cells)
    width = max(cell.column + cell.columns for cell in grid.cells)
    covering: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            covering |= {(row, column): cell for column in range(cell.column, cell.column + cell.columns)}
    made = "".join(_row(row, width, covering) for row in range(first, rows))
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def _row(row: int, width: int, covering: dict[tuple[int, int], GridCell]) -> str:
    cells, column = [], 0
    while column < width:
        cell = covering.get((row, column))
        columns, text, merge = 1, "", ""
        if cell is not None:
            columns = cell.columns
            text = cell.text if cell.row == row else ""
            merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        inner = "".join(map(paragraph, text.split("\n")))
        cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>")
        column += columns
    return f"<w:tr>{''.join(cells)}</w:tr>"
