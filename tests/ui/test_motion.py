"""What an undo or redo changed is outlined for a moment, unless nothing is to move by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from models.edits import edit_at
from tests.ui.windows import press
from tests.versions import FIRST, SAMPLE
from ui.motion import Outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def area(window: MainWindow, where: str) -> QRect:
    """Give where a place lies on the sheet."""
    sheet = window.sheet
    if where in sheet.cells:
        return QRect(sheet.cells[where].mapTo(sheet, QPoint()), sheet.cells[where].size())
    assert sheet.indicators is not None
    table = sheet.indicators.table.viewport()
    found = sheet.indicators.table.visualRect(sheet.indicators.table.currentIndex())
    return found.translated(table.mapTo(sheet, QPoint()))


@pytest.mark.parametrize("where", ["fields.duties", "amounts.income_total", "indicators[8].value"])
def test_what_was_taken_back_or_done_again_is_outlined(
    open_window: Callable[[Form, Definition], MainWindow], where: str, qtbot: QtBot
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.document.apply(edit_at(where, "77.7"))
    (outline,) = window.findChildren(Outline)
    assert not outline.isVisible()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        window.go_to("fields.phone")
        press(key, CONTROL)
        assert outline.isVisible()
        assert window.where == where
        assert outline.geometry().contains(area(window, where))
        assert outline.geometry().height() < area(window, where).height() + 12
    qtbot.waitUntil(lambda: not outline.isVisible())


def test_nothing_is_outlined_where_animations_are_off(
    open_window: Callable[[Form, Definition], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.document.apply(edit_at("fields.phone", "1"))
    monkeypatch.setattr("ui.motion.is_animated", lambda: False)
    press(Qt.Key.Key_Z, CONTROL)
    (outline,) = window.findChildren(Outline)
    assert not outline.isVisible()
