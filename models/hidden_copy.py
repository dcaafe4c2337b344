"""The exact copy that travels in a workbook: one column of cells on a sheet of its own, out of sight.

First a signature, then the SHA-256 of the JSON, then the JSON in pieces, each behind a mark that keeps a spreadsheet
from taking it for a figure or a formula. It shows that a file was edited; it proves nothing against forgery.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

SHEET = "_jixiao"
"""The sheet's name; it is found by it, since other programs change how far it is hidden."""
SIGNATURE = "jixiao-form 1"

_MARK = "|"
_PIECE = 16_000  # characters; a cell holds 32,767 UTF-16 units, and a character may take two
_NO_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}  # stand in JSON only within texts, where they may be escaped


def pieces(json_bytes: bytes) -> list[str]:
    """Give the cells of the column, from the top."""
    text = json_bytes.decode().translate(_NO_XML)
    cut = [_MARK + text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    return [SIGNATURE, _digest(text.encode()), *cut]


def join(column: Sequence[str]) -> bytes:
    """Give the JSON of a column of cells; `Unreadable` where it is not whole."""
    if len(column) < len((SIGNATURE, "digest")) or column[0] != SIGNATURE:
        raise Unreadable("这个工作簿里附带的内容不是本程序写的。请以看得见的表为准。")
    data = "".join(cell.removeprefix(_MARK) for cell in column[2:]).encode("utf-8", "surrogatepass")
    if _digest(data) != column[1]:
        raise Unreadable("这个工作簿里附带的内容不完好。请以看得见的表为准。")
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
