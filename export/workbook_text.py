"""Measuring for the workbook: how many lines a text takes in a cell, never too few.

The fonts of the machine that opens the workbook are not known, so characters are taken as wide as in the widest
common ones, and a line is broken only where every program would break it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from export.line_breaking import BLANKS, CLOSING, OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_HEIGHT = 1.45
"""Height of a line, of its type's size; measured with LibreOffice and Noto Sans CJK, the tallest met."""
_POINTS_PER_PIXEL = 0.75
_SIDES = 8 * _POINTS_PER_PIXEL  # pt; a program's own distance from the rules, on both sides together
_SHRINKS = 0.96  # what is left of a column where the program rounds its width down

_WIDTHS = {  # em, the widest of 宋体, Noto Sans CJK and DejaVu Sans; Han characters and all others 1
    **dict.fromkeys(" !\"'()*,-./:;I[\\]_`fijlrt|", 0.5),
    **dict.fromkeys("$?Jabcdeghknopqsuvxyz{}0123456789", 0.64),
    **dict.fromkeys("&ABCDEFGHKLNOPQRSTUVXYZw#+<=>^~", 0.84),
    **dict.fromkeys("№℃Ⅶ", 1.13),
    **dict.fromkeys("‰Ⅷ", 1.35),
}
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CLOSES = "".join(re.escape(mark) for mark in CLOSING if not mark.isascii())
_OPENS = "".join(re.escape(mark) for mark in OPENING if not mark.isascii())
_BLANKS_AFTER = f"[{_CLOSES}]*[{BLANKS}]*"
_UNIT = re.compile(  # runs of Latin and figures hold together over brackets, as Unicode's rule LB30 has it
    rf"\n|[{_OPENS}]*(?:[!-~]+(?:[{_CLOSES}{_OPENS}]+[!-~]+)*(?:[{_OPENS}]+[^\n])?|[{BLANKS}]|[^\n]){_BLANKS_AFTER}",
)
_SMALLER_UNIT = re.compile(rf"[{_OPENS}]*(?:[!-~]+|[{BLANKS}]|[^\n]){_BLANKS_AFTER}")
_SENTENCE_ENDS = re.compile(r"\n|[。；][”’）》〉】」』]*")
_CLAUSE_ENDS = re.compile(r"[，、：,;:] *| +|\u3000")


def spelled(text: str) -> str:
    """Give a text as it is spelled in a workbook's file, where _x000D_ would stand for a character."""
    return _ESCAPE.sub("_x005F_", text)


def room_for(width: float, size: float) -> float:
    """Give the em of a line in a cell that is `width` pt wide, set at `size` pt."""
    return max((width - _SIDES) * _SHRINKS / size, 1.0)


def width_of(text: str, size: float) -> float:
    """Give the width of a text on one line in pt."""
    return sum(_WIDTHS.get(character, 1.0) for character in text) * size


def wrap(text: str, limit: float, start: int = 0) -> Iterator[str]:
    """Break a text into lines of `limit` em from a character on; together the lines are the text, to the blank."""
    line, used = start, 0.0  # where the line begins, and how full it is
    for begin, end, width in _units(text, limit, start):
        if used + width > limit and begin > line:
            yield text[line:begin]
            line, used = begin, 0.0
        used += width
        if text[end - 1] == "\n":
            yield text[line:end]
            line, used = end, 0.0
    yield text[line:]


def _units(text: str, limit: float, start: int) -> Iterator[tuple[int, int, float]]:
    """Give what is not broken: where it begins and ends, and its width; what is wider than a line, in smaller units."""
    for match in _UNIT.finditer(text, start):
        begin, end = match.span()
        width = _em(text, begin, end)
        if width <= limit:
            yield begin, end, width
            continue
        for smaller in _SMALLER_UNIT.finditer(text, begin, end):
            first, last = smaller.span()
            width = _em(text, first, last)
            if width <= limit:
                yield first, last, width
            else:
                yield from _broken_hard(text, first, last, limit)


def _em(text: str, begin: int, end: int) -> float:
    if end - begin == 1:
        return 0.0 if text[begin] == "\n" else _WIDTHS.get(text[begin], 1.0)
    return sum([_WIDTHS.get(character, 1.0) for character in text[begin:end]])


def _broken_hard(text: str, begin: int, end: int, limit: float) -> Iterator[tuple[int, int, float]]:
    """Break between any two characters, in pieces as wide as a line."""
    first, used = begin, 0.0
    for index in range(begin, end):
        width = _WIDTHS.get(text[index], 1.0)
        if index > first and used + width > limit:
            yield first, index, used
            first, used = index, 0.0
        used += width
    yield first, end, used


def fits(text: str, limit: float, lines: int) -> bool:
    """Whether a text takes at most so many lines of `limit` em."""
    return all(index < lines for index, _ in enumerate(wrap(text, limit)))


def cut(text: str, limit: float, lines: int) -> list[str]:
    """Cut a text where sentences end, into pieces of at most so many lines of `limit` em; joined they are the text."""
    pieces: list[str] = []
    start = 0
    while True:
        taken = list(islice(wrap(text, limit, start), lines + 1))
        if len(taken) <= lines:
            return [*pieces, text[start:]]
        full = taken[: lines - 1] if taken[lines - 1].endswith("\n") and lines > 1 else taken[:lines]
        end = start + sum(map(len, full))  # a line break at a piece's end would show as a line of its own
        end = _last_end(text, start, end)
        pieces.append(text[start:end])
        start = end


def _last_end(text: str, start: int, end: int) -> int:
    """Give the end of the last sentence in the later half of a stretch, else of the last clause, else its own end."""
    middle = (start + end + 1) // 2
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        found = [match.end() for match in ends.finditer(text, middle, end)]
        if found:
            return found[-1]
    return end
