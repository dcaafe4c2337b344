"""Proof: what was written is read again by another library and compared with the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from export.edition import USUAL
from intake.kinds import kind_of
from intake.reading import read_bytes
from intake.understanding import page_differences
from models.compare import differences
from models.trouble import NotWritten, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.edition import Edition
    from models.compare import Difference
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


def prove(data: bytes, form: Form, definition: Definition, definitions: Definitions, edition: Edition = USUAL) -> None:
    """Read a written file again; `NotWritten` names the first place where it says something else than the form.

    Pages without an attached copy are compared without their blanks, which line breaking takes and adds; visible
    cells always to the last character.
    """
    try:
        found = _differences(data, form, definition, definitions, edition)
    except Trouble as trouble:
        raise NotWritten(f"写出的文件读不回来，没有替换原来的文件：{trouble}") from trouble
    if found:
        where = "、".join(dict.fromkeys(f"“{difference.label}”" for difference in found[:3]))
        raise NotWritten(f"写出的文件里{where}与表中的内容不一致，没有替换原来的文件。请把这份表发给维护人员。")


def _differences(
    data: bytes, form: Form, definition: Definition, definitions: Definitions, edition: Edition
) -> Sequence[Difference]:
    if kind_of(data) == "pdf" and not edition.copies:
        return page_differences(data, form, definition)
    intake = read_bytes(data, definitions, likely=definition.id)
    return (*intake.edited, *differences(form, intake.form, definition))
