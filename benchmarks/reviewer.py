"""The reviewer: what is checked on every key, and what after a pause, beside writing the same form as JSON."""

from __future__ import annotations

import itertools
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, warm
from benchmarks.paper import SAMPLE
from models.checks.review import review, review_live, review_texts
from models.definition_file import Definitions
from models.edits import SetField, SetIndicator
from models.form_json import form_from_json, form_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form

RUNS = 40
CHARACTERS = 10_000


def figures() -> Iterator[Figure]:
    """Measure in milliseconds, each time with another key typed, as the window does."""
    definitions = Definitions()
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    definition = definitions.get(form.form)
    for count, bound in ((60, 1.0), (1000, 12.0)):
        rows = replace(form, indicators=(form.indicators * 91)[:count])
        keys = itertools.count()
        seconds = warm(lambda: review_live(SetIndicator(3, "value", f"{next(keys)}个").apply(rows), definition), RUNS)  # noqa: B023
        yield _figure(f"review on a key, {count} indicators, ms", seconds, bound, rows)
    text = (form.fields["management"] * 10)[:CHARACTERS]
    keys = itertools.count()
    seconds = warm(lambda: review_texts(SetField("management", f"{text}{next(keys)}").apply(form), definition), RUNS)
    yield _figure(f"review of {CHARACTERS} characters after a pause, ms", seconds, 40, form)
    yield Figure("review, memory after 12,000 keys / after 9,000", _memory(form, definition), 1.1, detail="traced")


def _figure(name: str, seconds: float, bound: float, form: Form) -> Figure:
    json = warm(lambda: form_to_json(form), RUNS)
    return Figure(name, seconds * 1000, bound, detail=f"{seconds / json:.2f} of writing it as JSON")


def _memory(form: Form, definition: Definition) -> float:
    """Give what is held after 12,000 keys over what was held after 9,000, when what is remembered is full."""
    tracemalloc.start()
    held = []
    for key in range(1, 12_001):
        review(SetField("contact", f"第{key}位").apply(form), definition)
        if key in {9_000, 12_000}:
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return held[1] / held[0]
