"""How time and memory grow with the form: at most 2.2 times for twice as much."""

from __future__ import annotations

import math
import tracemalloc
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, warm
from benchmarks.paper import SAMPLE
from export.outputs import pdf_of, workbook_of
from models.definition_file import Definitions
from models.form_json import form_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.definition import Definition
    from models.form import Form

BOUND = 2.2


def figures() -> Iterator[Figure]:
    """Measure forms of 10 to 1,000 indicators and of 1,000 to 100,000 characters."""
    definitions = Definitions()
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    definition = definitions.get(form.form)
    rows = {count: replace(form, indicators=(form.indicators * 91)[:count]) for count in (10, 100, 1000)}
    yield from _growth("indicators", rows, definition)
    text = form.fields["management"]
    blank = dict.fromkeys(form.fields, "无")
    texts = {
        count: replace(form, indicators=(), fields=blank | {"management": (text * 100)[:count]})
        for count in (1000, 10_000, 100_000)
    }
    yield from _growth("characters", texts, definition)


def _growth(what: str, forms: dict[int, Form], definition: Definition) -> Iterator[Figure]:
    for kind, write in (("PDF", pdf_of), ("workbook", workbook_of)):
        measured = {count: _measure(partial(write, form, definition)) for count, form in forms.items()}
        yield from _steps(f"{kind}, {{}} to {{}} {what}", measured)


def _steps(name: str, measured: dict[int, tuple[float, float]]) -> Iterator[Figure]:
    for small, large in pairwise(measured):
        for unit, before, after in zip(("time", "memory"), measured[small], measured[large], strict=True):
            per_doubling = (after / before) ** (1 / math.log2(large / small))
            detail = f"{before:.4g} to {after:.4g} {'s' if unit == 'time' else 'bytes'}"
            yield Figure(f"{name.format(small, large)}, {unit} per doubling", per_doubling, BOUND, detail=detail)


def _measure(write: Callable[[], bytes]) -> tuple[float, float]:
    """Give seconds and peak bytes of writing."""
    seconds = warm(write, 3)
    tracemalloc.start()
    write()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak
