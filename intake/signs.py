"""Signs of indicators, as ≥: within a value, and in a column that is not theirs, where cells of a row have moved."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Answer, Doubt
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.indicator_rows import IndicatorTable, Row
    from models.definition import Definition
    from models.form import Indicator

_LEVELS = ("level1", "level2")
_DIGIT = re.compile("[0-9]")


class Signs(NamedTuple):
    """The column for signs."""

    column: str
    label: str
    spellings: dict[str, str]
    """Every spelling of its choices, the longest first, with the choice it means."""
    beginnings: tuple[str, ...]
    """The spellings alone."""


@lru_cache(maxsize=16)
def signs_of(definition: Definition) -> Signs | None:
    """Give the column for signs of a version, if it has one."""
    column = next((column for column in definition.columns.values() if column.choices), None)
    if column is None:
        return None
    found = {choice: choice for choice in column.choices} | dict(column.spellings)
    spellings = {spelling: found[spelling] for spelling in sorted(found, key=len, reverse=True) if spelling}
    return Signs(column.id, column.label.replace("\n", ""), spellings, tuple(spellings))


def sign_within(row: int, indicator: Indicator, signs: Signs) -> Answer | None:
    """Part a sign from the value it stands before, where the column for signs is empty or says the same."""
    value, sign = indicator.cells["value"], indicator.cells[signs.column]
    if not value.startswith(signs.beginnings):
        return None
    spellings = signs.spellings
    spelling = next(each for each in spellings if value.startswith(each))
    rest = value.removeprefix(spelling).strip()
    if not rest or spellings.get(sign, sign) not in {"", spellings[spelling]}:
        return None
    changes = (
        Change(f"indicators[{row}].{signs.column}", sign, spellings[spelling]),
        Change(f"indicators[{row}].value", value, rest),
    )
    return Answer(f"拆成“{spellings[spelling]}”和“{rest}”", changes)


def moved_rows(table: IndicatorTable, definition: Definition) -> Iterator[Doubt]:
    """Doubt rows that have their sign in another column, or a figure in that of signs: their cells have moved."""
    signs = signs_of(definition)
    if signs is None:
        return
    order = (*_LEVELS, *definition.columns)
    at = order.index(signs.column)
    rows: list[int] = []
    changes: list[Change] = []
    group = ("", "")
    for number, row in enumerate(table.rows):
        if row.texts[signs.column] in signs.spellings or (place := _place_of_sign(row, order, signs)) in {-1, at}:
            group = (row.level1, row.level2)
            continue
        rows.append(number)
        before = (row.level1, row.level2, *row.texts.values())
        after = _moved_back(before, place, at, group)
        changes += [
            Change(f"indicators[{number}].{name}", old, new)
            for name, old, new in zip(order, before, after, strict=True)
            if old != new
        ]
    if rows:
        cells = (cell for row in rows for each in table.cells[row].values() for cell in each)
        said = f"第{rows[0] + 1}条" if len(rows) == 1 else f"第{rows[0] + 1}条等 {len(rows)} 条"
        why = f"{said}指标的“{signs.label}”不在它的那一列，这一行的格子像是移了位，请整行核对"
        text = table.rows[rows[0]].texts[signs.column]
        boxes = tuple(dict.fromkeys(cell.box for cell in cells))
        where = f"indicators[{rows[0]}].{signs.column}"
        yield Doubt(where, text, why, boxes, (Answer("移回原来的列", tuple(changes)), Answer("保留原样")))


def _place_of_sign(row: Row, order: tuple[str, ...], signs: Signs) -> int:
    """Give the place of the column in which a row has its sign, -1 for none.

    Where a figure stands instead of it, what is behind has moved up: then it is the place before its own.
    """
    texts = (row.level1, row.level2, *row.texts.values())
    found = next((place for place, text in enumerate(texts) if text in signs.spellings), -1)
    return order.index(signs.column) - 1 if found < 0 and _DIGIT.search(row.texts[signs.column]) else found


def _moved_back(texts: tuple[str, ...], place: int, at: int, group: tuple[str, str]) -> list[str]:
    """Give the texts of a row with the sign, which stands at a place, in its column, and what is behind it likewise.

    What would go beyond the last column is added to it.
    """
    if place > at:
        gone = place - at
        return [*texts[:at], *texts[place:], *[""] * gone]
    first = min(place, at - 1)
    by = at - place
    moved = [*texts[:first], *[""] * by, *texts[first:]]
    moved = [*group, *moved[2:]] if first < len(group) else moved
    return [*moved[: len(texts) - 1], "".join(moved[len(texts) - 1 :])]
