"""The files a form goes out as, by their extension: the paper, the workbook, the exact copy."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from export.edition import USUAL
from export.layout import lay_out
from export.saving import Target, save_all
from models.checks.errors import UNPRINTABLE, errors
from models.form_json import form_to_json
from models.trouble import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from export.edition import Edition
    from export.pages import Page
    from export.sheet import Sheet
    from models.definition import Definition, Paper
    from models.definition_file import Definitions
    from models.form import Form

_WRITING = threading.Lock()
"""reportlab and openpyxl keep state of their own: one form is written at a time, whoever asks."""

_NO_SEAL_MM = 8.0


def write_outputs(
    form: Form,
    definition: Definition,
    definitions: Definitions,
    paths: Sequence[Path],
    edition: Edition = USUAL,
    step: Callable[[str], None] = lambda _: None,
) -> None:
    """Write a form to every path, all of them or none; each is read back and compared before it is put in place.

    `step` is told what is begun, in Chinese; what it raises ends the work, and no older file has been touched.
    """
    from export.read_back import prove  # noqa: PLC0415 - the readers are loaded only when something is written

    shown = edition.form(form, definition)

    def verify(data: bytes) -> None:
        step("正在核对…")
        prove(data, shown, definition, definitions, edition)
        step("正在核对…")

    targets = []
    for path in paths:
        step("正在写…")
        targets.append(Target(path, _content(path, form, definition, edition), verify))
    save_all(targets)


def pages_of(form: Form, definition: Definition, edition: Edition = USUAL) -> tuple[Page, ...]:
    """Set a form on pages; `NotWritten` for a character that no font has."""
    shown = edition.form(form, definition)
    for problem in errors(shown, definition):
        if problem.id == UNPRINTABLE:
            raise NotWritten(f"没有写成 PDF。{problem.message}")
    from export.pages import compose  # noqa: PLC0415 - reportlab is loaded for PDFs only

    with _WRITING:
        return compose(lay_out(shown, definition), definition.paper, edition.note(shown, definition))


def pdf_of(form: Form, definition: Definition, edition: Edition = USUAL, pages: Sequence[Page] = ()) -> bytes:
    """Make the PDF of a form, a draft while errors are left; `pages` are its own where they are set already."""
    pages = pages or pages_of(form, definition, edition)
    from export.pdf import write_pdf  # noqa: PLC0415 - reportlab is loaded for PDFs only

    shown = edition.form(form, definition)
    attached = form_to_json(shown) if edition.copies else None
    with _WRITING:
        return write_pdf(pages, title=definition.title, draft=bool(errors(shown, definition)), attached=attached)


def pdf_of_sheet(sheet: Sheet, paper: Paper) -> bytes:
    """Make the PDF of a sheet that is no form and bears no seal, as a table of what has changed."""
    from export.pages import compose  # noqa: PLC0415 - reportlab is loaded for PDFs only
    from export.pdf import write_pdf  # noqa: PLC0415

    with _WRITING:
        pages = compose(sheet, paper._replace(seal_gap_mm=_NO_SEAL_MM))
        return write_pdf(pages, title=sheet.head.title, draft=False, attached=None)


def workbook_of(form: Form, definition: Definition, edition: Edition = USUAL) -> bytes:
    """Make the workbook of a form, a draft while errors are left."""
    from export.workbook import write_workbook  # noqa: PLC0415 - openpyxl is loaded for workbooks only

    shown = edition.form(form, definition)
    note, draft = edition.note(shown, definition), bool(errors(shown, definition))
    with _WRITING:
        return write_workbook(shown, definition, note=note, draft=draft, hidden_copy=edition.copies)


def _content(path: Path, form: Form, definition: Definition, edition: Edition) -> bytes:
    extension = path.suffix.lower()
    if extension == ".pdf":
        return pdf_of(form, definition, edition)
    if extension == ".xlsx":
        return workbook_of(form, definition, edition)
    if extension == ".json":
        return form_to_json(edition.form(form, definition))
    raise NotWritten(f"不会写“{path.name}”这种文件，只会写 .pdf、.xlsx 和 .json。请换个扩展名。")
