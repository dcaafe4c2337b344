"""A second look at a workbook's sheets, cell by cell as their reader goes, where the first cannot bound what it makes.

A cell without address stands where the ones before it leave off, and a shared text is copied into every cell that
names it: few bytes may so become a sheet of any size. A figure that is interrupted, or written by the numbers of its
characters, is one figure in a spreadsheet and another to the reader, who takes what stands before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake.package import (
    BROKEN,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ROWS,
    MOST_TEXT,
    TOO_LARGE,
    TOO_WIDE,
    local,
)
from intake.sheet_scan import figure, place_of
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping


_TEXTS = {"str", "inlineStr", "is", "d"}
"""Kinds of cells whose values are read to their end."""


@dataclass(slots=True)
class SharedTexts:
    """The texts that cells share, by their lengths."""

    lengths: list[int] = field(default_factory=list)
    """Characters of each."""

    def begin(self, given: Mapping[str, str]) -> None:
        """Begin the list; `Unreadable` where it says it has more than it may: the reader makes room for as many."""
        if figure(given.get("uniqueCount", 0)) > MOST_ELEMENTS:
            raise Unreadable(BROKEN)

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """Begin an element."""
        name = local(name)
        if name == "si":
            self.lengths.append(0)
        elif name == "sheetData":
            raise Unreadable(BROKEN)

    def text(self, data: str) -> None:
        """Take characters."""
        if self.lengths:
            self.lengths[-1] += len(data)


@dataclass(slots=True)
class SecondLook:
    """Goes through sheets; `Unreadable` where cells stand too far or their texts are too long together."""

    lengths: list[int]
    """Of the shared texts."""
    length: int = 0
    row: int = 0
    column: int = 0
    height: int = 0
    """The row of the cell that is being gone through, which its address may say."""
    kind: str = ""
    """Of the cell that is being gone through."""
    value: list[str] | None = None

    def begin(self) -> None:
        """Begin a sheet."""
        self.row = self.column = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element; rows and columns count from 0."""
        name = local(name)
        if name == "row":
            self.row = figure(attributes["r"]) - 1 if "r" in attributes else self.row
        elif name == "c":
            self.kind, self.height = attributes.get("t", ""), self.row
            if address := attributes.get("r"):
                self.height, self.column = (each - 1 for each in place_of(address))
        elif name in {"is", "v"}:
            if self.height >= MOST_ROWS or self.column >= MOST_COLUMNS:
                raise Unreadable(TOO_WIDE)
            self.value = []

    def end(self, name: str) -> None:
        """End an element."""
        name = local(name)
        if name == "row":
            self.row, self.column = self.row + 1, 0
        elif name == "c":
            self.column += 1
        elif name == "v":
            value = "".join(self.value or ())
            if self.kind not in _TEXTS and ("&" in value or "<" in value):
                raise Unreadable(BROKEN)
            if self.kind == "s":
                self._take(value)
            self.value = None

    def other(self, data: str) -> None:
        """Take what is no element, as it is written."""
        if self.value is not None:
            self.value.append(data)

    def _take(self, number: str) -> None:
        """Count a shared text once more."""
        place = figure(number)
        self.length += self.lengths[place] if 0 <= place < len(self.lengths) else 0
        if self.length > MOST_TEXT:
            raise Unreadable(TOO_LARGE)
