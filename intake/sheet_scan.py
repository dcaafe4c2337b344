"""The elements of a workbook's sheets, looked at one by one: where cells stand, what merges cover, what lacks a value.

This is called for every element of a file, some hundred thousand times in a large one: it is kept short on purpose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from intake.package import (
    BROKEN,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    TOO_FULL,
    TOO_LARGE,
    TOO_WIDE,
    local,
)
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.parsers import expat

ERROR = "#"
"""Stands for the format of a cell that shows an error of its formula."""
UNCOMPUTED = "="
"""Stands for the format of a cell whose formula nobody has worked out yet."""

Place = tuple[int, int]
"""Row and column, from 0."""


class Hidden(NamedTuple):
    """Rows and columns of a sheet that are not shown, from 0."""

    rows: set[int]
    columns: set[int]


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LONGEST_ADDRESS = 30
_TRUE = ("1", "true")


@dataclass(slots=True)
class SheetScan:
    """Goes through the elements of one sheet after the other; what is counted is counted over all of them."""

    patterns: Mapping[str, str]
    """By the number of a cell's style, the formats that matter."""
    cells: int = 0
    """That hold something."""
    merged: int = 0
    """Cells under merges."""
    formats: dict[Place, str] = field(default_factory=dict)
    """Of the sheet that is being gone through."""
    hidden: Hidden = field(default_factory=lambda: Hidden(set(), set()))
    """Likewise."""
    parser: expat.XMLParserType | None = None
    row: int = 0
    column: int = 0
    cell: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the cell that is being gone through."""
    formula: bool = False
    """Whether the cell holds a formula, and no value so far."""
    in_value: bool = False
    """Whether text is the value of that formula."""
    measured: bool = False
    """Whether there are bytes enough for too much text."""
    length: int = 0
    """Characters met, where they are counted."""
    is_certain: bool = True
    """Whether every cell says where it stands, and every value stands there in one piece."""

    def begin(self, parser: expat.XMLParserType) -> dict[Place, str]:
        """Begin a sheet; gives where its formats will be found."""
        self.parser = parser
        if self.measured:
            parser.CharacterDataHandler = self.text
        parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = self._interrupt
        self.row = self.column = 0
        self.cell, self.formats = {}, {}
        self.hidden = Hidden(set(), set())
        return self.formats

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element; what most of them are comes first."""
        if name == "c":
            if self.formula:
                self._leave_cell()
            if "r" not in attributes:
                self._follow()
            self.cell = attributes
        elif name == "t":
            self.in_value = False
        elif name in {"is", "v"}:
            if self.formula:
                self._expect_value(name)
            self._count_cell()
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element there are few of, or of one with a prefix."""
        if name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "row":
            if self.formula:
                self._leave_cell()
            self.row, self.column = figure(attributes.get("r", self.row + 1)), 0
            self.cell = {}
            if attributes.get("hidden") in _TRUE and self.row <= MOST_ROWS:
                self.hidden.rows.add(self.row - 1)
        elif name == "f":
            self.formula, self.in_value = True, False
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = (figure(attributes.get(end, 0)) for end in ("min", "max"))
            self.hidden.columns.update(range(max(first - 1, 0), min(last, MOST_COLUMNS)))
        elif ":" in name:
            self.start(local(name), attributes)
        else:
            self.in_value = False

    def text(self, text: str) -> None:
        """Take text, which may be the value of a formula."""
        self.length += len(text)
        if self.length > MOST_TEXT:
            raise Unreadable(TOO_LARGE)
        if self.formula and self.in_value and text.strip():
            self.formula = False

    def end(self) -> None:
        """End a sheet."""
        self._leave_cell()
        self.parser = None  # which holds on to this scan: the memory of both is free at once

    def _leave_cell(self) -> None:
        """Note a cell that held a formula and no value."""
        if self.formula:
            row, column = self._place()
            self.formats[row - 1, column - 1] = UNCOMPUTED
            self.formula = False

    def _interrupt(self, *_: str) -> None:
        """Note what may stand in the middle of a value."""
        self.is_certain = False

    def _follow(self) -> None:
        """Let a cell without address stand behind the one before it."""
        self.is_certain = False
        if before := self.cell.get("r"):
            self.column = place_of(before)[1]
        self.column += 1

    def _place(self) -> Place:
        """Give where the cell stands that is being gone through, from 1."""
        address = self.cell.get("r")
        return place_of(address) if address else (self.row, self.column)

    def _expect_value(self, name: str) -> None:
        """Look for the value of a formula: it may be there and empty."""
        self.in_value = name == "v"
        if self.parser is not None:
            self.parser.CharacterDataHandler = self.text

    def _count_cell(self) -> None:
        """Count a cell that holds something."""
        cell = self.cell
        address = cell.get("r")
        row, column = place_of(address) if address else (self.row, self.column)
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Unreadable(TOO_FULL)
        if cell.get("t") == "e":
            self.formats[row - 1, column - 1] = ERROR
        elif self.patterns and (pattern := self.patterns.get(cell.get("s", ""))):
            self.formats[row - 1, column - 1] = pattern

    def _merge(self, area: str) -> None:
        self.merged += _size(area[:_LONGEST_ADDRESS])
        if self.merged > MOST_CELLS:
            raise Unreadable(TOO_FULL)


@lru_cache(maxsize=4096)
def _size(area: str) -> int:
    """Give how many cells an area takes; `Unreadable` where it reaches too far."""
    places = [place_of(corner) for corner in area.split(":")]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    if max(rows) > MOST_ROWS or max(columns) > MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def figure(text: str | int) -> int:
    """Read a whole number; `Unreadable` where it is none."""
    try:
        return int(text)
    except ValueError as error:  # no figure, or one with thousands of digits
        raise Unreadable(BROKEN) from error


@lru_cache(maxsize=65536)
def place_of(address: str) -> Place:
    """Give the row and column of an address, from 1."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise Unreadable(BROKEN)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
