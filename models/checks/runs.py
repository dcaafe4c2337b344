"""The indicator table as runs of one group, so that a key in one of them leaves what is known of the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.form import Indicator

_GROUP = attrgetter("level1", "level2")


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Neighbouring indicators of one group, and the row of the first. Equal runs are the same object."""

    start: int
    rows: tuple[Indicator, ...]
    group: tuple[str, str]
    """Their 一级 and 二级."""


@lru_cache(maxsize=4)
def runs_of(rows: tuple[Indicator, ...]) -> tuple[Run, ...]:
    """Part a table into its runs."""
    found: list[Run] = []
    start = 0
    for _, group in groupby(rows, key=_GROUP):
        run = _the_run(start, tuple(group))
        found.append(run)
        start += len(run.rows)
    return tuple(found)


@lru_cache(maxsize=8192)
def _the_run(start: int, rows: tuple[Indicator, ...]) -> Run:
    return Run(start, rows, rows[0].group)
