"""Ten colours in two schemes, the palette of all standard roles, type sizes, and the one style sheet."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette


class Colours(NamedTuple):
    """The colours of a scheme; each text colour has a contrast of at least 4.5 to every ground it stands on."""

    window: str
    paper: str
    label: str
    rule: str
    text: str
    quiet: str
    accent: str
    error: str
    warning: str
    ok: str
    on_accent: str
    stronger: int
    """Percent that tints have more than in light."""


LIGHT = Colours(
    *("#F1F3F6", "#FFFFFF", "#F6F8FA", "#C9D0D9", "#1B2330", "#566070", "#1A5FA6", "#B42318", "#945200", "#1B6B40"),
    "#FFFFFF",
    0,
)
DARK = Colours(
    *("#191C21", "#22262C", "#2A2F37", "#434B57", "#E7EAEE", "#A9B2BF", "#82B8F2", "#FF9C91", "#F0BC62", "#7FD1A0"),
    "#10202F",
    5,
)
FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei"]


class Size(Enum):
    """Sizes of type in pt."""

    AROUND = 9.0
    SENTENCE = 9.75
    FILLED_IN = 10.5
    MONEY = 11.25
    TITLE = 15.0


def colours() -> Colours:
    """Give the colours of the scheme the system is in."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def font(size: Size, *, bold: bool = False) -> QFont:
    """Give the program's type in a size."""
    made = QFont(FAMILIES)
    made.setPointSizeF(size.value)
    made.setBold(bold)
    return made


def tint(colour: str, percent: int, over: str | None = None) -> QColor:
    """Give a colour laid thinly over another, over paper if none is named."""
    shades = colours()
    top, ground = QColor(colour), QColor(over or shades.paper)
    share = (percent + shades.stronger) / 100
    return QColor(*(round(a * share + b * (1 - share)) for a, b in zip(_parts(top), _parts(ground), strict=True)))


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def palette() -> QPalette:
    """Give the palette of all standard roles."""
    shades = colours()
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, shades.window),
        (QPalette.ColorRole.WindowText, shades.text),
        (QPalette.ColorRole.Base, shades.paper),
        (QPalette.ColorRole.AlternateBase, shades.label),
        (QPalette.ColorRole.Text, shades.text),
        (QPalette.ColorRole.PlaceholderText, shades.quiet),
        (QPalette.ColorRole.Button, shades.window),
        (QPalette.ColorRole.ButtonText, shades.text),
        (QPalette.ColorRole.Highlight, shades.accent),
        (QPalette.ColorRole.HighlightedText, shades.on_accent),
        (QPalette.ColorRole.ToolTipBase, shades.paper),
        (QPalette.ColorRole.ToolTipText, shades.text),
        (QPalette.ColorRole.Link, shades.accent),
        (QPalette.ColorRole.Mid, shades.rule),
    ):
        made.setColor(role, QColor(colour))
    disabled = tint(shades.quiet, 60, shades.window)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    return made


def style_sheet() -> str:
    """Give the one style sheet, made from the colours."""
    shades = colours()
    border = tint(shades.text, 45).name()
    hover = tint(shades.text, 6, shades.window).name()
    lit = tint(shades.accent, 13, shades.window).name()
    return f"""
QMainWindow, #rail, #panel {{ background: {shades.window}; }}
#rail {{ border: none; border-right: 1px solid {shades.rule}; }}
#panel {{ border: none; border-left: 1px solid {shades.rule}; }}
#commands {{ background: {shades.window}; border-bottom: 1px solid {shades.rule}; }}
QMenuBar {{ background: transparent; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; color: {shades.text}; }}
QMenuBar::item:selected, QToolButton:hover {{ background: {hover}; }}
QToolButton {{ border: none; border-radius: 4px; padding: 5px 10px; color: {shades.text}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton:checked {{ background: {lit}; color: {shades.accent}; font-weight: bold; }}
QToolButton:disabled {{ color: {tint(shades.quiet, 60, shades.window).name()}; }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {shades.accent}; }}
QPushButton {{ background: {shades.paper}; border: 1px solid {border}; border-radius: 4px; padding: 4px 12px;
  color: {shades.text}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton[filled="true"] {{ background: {shades.accent}; color: {shades.on_accent}; border-color: {shades.accent}; }}
#railItem {{ background: transparent; border: none; text-align: left; padding: 6px 8px; }}
#railItem:checked {{ background: {lit}; color: {shades.accent}; border-left: 3px solid {shades.accent}; }}
QPushButton:disabled {{ color: {shades.quiet}; border-color: {shades.rule}; }}
QStatusBar {{ background: {shades.window}; border-top: 1px solid {shades.rule}; }}
QStatusBar::item {{ border: none; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {tint(shades.text, 35, shades.window).name()}; border-radius: 4px;
  min-height: 32px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""
