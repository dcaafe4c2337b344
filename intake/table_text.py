"""Table text, as it comes out of a word processor: a tab starts a cell, a blank line ends a row."""

from __future__ import annotations

import codecs
import re

from intake.grid import Grid, GridCell
from models.trouble import Unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_NAMED_IN_HTML = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8", "unicode": "utf-16"}
_LOOKED_AT = 4096  # bytes
_MOST_STRANGE = 0.02


def unmarked_utf_16(data: bytes) -> str:
    """Give the byte order of UTF-16 without a mark, "" where the bytes are none: its blanks and line ends hold a 0."""
    beginning = data[:_LOOKED_AT]
    if b"\x00" not in beginning or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = beginning.decode(encoding, errors="replace")
        strange = sum(not (sign.isprintable() or sign in "\r\n\t") or sign == "\ufffd" for sign in text)
        if strange <= _MOST_STRANGE * len(text) and re.search(r"[\t\n \u4e00-\u9fff]", text):
            return encoding
    return ""


def decode_html(data: bytes) -> str:
    """Decode a web page: by the encoding it names, else as text; bytes that do not fit are marked."""
    named = _NAMED_IN_HTML.search(data[:_LOOKED_AT])
    if named and not any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        name = named[1].decode("ascii").lower()
        try:
            return data.decode(_ENCODINGS.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass  # it is not what it says
    return decode_text(data)


def decode_text(data: bytes) -> str:
    """Decode a text file: by its byte order mark, as UTF-8, or as GB 18030; `Unreadable` where none fits."""
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or [unmarked_utf_16(data) or "utf-8", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("这个文本文件的编码认不出来。请用记事本打开，另存为 UTF-8 编码后再试。")


def table_text_grid(text: str) -> Grid:
    """Read table text; a line without a tab in front goes on with the cell above it."""
    rows: list[list[list[str]]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line:
            rows.append([])
        elif line.startswith("\t") or not rows[-1]:
            # a row that begins with a tab leaves its first cell empty
            text = line.removeprefix("\t") if rows[-1] or not line.startswith("\t") else line
            rows[-1].extend([cell] for cell in text.split("\t"))
        else:
            first, *others = line.split("\t")
            rows[-1][-1].append(first)
            rows[-1].extend([cell] for cell in others)
    filled = [["\n".join(lines) for lines in row] for row in rows if row]
    return Grid(
        tuple(
            GridCell(index, column, cell)
            for index, row in enumerate(filled)
            for column, cell in enumerate(row)
            if cell.strip()
        ),
        merges_known=False,
    )
