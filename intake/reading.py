"""Reading a file into a form: what it is, its grid, the form in it, and whether it still says what was exported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from intake.kinds import kind_of, read_file
from intake.recognise import Doubt, best_definition, recognise
from intake.table_text import decode_text, table_text_grid
from models.compare import Difference, differences
from models.form_json import form_from_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from intake.grid import Grid
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


class Intake(NamedTuple):
    """A form that came in, with everything about it that is not certain."""

    form: Form
    definition: Definition
    doubts: tuple[Doubt, ...] = ()
    leftovers: tuple[str, ...] = ()
    edited: tuple[Difference, ...] = ()
    """Where the visible cells or pages say something else than the exact copy that came with them; they decide."""
    copy: Form | None = None
    """The exact copy, where one came along."""


def read_form(path: Path, definitions: Definitions) -> Intake:
    """Read a file; `Unreadable` says in one sentence why it cannot be read."""
    return read_bytes(read_file(path), definitions)


def read_bytes(data: bytes, definitions: Definitions) -> Intake:
    """Read the content of a file."""
    kind = kind_of(data)
    if kind == "json":
        form = form_from_json(data, definitions)
        return Intake(form, definitions.get(form.form))
    if kind == "pdf":
        return _read_pdf(data, definitions)
    return _recognised(table_text_grid(decode_text(data)), definitions)


def _recognised(grid: Grid, definitions: Definitions) -> Intake:
    definition = best_definition(grid, definitions)
    found = recognise(grid, definition)
    return Intake(found.form, definition, found.doubts, found.leftovers)


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
    shown = recognise(page_grid(data), definition).form
    edited = tuple(
        difference
        for difference in differences(copy, shown, definition)
        if _squeezed(difference.first) != _squeezed(difference.second)
    )
    form = _as_shown(copy, shown, edited, definition) if edited else copy
    return Intake(form, definition, edited=edited, copy=copy)


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
