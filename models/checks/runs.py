"""The indicator table as runs of one group, so that a key in one of them leaves what is known of the others."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import wraps
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.form import Indicator

_With = TypeVarTuple("_With")
_Found = TypeVar("_Found")
_GROUP, _START = attrgetter("level1", "level2"), attrgetter("start")


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Neighbouring indicators of one group, and the row of the first."""

    start: int
    rows: tuple[Indicator, ...]
    group: tuple[str, str]
    """Their 一级 and 二级."""
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    """What was found out about it. It goes with the run: each key makes another one, of up to a whole table."""


def once_for_a_run(find: Callable[[Run, *_With], _Found]) -> Callable[[Run, *_With], _Found]:
    """Let something be found out about a run once; it is never None."""

    @wraps(find)
    def found(run: Run, *arguments: *_With) -> _Found:
        asked = (find, *arguments)
        answer: _Found | None = run.known.get(asked)
        if answer is None:
            answer = run.known[asked] = find(run, *arguments)
        return answer

    return found


class _Parted(NamedTuple):
    """A table and its runs."""

    rows: tuple[Indicator, ...]
    runs: tuple[Run, ...]


_latest = [_Parted((), ())]
"""The table that was asked for last."""


def runs_of(rows: tuple[Indicator, ...]) -> tuple[Run, ...]:
    """Part a table into its runs; of one that differs little from the last one, most runs are known."""
    latest = _latest[0]
    if rows is not latest.rows:
        latest = _latest[0] = _Parted(rows, _mended(latest, rows) or _parted(rows))
    return latest.runs


def _mended(latest: _Parted, rows: tuple[Indicator, ...]) -> tuple[Run, ...]:
    """Give the runs of a table whose rows are in the same groups as the last one's; nothing for any other."""
    if len(rows) != len(latest.rows):
        return ()
    changed = [row for row, (old, new) in enumerate(zip(latest.rows, rows, strict=True)) if old is not new]
    if any(latest.rows[row].group != rows[row].group for row in changed):
        return ()
    runs = list(latest.runs)
    for place in {bisect_right(runs, row, key=_START) - 1 for row in changed}:
        start, length = runs[place].start, len(runs[place].rows)
        runs[place] = _run(start, rows[start : start + length])
    return tuple(runs)


def _parted(rows: tuple[Indicator, ...]) -> tuple[Run, ...]:
    found: list[Run] = []
    start = 0
    for _, group in groupby(rows, key=_GROUP):
        run = _run(start, tuple(group))
        found.append(run)
        start += len(run.rows)
    return tuple(found)


def _run(start: int, rows: tuple[Indicator, ...]) -> Run:
    return Run(start, rows, rows[0].group)
