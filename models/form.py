"""A filled-in form as a frozen value: every edit makes a new one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.definition import Definition


def blank_form(definition: Definition, year: int | None = None) -> Form:
    """Make a form with nothing filled in."""
    return Form(
        form=definition.id,
        year=year,
        fields=dict.fromkeys(definition.fields, ""),
        amounts=dict.fromkeys(definition.amounts, ""),
    )


def new_indicator(definition: Definition, level1: str, level2: str, cells: Mapping[str, str]) -> Indicator:
    """Make an indicator created by hand, with an id of its own; cells that are not given are empty."""
    return Indicator(
        level1, level2, {column: cells.get(column, "") for column in definition.columns}, os.urandom(8).hex()
    )


def with_derived_ids(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Give each indicator without an id one derived from its group, name and occurrence: same input, same ids.

    No id is given twice: of two indicators that bring the same one, the second is taken as one without.
    """
    rows = tuple(indicators)
    brought = {each.id for each in rows}
    given: set[str] = set()
    seen: dict[tuple[str, str, str], int] = {}
    result = []
    for each in rows:
        key = (each.level1, each.level2, each.name)
        seen[key] = seen.get(key, 0) + 1
        known = each.id
        if not known or known in given:
            known = _derived_id(key, seen[key])
            while known in brought or known in given:
                known = _derived_id((*key, known), seen[key])
        given.add(known)
        result.append(each if known == each.id else replace(each, id=known))
    return tuple(result)


def indicators_of(rows: Iterable[tuple[str, str, Mapping[str, str]]]) -> tuple[Indicator, ...]:
    """Make indicators of 一级, 二级 and cells, with ids as `with_derived_ids` gives them."""
    seen: dict[tuple[str, str, str], int] = {}
    result = []
    for level1, level2, cells in rows:
        key = (level1, level2, cells["name"])
        seen[key] = seen.get(key, 0) + 1
        result.append(Indicator(level1, level2, cells, _derived_id(key, seen[key])))
    return tuple(result)


def _derived_id(key: tuple[str, ...], occurrence: int) -> str:
    text = "\x1f".join((*key, str(occurrence)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Indicator:
    """One row of the indicator table; `cells` are the texts of all columns of its version, by id."""

    level1: str
    level2: str
    cells: Mapping[str, str]
    id: str = ""
    extra: Mapping[str, Any] = field(default_factory=_nothing)
    """Keys of the JSON this program does not know; kept."""
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))
        object.__setattr__(self, "_hash", hash((self.level1, self.level2, self.id, *self.cells.values())))

    def __hash__(self) -> int:
        return self._hash  # what is known of an indicator is kept by it, and asked for on every key

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.cells["name"]

    @property
    def group(self) -> tuple[str, str]:
        """Its 一级 and 二级."""
        return self.level1, self.level2

    @property
    def says_nothing(self) -> bool:
        """Whether it is a row with nothing in it, which prints as a blank one and counts for nothing."""
        return not (self.level1.strip() or self.level2.strip() or any(map(str.strip, self.cells.values())))

    def text(self, column: str) -> str:
        """Give the text of a column; `level1` and `level2` count as columns here."""
        return self.level1 if column == "level1" else self.level2 if column == "level2" else self.cells[column]

    def with_text(self, column: str, text: str) -> Self:
        """Give the indicator with another text in a column, `level1` and `level2` included."""
        if column == "level1":
            return replace(self, level1=text)
        if column == "level2":
            return replace(self, level2=text)
        return replace(self, cells={**self.cells, column: text})


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A problem the clerk has looked at and let stand; gone once the values it was about change."""

    check: str
    where: str
    """A place, or an indicator's id."""
    reason: str
    digest: str
    """Of the values the check read."""
    time: str
    """ISO 8601, local."""


@dataclass(frozen=True)
class Form:
    """A form. Texts hold only characters `models.characters.clean` lets through; amounts are digits as entered."""

    form: str
    """Id of its version."""
    year: int | None
    fields: Mapping[str, str]
    amounts: Mapping[str, str]
    indicators: tuple[Indicator, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    review: tuple[str, ...] = ()
    """Places and indicator ids still to be looked at (待复核)."""
    extra: Mapping[str, Any] = field(default_factory=_nothing)
    """Keys of the JSON this program does not know; kept."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))
        object.__setattr__(self, "amounts", MappingProxyType(dict(self.amounts)))
