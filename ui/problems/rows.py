"""The problems in the order the panel shows them. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.definition import on_one_line
from models.place import indicator_place, section_at
from models.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from models.definition import Definition
    from models.problem import Problem

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_HEAD = "表头和整张表"


class Row(NamedTuple):
    """A row of the list: the title of a section, or a problem."""

    title: str
    problem: Problem | None = None


def rows(
    problems: Sequence[Problem],
    definition: Definition,
    current: str,
    hidden: Collection[Severity] = (),
) -> tuple[Row, ...]:
    """Give titles and problems: the section with the caret first, then as on paper; errors first in each."""
    sections = ["", *(section.id for section in definition.sections)]
    if current:
        sections.remove(current)
        sections.insert(0, current)
    order = {where: place for place, where in enumerate(definition.section_of)}
    found: list[Row] = []
    for section in sections:
        inside = [
            problem
            for problem in problems
            if problem.severity not in hidden and section_at(problem.where, definition) == section
        ]
        if inside:
            found.append(Row(section_title(section, definition)))
            inside.sort(key=lambda problem: (_RANKS[problem.severity], _place(problem.where, order)))
            found.extend(Row("", problem) for problem in inside)
    return tuple(found)


def section_title(section: str, definition: Definition) -> str:
    """Give a section's title on one line; the head has one of its own."""
    titles = {each.id: on_one_line(each.title) for each in definition.sections}
    return titles.get(section) or _HEAD


def _place(where: str, order: dict[str, int]) -> tuple[int, int]:
    indicator = indicator_place(where)
    return (len(order), indicator[0]) if indicator else (order.get(where, -1), 0)
