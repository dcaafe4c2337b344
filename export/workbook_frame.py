"""What a workbook has besides its cells: columns, print set-up, names, choices, and the exact copy out of sight."""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from export.workbook_rows import END_MARGIN, SIDE_MARGIN
from export.workbook_text import spelled
from models.definition import on_one_line
from models.form_json import form_to_json
from models.hidden_copy import SHEET, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from export.workbook_rows import Arrangement
    from models.definition import Definition
    from models.form import Form

_PIXELS_PER_DIGIT = 7  # of Arial 10, the font that columns are measured in
_A4 = 9  # the paper's number
_LONGEST_CHOICES = 255  # characters
_DRAFT = "草稿"
_FONT = "宋体,Regular"


def set_columns(page: Worksheet, definition: Definition) -> None:
    """Set the widths of the columns, given in pixels."""
    for number, pixels in enumerate(definition.workbook_columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = pixels / _PIXELS_PER_DIGIT
    page.sheet_view.showGridLines = False


def set_print(
    page: Worksheet,
    definition: Definition,
    arrangement: Arrangement,
    *,
    note: str,
    draft: bool,
) -> None:
    """Let it print like the paper: A4, as wide as a page, heads repeated, pages numbered, a note at the foot."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if definition.paper.landscape else "portrait"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    margins = page.page_margins
    margins.left = margins.right = SIDE_MARGIN
    margins.top = margins.bottom = END_MARGIN
    margins.header = margins.footer = END_MARGIN / 2
    page.print_options.horizontalCentered = True
    page.print_area = f"A1:{get_column_letter(len(definition.workbook_columns))}{len(arrangement.heights)}"
    if arrangement.repeated_rows:
        page.print_title_rows = f"1:{arrangement.repeated_rows}"
    for row in arrangement.breaks:
        page.row_breaks.append(Break(id=row))
    page.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart("第 &P 页，共 &N 页", _FONT, 9),
        right=_HeaderFooterPart(note or None, _FONT, 9),
    )
    if draft:
        page.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(_DRAFT, _FONT, 20, "808080"))


def name_places(workbook: Workbook, arrangement: Arrangement) -> None:
    """Give each field and amount its name, as `jixiao_fields_period`; a text in several rows is one range."""
    boxes: dict[str, list[int]] = {}
    for cell in arrangement.cells:
        if cell.where.startswith(("fields.", "amounts.")):
            box = boxes.setdefault(cell.where, [cell.row, cell.column, cell.row, cell.column])
            box[2] = cell.row
    sheet = quote_sheetname(workbook.worksheets[0].title)
    for where, (first, column, last, _) in boxes.items():
        name = "jixiao_" + re.sub(r"\W", "_", where)
        letter = get_column_letter(column)
        area = f"${letter}${first}" + (f":${letter}${last}" if last > first else "")
        workbook.defined_names[name] = DefinedName(name, attr_text=f"{sheet}!{area}")


def offer_choices(page: Worksheet, definition: Definition, arrangement: Arrangement) -> None:
    """Offer the choices of a column in a list; something else can still be entered after a warning."""
    for column, number in _indicator_columns(definition):
        choices = ",".join(definition.columns[column].choices)
        if not choices or len(choices) > _LONGEST_CHOICES or '"' in choices or not arrangement.indicator_rows:
            continue
        offer = DataValidation("list", f'"{choices}"', allow_blank=True, errorStyle="warning", showErrorMessage=True)
        offer.errorTitle = on_one_line(definition.columns[column].label)
        offer.error = f"一般填 {'、'.join(definition.columns[column].choices)} 之一。"
        letter = get_column_letter(number)
        for first, last in _runs(arrangement.indicator_rows):
            offer.add(f"{letter}{first}:{letter}{last}")
        page.add_data_validation(offer)


def hide_copy(workbook: Workbook, form: Form) -> None:
    """Put the exact copy on a sheet that the program shows in none of its lists."""
    page = workbook.create_sheet(SHEET)
    page.sheet_state = "veryHidden"
    for row, text in enumerate(pieces(form_to_json(form)), start=1):
        cell = page.cell(row, 1, spelled(text))
        cell.data_type = "s"


def _indicator_columns(definition: Definition) -> Iterator[tuple[str, int]]:
    """Give the columns of the indicator table with the number of the workbook's column each begins in."""
    for section in definition.sections:
        for block in section.blocks:
            if block.kind == "indicators":
                first = 2 if section.title else 1
                numbers = accumulate(block.spans, initial=first)
                yield from zip(definition.columns, list(numbers)[2:], strict=False)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each run of rows."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        yield members[0], members[-1]
