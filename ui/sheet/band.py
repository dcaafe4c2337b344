"""The band of a section at the left of the sheet; its words stay in the part of it that is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.palette import Size, colours, font, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDTH = 46


class Band(QWidget):
    """A section's title, merged downwards as on paper."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._is_current = False
        self.setFixedWidth(WIDTH)
        self.setFont(font(Size.FILLED_IN))

    def set_current(self, *, current: bool) -> None:
        """Show whether the section is the one being filled in."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shades = colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tint(shades.accent, 8) if self._is_current else QColor(shades.label))
        if self._is_current:
            painter.fillRect(0, 0, 3, self.height(), QColor(shades.accent))
        painter.setFont(font(Size.FILLED_IN, bold=self._is_current))
        painter.setPen(QColor(shades.accent if self._is_current else shades.quiet))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        needed = painter.boundingRect(self.rect(), flags, self._title)
        shown = self.visibleRegion().boundingRect()
        if shown.height() < needed.height():
            shown = QRect(0, shown.top(), self.width(), needed.height())
        painter.drawText(shown.adjusted(2, 0, -2, 0), flags, self._title)
