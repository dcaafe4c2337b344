"""Targets as people write them: a sign, one number, a unit; or a date; or words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

SIGNS = "≥≤><=＝＞＜≧≦"
_SIGN = (
    rf"(?:[{SIGNS}]|不少于|不低于|不高于|不超过|大于等于|小于等于|大于|小于|达到|约|第|前"
    r"|每(?:半年|[年季月周日天])度?)?"
)
_NUMBER = re.compile(
    rf"{_SIGN}\s*(?P<number>-?[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)\s*(?P<unit>[^0-9，。；、,;\n]{{0,12}})",
)
_DATE = re.compile(
    r"(?:于|在)?(?:20[0-9]{2}\s*[年./-]\s*)?(?:[0-9]{1,2}\s*(?:月(?:份|底)?|[./-])\s*)?(?:[0-9]{1,2}\s*日?)?\s*(?:年度?|日)?"
    r"\s*(?:底|末|初|中旬|上旬|下旬)?(?:之)?(?:前|内|以前|完成|前完成|底前)*",
)
_FULL_WIDTH = {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}


class Target(NamedTuple):
    """A number with its unit."""

    number: Decimal
    unit: str


@lru_cache(maxsize=4096)
def read_target(text: str) -> Target | None:
    """Give the one number of a value with its unit, None where it is anything else."""
    match = _NUMBER.fullmatch(text.strip().translate(_FULL_WIDTH))
    if match is None:
        return None
    return Target(Decimal(match["number"].replace(",", "")), match["unit"].strip())


def has_figure(text: str) -> bool:
    """Whether a digit stands in a text."""
    return any(character.isdecimal() for character in text)


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Whether a value is a date to be kept, as "2020年12月底前"."""
    return bool(re.search("[年月日]|20[0-9]{2}[./-]", text)) and _DATE.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def without_number(name: str) -> str:
    """Give an indicator's name without the number before it."""
    return re.sub(r"^\s*[0-9]{1,3}\s*[.．、)）]\s*", "", name).strip()
