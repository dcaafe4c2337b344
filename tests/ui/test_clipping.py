"""No text is cut off by its box, at any size of the window and of type, in any colours."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from models.edits import edit_at
from models.form import blank_form
from tests.versions import FIRST, SAMPLE, SECOND
from ui import fonts, painting, palette, style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QRect

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

WRONG = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)
SIZES = [(1366, 696), (1280, 648), (1093, 556), (911, 440), (683, 360)]
SLACK = 3
"""Pixels by which the blank edge of a character may stand over."""


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect every text that is painted into a box that is too small for it."""
    found: list[str] = []
    draw = painting.draw_words

    def watch(painter: QPainter, area: QRect, flags: int, text: str, font: QFont, colour: QColor) -> None:
        lines = painting.wrapped(text, area.width(), font) if flags & painting.WRAPPED else (text,)
        metrics = QFontMetrics(font)
        width = max(metrics.boundingRect(line).width() for line in lines)
        height = len(lines) * metrics.tightBoundingRect("国").height()
        if text and (width > area.width() + SLACK or height > area.height() + SLACK):
            found.append(f"{text[:30]!r} needs {width}×{height}, has {area.width()}×{area.height()}")
        draw(painter, area, flags, text, font, colour)

    for name, module in list(sys.modules.items()):
        if name.startswith("ui.") and getattr(module, "draw_words", None) is draw:
            monkeypatch.setattr(module, "draw_words", watch)
    return found


@pytest.fixture
def standard_size() -> Iterator[None]:
    yield
    fonts.choose_size(0)


def cut_widgets(window: MainWindow) -> list[str]:
    """Give the words of labels and buttons that have no room for them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + SLACK:
                found.append(widget.text())
        elif isinstance(widget, QLabel | QAbstractButton) and widget.text():
            words = re.sub("<[^>]*>|&(?!&)", "", widget.text())
            room = QFontMetrics(widget.font()).horizontalAdvance(words)
            is_shown = not isinstance(widget, QAbstractButton) or widget.sizeHint().width() > room
            if is_shown and room > widget.width() + SLACK:
                found.append(widget.text())
    return found


def look(window: MainWindow) -> list[str]:
    """Paint every section and give what is cut off."""
    found = []
    for section in window.document.definition.sections:
        window.go_to_section(section.id)
        QApplication.processEvents()
        window.grab()
        found += cut_widgets(window)
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_no_text_is_cut_off(open_window: Open, cut: list[str], size: tuple[int, int], version: Definition) -> None:
    window = open_window(WRONG if version is FIRST else blank_form(version), version)
    window.resize(*size)
    assert look(window) == []
    assert cut == []


@pytest.mark.usefixtures("standard_size")
@pytest.mark.parametrize("size", [(1366, 696), (911, 440)], ids=str)
def test_no_text_is_cut_off_in_the_largest_type(open_window: Open, cut: list[str], size: tuple[int, int]) -> None:
    fonts.choose_size(2)
    window = open_window(WRONG, FIRST)
    window.resize(*size)
    window.restyle()
    assert look(window) == []
    assert cut == []
    assert window.width() == size[0]


@pytest.fixture
def contrast(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask for high contrast as Windows does, with white on black."""
    monkeypatch.setattr(palette, "wants_contrast", lambda: True)
    palette.set_scheme(qapp)
    yield
    monkeypatch.undo()
    palette.set_scheme(qapp, "light")


@pytest.mark.usefixtures("contrast")
def test_high_contrast_keeps_the_systems_colours_and_draws_no_tints(open_window: Open, cut: list[str]) -> None:
    scheme = palette.colours()
    system = QApplication.palette()
    assert (scheme.paper, scheme.text) == (system.color(QPalette.ColorRole.Base), system.color(QPalette.ColorRole.Text))
    assert style.style_sheet() == ""
    assert palette.tint(scheme.error, 8) == scheme.paper
    window = open_window(WRONG, FIRST)
    assert look(window) == []
    assert cut == []
