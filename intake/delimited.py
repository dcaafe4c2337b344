"""Text with a cell behind each tab, comma or semicolon, a row on each line, as spreadsheets write and copy it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from intake.grid import Grid, GridCell
from intake.package import MOST_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATORS = (",", ";")
_FEWEST_ROWS = 3
_MOST_OF_THE_ROWS = 0.8


def is_tabbed(text: str) -> bool:
    """Whether text with tabs has a row on each line; in table text a line begins with a tab and holds one cell."""
    lines = [line.split("\t") for line in text.split("\n") if "\t" in line]
    rows = sum(sum(bool(cell.strip()) for cell in line) > 1 for line in lines)
    single = sum(not line[0] and len(line) == len(("", "cell")) for line in lines)
    return rows > single


def separated_rows(text: str) -> list[list[str]] | None:
    """Part text without tabs at commas or semicolons, None where its rows are not all as wide: then it is prose."""
    for separator in _SEPARATORS:
        if not 0 < text.count(separator) <= MOST_CELLS:
            continue
        try:
            rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator, strict=True) if row]
        except csv.Error:
            continue
        width, count = Counter(map(len, rows)).most_common(1)[0]
        if width > 1 and len(rows) >= _FEWEST_ROWS and count >= _MOST_OF_THE_ROWS * len(rows):
            return rows
    return None


def tabbed_rows(text: str) -> list[list[str]]:
    """Part text into cells. Spreadsheets quote a cell only where tab, line end or quote is in it; else quotes stay."""
    plain = [line.split("\t") for line in text.split("\n")]
    try:
        quoted = list(csv.reader(io.StringIO(text), "excel-tab", strict=True))
    except csv.Error:  # a quote that is no spreadsheet's, or a cell beyond what that reader takes
        return plain
    return quoted if any(sign in cell for line in quoted for cell in line for sign in '\t\n"') else plain


def grid_of_rows(rows: Sequence[Sequence[str]]) -> Grid:
    """Make a grid of rows of cells, the empty ones included."""
    cells = (GridCell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line))
    return Grid(tuple(cells), merges_known=False)
