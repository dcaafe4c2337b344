"""A check box that shows in both schemes: Fusion draws its border darker than the window, which is lost in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from ui import fonts
from ui.painting import draw_icon
from ui.palette import colours, control_border, mixed

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent


def draw_box(painter: QPainter, box: QRect, *, is_checked: bool, is_enabled: bool = True) -> None:
    """Draw the box alone, with its mark where it is checked."""
    scheme = colours()
    lit = scheme.accent if is_enabled else mixed(scheme.quiet, 60, scheme.window)
    painter.setPen(QPen(lit if is_checked else control_border(), 1))
    painter.setBrush(lit if is_checked else scheme.paper)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if is_checked:
        draw_icon(painter, box.left(), box.top(), box.width(), "checkmark", scheme.on_accent)


class CheckBox(QCheckBox):
    """A box with a mark in it, its words, and a frame around both while it has the keyboard."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        scheme, option = colours(), QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        faint = mixed(scheme.quiet, 60, scheme.window)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, box, is_checked=self.isChecked(), is_enabled=self.isEnabled())
        painter.setPen(scheme.text if self.isEnabled() else faint)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            painter.setPen(QPen(scheme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            end = words.left() + painter.fontMetrics().horizontalAdvance(self.text()) + fonts.unit(3)
            painter.drawRoundedRect(QRectF(1, 1, min(end, self.width() - 1) - 1, self.height() - 2), 4, 4)
