"""Amounts of money as people write them, read into exact decimals.

A form keeps an amount as the digits entered, half-width and without separators, in the unit of its version
(万元). What cannot be read stays as it was typed and carries the reason.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS_BEFORE_POINT = 9
DIGITS_AFTER_POINT = 6
_LONGEST = 100
"""Characters of what may be an amount, blanks included."""

UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
"""Units and their worth in 元."""

_DASHES = "-－−–—"
_EMPTY = re.compile(f"[{_DASHES}]*")
_FIGURE = re.compile(
    r"(?:(?P<sign>[-+]?)(?:人民币|RMB|¥)?|(?:人民币|RMB|¥)(?P<minus>-))"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|)(?:\.(?P<fraction>[0-9]*))?"
    r"(?P<unit>百万|千万|千|万|亿|)(?P<yuan>元?)整?",
)
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    ord("￥"): "¥",
    ord("。"): ".",
    **{ord(dash): "-" for dash in _DASHES},
}
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BLANKS = re.compile(r"\s+")
_IDLE_BLANK = re.compile(r"(?<![0-9]) | (?![0-9])")
_BLANK_BETWEEN_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")


class Amount(NamedTuple):
    """An amount read: the text to keep, its value (None where empty or unreadable) and why it cannot be read."""

    text: str
    value: Decimal | None = None
    why: str = ""

    @property
    def readable(self) -> bool:
        """Whether it is a figure, or empty."""
        return not self.why


@lru_cache(maxsize=4096)
def read_amount(typed: str, unit: str = "万元") -> Amount:
    """Read an amount as typed; a bare figure is in `unit`, a figure with a unit of its own is converted exactly."""
    if len(typed) > _LONGEST and len(typed := typed.strip()) > _LONGEST:
        return Amount(typed, why="不是一个金额")
    text = typed if _PLAIN.fullmatch(typed) else _half_width(typed)
    if _EMPTY.fullmatch(text):
        return Amount("")
    if text[0] == "(" and text[-1] == ")":
        text = "-" + text[1:-1].strip()
    match = _FIGURE.fullmatch(text)
    if match is None or not (match["whole"] or match["fraction"]):
        return Amount(typed.strip(), why="不是一个金额")
    own_unit = match["unit"] + "元" if match["unit"] or match["yuan"] else unit
    figure = _plain(match["whole"], match["fraction"])
    if own_unit != unit:
        figure = format_amount(Decimal(figure) * UNITS[own_unit] / UNITS[unit])
    return _within_limits(typed, figure, negative="-" in {match["sign"], match["minus"]})


def amount_value(text: str) -> Decimal:
    """Give the value an amount counts with in sums: 0 where it is empty or unreadable."""
    return read_amount(text).value or Decimal(0)


def format_amount(value: Decimal) -> str:
    """Write a value without exponent, separators and trailing zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _half_width(typed: str) -> str:
    """Bring every spelling of digits, point, minus and blanks to one; drop blanks that separate nothing."""
    text = _BLANKS.sub(" ", typed.translate(_HALF_WIDTH).strip())
    return _IDLE_BLANK.sub("", _BLANK_BETWEEN_THOUSANDS.sub("", text))


def _plain(whole: str, fraction: str | None) -> str:
    """Write digits with neither separators nor leading zeros, the decimals as entered."""
    digits = whole.replace(",", "").lstrip("0") or "0"
    return f"{digits}.{fraction}" if fraction else digits


def _within_limits(typed: str, figure: str, *, negative: bool) -> Amount:
    """Refuse what is longer than an amount may be; nothing is rounded."""
    whole, _, fraction = figure.partition(".")
    if len(whole) > DIGITS_BEFORE_POINT:
        return Amount(typed.strip(), why=f"小数点前超过 {DIGITS_BEFORE_POINT} 位")
    if len(fraction) > DIGITS_AFTER_POINT:
        return Amount(typed.strip(), why=f"小数点后超过 {DIGITS_AFTER_POINT} 位")
    value = Decimal(figure)
    if negative and value:
        return Amount("-" + figure, -value)
    return Amount(figure, value)
