"""An indicator over the years: what stood in its target in each year's form, held together by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.checks.stale import ROLLED_FROM
from models.roll_forward import last_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.definition import ColumnDefinition, Definition
    from models.form import Form, Indicator


class Past(NamedTuple):
    """What an indicator's target was in a year."""

    year: int
    value: str


class Lineage:
    """The targets of all indicators of many forms, by indicator id and year."""

    def __init__(self) -> None:
        self._targets: dict[str, dict[int, str]] = {}
        self._told: dict[str, dict[int, str]] = {}
        """What a later form says of the year before, where that year's own form is not at hand."""

    def add(self, form: Form, definition: Definition) -> None:
        """Take in a form; of two of one year the one that is added first is believed."""
        if form.year is None:
            return
        columns = [each for each in definition.columns.values() if each.rolled_from]
        for row in form.indicators:
            for column in columns:
                self._keep(form, row, column, definition)

    def before(self, indicator: str, year: int | None) -> tuple[Past, ...]:
        """Give an indicator's targets in the years before one, the oldest first."""
        known = {**self._told.get(indicator, {}), **self._targets.get(indicator, {})}
        return tuple(Past(when, known[when]) for when in sorted(known) if year is None or when < year)

    def _keep(self, form: Form, row: Indicator, column: ColumnDefinition, definition: Definition) -> None:
        year = form.year or 0
        told, year_told = row.cells[column.id].strip(), _year_before(form)
        if definition.columns[column.rolled_from].rolled_from:  # it is carried on from year to year
            year_told -= 1
        elif target := last_year_text(row, column, definition):
            self._targets.setdefault(row.id, {}).setdefault(year, target)
        if told:
            self._told.setdefault(row.id, {}).setdefault(year_told, told)


def _year_before(form: Form) -> int:
    """Give the year whose targets a form shows as last year's: the one it was rolled forward from."""
    year, source = form.year or 0, form.extra.get(ROLLED_FROM)
    return source if isinstance(source, int) and source < year else year - 1


def lineage_of(forms: Iterable[tuple[Form, Definition]]) -> Lineage:
    """Gather the indicators of some forms, those believed first in front."""
    found = Lineage()
    for form, definition in forms:
        found.add(form, definition)
    return found


def in_words(past: Iterable[Past]) -> str:
    """Say past targets in a line, as "2019 40个 · 2020 50个"."""
    return " · ".join(f"{year} {' '.join(value.split())}" for year, value in past)
