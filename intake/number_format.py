"""What a figure looks like in its cell: percentages, units written by the number format, dates.

Readers of spreadsheets give bare values; a cell that shows 100% holds 1, one that shows 50个 may hold 50.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
"""Formats that a file names by number alone (ECMA-376, 18.8.30, as Chinese Excel shows them); the rest are plain."""

_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, conditions, currencies, widths and fillings
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_FIGURE = re.compile(r"[#0?,.%]+(?:E\+0+)?", re.IGNORECASE)
_ODD = re.compile(r"[0#?],+(?![0#?,])|!|E[+-]|\?\s*/|/\s*\?|;\[|\[[=<>]", re.IGNORECASE)
_LONGEST = 255  # characters of a format that spreadsheets take; what is longer is not followed
_SIGNIFICANT = ".15g"  # as many digits as a spreadsheet keeps; sums of figures carry noise behind them


def needs_format(pattern: str) -> bool:
    """Whether a format shows a figure otherwise than by its digits alone."""
    return is_odd(pattern) or "%" in pattern or is_date(pattern) or bool(_literals(pattern)) or _pads(pattern)


@lru_cache(maxsize=512)
def is_odd(pattern: str) -> bool:
    """Whether a format shows a figure in a way that is not followed here: scaled, as a fraction, by words alone."""
    if len(pattern) > _LONGEST:
        return True
    bare = _LITERAL.sub("", _first(pattern))
    if bare.strip().lower() in {"", "general", "g/通用格式", "@"} and not _literals(pattern):
        return False
    if is_date(pattern):
        return False
    return bool(_ODD.search(bare)) or "\\." in pattern or not _FIGURE.search(bare)


@lru_cache(maxsize=512)
def is_date(pattern: str) -> bool:
    """Whether a format shows dates."""
    bare = _LITERAL.sub("", _first(pattern)).lower()
    return bare != "general" and not _FIGURE.search(bare) and bool(re.search("[ymd]", bare))


def plain_figure(value: float) -> str:
    """Write a figure with its digits, without exponent and trailing zeros."""
    text = f"{value:{_SIGNIFICANT}}"
    if not text.strip("-.0123456789"):  # no exponent: as most are
        return text
    figure = Decimal(text)
    return f"{figure.to_integral_value() if figure == figure.to_integral_value() else figure:f}"


def is_shown_as(text: str, value: float) -> bool:
    """Whether a text is what a figure looks like, grouped and rounded but in its own unit."""
    digits = re.sub(r"[^0-9.]", "", text)
    try:
        shown, last = Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2]))
        return abs(shown - abs(Decimal(f"{value:{_SIGNIFICANT}}"))) <= last
    except InvalidOperation:  # no figure, or none that can be reckoned with
        return False


def shown_figure(value: float, pattern: str) -> str:
    """Write a figure as its cell shows it, as far as percentages, padding and words around it go; never rounded."""
    section = _first(pattern)
    figure = Decimal(f"{value:{_SIGNIFICANT}}")
    bare = _LITERAL.sub("", section)
    if "%" in bare:
        figure *= 100
    text = f"{figure:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if "%" in bare:
        wanted = len(re.sub("[^0]", "", bare.partition(".")[2]))
        whole, _, fraction = text.partition(".")
        fraction = fraction.ljust(wanted, "0")
        text = (f"{whole}.{fraction}" if fraction else whole) + "%"
    elif _pads(pattern):
        text = text.zfill(len(bare.strip()))
    before, after = _around(section)
    return before + text + after


def shown_date(value: date, pattern: str) -> str:
    """Write a date as its cell shows it, as far as years, months and days go; else as 2020-12-01."""
    section = _first(pattern)
    bare = _LITERAL.sub(lambda match: match[1] or match[2] or "", section).rstrip("@ ").lower()
    if not re.fullmatch(r"[ymd年月日./\-]+", bare) or "mmm" in bare:
        return value.isoformat()[:10]
    parts = {"yyyy": f"{value:%Y}", "yy": f"{value:%y}", "mm": f"{value:%m}", "m": str(value.month)}
    parts |= {"dd": f"{value:%d}", "d": str(value.day)}
    return re.sub("y+|m+|d+", lambda match: parts.get(match[0], match[0]), bare)


def _first(pattern: str) -> str:
    """Give the section of a format that positive figures are shown by, without what is set aside."""
    return _ASIDE.sub("", pattern[:_LONGEST].partition(";")[0])


def _literals(pattern: str) -> list[str]:
    """Give the words a format writes around a figure."""
    section = _first(pattern)
    found = (match[1] or match[2] or "" for match in _LITERAL.finditer(section))
    return [text for text in found if text.strip(" ()-￥¥$")]


def _pads(pattern: str) -> bool:
    return bool(re.fullmatch("0{2,}", pattern))


def _around(section: str) -> tuple[str, str]:
    """Give the words before and after the figure of a format."""
    match = _FIGURE.search(_LITERAL.sub(lambda found: "\x00" * len(found[0]), section))
    if match is None:
        return "", ""
    pieces = (section[: match.start()], section[match.end() :])
    before, after = ("".join(_literals(piece)) for piece in pieces)
    return before, after
