"""Which indicators of two forms are the same one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from models.checks.target import without_number
from models.form import with_derived_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from models.form import Indicator

    Key = Callable[[Indicator], Hashable]


def matching_rows(rows: Sequence[Indicator], others: Sequence[Indicator], keys: Sequence[Key]) -> dict[int, int]:
    """Say which of some rows each of the others is: the first of the same key, by one key after another."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        free: dict[Hashable, list[int]] = {}
        for place, row in enumerate(rows):
            if place not in taken:
                free.setdefault(key(row), []).append(place)
        for place, row in enumerate(others):
            if place not in found and not row.says_nothing and free.get(key(row)):
                found[place] = free[key(row)].pop(0)
    return found


def by_group_and_name(row: Indicator) -> Hashable:
    """Give what an indicator is known by where it has no id in common: its group, and its name without a number."""
    return row.group, without_number(row.name)


def as_the_same(rows: Sequence[Indicator], others: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Give the others with the ids and unknown keys of the rows they are; one that says the same is that row."""
    found = matching_rows(rows, others, (_all_it_says, by_group_and_name))
    found.update(_renamed(found, len(rows), len(others)))
    known = (rows[found[place]] if place in found else None for place in range(len(others)))
    return with_derived_ids(_as_known(row, each) for row, each in zip(others, known, strict=True))


def _renamed(found: dict[int, int], count: int, others: int) -> Iterator[tuple[int, int]]:
    """Pair what stands between two rows that were found with what stood between them, where it is as many."""
    taken = set(found.values())
    for first, last in pairwise((-1, *sorted(found), others)):
        between = range(found.get(first, -1) + 1, found.get(last, count))
        if len(between) == last - first - 1 and taken.isdisjoint(between):
            yield from zip(range(first + 1, last), between, strict=True)


def _as_known(row: Indicator, known: Indicator | None) -> Indicator:
    if known is None:
        return replace(row, id="")
    return known if _all_it_says(known) == _all_it_says(row) else replace(row, id=known.id, extra=known.extra)


def _all_it_says(row: Indicator) -> Hashable:
    return row.level1.strip(), row.level2.strip(), tuple(text.strip() for text in row.cells.values())
