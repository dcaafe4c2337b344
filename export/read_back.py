"""Proof: what was written is read again by another library and compared with the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.reading import read_bytes
from models.compare import differences
from models.trouble import NotWritten, Trouble

if TYPE_CHECKING:
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


def prove(data: bytes, form: Form, definition: Definition, definitions: Definitions) -> None:
    """Read a written file again; `NotWritten` names the first place where it says something else than the form."""
    try:
        intake = read_bytes(data, definitions)
    except Trouble as trouble:
        raise NotWritten(f"写出的文件读不回来，没有替换原来的文件：{trouble}") from trouble
    found = (*intake.edited, *differences(form, intake.form, definition))
    if found:
        where = "、".join(dict.fromkeys(f"“{difference.label}”" for difference in found[:3]))
        raise NotWritten(f"写出的文件里{where}与表中的内容不一致，没有替换原来的文件。请把这份表发给维护人员。")
