"""Widths and heights in the indicator table, in logical pixels: columns, wrapped texts, labels that are not torn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from ui import fonts
from ui.painting import wrapped_evenly

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from models.definition import Definition

PADDING = 8
LOWEST = 38
DOTS = 16
"""Room for the dots at the left of a name, by which a row is dragged."""
_LEVELS, _NARROW_LEVELS = (66, 84), (48, 60)
_CHOICE, _NARROW_CHOICE = 56, 44
_LEAST, _MOST = 66, 104
_FOLDED = 1
"""The width of a column whose texts stand under the name; not 0, so that its editor can be shown."""


def column_widths(
    definition: Definition, width: int, *, is_narrow: bool = False, folded: tuple[int, ...] = ()
) -> tuple[int, ...]:
    """Give the widths of all columns, 一级 and 二级 first: the name takes what the others leave."""
    shares = _paper_shares(definition)
    wanted = [fonts.unit(each) for each in (_NARROW_LEVELS if is_narrow else _LEVELS)]
    for place, column in enumerate(definition.columns.values(), start=2):
        if place in folded:
            wanted.append(_FOLDED)
        elif column.choices:
            wanted.append(fonts.unit(_NARROW_CHOICE if is_narrow else _CHOICE))
        else:
            label = max(map(QFontMetrics(fonts.sentence()).horizontalAdvance, column.label.split("\n")))
            least = max(fonts.unit(_LEAST), 0 if is_narrow else label + fonts.unit(PADDING))
            most = max(fonts.unit(_LEAST if is_narrow else _MOST), least)
            wanted.append(min(max(round(width * shares[place]), least), most))
    name = 2 + list(definition.columns).index("name")
    others = sum(wanted) - wanted[name]
    room = max(round(width * shares[name]) // 2, fonts.unit(_LEAST))
    if others > width - room:  # many columns: each gives up the same share
        wanted = [max(_FOLDED, each * (width - room) // others) for each in wanted]
        others = sum(wanted) - wanted[name]
    wanted[name] = width - others
    return tuple(wanted)


def _paper_shares(definition: Definition) -> list[float]:
    widths = next(
        block.widths for section in definition.sections for block in section.blocks if block.kind == "indicators"
    )
    return [each / sum(widths) for each in widths]


def broken(words: str, width: int, font: QFont, unbroken: tuple[str, ...]) -> str:
    """Break words that are too wide before one that is not to be torn, as 指标; what is still too wide evenly."""
    if "\n" not in words and len(wrapped_evenly(words, width, font)) > 1:
        for word in unbroken:
            place = words.rfind(word)
            place = place or len(word)  # a word at the beginning is followed by the break
            if 0 < place < len(words):
                words = f"{words[:place]}\n{words[place:]}"
                break
    return "\n".join(line for part in words.split("\n") for line in wrapped_evenly(part, width, font))
