"""Where the seals will lie on the paper: dashed on the preview, never printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from export.placements import SEAL
from ui import fonts
from ui.painting import CENTRED, LEFT, draw_words

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

CINNABAR = QColor("#A93226")
_TINT = 14  # of 255
_WORDS_WIDTH = 100
_EDGE_WORDS = "骑缝章"


def seal_area(centre: tuple[float, float], height: float, page: QRect, scale: float) -> QRectF:
    """Give the seal's square on the screen: `centre` in pt from the lower left, `scale` in logical pixels a pt."""
    middle = QPointF(page.left() + centre[0] * scale, page.top() + (height - centre[1]) * scale)
    side = SEAL * scale
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)


def paint_seal(painter: QPainter, area: QRectF) -> None:
    """Paint the circle of the seal, its words beside it."""
    _paint_circle(painter, area)
    words = QRectF(area.right() + fonts.unit(4), area.top() + area.height() * 0.2, fonts.unit(_WORDS_WIDTH), 0)
    words.adjust(0, -fonts.unit(9), 0, fonts.unit(9))
    draw_words(painter, words.toRect(), LEFT, "公章 42 mm", fonts.surround(), CINNABAR)


def paint_edge_seal(painter: QPainter, page: QRect, number: int, count: int, scale: float) -> None:
    """Paint the part of the 骑缝章 that falls on a page (from 0) of `count`: across the fanned right edges."""
    side = SEAL * scale
    part = side / count
    middle = page.top() + page.height() * 0.5
    strip = QRectF(page.right() + 1 - part, middle - side / 2 - 2, part, side + 4)
    painter.save()
    painter.setClipRect(strip)
    _paint_circle(painter, QRectF(strip.left() - number * part, middle - side / 2, side, side))
    painter.restore()
    line = fonts.unit(14)
    top = middle - side / 2 - (len(_EDGE_WORDS) + 0.5) * line
    for index, character in enumerate(_EDGE_WORDS):  # downwards, since the margin is narrow
        place = QRectF(page.right() - 1.6 * line, top + index * line, 1.5 * line, line)
        draw_words(painter, place.toRect(), CENTRED, character, fonts.surround(), CINNABAR)


def _paint_circle(painter: QPainter, area: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(CINNABAR.red(), CINNABAR.green(), CINNABAR.blue(), _TINT))
    painter.setPen(QPen(CINNABAR, 1.4, Qt.PenStyle.DashLine))
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
