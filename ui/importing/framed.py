"""What frames itself: cards in high contrast, where there is no style sheet, and the field for a year in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QSpinBox, QWidget

from ui.palette import colours, control_border

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

_CHOSEN = "entry"
"""What the style sheet calls a card that is chosen."""


class Framed(QFrame):
    """A card; which is chosen and which has the keyboard can be seen without colours, too."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        scheme = colours()
        if scheme.points is None:
            is_chosen = self.objectName() == _CHOSEN
            colour = scheme.accent if is_chosen or self.hasFocus() else scheme.text
            _frame(self, colour, 4 if self.hasFocus() else 2 if is_chosen else 1)


class YearBox(QSpinBox):
    """A year to roll forward into; the border of the style is lost in the dark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSuffix(" 年")
        self.setAccessibleName("结转到哪一年")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _frame(self, colours().accent if self.hasFocus() else control_border(), 2 if self.hasFocus() else 1)


def _frame(widget: QWidget, colour: QColor, width: int) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    inside = QRectF(widget.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inside, 4, 4)
