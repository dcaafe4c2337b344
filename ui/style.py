"""The one style sheet, made from the colours: what is flat, what has a border, what is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import fonts
from ui.palette import colours, control_border, mixed, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_SHEET = """
QToolTip { color: TEXT; background: PAPER; border: 1px solid RULE; padding: 4px; }
QMenuBar { background: WINDOW; }
QMenuBar::item { padding: 6px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: HOVER; color: TEXT; }
QMenu { background: PAPER; border: 1px solid RULE; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 28px; border-radius: 4px; }
QMenu::item:selected { background: CHOSEN; color: TEXT; }
QMenu::item:disabled { color: FAINT; }
QMenu::separator { height: 1px; background: RULE; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; background: transparent; }
QToolButton:hover { background: HOVER; }
QToolButton:pressed, QToolButton:checked { background: LIT; }
QToolButton:checked { color: ACCENT; font-weight: bold; }
QToolButton:disabled { color: FAINT; }
QToolButton:focus { border: 1px solid ACCENT; }
#link { color: ACCENT; border: 1px solid transparent; padding: 2px 4px; background: transparent; }
#link:hover { background: HOVER; }
#link:focus { border: 1px solid ACCENT; }
QTextBrowser { background: PAPER; border: 1px solid RULE; }
QTextBrowser:focus { border: 1px solid ACCENT; }
QToolButton::menu-indicator { image: none; }
QPushButton { color: TEXT; background: PAPER; border: 1px solid BORDER; border-radius: 4px; padding: 3px 10px; }
QPushButton:hover { background: HOVER; }
QPushButton:pressed { background: LIT; }
QPushButton:disabled { color: FAINT; border-color: RULE; }
QPushButton:focus { border: 2px solid ACCENT; padding: 2px 9px; }
#primary { color: ONACCENT; background: ACCENT; border: 1px solid ACCENT; font-weight: bold; }
#primary:hover { background: PRESSED; }
#primary:focus { border: 2px solid TEXT; }
#primary:disabled { color: FAINT; background: WINDOW; border-color: RULE; }
QToolButton#outlined { background: PAPER; border: 1px solid BORDER; font-weight: bold; }
QToolButton#choice { background: PAPER; border: 1px solid BORDER; padding: 3px 10px; }
QToolButton#choice:checked { background: LIT; border: 1px solid ACCENT; }
QToolButton#choice:focus { border: 2px solid ACCENT; padding: 2px 9px; }
QPushButton#chip { background: PAPER; border: 1px solid BORDER; padding: 2px 8px; }
QPushButton#chip:!checked { color: QUIET; background: WINDOW; border: 1px dashed RULE; }
QPushButton#chip:focus { border: 2px solid ACCENT; padding: 1px 7px; }
QPushButton#card { text-align: left; border: 1px solid RULE; border-radius: 6px; background: PAPER; }
QPushButton#card:hover { border-color: ACCENT; }
QPushButton#card:focus { border: 2px solid ACCENT; }
QLineEdit { color: TEXT; placeholder-text-color: QUIET; background: PAPER; border: 1px solid BORDER; padding: 3px 6px; }
QLineEdit { border-radius: 4px; }
QLineEdit:focus { border: 2px solid ACCENT; padding: 2px 5px; }
#choices { background: PAPER; border: 1px solid BORDER; border-radius: 4px; padding: 2px; }
#choices:focus { border: 2px solid ACCENT; padding: 1px; }
#choices::item { padding: 4px 6px; border-radius: 4px; }
#choices::item:selected { background: LIT; color: TEXT; }
#outline, #outlineDrawer { background: WINDOW; selection-background-color: LIT; }
#outlineDrawer { border-right: 1px solid BORDER; border-bottom: 1px solid BORDER; }
#cellEditor { background: PAPER; border: 2px solid ACCENT; }
#commands { border-bottom: 1px solid RULE; }
QLabel#quiet, QPushButton#quiet { color: QUIET; }
QPushButton#status { border: 1px solid transparent; background: transparent; padding: 1px 6px; font-weight: normal; }
QPushButton#status:hover { background: HOVER; }
QPushButton#status:focus { border: 1px solid ACCENT; }
QFrame#entry { background: CHOSEN; border: 1px solid CHOSENEDGE; border-radius: 6px; }
QFrame#card { background: PAPER; border: 1px solid RULE; border-radius: 6px; }
QFrame#card:focus, QFrame#entry:focus { border: 2px solid ACCENT; }
QWidget#ruleLine { background: RULE; }
QTableCornerButton::section { background: WINDOW; border: none; }
QTabBar::tab { background: WINDOW; color: QUIET; border: none; padding: 5px 14px; }
QTabBar::tab:selected { background: PAPER; color: ACCENT; font-weight: bold; border-bottom: 2px solid ACCENT; }
QTabBar::tab:hover { background: HOVER; }
QTabBar:focus { border: 1px solid ACCENT; }
#plainTree { background: PAPER; selection-background-color: LIT; selection-color: TEXT; }
QFrame#cause { background: PAPER; border: 1px solid RULE; border-radius: 4px; }
QWidget#row { border-bottom: 1px solid RULE; }
QWidget#panel { border-left: 1px solid RULE; }
QWidget#drawer { border-left: 1px solid BORDER; background: WINDOW; }
QWidget#foot { border-top: 1px solid RULE; }
QWidget#message { background: MESSAGE; border-bottom: 1px solid RULE; }
QTableView#drafts { background: PAPER; selection-background-color: CHOSEN; }
QTableView#drafts QHeaderView { background: PAPER; }
QTableView#drafts QHeaderView::section { background: PAPER; color: QUIET; border: none;
    border-bottom: 1px solid RULE; padding-left: 16px; }
