"""The look at a workbook before any reader opens it: whether it is whole, small enough, free of traps.

Readers trust a workbook's own figures: a single cell at the end of the sheet makes one of them claim all memory, a
merge over the whole sheet makes another run for minutes, and packed parts may unfold to a thousand times their size.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_PART = 32 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS, MOST_COLUMNS = 5_000, 256
MOST_CELLS = 100_000
_MOST_TIMES_SMALLER = 200
_SMALL_PART = 1024 * 1024  # bytes; a part that unfolds to less harms nobody, however well it packs
_ENCRYPTED = 0x1
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

_BROKEN = "这个工作簿已损坏，读不了。请用 Excel 或 WPS 打开它，另存一份再试。"
_TOO_LARGE = "这个工作簿解开后太大，不像一份申报表，没有打开。请把申报表单独另存一份再试。"
_TOO_WIDE = f"这个工作簿里有内容的格子超出了 {MOST_ROWS} 行或 {MOST_COLUMNS} 列。请把申报表单独复制到一个新工作簿再试。"
_TOO_FULL = (
    f"这个工作簿里有内容或合并的格子超过 {MOST_CELLS} 个，不像一份申报表。请把申报表单独复制到一个新工作簿再试。"
)


class Findings(NamedTuple):
    """What a workbook brings along that is never run or followed, and formulas nobody has worked out yet."""

    macros: bool = False
    links: bool = False
    uncomputed: tuple[str, ...] = ()
    """Addresses of cells that hold a formula without its value, as "E12"."""


def preflight(data: bytes) -> Findings:
    """Look through a packed workbook; `Unreadable` says what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            scan = _Scan()
            for part in parts:
                scan.part(archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(_BROKEN) from error
    names = [part.filename.lower() for part in parts]
    return Findings(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        links=any("externallinks/" in name for name in names),
        uncomputed=tuple(scan.uncomputed),
    )


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("这个工作簿加了密码，读不了。请用 Excel 或 WPS 打开，去掉密码后另存一份再试。")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise Unreadable(_BROKEN)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_TOO_LARGE)
    for part in parts:
        packs_well = part.file_size > max(part.compress_size * _MOST_TIMES_SMALLER, _SMALL_PART)
        if part.file_size > LARGEST_PART or packs_well:
            raise Unreadable(_TOO_LARGE)


@dataclass(slots=True)
class _Scan:
    """Goes through the XML of all parts; a sheet is known by its first element, whatever its part is called."""

    cells: int = 0
    """That hold something."""
    merged: int = 0
    """Cells under merges."""
    uncomputed: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    address: str = ""
    formula: bool = False
    """Whether the cell holds a formula, and no value so far."""

    def part(self, data: bytes) -> None:
        """Go through a part, if it is XML."""
        if not data.lstrip().startswith(_XML):
            return
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_declarations

        def first(name: str, _: Mapping[str, str]) -> None:
            parser.StartElementHandler = self.start if _local(name) == "worksheet" else None

        parser.StartElementHandler = first
        self.row = self.column = 0
        try:
            parser.Parse(data, True)  # noqa: FBT003 - takes no keywords
        except expat.ExpatError as error:
            raise Unreadable(_BROKEN) from error
        self._leave_cell()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element of a sheet."""
        name = _local(name)
        if name == "c":
            self._leave_cell()
            self.column += 1
            self.address = attributes.get("r", "")
        elif name in {"v", "is"}:
            self.formula = False
            self._count_cell()
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._leave_cell()
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _count_cell(self) -> None:
        """Count a cell that holds something."""
        self._find_cell()
        self.cells += 1
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise Unreadable(_TOO_WIDE)
        if self.cells > MOST_CELLS:
            raise Unreadable(_TOO_FULL)

    def _leave_cell(self) -> None:
        """Note a cell that held a formula and no value."""
        if self.formula:
            self._find_cell()
            self.uncomputed.append(f"{_letters(self.column)}{self.row}")
            self.formula = False

    def _find_cell(self) -> None:
        if self.address:
            self.row, self.column = _place(self.address)

    def _merge(self, area: str) -> None:
        rows, columns = zip(*map(_place, area.split(":")), strict=True)
        if max(rows) > MOST_ROWS or max(columns) > MOST_COLUMNS:
            raise Unreadable(_TOO_WIDE)
        self.merged += (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        if self.merged > MOST_CELLS:
            raise Unreadable(_TOO_FULL)


def _refuse_declarations(*_: object) -> None:
    raise Unreadable("这个工作簿里夹带了不该有的内容（DTD），没有打开。请用 Excel 或 WPS 打开，另存一份再试。")


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _place(address: str) -> tuple[int, int]:
    """Give the row and column of an address, from 1."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise Unreadable(_BROKEN)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
