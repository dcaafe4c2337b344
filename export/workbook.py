"""The workbook for finance, written with openpyxl off the same sheet as the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from export.layout import lay_out
from export.sheet import Role
from export.workbook_frame import hide_copy, name_places, offer_choices, set_columns, set_print
from export.workbook_package import package
from export.workbook_rows import arrange
from export.workbook_text import spelled
from models.amounts import read_amount
from models.trouble import NotWritten

if TYPE_CHECKING:
    from decimal import Decimal

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from export.workbook_rows import BookCell, Look
    from models.definition import Definition
    from models.form import Form

# A font's parts in the order of the standard; openpyxl writes the name before the size.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)

_BODY_FONT, _TITLE_FONT = "宋体", "黑体"
_NORMAL_FONT = Font(name="Arial", sz=10)  # columns are measured in it, and each machine has it or its like
_SIMPLIFIED_CHINESE = 134  # the charset's number
_RISKY = ("=", "+", "-", "@", "'", "\t")
_LONGEST_AS_TEXT = 200  # characters; an old Excel shows #### for longer ones in the format of texts
_MOST_UNITS = 32_767  # UTF-16 units in a cell
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_workbook(form: Form, definition: Definition, *, note: str, draft: bool, hidden_copy: bool = True) -> bytes:
    """Write a form as a workbook, the same bytes for the same form; `NotWritten` for a text no cell can hold.

    `note` stands at the foot of each printed page.
    """
    arrangement = arrange(lay_out(form, definition), definition)
    workbook = Workbook()
    workbook._named_styles["Normal"].font = _NORMAL_FONT  # type: ignore[attr-defined]  # noqa: SLF001 - has no public way
    workbook._fonts[0] = _NORMAL_FONT  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    page = workbook.worksheets[0]
    page.title = _NO_SHEET_NAME.sub("", definition.mark or definition.title)[:31] or definition.id
    set_columns(page, definition)
    for row, height in enumerate(arrangement.heights, start=1):
        page.row_dimensions[row].height = height
    writer = _Writer(page, definition.unit)
    for cell in arrangement.cells:
        writer.write(cell)
    page.merged_cells = writer.merged  # type: ignore[assignment]  # a list keeps their order, openpyxl's own set does not
    name_places(workbook, arrangement)
    offer_choices(page, definition, arrangement)
    set_print(page, definition, arrangement, note=note, draft=draft)
    if hidden_copy:
        hide_copy(workbook, form)
    workbook.properties.title = definition.title
    workbook.properties.creator = "jixiao"
    workbook.calculation.fullCalcOnLoad = False  # there is nothing to calculate, so nothing to ask about on closing
    return package(workbook)


class _Style(NamedTuple):
    """What makes two cells look and behave the same."""

    look: Look
    number_format: str = "General"
    quoted: bool = False
    shrinks: bool = False


class _Writer:
    """Puts cells into a sheet; each style is put together once."""

    def __init__(self, page: Worksheet, unit: str) -> None:
        self._page = page
        self._unit = unit
        self._styles: dict[_Style, StyleArray] = {}
        self.merged: list[str] = []

    def write(self, cell: BookCell) -> None:
        """Write a cell and style the box it takes."""
        value, style = self._value(cell)
        array = self._styles.get(style)
        for row in range(cell.row, cell.last_row + 1):
            for column in range(cell.column, cell.last_column + 1):
                place = self._page.cell(row, column)
                if array is None:
                    array = self._styles[style] = _style_array(place, style)
                place._style = array  # type: ignore[union-attr]  # noqa: SLF001 - its parts one by one take twice as long
        first = self._page.cell(cell.row, cell.column)
        if value not in {None, ""}:
            first.value = value
            if isinstance(value, str):
                first.data_type = "s"  # never a formula, never an error
        if (cell.row, cell.column) != (cell.last_row, cell.last_column):
            last = self._page.cell(cell.last_row, cell.last_column)
            self.merged.append(f"{first.coordinate}:{last.coordinate}")

    def _value(self, cell: BookCell) -> tuple[str | Decimal | None, _Style]:
        """Give what stands in a cell: a real number for an amount, else a text that stays one."""
        if cell.role is Role.AMOUNT:
            amount = read_amount(cell.text, self._unit)
            if amount.value is not None and amount.text == cell.text:
                decimals = len(cell.text.partition(".")[2])
                return amount.value, _Style(cell.look, "0" + "." * bool(decimals) + "0" * decimals, shrinks=True)
        text = cell.text or " " * _is_looked_for(cell)
        if len(text.encode("utf-16-le")) // 2 > _MOST_UNITS:
            raise NotWritten(f"“{text[:20]}……”共 {len(text)} 个字，工作簿的一格装不下。请把它缩短。")
        typed = cell.role in {Role.VALUE, Role.AMOUNT, Role.LONG_TEXT, Role.GROUP}
        number_format = "@" if typed and cell.where and len(text) <= _LONGEST_AS_TEXT else "General"
        return spelled(text), _Style(cell.look, number_format, quoted=text.startswith(_RISKY))


def _is_looked_for(cell: BookCell) -> bool:
    """Whether a cell may not be missing: names of groups are filled down into such, and a row without cells is none."""
    return cell.role is Role.GROUP or cell.where.endswith("].name")


def _style_array(place: Cell | MergedCell, style: _Style) -> StyleArray:
    """Put a style together on a cell and give it for others."""
    look = style.look
    rule = Side("thin")
    place.font = Font(
        name=_TITLE_FONT if look.title else _BODY_FONT, sz=look.size, charset=_SIMPLIFIED_CHINESE, family=3
    )
    place.alignment = Alignment(
        horizontal=look.align, vertical=look.vertical, wrap_text=not style.shrinks, shrink_to_fit=style.shrinks
    )
    if look.ruled:
        place.border = Border(
            left=rule, right=rule, top=rule if look.above else None, bottom=rule if look.below else None
        )
    place.number_format = style.number_format
    place.quotePrefix = style.quoted
    return place._style  # type: ignore[union-attr,no-any-return]  # noqa: SLF001 - as above
