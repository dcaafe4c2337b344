"""A workbook's visible sheets as grids, and the exact copy that ours carries out of sight."""

from __future__ import annotations

import io
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from intake.grid import Grid, GridCell
from intake.number_format import is_odd, plain_figure, shown_date, shown_figure
from intake.package import LOCKED, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TOO_FULL, TOO_WIDE
from intake.sheet_scan import ERROR, UNCOMPUTED
from intake.unheard import unheard
from models.hidden_copy import SHEET
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet

    from intake.sheet_scan import Place

_BROKEN = "这个工作簿已损坏，读不了。请用 Excel 或 WPS 打开它，另存一份再试。"
_MOST_AREA = 2 * MOST_ROWS * MOST_COLUMNS
"""Cells between the first and the last of every sheet, empty ones included: a sheet is read whole."""
_ONE = (1, 1)
_NO_VALUE = {ERROR: ("#错误", "error"), UNCOMPUTED: ("", "formula")}


class Workbook(NamedTuple):
    """The sheets of a workbook that people see, and the column of cells the exact copy stands in."""

    sheets: tuple[Grid, ...]
    copy: tuple[str, ...] | None
    hidden: tuple[str, ...] = ()
    """Names of the sheets that are not shown, and not read."""


def read_workbook(data: bytes, formats: Mapping[str, Mapping[Place, str]]) -> Workbook:
    """Read a workbook that has passed the preflight; `Unreadable` where the reader finds it broken.

    `formats` tells by sheet how cells show what they hold, as the preflight notes it.
    """
    try:
        with unheard(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.name != SHEET]
            shown = [sheet.name for sheet in sheets if _is_seen(sheet.typ, sheet.visible)]
            hidden = tuple(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)
            grids = tuple(_grid(sheet, formats.get(sheet.name, {})) for sheet in _sheets(book, shown))
            copy = _first_column(book.get_sheet_by_name(SHEET)) if SHEET in book.sheet_names else None
    except CalamineError as error:
        raise Unreadable(LOCKED if "password" in str(error).lower() else _BROKEN) from error
    except (OSError, ValueError, OverflowError) as error:
        raise Unreadable(_BROKEN) from error
    except BaseException as error:  # the reader's panics are no Exceptions
        if type(error).__name__ == "PanicException":
            raise Unreadable(_BROKEN) from error
        raise
    return Workbook(grids, copy, hidden)


def _sheets(book: CalamineWorkbook, names: list[str]) -> Iterator[CalamineSheet]:
    """Give the sheets of some names, one after the other; `Unreadable` where they reach too far together."""
    area = 0
    for name in names:
        sheet = book.get_sheet_by_name(name)
        area += sheet.total_height * sheet.total_width
        if area > _MOST_AREA:
            raise Unreadable(TOO_FULL)
        yield sheet


def _is_seen(kind: SheetTypeEnum, visible: SheetVisibleEnum) -> bool:
    return kind == SheetTypeEnum.WorkSheet and visible == SheetVisibleEnum.Visible


def _grid(sheet: CalamineSheet, formats: Mapping[Place, str]) -> Grid:
    """Give the cells that hold something, and the merged ones."""
    ranges = sheet.merged_cell_ranges
    boxes = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in ranges or () if first != last}
    if sum(rows * columns for rows, columns in boxes.values()) > MOST_CELLS:
        raise Unreadable(TOO_FULL)
    values = {
        (row, column): value
        for row, found in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(found)
        if value != ""
    }
    shown = values.keys() | formats.keys()
    if any(row >= MOST_ROWS or column >= MOST_COLUMNS for row, column in shown):
        raise Unreadable(TOO_WIDE)
    for (row, column), (rows, columns) in boxes.items():
        shown.difference_update(product(range(row, row + rows), range(column, column + columns)))
    shown |= boxes.keys()
    cells = []
    for place in sorted(shown):
        value, pattern = values.get(place, ""), formats.get(place, "")
        text, kind = (value, "") if isinstance(value, str) and not pattern else _shown(value, pattern)
        (row, column), (rows, columns) = place, boxes.get(place, _ONE)
        cells.append(GridCell(row, column, text, rows, columns, kind))
    return Grid(tuple(cells), merges_known=ranges is not None, name=sheet.name)


def _shown(value: object, pattern: str) -> tuple[str, str]:
    """Give a cell's text as it is shown, and its kind; a figure with the digits that were entered."""
    if pattern in _NO_VALUE:
        return (value if isinstance(value, str) and value else _NO_VALUE[pattern][0]), _NO_VALUE[pattern][1]
    match value:
        case str():
            return value, ""
        case bool():
            return ("TRUE" if value else "FALSE"), ""
        case int() | float():
            is_followed = pattern and not is_odd(pattern)
            text = shown_figure(value, pattern) if is_followed else plain_figure(value)
            return text, "odd" if pattern and not is_followed else "number"
        case date():
            return shown_date(value, pattern), "date"
    return str(value), "date"


def _first_column(sheet: CalamineSheet) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in sheet.to_python(skip_empty_area=False) if row)
