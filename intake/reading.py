"""Reading a file into a form: what it is, its grid, the form in it, and whether it still says what was exported."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Doubt
from intake.grid import Source
from intake.kinds import kind_of, read_file
from intake.recognise import find_form, recognise
from intake.table_text import decode_text, table_text_grid
from models.compare import Difference, differences
from models.form_json import form_from_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from intake.doubt import Leftover
    from intake.grid import Box
    from intake.preflight import Findings
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


class Intake(NamedTuple):
    """A form that came in, with everything about it that is not certain."""

    form: Form
    definition: Definition
    doubts: tuple[Doubt, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    edited: tuple[Difference, ...] = ()
    """Where the visible cells or pages say something else than the exact copy that came with them; they decide."""
    copy: Form | None = None
    """The exact copy, where one came along."""
    source: Source = Source("")
    found: Mapping[str, tuple[Box, ...]] = MappingProxyType({})
    """Where each value stands in the grid of the source, by place of the form."""


def read_form(path: Path, definitions: Definitions, sheet: int | None = None) -> Intake:
    """Read a file, the sheet named by its place or the one that fits best.

    `Unreadable` says in one sentence why it cannot be read.
    """
    return read_bytes(read_file(path), definitions, sheet)


def read_bytes(data: bytes, definitions: Definitions, sheet: int | None = None) -> Intake:
    """Read the content of a file."""
    kind = kind_of(data)
    if kind == "json":
        form = form_from_json(data, definitions)
        return Intake(form, definitions.get(form.form), source=Source("本程序的 JSON"))
    if kind == "pdf":
        return _read_pdf(data, definitions)
    if kind == "xlsx":
        return _read_workbook(data, definitions, sheet)
    return read_source(Source("文本文件", (table_text_grid(decode_text(data)),)), definitions, sheet)


def read_source(source: Source, definitions: Definitions, sheet: int | None = None) -> Intake:
    """Read the form in one of the grids of a source; without the exact copy that may have come with it."""
    used, definition, others = find_form(source.grids, definitions, sheet)
    found = recognise(source.grids[used], definition)
    why = f"这张工作表里也像有一份申报表，只读了“{source.names[used]}”"
    doubts = () if sheet is not None else tuple(Doubt("form", name, why) for name in others)
    return Intake(
        found.form,
        definition,
        (*found.doubts, *doubts),
        found.leftovers,
        source=source._replace(used=used),
        found=found.found,
    )


def _read_workbook(data: bytes, definitions: Definitions, sheet: int | None) -> Intake:
    """Read a workbook: the visible cells decide; where they say what the exact copy says, the copy is taken."""
    from intake.preflight import preflight  # noqa: PLC0415 - for workbooks only, as their reader
    from intake.workbook import read_workbook  # noqa: PLC0415
    from models.hidden_copy import join  # noqa: PLC0415

    notes = tuple(_said_of(preflight(data)))
    book = read_workbook(data)
    shown = read_source(Source("Excel 工作簿", book.sheets), definitions, sheet)
    shown = shown._replace(doubts=(*shown.doubts, *notes))
    if book.copy is None:
        return shown
    try:
        copy = form_from_json(join(book.copy), definitions)
    except Unreadable as trouble:
        doubt = Doubt("form", "附带的内容", str(trouble).rstrip("。"))
        return shown._replace(doubts=(*shown.doubts, doubt))
    if copy.form != shown.definition.id:
        doubt = Doubt("form", copy.form, "附带的内容是另一种表样，以看得见的表为准")
        return shown._replace(doubts=(*shown.doubts, doubt))
    edited = differences(copy, shown.form, shown.definition)
    form = _as_shown(copy, shown.form, edited, shown.definition) if edited else copy
    return shown._replace(form=form, doubts=shown.doubts if edited else notes, edited=edited, copy=copy)


def _said_of(findings: Findings) -> Iterator[Doubt]:
    """Say what a workbook brought along that was not run, followed or worked out."""
    if findings.macros:
        yield Doubt("form", "宏", "文件里带有宏，没有运行，只读了格子里的值")
    if findings.links:
        yield Doubt("form", "外部链接", "文件里有指向别的文件的链接，没有打开，只读了格子里的值")
    for address in findings.uncomputed:
        why = "这一格是公式，文件里没有它算出的值，读作空；请用 Excel 或 WPS 打开、保存一次再试"
        yield Doubt("form", address, why)


def _read_pdf(data: bytes, definitions: Definitions) -> Intake:
    """Read our own PDF: the pages decide; blanks and line ends, which pages do not show, come from the copy."""
    from intake.pdf import attached_copy, page_grid  # noqa: PLC0415 - PDFium is loaded for PDFs only

    attached = attached_copy(data)
    if attached is None:
        raise Unreadable(
            "这个 PDF 里没有附带表的内容，不是由本程序导出的，或导出时关掉了附带。请换用工作簿或原来的草稿。"
        )
    copy = form_from_json(attached, definitions)
    definition = definitions.get(copy.form)
    grid = page_grid(data)
    shown, _, _, found = recognise(grid, definition)
    edited = _differing_pages(copy, shown, definition)
    form = _as_shown(copy, shown, edited, definition) if edited else copy
    return Intake(form, definition, edited=edited, copy=copy, source=Source("本程序的 PDF", (grid,)), found=found)


def page_differences(data: bytes, form: Form, definition: Definition) -> tuple[Difference, ...]:
    """Give where the pages of a PDF say something else than a form, blanks and line ends aside."""
    from intake.pdf import page_grid  # noqa: PLC0415 - PDFium is loaded for PDFs only

    return _differing_pages(form, recognise(page_grid(data), definition)[0], definition)


def _differing_pages(form: Form, shown: Form, definition: Definition) -> tuple[Difference, ...]:
    found = differences(form, shown, definition)
    return tuple(each for each in found if _squeezed(each.first) != _squeezed(each.second))


def _as_shown(copy: Form, shown: Form, edited: Iterable[Difference], definition: Definition) -> Form:
    """Give the copy with what the pages say where they say something else."""
    from models.edits import edit_at  # noqa: PLC0415 - hardly ever needed

    form = copy
    if len(shown.indicators) != len(copy.indicators):
        form = replace(form, indicators=shown.indicators)
    for difference in edited:
        if "." in difference.where:
            form = edit_at(difference.where, difference.second, definition.unit).apply(form)
    return form


def _squeezed(text: str) -> str:
    """Give a text without the white space that line breaking takes and adds."""
    return "".join(text.split())
