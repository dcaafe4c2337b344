"""Years as people write them in a text, and the same text some years later."""

from __future__ import annotations

import re
from calendar import isleap
from typing import NamedTuple

FIRST, LAST = 2000, 2099
"""The years that are read as such."""

_DIGIT = "[0-9０-９]"
_ZERO = "〇零○OoＯｏ0０"
_CHINESE = f"[{_ZERO}一二三四五六七八九]"
_DASH = "[-－—–~～至到]"
_TO = rf"\s*{_DASH}+\s*"
_MONTH = "(?:[0０][1-9１-９]|[1１][0-2０-２])"
_DAY = "(?:[0０][1-9１-９]|[12１２][0-9０-９]|[3３][01０１])"
_COUNTED = (
    "(?:[亿千余次个件份篇处所套册场期辆台座栋间张块枚批类种吨亩米天%％‰倍]|公里|平方|小时"
    "|万(?![州盛])|百(?!色)|人(?![大社])|元(?!旦)|名(?!录)|多(?!元)|家(?!庭)|户(?!籍)|条(?!例)|项(?!目)|支(?!出)|组(?!织)|本(?![级市区县年]))"
)
_FIGURE = rf"(?:[.．]{_DIGIT}+)?\s*{_COUNTED}"
_FOUR = f"[2２][0０]{_DIGIT}{{2}}"
_YEAR = re.compile(
    "(?=[1-4１-４二])(?:"  # what any of them begins with: most characters are done with here
    rf"(?<!{_DIGIT}){_FOUR}(?!{_DIGIT}|{_FIGURE})"
    rf"|(?<!{_DIGIT}){_FOUR}(?={_MONTH}{_DAY}(?!{_DIGIT}))"  # 20200131
    rf"|(?<!{_DIGIT}){_FOUR}(?={_MONTH}(?:{_DASH}| {_DASH} ){_FOUR}{_MONTH}(?!{_DIGIT}))"  # 202001-
    rf"|(?:(?<={_DIGIT}{{6}}{_DASH})|(?<={_DIGIT}{{6}} {_DASH} )){_FOUR}(?={_MONTH}(?!{_DIGIT}))"  # -202012
    rf"|(?<!{_DIGIT})[1-4１-４]{_DIGIT}(?=年(?:度|底(?!蕴)|末|\s*(?:[1-9１-９]|{_MONTH})\s*月))"  # 20年1月
    rf"|(?<!{_CHINESE})二[{_ZERO}]{_CHINESE}{{2}}(?=\s*年|{_TO}二[{_ZERO}])"
    ")"
)
_DIGITS = str.maketrans("０１２３４５６７８９〇零○OoＯｏ一二三四五六七八九", "01234567890000000123456789")
_LEAP_DAY = re.compile(
    rf"(\A\s*[./．／－-]\s*[0０]?[2２]\s*[./．／－-]\s*|\A[0０][2２]|(?<!{_DIGIT})[0０]?[2２]\s*月\s*)"
    rf"([2２])([9９])(?!{_DIGIT})"
)


class Year(NamedTuple):
    """A year that stands in a text, and where."""

    value: int
    start: int
    end: int


def years_in(text: str) -> tuple[Year, ...]:
    """Give the years from 2000 to 2099 in a text: 2020, ２０２０, 二〇二〇年, 20年1月, 20200131; 2020人 is none."""
    return tuple(Year(_value(match[0]), match.start(), match.end()) for match in _YEAR.finditer(text))


def moved(text: str, years: int) -> str:
    """Give a text with every year in it moved, each spelt as it was; 29 February becomes the 28th where there is none.

    What would leave 2000 to 2099 stays as it is.
    """
    return moved_some(text, years, frozenset(year.value for year in years_in(text)))


def moved_some(text: str, years: int, which: frozenset[int]) -> str:
    """Give a text with only some of its years moved."""
    found = years_in(text)
    ends = [*(year.start for year in found[1:]), len(text)]
    pieces = [text[: found[0].start] if found else text]
    for year, end in zip(found, ends, strict=False):
        later, following = year.value + years, text[year.end : end]
        if year.value in which and FIRST <= later <= LAST:
            pieces += [_spelt(later, text[year.start : year.end]), _without_leap_day(following, later)]
        else:
            pieces += [text[year.start : year.end], following]
    return "".join(pieces)


def _value(written: str) -> int:
    return int(written.translate(_DIGITS)[-2:]) + FIRST


def _spelt(year: int, like: str) -> str:
    """Write a year with the digits of another one; digits that are the same stay as they are."""
    pairs = zip(str(year)[-len(like) :], like, strict=True)
    return "".join(old if old.translate(_DIGITS) == figure else _digit(figure, old, like) for figure, old in pairs)


def _digit(figure: str, old: str, like: str) -> str:
    """Write a digit in the kind of the one it takes the place of."""
    if like[0] == "二":
        return like[1] if figure == "0" else "零一二三四五六七八九"[int(figure)]
    return chr(ord(figure) + 0xFEE0) if old > "9" else figure


def _without_leap_day(following: str, year: int) -> str:
    """Let 29 February be the 28th in what follows a year that has none; 2.29 is a date right behind the year only."""
    if isleap(year):
        return following
    return _LEAP_DAY.sub(lambda m: f"{m[1]}{m[2]}{'8' if m[3] == '9' else '８'}", following)
