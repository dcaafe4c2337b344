"""Icons: Fluent drawings in a colour of the palette."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from models.places import RESOURCES
from models.problem import Severity
from ui.palette import colours, mixed

SEVERITY_ICONS = {Severity.ERROR: "error_circle", Severity.WARNING: "warning", Severity.NOTE: "info"}
SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "提示"}
FINE = "checkmark_circle"
_PROGRAM_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, colour: QColor, size: int = 16, *, fades: bool = False) -> QIcon:
    """Give an icon of a square size in logical pixels; `fades` where it may be disabled."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0
    made = QIcon(pixmap(name, colour, size, ratio))
    if fades:
        made.addPixmap(pixmap(name, mixed(colour, 40, colours().window), size, ratio), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """Give the program's own icon, which keeps its colours, for title bar and task bar at every scale."""
    made = QIcon()
    for size in _PROGRAM_SIZES:
        made.addPixmap(_drawn("program", size, 1))
    return made


def pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Give an icon as a picture for a screen with this many device pixels to a logical one."""
    return _pixmap(name, colour.name(), size, ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(_drawn(name, size, ratio))
    painter = QPainter(drawn)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)  # where it is drawn, and as much
    painter.fillRect(QRectF(0, 0, size, size), QColor(colour))
    painter.end()
    return drawn


@lru_cache(maxsize=256)
def _drawn(name: str, size: int, ratio: float) -> QPixmap:
    """Draw an icon as its file says."""
    renderer = QSvgRenderer(str(RESOURCES / "icons" / f"{name}.svg"))
    if not renderer.isValid():  # before anything is painted: a file that is missing must not end there
        raise FileNotFoundError(name)
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
