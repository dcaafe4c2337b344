"""HTML as Excel, WPS, Word and LibreOffice write it, to files and to the clipboard, as a grid."""

from __future__ import annotations

from html.parser import HTMLParser
from math import isfinite

from intake.grid import Grid, GridCell
from intake.number_format import is_shown_as, plain_figure
from intake.package import (
    DEEPEST,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ROWS,
    MOST_TEXT,
    TOO_DEEP,
    TOO_FULL,
    TOO_LARGE,
    TOO_WIDE,
)
from models.trouble import Unreadable

_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "tr", "td", "th"}
_UNSEEN = {"script", "style", "title", "head", "template"}
_MOST_TAGS = 200_000
"""Beginnings and ends; each takes some microseconds."""
_LONGEST = 2 * MOST_TEXT
"""Characters."""
_EXACT = ("sdval", "x:num")
"""Attributes in which LibreOffice and Excel give a cell's figure with all its digits."""


def _look_through(html: str) -> None:
    """Refuse what no form has, before it is parsed: too many cells, tags or signs."""
    if len(html) > _LONGEST:
        raise Unreadable(TOO_LARGE)
    lower = html.lower()
    if lower.count("<td") + lower.count("<th") > MOST_CELLS:
        raise Unreadable(TOO_FULL)
    if lower.count("<") > _MOST_TAGS or lower.count("&") > MOST_ELEMENTS:
        raise Unreadable(TOO_LARGE)


def html_table(html: str) -> Grid | None:
    """Read the first table of some HTML; None where it holds none. Merged cells keep their box, <br> is a line end."""
    _look_through(html)
    reader = _Reader(around=False)
    reader.feed(html)
    reader.close()
    return Grid(tuple(reader.cells)) if reader.cells else None


def html_document(html: str) -> Grid:
    """Read a document: its tables one below the other, each paragraph between them a row of its own."""
    _look_through(html)
    reader = _Reader(around=True)
    reader.feed(html)
    reader.close()
    return Grid(tuple(sorted(reader.cells, key=lambda cell: (cell.row, cell.column))))


class _Reader(HTMLParser):
    """Places the cells of the first table, or of a whole document; a table within a cell is text of that cell."""

    def __init__(self, *, around: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[GridCell] = []
        self._around = around
        self._taken: set[tuple[int, int]] = set()
        self._depth = self._row = self._column = self._last_row = self._unseen = 0
        self._in_row = self._is_done = self._has_text = False
        self._text: list[str] | None = [] if around else None
        self._span = (1, 1)
        self._exact = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "body":
            self._unseen = 0  # a head that was never closed ends here
        elif tag == "table":
            if not self._depth:
                self._end_paragraph()
                self._text = None
            self._depth += 1
            if self._depth > DEEPEST:
                raise Unreadable(TOO_DEEP)
        elif self._depth == 1 and tag == "tr":
            self._next_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self._end_table()
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
        elif not self._depth and tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._unseen and not self._is_done:
            # spreadsheets break long lines of their HTML; only <br> is a line end in the cell
            self._has_text |= not data.isspace()
            self._text.append(" ".join(data.replace("\r\n", "\n").split("\n")) if "\n" in data else data)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over what is no comment, to where it is closed; the parser itself fails at what it does not know."""
        return self.rawdata.find(">", i) + 1 or -1

    def close(self) -> None:
        if "<" in self.rawdata:  # never closed; looked through to its end, another would be found at each sign
            self.rawdata = ""
        super().close()
        self._end_cell() if self._depth else self._end_paragraph()

    def _break(self) -> None:
        """Begin a new paragraph: a row of its own in the document, a new line in a cell."""
        if not self._depth:
            self._end_paragraph()
        elif self._text is not None and self._has_text:
            self._text.append("\n")

    def _next_row(self) -> None:
        self._end_cell()
        self._begin_row()

    def _begin_cell(self, given: dict[str, str | None]) -> None:
        self._end_cell()
        if self._is_done:
            return
        self._span = _count(given.get("rowspan"), MOST_ROWS), _count(given.get("colspan"), MOST_COLUMNS)
        self._exact = next((exact for name in _EXACT if (exact := given.get(name))), "")
        self._text, self._has_text = [], False

    def _end_paragraph(self) -> None:
        text = _tidy(self._text or [])
        if text and self._around:
            self._begin_row()
            self._put(GridCell(self._row, 0, text))
        self._text, self._has_text = [] if self._around else None, False

    def _begin_row(self) -> None:
        self._row += self._in_row
        self._column, self._in_row = 0, True
        if self._row > MOST_ROWS:
            raise Unreadable(TOO_WIDE)

    def _end_table(self) -> None:
        """Let what follows begin below the table, or end all where one table was asked for."""
        if self._around:
            self._row = max(self._row, self._last_row)
            self._in_row = bool(self.cells)
            self._text, self._has_text = [], False
        else:
            self._is_done = bool(self.cells)

    def _end_cell(self) -> None:
        """Put the cell that is being read into the first place that is free in its row."""
        if self._text is None or not self._depth:
            return
        text = _tidy(self._text)
        self._text = None
        column = self._column
        while (self._row, column) in self._taken:
            column += 1
        self._column = column
        if column > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        kind = ""
        if self._exact and text and not text.strip("0123456789.,-+() ￥¥$") and (figure := _figure(self._exact)):
            kind = "number" if is_shown_as(text, float(self._exact)) else "odd"
            text = figure
        self._put(GridCell(self._row, column, text, *self._span, kind))

    def _put(self, cell: GridCell) -> None:
        if len(self._taken) + cell.rows * cell.columns > MOST_CELLS:
            raise Unreadable(TOO_FULL)
        self._taken |= {
            (cell.row + down, cell.column + right) for down in range(cell.rows) for right in range(cell.columns)
        }
        self.cells.append(cell)
        self._last_row = max(self._last_row, cell.row + cell.rows - 1)


def _tidy(pieces: list[str]) -> str:
    lines = "".join(pieces).split("\n")
    return "\n".join(" ".join(line.split(" ")).strip() for line in lines).strip().replace("\xa0", " ")


def _figure(exact: str) -> str:
    try:
        value = float(exact)
    except ValueError:
        return ""
    return plain_figure(value) if isfinite(value) else ""


def _count(given: str | None, most: int) -> int:
    """Read a span; 1 where it is none, at most what a sheet may have."""
    is_figure = bool(given) and given is not None and given.isascii() and given.isdigit() and len(given) < 10  # noqa: PLR2004 - beyond every sheet
    return min(max(int(given or 1), 1), most) if is_figure else 1
