"""Word documents (.docx): paragraphs and tables one below the other as one grid, in one guarded pass.

What stands in content controls and tracked insertions counts; what was deleted, moved away or is only an instruction
to Word does not. Markup: ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake.grid import Grid, GridCell
from intake.package import (
    MOST_CELLS,
    MOST_COLUMNS,
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
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_SKIPPED = {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange"}
_SKIPPED |= {"tcPrChange", "trPrChange", "tblPrChange", "sectPr", "rt", "placeholder"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B9": "≠", "F0B4": "×", "F0B0": "°", "F0B1": "±", "F03D": "=", "F025": "%"}


def read_docx(data: bytes) -> Grid:
    """Read a Word document; `Unreadable` says what is wrong with it."""
    reader = _Reader()
    with opened(data) as archive:
        read_part(archive, "word/document.xml", reader)
    if sum(cell.rows * cell.columns for cell in reader.cells) > MOST_CELLS:
        raise Unreadable(TOO_FULL)
    for place, texts in reader.further.items():
        cell = reader.cells[place]
        reader.cells[place] = cell._replace(text="\n".join(filter(None, (cell.text, *texts))))
    return Grid(tuple(sorted(reader.cells, key=lambda cell: (cell.row, cell.column))))


@dataclass(slots=True)
class _Paragraphs:
    """The paragraphs of a cell, or of the document between its tables."""

    texts: list[str] = field(default_factory=list)
    is_numbered: bool = False
    """Whether Word puts a number before one of them, which stands in no text."""

    @property
    def kind(self) -> str:
        """The kind of the cell they make."""
        return "numbered" if self.is_numbered else ""


@dataclass(slots=True)
class _Table:
    """A table that is being read: its next cell, and the cells that go on from row to row."""

    column: int = 0
    span: int = 1
    merge: str = ""
    """"" for a cell by itself, "restart" for the first of a run of merged ones, "continue" for the others."""
    open: dict[int, int] = field(default_factory=dict)
    """Index of the cell that goes on downwards, by its column."""


@dataclass(slots=True)
class _Reader(Walk):
    """Places what a document says."""

    cells: list[GridCell] = field(default_factory=list)
    further: dict[int, list[str]] = field(default_factory=dict)
    """Texts that go on with a merged cell further down, by its index."""
    row: int = 0
    skipping: int = 0
    length: int = 0
    in_text: int = 0
    tables: list[_Table] = field(default_factory=list)
    holders: list[_Paragraphs] = field(default_factory=lambda: [_Paragraphs()])
    """The cell that is being read, inmost last; the first is the document."""
    pieces: list[list[str]] = field(default_factory=list)
    """Of the paragraphs that are being read, inmost last: a text box lies within one."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Begin an element."""
        self.enter()
        name = local(name)
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
        elif name == "t":
            self.in_text += 1
        elif name == "p":
            self.pieces.append([])
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == "sym":
            code = _value(given, "char").upper()
            self._add(_SYMBOLS.get(code, "□"))
        elif name == "numPr":
            self.holders[-1].is_numbered = True
        else:
            self._start_in_table(name, given)

    def _start_in_table(self, name: str, given: Mapping[str, str]) -> None:
        if name == "tbl":
            if not self.tables:
                self._end_paragraphs()
            self.tables.append(_Table())
        elif not self.tables:
            return
        elif name == "tr":
            self.tables[-1].column = 0
        elif name == "gridBefore":
            self.tables[-1].column += _count(given)
        elif name == "tc":
            self.tables[-1].span, self.tables[-1].merge = 1, ""
            self.holders.append(_Paragraphs())
        elif name == "gridSpan":
            self.tables[-1].span = _count(given)
        elif name == "vMerge":
            self.tables[-1].merge = _value(given, "val") or "continue"

    def end(self, name: str) -> None:
        """Leave an element."""
        self.depth -= 1
        if self.skipping:
            self.skipping -= 1
            return
        name = local(name)
        if name == "t":
            self.in_text -= 1
        elif name == "p" and self.pieces:
            self.holders[-1].texts.append("".join(self.pieces.pop()))
            if not self.tables:
                self._end_paragraphs()
        elif name == "tc" and self.tables:
            self._end_cell(self.holders.pop())
        elif name == "tr" and len(self.tables) == 1:
            self._next_row()
        elif name == "tbl" and self.tables:
            self.tables.pop()

    def text(self, data: str) -> None:
        """Take characters."""
        if self.in_text and not self.skipping:
            self._add(data)

    def _add(self, text: str) -> None:
        self.length += len(text)
        if self.length > MOST_TEXT:
            raise Unreadable(TOO_LARGE)
        if self.pieces:
            self.pieces[-1].append(text)

    def _end_paragraphs(self) -> None:
        """Make a row of each paragraph that stands between the tables."""
        held = self.holders[0]
        for text in held.texts:
            if text.strip():
                self.cells.append(GridCell(self.row, 0, text, kind=held.kind))
                self._next_row()
        self.holders[0] = _Paragraphs()

    def _end_cell(self, held: _Paragraphs) -> None:
        """Place a cell; one of a table within a cell adds its text to that cell."""
        text = "\n".join(held.texts).strip("\n")
        if len(self.tables) > 1:
            self.holders[-1].texts.append(text)
            return
        table = self.tables[0]
        column, table.column = table.column, table.column + table.span
        if table.column > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        if table.merge == "continue" and column in table.open:
            place = table.open[column]
            above = self.cells[place]
            self.cells[place] = above._replace(rows=self.row - above.row + 1)
            self.further.setdefault(place, []).append(text)
            return
        table.open.pop(column, None)
        if table.merge == "restart":
            table.open[column] = len(self.cells)
        self.cells.append(GridCell(self.row, column, text, 1, table.span, held.kind))
        if len(self.cells) > MOST_CELLS:
            raise Unreadable(TOO_FULL)

    def _next_row(self) -> None:
        self.row += 1
        if self.row > MOST_ROWS:
            raise Unreadable(TOO_WIDE)


def _value(given: Mapping[str, str], wanted: str) -> str:
    return next((value for key, value in given.items() if local(key) == wanted), "")


def _count(given: Mapping[str, str]) -> int:
    text = _value(given, "val")
    return min(int(text), MOST_COLUMNS + 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004 - more than any table has
