"""Small movements: whether there are any, and the outline of a place that was changed elsewhere than at the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Callable

MS = 600
"""How long a cell is lit or outlined."""
_THICK = 3


def is_animated() -> bool:
    """Whether anything moves by itself: not where Windows' animations are off."""
    from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - its many names are made when it is imported

    return bool(QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration))


class Outline(QWidget):
    """Frames an area of its parent for a moment, around the frame of the caret, and fades. No mouse meets it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._area: Callable[[], QRect] = QRect
        self._fading = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fading.setDuration(MS)
        self._fading.valueChanged.connect(lambda _: self._follow())
        self._fading.finished.connect(self.hide)

    def show_around(self, area: Callable[[], QRect]) -> None:
        """Frame an area, which is asked for anew while it moves; nothing where nothing moves."""
        self._fading.stop()
        self._area = area
        if is_animated() and not area().isEmpty():
            self._follow()
            self.raise_()
            self.show()
            self._fading.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Paint the frame, fainter and fainter."""
        thick = fonts.unit(_THICK)
        painter = QPainter(self)
        painter.setOpacity(float(self._fading.currentValue()))
        painter.setPen(QPen(colours().accent, thick, j=Qt.PenJoinStyle.MiterJoin))
        half = thick // 2
        painter.drawRect(self.rect().adjusted(half, half, half - thick, half - thick))

    def _follow(self) -> None:
        thick = fonts.unit(_THICK)
        self.setGeometry(self._area().adjusted(-thick, -thick, thick, thick))
        self.update()
