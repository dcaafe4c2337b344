"""A workbook's visible sheets as grids, and the exact copy that ours carries out of sight."""

from __future__ import annotations

import io
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from intake.grid import Grid, GridCell
from models.hidden_copy import SHEET
from models.trouble import Unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


class Workbook(NamedTuple):
    """The sheets of a workbook that people see, and the column of cells the exact copy stands in."""

    sheets: tuple[Grid, ...]
    copy: tuple[str, ...] | None


def read_workbook(data: bytes) -> Workbook:
    """Read a workbook that has passed the preflight; `Unreadable` where the reader finds it broken."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and sheet.visible == SheetVisibleEnum.Visible
                and sheet.name != SHEET
            ]
            grids = tuple(_grid(book.get_sheet_by_name(name)) for name in shown)
            copy = _first_column(book.get_sheet_by_name(SHEET)) if SHEET in book.sheet_names else None
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unreadable("这个工作簿已损坏，读不了。请用 Excel 或 WPS 打开它，另存一份再试。") from error
    return Workbook(grids, copy)


def _grid(sheet: CalamineSheet) -> Grid:
    """Give the cells that hold something, and the merged ones."""
    ranges = sheet.merged_cell_ranges
    boxes = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in ranges or () if first != last}
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in boxes.items()
        for down in range(rows)
        for right in range(columns)
    }
    values = {
        (row, column): value
        for row, found in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(found)
        if value != ""
    }
    shown = (values.keys() - covered) | boxes.keys()
    cells = (GridCell(*place, _text(values.get(place, "")), *boxes.get(place, (1, 1))) for place in sorted(shown))
    return Grid(tuple(cells), merges_known=ranges is not None, name=sheet.name)


def _text(value: object) -> str:
    """Give a cell's text; a figure with the digits that were entered, a date as 2020-12-01."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        figure = Decimal(repr(value))
        return f"{figure.to_integral_value() if figure == figure.to_integral_value() else figure:f}"
    if isinstance(value, date | time):
        return value.isoformat().replace("T", " ").removesuffix(" 00:00:00")
    return str(value)


def _first_column(sheet: CalamineSheet) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in sheet.to_python(skip_empty_area=False) if row)
