"""What only an export needs, loaded and tried once while nobody waits for it."""

from __future__ import annotations

from functools import cache
from threading import Thread


@cache
def warm() -> Thread:
    """Begin to load it, once in the life of the program, off the window's thread."""
    thread = Thread(target=_load, name="warm")
    thread.start()
    return thread


def _load() -> None:
    """Write a blank form as both files and read them back, in memory."""
    from export.outputs import pdf_of, workbook_of  # noqa: PLC0415 - this is the moment
    from export.read_back import prove  # noqa: PLC0415
    from models.definition_file import Definitions  # noqa: PLC0415
    from models.form import blank_form  # noqa: PLC0415

    definitions = Definitions()
    definition = definitions.get(min(definitions.ids()))
    form = blank_form(definition)
    for write in (pdf_of, workbook_of):
        prove(write(form, definition), form, definition, definitions)
