"""Recognising the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figure import Figure, warm
from intake.recognise import find_form, recognise
from intake.table_text import table_text_grid
from models.definition_file import Definitions
from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = RESOURCES / "samples" / "sample-2020.txt"


def figures() -> Iterator[Figure]:
    """Measure reading the sample's table text, in milliseconds."""
    definitions = Definitions()
    text = TEXT.read_text(encoding="utf-8")

    def read() -> None:
        grid = table_text_grid(text)
        recognise(grid, find_form([grid], definitions).definition)

    yield Figure("recognising the sample, warm, ms", warm(read, 25) * 1000, 10, detail="text to form")
