"""Cells on the clipboard: HTML as spreadsheets put it there, else text with tabs, into a grid."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

from intake.grid import Grid, GridCell

_MOST_CELLS = 200_000
_MOST_SPAN = 2_000
_BLOCKS = {"p", "div", "li"}


def read_clipboard(html: str | None, text: str | None) -> Grid | None:
    """Give the cells on the clipboard: of the first table in HTML, else of text; None where there are none."""
    grid = html_table(html) if html else None
    if grid is not None:
        return grid
    if not text:
        return None
    rows = _lines(text.replace("\r\n", "\n").rstrip("\n"))
    cells = [GridCell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line)]
    return Grid(tuple(cells), merges_known=False)


def _lines(text: str) -> list[list[str]]:
    """Part text into cells. Spreadsheets quote a cell only where tab, line end or quote is in it; else quotes stay."""
    plain = [line.split("\t") for line in text.split("\n")]
    try:
        quoted = list(csv.reader(io.StringIO(text), "excel-tab", strict=True))
    except csv.Error:  # a quote that is no spreadsheet's, or a cell beyond what that reader takes
        return plain
    return quoted if any(sign in cell for line in quoted for cell in line for sign in '\t\n"') else plain


def html_table(html: str) -> Grid | None:
    """Read the first table of some HTML; None where it holds none. Merged cells keep their box, <br> is a line end."""
    parser = _TableParser()
    parser.feed(html)
    parser.close()
    return Grid(tuple(parser.cells)) if parser.cells else None


class _TableParser(HTMLParser):
    """Places the cells of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[GridCell] = []
        self._taken: set[tuple[int, int]] = set()
        self._depth = self._row = 0
        self._started = self._is_done = False
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._is_done or self._depth != 1:
            return
        if tag == "tr":
            self._end_cell()
            self._row += self._started
            self._started = True
        elif tag in {"td", "th"}:
            self._end_cell()
            given = dict(attrs)
            self._span = _count(given.get("rowspan")), _count(given.get("colspan"))
            self._text = []
        elif self._text is not None and (tag == "br" or (tag in _BLOCKS and "".join(self._text).strip())):
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._is_done = bool(self.cells)
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            # spreadsheets break long lines of their HTML; only <br> is a line end in the cell
            self._text.append(" ".join(data.replace("\r\n", "\n").split("\n")) if "\n" in data else data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        """Put the cell that is being read into the first place that is free in its row."""
        if self._text is None or len(self._taken) > _MOST_CELLS:
            self._text = None
            return
        text = "\n".join(" ".join(line.split(" ")).strip() for line in "".join(self._text).split("\n")).strip()
        self._text = None
        column = 0
        while (self._row, column) in self._taken:
            column += 1
        rows, columns = self._span
        if rows * columns > _MOST_CELLS:
            rows = columns = 1
        self._taken |= {(self._row + down, column + right) for down in range(rows) for right in range(columns)}
        self.cells.append(GridCell(self._row, column, text.replace("\xa0", " "), rows, columns))


def _count(given: str | None) -> int:
    return min(max(int(given), 1), _MOST_SPAN) if given and given.isascii() and given.isdigit() else 1
