"""The files a form goes out as, by their extension: the paper, the workbook, the exact copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from export.layout import lay_out
from export.saving import Target, save_all
from models.checks import UNPRINTABLE, errors
from models.digest import check_code
from models.form_json import form_to_json
from models.trouble import NotWritten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


def write_outputs(form: Form, definition: Definition, definitions: Definitions, paths: Sequence[Path]) -> None:
    """Write a form to every path, all of them or none; each is read back and compared before it is put in place."""
    from export.read_back import prove  # noqa: PLC0415 - the readers are loaded only when something is written

    verify = partial(prove, form=form, definition=definition, definitions=definitions)
    save_all([Target(path, _content(path, form, definition), verify) for path in paths])


def pdf_of(form: Form, definition: Definition) -> bytes:
    """Make the PDF of a form, a draft while errors are left; `NotWritten` for a character that no font has."""
    problems = errors(form, definition)
    for problem in problems:
        if problem.id == UNPRINTABLE:
            raise NotWritten(f"没有写成 PDF。{problem.message}")
    from export.pages import compose  # noqa: PLC0415 - reportlab is loaded for PDFs only
    from export.pdf import write_pdf  # noqa: PLC0415

    pages = compose(lay_out(form, definition), definition.paper, check_code(form, definition))
    return write_pdf(pages, title=definition.title, draft=bool(problems), attached=form_to_json(form))


def workbook_of(form: Form, definition: Definition) -> bytes:
    """Make the workbook of a form, a draft while errors are left."""
    from export.workbook import write_workbook  # noqa: PLC0415 - openpyxl is loaded for workbooks only

    code = check_code(form, definition)
    return write_workbook(form, definition, check_code=code, draft=bool(errors(form, definition)))


def _content(path: Path, form: Form, definition: Definition) -> bytes:
    extension = path.suffix.lower()
    if extension == ".pdf":
        return pdf_of(form, definition)
    if extension == ".xlsx":
        return workbook_of(form, definition)
    if extension == ".json":
        return form_to_json(form)
    raise NotWritten(f"不会写“{path.name}”这种文件，只会写 .pdf、.xlsx 和 .json。请换个扩展名。")
