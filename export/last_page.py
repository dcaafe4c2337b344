"""The hint on a last page that holds only a few lines: by how much which text is to be shortened to save it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from export.outputs import pages_of
from models.definition import on_one_line
from models.place import indicator_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from export.pages import Page
    from models.definition import Definition
    from models.form import Form

_FEW = 15  # lines, a third of a page; fewer come seldom, since type is set tighter before a page holds hardly any
_MOST_PAGES = 10
_MOST_CUT = 400  # characters; who is to cut more would rather keep the page
_LARGEST_SHARE = 0.4  # of a text
_STEP = 10  # characters the figure is rounded up to


def saving_hint(form: Form, definition: Definition, pages: Sequence[Page], go_on: Callable[[], object]) -> str:
    """Say how the last page can be saved where it holds few lines, else ""; tried out, not guessed.

    `go_on` is called before each trial and may raise to end the search.
    """
    lines = _lines_on(pages[-1])
    if not (1 < len(pages) <= _MOST_PAGES and 0 < lines <= _FEW):
        return ""
    found = []
    for name, field in definition.fields.items():
        if field.kind == "long":
            most = int(min(_MOST_CUT, _LARGEST_SHARE * len(form.fields[name])) // _STEP)
            if steps := _least(partial(_saves, form, definition, name, pages, go_on), most):
                found.append((steps * _STEP, on_one_line(field.label)))
    if not found:
        return ""
    count, label = min(found)
    return f"第 {len(pages)} 页只有 {lines} 行，缩短“{label}”约 {count} 字可省一页。"


def _lines_on(page: Page) -> int:
    """Count the lines of values on a page: of each row those of its longest cell."""
    rows: dict[tuple[float, float], int] = {}
    for box in page.boxes:
        place = indicator_place(box.where)
        if box.where and not (place and place[1] in {"level1", "level2"}):
            row = (box.y, box.height)
            rows[row] = max(rows.get(row, 1), len(box.lines))
    return sum(rows.values())


def _saves(
    form: Form, definition: Definition, name: str, pages: Sequence[Page], go_on: Callable[[], object], steps: int
) -> bool:
    """Whether a text cut by this many steps at its end takes a page less."""
    go_on()
    shorter = replace(form, fields={**form.fields, name: form.fields[name][: -steps * _STEP]})
    return len(pages_of(shorter, definition)) < len(pages)


def _least(holds: Callable[[int], bool], most: int) -> int:
    """Give the least number from 1 to `most` that holds, 0 where `most` does not."""
    if most < 1 or not holds(most):
        return 0
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
