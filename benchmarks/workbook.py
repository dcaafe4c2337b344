"""The workbook of the sample against openpyxl writing and loading the same cells and nothing else."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING, Any

import openpyxl

from benchmarks.figure import Figure, in_turn
from benchmarks.paper import SAMPLE
from export.outputs import workbook_of
from intake.reading import read_bytes
from intake.recognise import find_form, recognise
from intake.workbook import read_workbook
from models.definition_file import Definitions
from models.form_json import form_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def figures() -> Iterator[Figure]:
    """Measure writing and reading."""
    definitions = Definitions()
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    definition = definitions.get(form.form)
    data = workbook_of(form, definition)
    ours, bare = in_turn(lambda: workbook_of(form, definition), _bare_writer(data))
    yield Figure("workbook / bare openpyxl, warm", ours / bare, 2, detail=f"{ours * 1000:.1f} / {bare * 1000:.1f} ms")
    loaded, cells, whole = in_turn(
        lambda: openpyxl.load_workbook(io.BytesIO(data)),
        lambda: _read(data, definitions),
        lambda: read_bytes(data, definitions),
    )
    detail = f"{loaded * 1000:.1f} / {cells * 1000:.1f} ms"
    yield Figure("openpyxl loading / reading cells into a form", loaded / cells, 10, at_least=True, detail=detail)
    detail = f"{loaded * 1000:.1f} / {whole * 1000:.1f} ms"
    yield Figure("the same with preflight and exact copy", loaded / whole, 5, at_least=True, detail=detail)


def _read(data: bytes, definitions: Definitions) -> None:
    """Do what openpyxl's loading does, and understand the cells besides."""
    sheets = read_workbook(data, {}).sheets
    found = find_form(sheets, definitions)
    recognise(sheets[found.place], found.definition)


def _bare_writer(data: bytes) -> Callable[[], None]:
    """Give a function that writes a workbook's values, styles and merges with openpyxl's public means."""
    sheets = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        styles: dict[int, tuple[Any, ...]] = {}
        cells = []
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            look = copy(cell.font), copy(cell.alignment), copy(cell.border), cell.number_format
            cells.append((cell.row, cell.column, cell.value, styles.setdefault(cell.style_id, look)))
        sheets.append((sheet.title, cells, [str(area) for area in sheet.merged_cells.ranges]))

    def write() -> None:
        book = openpyxl.Workbook()
        for title, cells, merges in sheets:
            page = book.create_sheet(title)
            for row, column, value, (font, alignment, border, number_format) in cells:
                place = page.cell(row, column, value)
                place.font, place.alignment, place.border = font, alignment, border
                place.number_format = number_format
            for area in merges:
                page.merge_cells(area)
        book.save(io.BytesIO())

    return write
