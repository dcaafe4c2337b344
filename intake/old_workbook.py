"""Workbooks of Excel 97 to 2003 and WPS (.xls, .et): how their cells show figures, told from the records themselves.

The reader of values gives neither formats nor errors. The records (MS-XLS 2.4) are walked, never trusted: each says
its kind and length, nothing is allocated by what a record claims.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import olefile

from intake.number_format import BUILT_IN, needs_format
from intake.package import LOCKED, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TOO_FULL, TOO_WIDE
from intake.preflight import Findings
from intake.sheet_scan import ERROR
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.sheet_scan import Place

_BROKEN = "这个旧版文件已损坏，读不了。请用 Excel 或 WPS 打开它，另存为 .xlsx 再试。"
_DOC = "这是旧版 Word 文档（.doc）或 WPS 文字文档，还不能直接读。请用 Word 或 WPS 打开，另存为 .docx 再试。"
_PPT = "这是演示文稿，里面没有可读的申报表。请换一个文件。"
_STREAMS = ("Workbook", "Book")
_BOF, _FILE_PASS, _SHEET, _FORMAT, _STYLE = 0x0809, 0x002F, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR, _TEXT, _LABEL = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205, 0x00FD, 0x0204
_EXCEL_97 = 0x0600
_LINKS = 0x01AE  # SupBook
_NOT_A_FIGURE = b"\xff\xff"
_ERROR_RESULT = 2
_CELL = struct.Struct("<HHH")
_SELF_REFERENCE = 4  # bytes of a SupBook record that means the book itself


def old_workbook_findings(data: bytes) -> Findings:
    """Look through an old workbook; `Unreadable` says what it is instead, or what is wrong with it."""
    with _opened(data) as book:
        name = next((name for name in _STREAMS if book.exists(name)), "")
        if not name:
            raise Unreadable(_what_else(book))
        with book.openstream(name) as stream:
            records = stream.read()
        macros = book.exists("_VBA_PROJECT_CUR")
    walk = _Walk()
    for place, kind, body in _records(records):
        walk.take(place, kind, body)
    by_sheet = {name: walk.formats[place] for place, name in walk.names.items() if walk.formats.get(place)}
    return Findings(macros, walk.links, by_sheet, are_known=not walk.is_ancient)


def _opened(data: bytes) -> olefile.OleFileIO[str]:
    try:
        return olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT)
    except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError) as error:
        raise Unreadable(_BROKEN) from error


def _what_else(book: olefile.OleFileIO[str]) -> str:
    if book.exists("EncryptedPackage"):
        return LOCKED
    if book.exists("WordDocument"):
        return _DOC
    return _PPT if book.exists("PowerPoint Document") else _BROKEN


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Give the records of a book: place, kind and body."""
    place = 0
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        yield place, kind, data[place + 4 : place + 4 + length]
        place += 4 + length


@dataclass(slots=True)
class _Walk:
    """What the records say, one after the other."""

    patterns: dict[int, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    """The format of each style where it matters, else ""."""
    names: dict[int, str] = field(default_factory=dict)
    """Of the sheets, by the place where their records begin."""
    formats: dict[int, dict[Place, str]] = field(default_factory=dict)
    """Of the sheets, by the same places."""
    here: dict[Place, str] = field(default_factory=dict)
    cells: int = 0
    links: bool = False
    is_ancient: bool = False
    """Whether it is older than Excel 97, whose formats are written otherwise."""

    def take(self, place: int, kind: int, body: bytes) -> None:
        """Take a record."""
        try:
            if kind == _BOF:
                self.here = self.formats.setdefault(place, {})
                self.is_ancient |= struct.unpack_from("<H", body)[0] < _EXCEL_97
            self._take(kind, body)
        except struct.error as error:  # shorter than its kind
            raise Unreadable(_BROKEN) from error

    def _take(self, kind: int, body: bytes) -> None:
        if kind == _FILE_PASS:
            raise Unreadable(LOCKED)
        if kind == _SHEET:
            self.names[struct.unpack_from("<I", body)[0]] = _text(body[6:], 1)
        elif kind == _FORMAT:
            self.patterns[struct.unpack_from("<H", body)[0]] = _text(body[2:], 2)
        elif kind == _STYLE:
            number = struct.unpack_from("<HH", body)[1]
            pattern = self.patterns.get(number, BUILT_IN.get(number, ""))
            self.styles.append(pattern if pattern and needs_format(pattern) else "")
        elif kind == _LINKS:
            self.links |= len(body) > _SELF_REFERENCE
        elif kind in {_NUMBER, _RK, _FORMULA, _ERROR, _TEXT, _LABEL, _MANY_RK}:
            self._cell(kind, body)

    def _cell(self, kind: int, body: bytes) -> None:
        row, column, style = _CELL.unpack_from(body)
        styles = [style]
        if kind == _MANY_RK:
            styles = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 2, 6)]
        self.cells += len(styles)
        if self.cells > MOST_CELLS:
            raise Unreadable(TOO_FULL)
        if row >= MOST_ROWS or column + len(styles) > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        for right, each in enumerate(styles):
            pattern = self.styles[each] if each < len(self.styles) else ""
            if _is_error(kind, body):
                pattern = ERROR
            if pattern:
                self.here[row, column + right] = pattern


def _is_error(kind: int, body: bytes) -> bool:
    if kind == _ERROR:
        return body[7:8] == b"\x01"
    return kind == _FORMULA and body[12:14] == _NOT_A_FIGURE and body[6:7] == bytes([_ERROR_RESULT])


def _text(body: bytes, length_bytes: int) -> str:
    """Read a text of a record: its length, a flag for two bytes a character, the characters."""
    count = int.from_bytes(body[:length_bytes], "little")
    wide = body[length_bytes : length_bytes + 1] == b"\x01"
    start = length_bytes + 1
    raw = body[start : start + count * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1", errors="replace")
