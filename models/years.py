"""Years as people write them in a text, and the same text some years later."""

from __future__ import annotations

import re
from calendar import isleap
from typing import NamedTuple

_ARABIC = "0123456789０１２３４５６７８９"
_CHINESE = "〇零○一二三四五六七八九"
_YEAR = re.compile(
    f"(?<![{_ARABIC}])[2２][0０][0-9０-９]{{2}}(?![{_ARABIC}])|(?<![{_CHINESE}])二[〇零○][{_CHINESE}]{{2}}(?=年)"
)
_DIGITS = str.maketrans("０１２３４５６７８９〇零○一二三四五六七八九", "0123456789000123456789")
_LEAP_DAY = re.compile(r"(?<![0-9０-９])(0?2\s*[月./-]\s*)29(?![0-9])|([0０]?２\s*[月．／－]\s*)２９(?![０-９])")


class Year(NamedTuple):
    """A year that stands in a text, and where."""

    value: int
    start: int
    end: int


def years_in(text: str) -> tuple[Year, ...]:
    """Give the years from 2000 to 2099 in a text: 2020, ２０２０, 二〇二〇年."""
    return tuple(Year(_value(match[0]), match.start(), match.end()) for match in _YEAR.finditer(text))


def moved(text: str, years: int) -> str:
    """Give a text with every year in it moved, each spelt as it was; 29 February becomes the 28th where there is none.

    What would leave 2000 to 2099 stays as it is.
    """
    return moved_some(text, years, frozenset(year.value for year in years_in(text)))


def moved_some(text: str, years: int, which: frozenset[int]) -> str:
    """Give a text with only some of its years moved."""
    pieces, done = [], 0
    for year in years_in(text):
        pieces.append(text[done : year.start])
        written = text[year.start : year.end]
        pieces.append(_spelt(year.value + years, written) if year.value in which else written)
        done = year.end
    return _without_leap_days("".join((*pieces, text[done:])))


def _value(written: str) -> int:
    return int(written.translate(_DIGITS))


def _spelt(year: int, like: str) -> str:
    """Write a year with the digits of another one."""
    figures = str(year)
    if len(figures) != len(like) or not figures.startswith("20"):
        return like
    if like[0] == "二":
        zero = like[1]
        return "".join(zero if figure == "0" else "零一二三四五六七八九"[int(figure)] for figure in figures)
    return "".join(chr(ord(f) + 0xFEE0) if old > "9" else f for f, old in zip(figures, like, strict=True))


def _without_leap_days(text: str) -> str:
    """Let 29 February be the 28th after a year that has none."""
    years = years_in(text)

    def mended(match: re.Match[str]) -> str:
        before = [year.value for year in years if year.end <= match.start()]
        if not before or isleap(before[-1]):
            return match[0]
        return f"{match[1]}28" if match[1] else f"{match[2]}２８"

    return _LEAP_DAY.sub(mended, text)
