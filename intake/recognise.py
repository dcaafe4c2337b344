"""Understanding a grid: labels say what the cells beside and below them are.

One recogniser serves every source. Nothing is dropped silently: what found no field is given as left over, what
was read but is not certain is given as a doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Doubt, Leftover
from intake.indicator_table import read_indicators
from intake.labelled import read_labelled
from intake.labels import labels_of
from intake.mending import mended
from intake.money import read_figures
from intake.suspicion import suspicions
from intake.view import View
from models.characters import cleaned
from models.form import Form, indicators_of
from models.place import value_at
from models.roll_forward import year_of
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake.grid import Box, Grid, GridCell
    from models.definition import Definition
    from models.definition_file import Definitions

NO_FORM = "这个文件里没有找到绩效目标申报表的栏目。请确认选对了文件，或换一份完整的表。"
_FEWEST_LABELS = 4
_MOST_TEXTS = 20_000
"""Cells with a text of one sheet; sixty forms one below the other have as many."""
_TOO_MANY = f"像是申报表的那张工作表里有字的格子超过 {_MOST_TEXTS} 个，没有读。请把申报表单独复制到一个新文件再试。"


class Recognised(NamedTuple):
    """A form found in a grid, with what is doubtful in it and what found no place in it."""

    form: Form
    doubts: tuple[Doubt, ...]
    leftovers: tuple[Leftover, ...]
    found: Mapping[str, tuple[Box, ...]]
    """Where each value stands in the grid, by place of the form; a text cut over rows stands in several boxes."""


class _Boxes(Mapping[str, tuple["Box", ...]]):
    """The boxes of cells by place; each is made when it is asked for, since most are not."""

    def __init__(self, cells: Mapping[str, list[GridCell]]) -> None:
        self._cells = cells

    def __getitem__(self, place: str) -> tuple[Box, ...]:
        return tuple(cell.box for cell in self._cells[place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


class Found(NamedTuple):
    """The grid that holds a form, its version, and the names of further grids that seem to hold one or a part of it."""

    place: int
    """Of the grid among those looked through."""
    definition: Definition
    others: tuple[str, ...]
    broken: tuple[Doubt, ...] = ()
    """Versions that could not be tried, since their files are broken."""


def find_form(grids: Sequence[Grid], definitions: Definitions, sheet: int | None = None, likely: str = "") -> Found:
    """Find the grid and the version whose labels fit best, or the version of the grid asked for; of equals the likely.

    `Unreadable` where no grid, or not the one asked for, holds a form of any version, or where it holds far more.
    """
    versions, broken = _versions(definitions)
    scores = []
    for index, grid in enumerate(grids):
        texts = {cell.text for cell in grid.cells}
        scores += [(labels_of(version).count(texts), -index, version) for version in versions]
    asked = [score for score in scores if sheet is None or -score[1] == sheet]
    count, place, best = max(asked, key=lambda score: (*score[:2], score[2].id == likely), default=(0, 0, None))
    if best is None or count < _FEWEST_LABELS:
        raise Unreadable(NO_FORM)
    if _is_too_full(grids[-place]):
        raise Unreadable(_TOO_MANY)
    others = tuple(
        grid.name for index, grid in enumerate(grids) if index != -place and _holds_some(grid, grids[-place], best)
    )
    return Found(-place, best, others, broken)


def _holds_some(grid: Grid, used: Grid, definition: Definition) -> bool:
    """Whether a grid holds a form, or a part of the one in the grid used: labels that are not there."""
    labels = labels_of(definition)
    here, there = labels.among(cell.text for cell in grid.cells), labels.among(cell.text for cell in used.cells)
    return len(here) >= _FEWEST_LABELS or bool(here - there)


def _is_too_full(grid: Grid) -> bool:
    """Whether a grid holds far more texts than a sheet of forms."""
    return len(grid.cells) > _MOST_TEXTS and sum(bool(cell.text) for cell in grid.cells) > _MOST_TEXTS


def _versions(definitions: Definitions) -> tuple[list[Definition], tuple[Doubt, ...]]:
    """Give the versions at hand; a broken file of one stops no reading of the others."""
    versions, broken = [], []
    for form_id in definitions.ids():
        try:
            versions.append(definitions.get(form_id))
        except Unreadable as trouble:
            broken.append(Doubt("form", f"{form_id}.toml", f"这个表样没有用上：{str(trouble).rstrip('。')}"))
    return versions, tuple(broken)


def recognise(grid: Grid, definition: Definition) -> Recognised:
    """Read a form of a version out of a grid; `Unreadable` where it holds far more than one."""
    if _is_too_full(grid):
        raise Unreadable(_TOO_MANY)
    labels = labels_of(definition)
    view = View(mended(grid, labels), labels)
    table = read_indicators(view, definition, labels)
    read = read_labelled(view, definition, labels, table.used)
    texts = {name: cleaned(text).strip() for name, text in read.texts.items()}
    fields = {name: texts.get(name, "") for name in definition.fields}
    money = read_figures(read, definition)
    form = Form(
        form=definition.id,
        fields=fields,
        amounts={name: money.amounts.get(name, "") for name in definition.amounts},
        year=None,
        indicators=indicators_of(table.rows),
    )
    form = replace(form, year=year_of(form, definition))
    held = read.cells | {f"indicators[{row}].{name}": c for row, at in enumerate(table.cells) for name, c in at.items()}
    left = [cell for cell in read.left if cell.text.strip() or cell.kind]
    doubts = (*read.doubts, *money.doubts, *table.doubts, *suspicions(form, definition, held, left))
    return Recognised(
        form,
        tuple([_against(form, doubt) for doubt in doubts]),
        tuple(Leftover(cell.text, cell.box) for cell in left if cell.text.strip()),
        _Boxes(held),
    )


def _against(form: Form, doubt: Doubt) -> Doubt:
    """Let the changes of a doubt's answers start from what stands in the form."""
    if all(change.before == value_at(form, change.where) for answer in doubt.answers for change in answer.changes):
        return doubt
    answers = (
        answer._replace(changes=tuple(c._replace(before=value_at(form, c.where)) for c in answer.changes))
        for answer in doubt.answers
    )
    return doubt._replace(answers=tuple(answers))
