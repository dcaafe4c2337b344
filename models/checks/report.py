"""Problems as the command line prints them: for people by section, for programs as JSON."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from models.checks.coach import cause_sentence
from models.definition import on_one_line
from models.place import describe_place, section_at
from models.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.definition import Definition
    from models.problem import Change, Problem

_CONTEXT = 6  # characters
_LONGEST_SHOWN = 60
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "提示"}


def report_lines(problems: Sequence[Problem], definition: Definition) -> Iterator[str]:
    """Give the problems for people, grouped by section in the paper's order, errors first."""
    titles = {"": "表头和整张表"} | {s.id: on_one_line(s.title) or s.id for s in definition.sections}
    order = {section: place for place, section in enumerate(titles)}
    ranks = {severity: rank for rank, severity in enumerate(Severity)}

    def by_section(problem: Problem) -> int:
        return order[section_at(problem.where, definition)]

    ordered = sorted(problems, key=lambda problem: (by_section(problem), ranks[problem.severity]))
    for section, group in groupby(ordered, key=by_section):
        yield list(titles.values())[section]
        for problem in group:
            yield f"  {_WORDS[problem.severity]}  {_placed(problem, definition)}"
            if problem.why:
                yield f"        {problem.why}"
            if problem.fix:
                changes = "；".join(map(_shown, problem.fix.changes))
                yield f"        {problem.fix.label}：{changes}"
            for cause in problem.causes[1:]:
                yield f"        也可能：{cause_sentence(cause, definition)}：{cause.before or '空'} → {cause.after}"


def _placed(problem: Problem, definition: Definition) -> str:
    """Give the sentence behind its place, unless it begins with it."""
    place = describe_place(problem.where, definition)
    return problem.message if problem.message.lstrip("“").startswith(place) else f"{place}：{problem.message}"


def excerpt(change: Change) -> tuple[str, str] | None:
    """Give what a change does to a text, with a few characters on both sides; None where it does so in many places."""
    same = _same_beginning(change.before, change.after)
    same_end = _same_beginning(change.before[same:][::-1], change.after[same:][::-1])
    start = max(same - _CONTEXT, 0) if same > _CONTEXT + 1 else 0
    shown = []
    for text in (change.before, change.after):
        end = len(text) - same_end + _CONTEXT
        shown.append(f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}")
    if max(map(len, shown)) > _LONGEST_SHOWN:
        return None
    return shown[0] or "空", shown[1]


def _shown(change: Change) -> str:
    parts = excerpt(change)
    return f"{parts[0]} → {parts[1]}" if parts else "有多处"


def _same_beginning(one: str, other: str) -> int:
    """Count the characters with which both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def report_json(problems: Sequence[Problem]) -> str:
    """Give the problems as one JSON object."""
    return json.dumps({"problems": [problem.as_json() for problem in problems]}, ensure_ascii=False, indent=1)
