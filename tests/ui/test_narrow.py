"""In a narrow window: long texts under their labels, remarks under the names, all of it still filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.definition import Definition
    from models.form import Form
    from ui.indicators.section import IndicatorSection
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

REMARK = [*FIRST.columns].index("remark") + 2


@pytest.fixture
def narrow(open_window: Open) -> tuple[MainWindow, IndicatorSection]:
    window = open_window(SAMPLE, FIRST)
    window.resize(683, 384)
    QApplication.processEvents()
    assert window.sheet.indicators is not None
    return window, window.sheet.indicators


def test_long_texts_stand_under_their_labels_as_wide_as_the_rest(narrow: tuple[MainWindow, IndicatorSection]) -> None:
    window, section = narrow
    for name in ("duties", "goals", "management", "measures"):
        assert window.sheet.cells[f"fields.{name}"].width() == section.width()
    window.resize(1366, 696)
    QApplication.processEvents()
    assert window.sheet.cells["fields.duties"].width() < section.width()


def test_a_remark_stands_under_the_name_and_is_typed_there(narrow: tuple[MainWindow, IndicatorSection]) -> None:
    window, section = narrow
    table = section.table
    name = table.visualRect(section.model.index(1, 2))
    height = name.height()
    assert table.columnWidth(REMARK) == 1
    window.go_to("indicators[1].last_year")
    press(Qt.Key.Key_Tab)
    assert window.where == "indicators[1].remark"
    assert table.rowHeight(1) > height
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.isVisible()
    type_in(editor, "新编")
    press(Qt.Key.Key_Return)
    assert window.document.form.indicators[1].cells["remark"] == "新编"
    assert table.rowHeight(1) > height


def test_a_click_on_the_remark_under_the_name_goes_there(narrow: tuple[MainWindow, IndicatorSection]) -> None:
    window, section = narrow
    window.go_to("indicators[7].name")
    rect = section.table.visualRect(section.model.index(7, 2))
    at = rect.bottomLeft() + QPoint(40, -8)
    QTest.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.where == "indicators[7].remark"
    QTest.mouseDClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    type_in(QApplication.focusWidget(), "另：")
    press(Qt.Key.Key_Escape)
    assert window.document.form == SAMPLE
    QTest.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(40, 12))
    assert window.where == "indicators[7].name"
