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
    from models.problem import Problem

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
            yield f"  {_WORDS[problem.severity]}  {describe_place(problem.where, definition)}：{problem.message}"
            if problem.why:
                yield f"        {problem.why}"
            if problem.fix:
                changes = "；".join(f"{change.before} → {change.after}" for change in problem.fix.changes)
                yield f"        {problem.fix.label}：{changes}"
            for cause in problem.causes[1:]:
                yield f"        也可能：{cause_sentence(cause, definition)}：{cause.before or '空'} → {cause.after}"


def report_json(problems: Sequence[Problem]) -> str:
    """Give the problems as one JSON object."""
    return json.dumps({"problems": [problem.as_json() for problem in problems]}, ensure_ascii=False, indent=1)
