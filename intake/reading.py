"""Reading a file into a form, by what it really is: our own JSON at once, all else read and then understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.grid import Source
from intake.intake import Intake
from intake.json_form import form_from_outside
from intake.kinds import APART, kind_of, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from intake.apart import Worker
    from models.definition_file import Definitions


def read_form(path: Path, definitions: Definitions, sheet: int | None = None, worker: Worker | None = None) -> Intake:
    """Read a file, the sheet at a place of its own or the one that fits best; old kinds in a worker where one is given.

    `Unreadable` says in one sentence why it cannot be read.
    """
    data = read_file(path)
    kind = kind_of(data)
    if kind not in APART:
        return read_bytes(data, definitions, sheet)
    from intake.apart import read_apart  # noqa: PLC0415 - starts a process
    from intake.understanding import understood  # noqa: PLC0415 - our own JSON does without

    return understood(read_apart(kind, data, worker), definitions, sheet)


def read_bytes(data: bytes, definitions: Definitions, sheet: int | None = None, likely: str = "") -> Intake:
    """Read the content of a file in this process: what we wrote ourselves, and kinds whose readers are safe here.

    The likely version is taken where others fit equally well.
    """
    kind = kind_of(data)
    if kind == "json":
        form = form_from_outside(data, definitions)
        return Intake(form, definitions.get(form.form), source=Source("本程序的 JSON"))
    from intake.sources import read_source  # noqa: PLC0415 - our own JSON does without
    from intake.understanding import understood  # noqa: PLC0415

    return understood(read_source(kind, data), definitions, sheet, likely)
