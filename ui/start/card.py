"""A card of the start page: a way to begin, with its key and a sentence; a mere button where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import fonts
from ui.painting import LEFT, RIGHT, WRAPPED, draw_icon, draw_words
from ui.palette import colours, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent
    from PySide6.QtWidgets import QWidget

_LINE, _CARD, _LARGE = 34, 84, 128
_PADDING = 16
_TOP_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | WRAPPED


class Card(QAbstractButton):
    """Says in words what it does and which key does it too."""

    def __init__(self, icon: str, words: tuple[str, str, str], parent: QWidget) -> None:
        """Make a card of an icon's name and (title, key, sentence)."""
        super().__init__(parent)
        self._icon = icon
        self._title, self._key, self._sentence = words
        self._height = _CARD
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(f"{self._sentence}（{self._key}）")
        self.setToolTip(f"{self._sentence}（{self._key}）")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_room(self, *, low: bool, large: bool) -> None:
        """Be one line in a low window, higher where the cards are all there is."""
        self._height = _LINE if low else _LARGE if large else _CARD
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.unit(200), fonts.unit(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.unit(120), fonts.unit(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, scheme = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus() or self.underMouse()
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(scheme.accent if lit else scheme.rule, width))
        painter.setBrush(tint(scheme.text, 4) if self.isDown() else scheme.paper)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -width, -width), 6, 6)
        padding = fonts.unit(_PADDING)
        area = self.rect().adjusted(padding, 0, -padding, 0)
        if self._height == _LINE:
            self._paint_head(painter, area, fonts.unit(16), fonts.sentence(bold=True))
            return
        head = QRect(area.left(), fonts.unit(12), area.width(), fonts.unit(28))
        self._paint_head(painter, head, fonts.unit(20), fonts.heading(bold=True))
        below = QRect(area.left(), head.bottom() + fonts.unit(2), area.width(), self.height() - head.bottom())
        draw_words(painter, below, _TOP_TEXT, self._sentence, fonts.surround(), scheme.quiet)

    def _paint_head(self, painter: QPainter, area: QRect, size: int, font: QFont) -> None:
        scheme = colours()
        draw_icon(painter, area.left() + 2, area.center().y() - size // 2, size, self._icon, scheme.accent)
        words = area.adjusted(size + fonts.unit(12), 0, 0, 0)
        room = QFontMetrics(font).horizontalAdvance(self._title)
        shown = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, words.width())
        draw_words(painter, words, LEFT, shown, font, scheme.text)
        if room + QFontMetrics(fonts.surround()).horizontalAdvance(self._key) + fonts.unit(12) < words.width():
            draw_words(painter, words, RIGHT, self._key, fonts.surround(), scheme.quiet)
