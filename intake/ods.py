"""OpenDocument spreadsheets (.ods): their sheets with merged cells, in one guarded pass over the content.

Repeated rows and cells are only counted until something stands in them, so that a number alone cannot fill memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from intake.grid import Grid, GridCell
from intake.number_format import is_shown_as, plain_figure
from intake.package import (
    BROKEN,
    LOCKED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_TEXT,
    TOO_FULL,
    TOO_LARGE,
    TOO_WIDE,
    Walk,
    local,
    opened,
    read_part,
)
from models.hidden_copy import SHEET
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELLS = {"table-cell", "covered-table-cell"}
_SKIPPED = {"annotation", "shapes", "tracked-changes", "deletion"}
_MOST_BLANKS = 1_000
_MANIFEST = "META-INF/manifest.xml"
_LOOKED_AT = 1024 * 1024  # bytes of it


def read_ods(data: bytes) -> tuple[tuple[Grid, ...], tuple[str, ...] | None, tuple[str, ...]]:
    """Give the sheets people see, the column of the exact copy where ours came along, and the hidden sheets' names."""
    reader = _Reader()
    with opened(data) as archive:
        if _MANIFEST in archive.namelist():
            with archive.open(_MANIFEST) as manifest:
                if b"encryption-data" in manifest.read(_LOOKED_AT):
                    raise Unreadable(LOCKED)
        read_part(archive, "content.xml", reader)
    copy = next((grid for grid in reader.sheets if grid.name == SHEET), None)
    column = tuple(cell.text for cell in copy.cells if cell.column == 0) if copy else None
    shown = tuple(grid for grid in reader.sheets if grid.name != SHEET and grid.name not in reader.hidden)
    return shown, column, tuple(name for name in reader.hidden if name != SHEET)


@dataclass(slots=True)
class _Reader(Walk):
    """Places the cells of every sheet."""

    sheets: list[Grid] = field(default_factory=list)
    hidden: dict[str, None] = field(default_factory=dict)
    """Names of sheets that are not shown, in order."""
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    name: str = ""
    cells: list[GridCell] = field(default_factory=list)
    skipping: int = 0
    tables: int = 0
    row: int = 0
    column: int = 0
    row_repeats: int = 1
    found: int = 0
    is_in_order: bool = True
    """Whether the cells of the sheet stand in reading order so far."""
    length: int = 0
    """Characters of all texts."""
    pieces: list[str] = field(default_factory=list)
    paragraphs: int = 0
    in_paragraph: int = 0
    cell: dict[str, str] = field(default_factory=dict)
    is_covered: bool = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Begin an element."""
        self.enter()
        name = local(name)
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
            return
        attributes = {local(key): value for key, value in given.items()}
        if name == "p":
            self.pieces += ["\n"] * (self.paragraphs > 0)
            self.paragraphs += 1
            self.in_paragraph += 1
        elif name in {"line-break", "tab"}:
            self.pieces.append("\n" if name == "line-break" else "\t")
        elif name == "s":
            self._add(" " * min(_count(attributes.get("c")), _MOST_BLANKS))
        else:
            self._start_of_table(name, attributes)

    def _start_of_table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self.style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self._begin_sheet(attributes)
        elif name == "table-row" and self.tables == 1:
            self.column = 0
            self.row_repeats = _count(attributes.get("number-rows-repeated"))
        elif name in _CELLS and self.tables == 1:
            self.cell, self.pieces, self.paragraphs = dict(attributes), [], 0
            self.is_covered = name != "table-cell"

    def end(self, name: str) -> None:
        """Leave an element."""
        self.depth -= 1
        if self.skipping:
            self.skipping -= 1
            return
        name = local(name)
        if name in _CELLS and self.tables == 1:
            self._end_cell()
        elif name == "table-row" and self.tables == 1:
            self.row += self.row_repeats
        elif name == "table":
            self.tables -= 1
            if not self.tables:
                self._end_sheet()
        elif name == "p":
            self.in_paragraph -= 1

    def text(self, data: str) -> None:
        """Take characters of a paragraph."""
        if self.in_paragraph and not self.skipping:
            self._add(data)

    def _add(self, text: str) -> None:
        self.length += len(text)
        if self.length > MOST_TEXT:
            raise Unreadable(TOO_LARGE)
        self.pieces.append(text)

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        self.tables += 1
        if self.tables > 1:
            return
        self.name, self.cells, self.row = attributes.get("name", ""), [], 0
        if attributes.get("style-name") in self.hidden_styles or attributes.get("display") == "false":
            self.hidden[self.name] = None

    def _end_sheet(self) -> None:
        if not self.is_in_order:
            self.cells.sort(key=lambda cell: (cell.row, cell.column))
        self.is_in_order = True
        self.sheets.append(Grid(tuple(self.cells), name=self.name))
        if len(self.sheets) > MOST_PARTS:
            raise Unreadable(TOO_FULL)

    def _end_cell(self) -> None:
        """Put a cell in its place, as often as it is repeated where it holds something."""
        repeats = _count(self.cell.get("number-columns-repeated"))
        rows, columns = _count(self.cell.get("number-rows-spanned")), _count(self.cell.get("number-columns-spanned"))
        text, kind = self._shown()
        if (text or rows * columns > 1) and not self.is_covered:
            self.found += repeats * self.row_repeats * rows * columns
            if self.found > MOST_CELLS:
                raise Unreadable(TOO_FULL)
            if self.row + self.row_repeats > MOST_ROWS or self.column + repeats > MOST_COLUMNS:
                raise Unreadable(TOO_WIDE)
            for down in range(self.row_repeats):
                for right in range(repeats):
                    self.cells.append(GridCell(self.row + down, self.column + right, text, rows, columns, kind))
            self.is_in_order &= self.row_repeats == 1
        self.column += repeats

    def _shown(self) -> tuple[str, str]:
        """Give the text of the cell and its kind: figures with all their digits, all else as it is shown."""
        text, kind = "".join(self.pieces), self.cell.get("value-type", "")
        if kind in {"float", "currency"} and _is_plain(text):
            try:
                value = float(Decimal(self.cell.get("value", "")))
                return plain_figure(value), "number" if is_shown_as(text, value) else "odd"
            except (InvalidOperation, ValueError, OverflowError):
                return text, "number"
        if kind in {"date", "time"}:
            return text or self.cell.get("date-value", ""), "date"
        if text.startswith("#") and "formula" in self.cell:
            return text, "error"
        return text, "number" if kind in {"float", "percentage"} else ""


def _is_plain(text: str) -> bool:
    """Whether a figure is shown by its digits alone, however grouped and rounded."""
    return not text.strip("0123456789.,-+() ￥¥$")


def _count(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - more than any sheet has
        raise Unreadable(BROKEN)
    return max(int(text), 1)
