"""How a problem shows: a shape and a colour for its weight, and a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.problem import Problem, Severity
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "提示"}
SHAPES = {Severity.ERROR: "●", Severity.WARNING: "▲", Severity.NOTE: "ⓘ"}
_MARK_LENGTH = 18  # characters of the words under a cell of the table
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_COUNTERS = {Severity.ERROR: "个", Severity.WARNING: "条", Severity.NOTE: "条"}


def colour_of(severity: Severity) -> str:
    """Give the colour of a severity."""
    shades = colours()
    return {Severity.ERROR: shades.error, Severity.WARNING: shades.warning, Severity.NOTE: shades.accent}[severity]


def worst(problems: Iterable[Problem]) -> Problem | None:
    """Give the first of the gravest problems."""
    return min(problems, key=lambda problem: _RANKS[problem.severity], default=None)


def by_weight(problem: Problem) -> int:
    """Sort problems by it, errors first."""
    return _RANKS[problem.severity]


def state(problems: Iterable[Problem]) -> tuple[str, str]:
    """Say how a section stands, in words with a shape, and in which colour."""
    found = list(problems)
    for severity in (Severity.ERROR, Severity.WARNING):
        if count := sum(problem.severity is severity for problem in found):
            return f"{SHAPES[severity]} {count} {_COUNTERS[severity]}{WORDS[severity]}", colour_of(severity)
    return "✓ 没有问题", colours().ok


def mark_words(problem: Problem | None) -> str:
    """Give the words that stand under a cell; a note has none."""
    if problem is None or problem.severity is Severity.NOTE:
        return ""
    words = problem.message
    return f"{SHAPES[problem.severity]} {words if len(words) <= _MARK_LENGTH else words[: _MARK_LENGTH - 1] + '…'}"
