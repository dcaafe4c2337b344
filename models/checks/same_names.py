"""Indicators of one name in two groups, which should not say two things of one target."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from models.checks.finding import warning
from models.checks.runs import Run, once_for_a_run
from models.checks.target import without_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.form import Indicator
    from models.problem import Problem


class _Named(NamedTuple):
    """An indicator's name without its number, and what is compared with others of that name."""

    name: str
    target: str
    group: tuple[str, str]
    row: int


def same_names(runs: Sequence[Run]) -> Iterator[Problem]:
    """Give the problems of names that stand in two groups, with two targets."""
    seen: dict[str, _Named] = {}
    for named in chain.from_iterable(map(_names, runs)):
        first = seen.setdefault(named.name, named)
        if first.target != named.target and first.group != named.group:
            both = f"在第{first.row + 1}行是“{first.target}”，在第{named.row + 1}行是“{named.target}”"
            message = f"“{named.name}”{both}，两处说法不一。请改成一致，或换个名称。"
            where, also = f"indicators[{named.row}].name", f"indicators[{first.row}].name"
            yield warning("indicator.same-name", where, message, also=also)


@once_for_a_run
def _names(run: Run) -> tuple[_Named, ...]:
    """Give the names of a run."""
    rows = ((without_number(row.name), index, row) for index, row in enumerate(run.rows, start=run.start))
    return tuple(_Named(name, _written_target(row), run.group, index) for name, index, row in rows if name)


@lru_cache(maxsize=4096)
def _written_target(row: Indicator) -> str:
    return row.cells.get("nature", "").strip() + row.cells.get("value", "").strip()
