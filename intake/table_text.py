"""Table text, as it comes out of a word processor: a tab starts a cell, a blank line ends a row."""

from __future__ import annotations

import codecs

from intake.grid import Grid, GridCell
from models.trouble import Unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(data: bytes) -> str:
    """Decode a text file: by its byte order mark, as UTF-8, or as GB 18030; `Unreadable` where none fits."""
    encodings = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("这个文本文件的编码认不出来。请用记事本打开，另存为 UTF-8 编码后再试。")


def table_text_grid(text: str) -> Grid:
    """Read table text; a line without a tab in front goes on with the cell above it."""
    rows: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line:
            rows.append([])
        elif line.startswith("\t") or not rows[-1]:
            if rows[-1] or not line.startswith("\t"):
                rows[-1].extend(line.removeprefix("\t").split("\t"))
            else:
                rows[-1].extend(line.split("\t"))  # a row that begins with a tab leaves its first cell empty
        else:
            first, *others = line.split("\t")
            rows[-1][-1] += "\n" + first
            rows[-1].extend(others)
    filled = [row for row in rows if row]
    return Grid(
        tuple(
            GridCell(index, column, cell)
            for index, row in enumerate(filled)
            for column, cell in enumerate(row)
            if cell.strip()
        ),
        merges_known=False,
    )
