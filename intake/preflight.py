"""The look at a workbook before any reader opens it: whether it is small, free of traps, and how it shows figures.

Readers trust a workbook's own figures: a single cell at the end of the sheet makes one of them claim all memory, a
merge over the whole sheet makes another run for minutes, and packed parts may unfold to a thousand times their size.
They give bare values as well; which cells show 100% for 1, or a date, is noted here on the way.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from intake.number_format import BUILT_IN, needs_format
from intake.package import (
    BROKEN,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TAGS,
    TOO_FULL,
    TOO_LARGE,
    TOO_WIDE,
    guarded_parser,
    local,
    opened,
    parse_part,
)
from models.trouble import Unreadable

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from xml.parsers import expat

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LONGEST_ADDRESS = 30
_OF_SHEETS = frozenset({"c", "f", "is", "mergeCell", "row", "t", "v"})
ERROR = "#"
"""Stands for the format of a cell that shows an error of its formula."""
UNCOMPUTED = "="
"""Stands for the format of a cell whose formula nobody has worked out yet."""

Place = tuple[int, int]
"""Row and column, from 0."""


class Findings(NamedTuple):
    """What a workbook brings along that is never run or followed, and how its cells show what they hold."""

    macros: bool = False
    links: bool = False
    formats: Mapping[str, Mapping[Place, str]] = {}
    """By sheet, the number formats of cells that show a figure otherwise than by its digits, `ERROR`, `UNCOMPUTED`."""
    are_known: bool = True
    """Whether the formats could be told."""


def preflight(data: bytes) -> Findings:
    """Look through a packed workbook; `Unreadable` says what is wrong with it."""
    with opened(data) as archive:
        parts = archive.infolist()
        scan = _Scan()
        for part in sorted(parts, key=lambda part: not part.filename.endswith("styles.xml")):
            scan.part(archive, part)
    names = [part.filename.lower() for part in parts]
    return Findings(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        links=any("externallinks/" in name for name in names),
        formats=scan.by_sheet(),
    )


@dataclass(slots=True)
class _Scan:
    """Goes through the XML of all parts; a sheet is known by its first element, whatever its part is called."""

    tags: int = 0
    cells: int = 0
    """That hold something."""
    merged: int = 0
    """Cells under merges."""
    patterns: dict[str, str] = field(default_factory=dict)
    """By the number of a cell's style, the formats that matter."""
    number_formats: dict[str, str] = field(default_factory=dict)
    styles: int = -1
    """Counts the styles of cells; -1 outside their list."""
    targets: dict[str, str] = field(default_factory=dict)
    """Parts by the id of their relation."""
    sheets: dict[str, str] = field(default_factory=dict)
    """Ids of relations by the name of the sheet."""
    formats: dict[str, dict[Place, str]] = field(default_factory=dict)
    """By part."""
    here: dict[Place, str] = field(default_factory=dict)
    """Of the part that is being gone through."""
    row: int = 0
    column: int = 0
    cell: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the cell that is being gone through."""
    parser: expat.XMLParserType | None = None
    in_value: bool = False
    formula: bool = False
    """Whether the cell holds a formula, and no value so far."""

    def part(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Go through a part, if it is XML; only sheets, styles and the book itself are looked at element by element."""
        parser = self.parser = guarded_parser()
        starts = {"worksheet": self.start, "styleSheet": self.style, "workbook": self.sheet}
        starts["Relationships"] = self.relation

        def first(name: str, _: Mapping[str, str]) -> None:
            parser.StartElementHandler = starts.get(local(name))

        parser.StartElementHandler = first
        self.row = self.column = 0
        self.here = self.formats.setdefault(part.filename, {})
        self.styles = -1
        self.tags += parse_part(archive, part.filename, parser, only_xml=True)
        if self.tags > MOST_TAGS:
            raise Unreadable(TOO_LARGE)
        self._leave_cell()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element of a sheet."""
        if name not in _OF_SHEETS and ":" in name:
            name = local(name)
        if name == "c":
            if self.formula:
                self._leave_cell()
            self.column += 1
            self.cell = attributes
        elif name in {"v", "is"}:
            self.in_value = name == "v"
            if self.formula and self.parser is not None:  # its value may be there and empty
                self.parser.CharacterDataHandler = self.value
            self._count_cell()
        elif name == "f":
            self.formula, self.in_value = True, False
        elif name == "row":
            if self.formula:
                self._leave_cell()
            self.row, self.column = _number(attributes.get("r", self.row + 1)), 0
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self.in_value = False

    def value(self, text: str) -> None:
        """Take the value of a formula."""
        if self.formula and self.in_value and text.strip():
            self.formula = False

    def style(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element of the styles: number formats, and which style of cells bears which."""
        if ":" in name:
            name = local(name)
        if name == "numFmt":
            self.number_formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.styles = 0
        elif name == "cellStyles":
            self.styles = -1
        elif name == "xf" and self.styles >= 0:
            number = attributes.get("numFmtId", "0")
            pattern = self.number_formats.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else "")
            if pattern and needs_format(pattern):
                self.patterns[str(self.styles)] = pattern
            self.styles += 1

    def sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element of the book: its sheets by name."""
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets[attributes.get("name", "")] = relation

    def relation(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - as expat calls
        """Look at what part an id stands for; only the book's own relations lead to sheets."""
        if "/worksheet" in attributes.get("Type", ""):
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def by_sheet(self) -> dict[str, dict[Place, str]]:
        """Give what was noted of each part by the name of its sheet."""
        found = {}
        for name, relation in self.sheets.items():
            target = posixpath.normpath(posixpath.join("xl", self.targets.get(relation, ""))).lstrip("/")
            if self.formats.get(target):
                found[name] = self.formats[target]
        return found

    def _count_cell(self) -> None:
        """Count a cell that holds something."""
        self._find_cell()
        self.cells += 1
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        if self.cells > MOST_CELLS:
            raise Unreadable(TOO_FULL)
        cell = self.cell
        pattern = ERROR if cell.get("t") == "e" else self.patterns.get(cell.get("s", ""))
        if pattern:
            self.here[self.row - 1, self.column - 1] = pattern

    def _leave_cell(self) -> None:
        """Note a cell that held a formula and no value."""
        if self.formula:
            self._find_cell()
            self.here[self.row - 1, self.column - 1] = UNCOMPUTED
            self.formula = False

    def _find_cell(self) -> None:
        if address := self.cell.get("r"):
            self.row, self.column = _place(address)

    def _merge(self, area: str) -> None:
        self.merged += _size(area[:_LONGEST_ADDRESS])
        if self.merged > MOST_CELLS:
            raise Unreadable(TOO_FULL)


@lru_cache(maxsize=4096)
def _size(area: str) -> int:
    """Give how many cells an area takes; `Unreadable` where it reaches too far."""
    places = [_place(corner) for corner in area.split(":")]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    if max(rows) > MOST_ROWS or max(columns) > MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _number(text: str | int) -> int:
    try:
        return int(text)
    except ValueError as error:  # no figure, or one with thousands of digits
        raise Unreadable(BROKEN) from error


@lru_cache(maxsize=65536)
def _place(address: str) -> Place:
    """Give the row and column of an address, from 1."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise Unreadable(BROKEN)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