QTableView#drafts QHeaderView::section:hover { color: TEXT; background: HOVER; }
QFrame#listFrame { background: PAPER; border: 1px solid RULE; border-radius: 6px; }
QSplitter::handle:vertical { height: 5px; border-top: 1px solid RULE; margin-top: 3px; image: none; }
QScrollArea { background: WINDOW; border: none; }
QScrollBar:vertical { background: transparent; width: BAR; margin: 0; }
QScrollBar::handle:vertical { background: HANDLE; border-radius: RADIUS; min-height: 32px; margin: 1px; }
QScrollBar::handle:vertical:hover { background: QUIET; }
QScrollBar:horizontal { background: transparent; height: BAR; margin: 0; }
QScrollBar::handle:horizontal { background: HANDLE; border-radius: RADIUS; min-width: 32px; margin: 1px; }
QScrollBar::handle:horizontal:hover { background: QUIET; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def style_sheet() -> str:
    """Give the style sheet for the colours in force; none in high contrast."""
    scheme = colours()
    if scheme.points is None:
        return ""
    names: dict[str, QColor] = {
        "CHOSENEDGE": mixed(scheme.accent, 45, scheme.paper),
        "CHOSEN": tint(scheme.accent, 9),
        "ONACCENT": scheme.on_accent,
        "PRESSED": mixed(scheme.text, 15, scheme.accent),
        "MESSAGE": tint(scheme.accent, 7),
        "BORDER": control_border(),
        "HANDLE": mixed(scheme.quiet, 55, scheme.window),
        "ACCENT": scheme.accent,
        "WINDOW": scheme.window,
        "HOVER": tint(scheme.text, 6, scheme.window),
        "PAPER": scheme.paper,
        "QUIET": scheme.quiet,
        "FAINT": mixed(scheme.quiet, 60, scheme.window),
        "RULE": scheme.rule,
        "TEXT": scheme.text,
        "LIT": mixed(scheme.accent, 20 if scheme.dark else 13, scheme.window),
    }
    sheet = _SHEET.replace("RADIUS", f"{fonts.unit(4)}px").replace("BAR", f"{fonts.unit(10)}px")
    for name, colour in names.items():
        sheet = sheet.replace(f" {name};", f" {colour.name()};")
    return sheet
