"""Painting words and icons: one place, so that a test can see every text that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from ui.icons import pixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter

CENTRED = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


def draw_words(painter: QPainter, area: QRect, flags: int, text: str, font: QFont, colour: QColor) -> None:
    """Draw a text in an area; `flags` say where and whether it wraps."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, flags, text)


def draw_icon(painter: QPainter, left: int, top: int, size: int, name: str, colour: QColor) -> None:
    """Draw an icon with its upper left corner at a point."""
    painter.drawPixmap(left, top, pixmap(name, colour, size, painter.device().devicePixelRatioF()))
