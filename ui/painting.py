"""Painting words and icons: one place, so that a test can see every text that does not fit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from ui import fonts
from ui.icons import pixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

CENTRED = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
WRAPPED = int(Qt.TextFlag.TextWordWrap)
_DOWN = int(Qt.AlignmentFlag.AlignVertical_Mask)
_NARROWEST = 10
_MAY_BREAK = "\u200b"
_AROUND_QUOTES = re.compile("(?<=[^ （“‘《〈【〔\u200b])(?=[“‘])|(?<=[”’])(?=[^ ，。、；：？！）”’》〉】〕…])")
"""Where Chinese may be parted beside quotation marks, of which Unicode does not know on which side they stand."""
_MAY_NOT_BREAK, _HARD_BLANK = "\u2060", "\u00a0"  # Qt breaks between a blank and a word joiner
_MEASURE = re.compile(
    "(?<=[0-9]) ?(?:[万亿]?元|个?百分点|平方米|公里|年|月|日|[个条项处份页行字步家户名位人件本次天岁倍批场期])"
)
"""A unit behind a figure, which stay together."""
_types: dict[str, QFont] = {}


def draw_words(painter: QPainter, area: QRect, flags: int, text: str, font: QFont, colour: QColor) -> None:
    """Draw a text in an area; `flags` say where and whether it wraps."""
    painter.setFont(font)
    painter.setPen(colour)
    lines = wrapped(text, area.width(), font) if flags & WRAPPED else (text,)
    flags |= int(Qt.TextFlag.TextDontClip)  # the blank half of a closing mark may stand beyond the edge
    if len(lines) == 1:
        painter.drawText(area, flags & ~WRAPPED, lines[0])
        return
    spacing = _spacing(_key(font))
    top, left_over = area.top(), area.height() - len(lines) * spacing
    if flags & int(Qt.AlignmentFlag.AlignVCenter):
        top += left_over // 2
    across = (flags & ~_DOWN & ~WRAPPED) | int(Qt.AlignmentFlag.AlignTop)
    for place, line in enumerate(lines):
        painter.drawText(QRect(area.left(), top + place * spacing, area.width(), spacing), across, line)


def draw_icon(painter: QPainter, left: int, top: int, size: int, name: str, colour: QColor) -> None:
    """Draw an icon with its upper left corner at a point."""
    painter.drawPixmap(left, top, pixmap(name, colour, size, painter.device().devicePixelRatioF()))


def draw_dotted_bar(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Draw the bar at the left of what is still to be looked at; dotted, so that it differs without its colour."""
    side = fonts.unit(3)
    for top in range(area.top() + side, area.bottom() - side, 2 * side):
        painter.fillRect(area.left() + side + 1, top, side, side, colour)


def wrapped(text: str, width: int, font: QFont) -> tuple[str, ...]:
    """Part a text into lines of a width: no closing mark at a start, no figure torn or parted from its unit."""
    return _lines(text, max(width, _NARROWEST), _key(font))


def wrapped_height(text: str, width: int, font: QFont) -> int:
    """Give the height of a text parted into lines of a width, in logical pixels."""
    return len(wrapped(text, width, font)) * _spacing(_key(font))


def wrapped_evenly(text: str, width: int, font: QFont) -> tuple[str, ...]:
    """Part a text into as few lines of a width as it needs, of about equal length."""
    return _even_lines(text, max(width, _NARROWEST), _key(font))


@lru_cache(maxsize=4096)
def _even_lines(text: str, width: int, font_key: str) -> tuple[str, ...]:
    lines = _lines(text, width, font_key)
    low, high = width // len(lines), width
    while low < high and len(lines) > 1:
        middle = (low + high) // 2
        if len(_lines(text, middle, font_key)) > len(lines):
            low = middle + 1
        else:
            high = middle
    return _lines(text, high, font_key)


@lru_cache(maxsize=32768)
def _lines(text: str, width: int, font_key: str) -> tuple[str, ...]:
    found: list[str] = []
    metrics = _metrics(font_key)
    for paragraph in text.split("\n"):
        if metrics.horizontalAdvance(paragraph) <= width:
            found.append(paragraph)
        else:
            found += _broken(paragraph, width, font_key)
    return tuple(found)


def _broken(paragraph: str, width: int, font_key: str) -> list[str]:
    paragraph = _AROUND_QUOTES.sub(_MAY_BREAK, paragraph)
    paragraph = _MEASURE.sub(_held_together, paragraph)
    layout = QTextLayout(paragraph, _types[font_key])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    in_qt = paragraph.encode("utf-16-le")
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        found.append(in_qt[2 * start : 2 * (start + line.textLength())].decode("utf-16-le").rstrip(" "))
    layout.endLayout()
    return [line.replace(_MAY_BREAK, "").replace(_MAY_NOT_BREAK, "").replace(_HARD_BLANK, " ") for line in found]


def _held_together(unit: re.Match[str]) -> str:
    """Give a unit, with the blank before it, so that no line begins within."""
    return "".join(_HARD_BLANK if sign == " " else f"{_MAY_NOT_BREAK}{sign}" for sign in unit[0])


def _key(font: QFont) -> str:
    """Give a key for what is remembered of a type; Qt's own does not lead back to its families."""
    key = font.key()
    _types.setdefault(key, font)
    return key


@lru_cache(maxsize=32)
def _metrics(font_key: str) -> QFontMetrics:
    return QFontMetrics(_types[font_key])


@lru_cache(maxsize=32)
def _spacing(font_key: str) -> int:
    """Give the height of a line with Chinese in it, whichever of the families has that."""
    return _metrics(font_key).boundingRect(QRect(0, 0, 1000, 1000), 0, "国g").height()
