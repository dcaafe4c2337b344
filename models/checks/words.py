"""The words the checks go by, from `resources/checks/words.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(NamedTuple):
    """Lists of words by what they are for."""

    slips: Mapping[str, str]
    """Known slips of the pen, each with what was meant."""
    placeholders: tuple[str, ...]
    vague: tuple[str, ...]
    satisfaction: tuple[str, ...]
    growing: tuple[str, ...]
    """Of rates that may be above 100 %."""
    resources: tuple[str, ...]
    """Of staff and money, which are means and no goals."""
    measures: tuple[str, ...]
    """Of something that can be measured."""
    titles: tuple[str, ...]
    common: tuple[str, ...]
    """Words that stand everywhere and tie no goal to an indicator."""


@lru_cache(maxsize=1)
def words() -> Words:
    """Load the words once."""
    with (RESOURCES / "checks" / "words.toml").open("rb") as file:
        values = tomllib.load(file)
    lists = {name: tuple(found) for name, found in values["words"].items()}
    return Words(slips=MappingProxyType(values["slips"]), **lists)


def first_of(text: str, choices: tuple[str, ...]) -> str:
    """Give the first of some words that stands in a text, "" where none does."""
    return next((word for word in choices if word in text), "")
