"""A workbook with several sheets: another is looked at, and what was decided on the first is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from export.outputs import write_outputs
from intake.reading import read_form
from models.hidden_copy import SHEET
from tests.ui.windows import press
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.importing.window import ImportWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> ImportWindow:
    """Give the import of a workbook with this year's form, last year's with another contact, and a note."""
    path = tmp_path / "两年.xlsx"
    write_outputs(SAMPLE, FIRST, DEFINITIONS, [path])
    book = openpyxl.load_workbook(path)
    del book[SHEET]
    other = book.copy_worksheet(book.worksheets[0])
    other.title = "2019年"
    for cell in (each for row in other.iter_rows() for each in row):
        if cell.value == SAMPLE.fields["contact"]:
            cell.value = "陆老师"
    book.create_sheet("填表说明")["A1"] = "各部门填写"
    book.save(path)
    made = ImportWindow(path, read_form(path, DEFINITIONS), DEFINITIONS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(window: ImportWindow) -> str:
    return window.session.intake.source.grid.name


def test_the_other_form_is_one_press_away(window: ImportWindow, qtbot: QtBot) -> None:
    (question,) = window.session.questions
    assert question.title == "工作表“2019年”"
    other = next(each for each in window.decisions.cards[0].findChildren(QPushButton) if "改看" in each.text())
    other.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(window) == "2019年")
    assert window.source.tabs.tabText(window.source.tabs.currentIndex()) == "2019年"
    assert window.session.form().fields["contact"] == "陆老师"


def test_what_was_decided_on_a_sheet_is_there_again(window: ImportWindow, qtbot: QtBot) -> None:
    first = window.source.tabs.currentIndex()
    press(Qt.Key.Key_F9)
    tree = window.decisions.understood.tree
    contact = next(entry for entry in window.decisions.understood.model.entries if entry.where == "fields.contact")
    row = window.decisions.understood.model.entries.index(contact)
    window.decisions.understood.toggle()
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(row, 0))
    press(Qt.Key.Key_Space)
    window.into_year.year.setValue(2030)
    window.source.tabs.setCurrentIndex(first + 1)
    qtbot.waitUntil(lambda: shown(window) == "2019年")
    assert window.session.left_out == set()
    window.source.tabs.setCurrentIndex(first)
    assert shown(window) != "2019年"
    assert window.session.open_questions == ()
    assert "已定" in window.decisions.cards[0].accessibleName()
    assert window.session.left_out == {"fields.contact"}
    assert window.into_year.into == 2030


def test_a_sheet_without_a_form_is_said_and_the_tab_goes_back(window: ImportWindow, qtbot: QtBot) -> None:
    tabs = window.source.tabs
    first = tabs.currentIndex()
    press(Qt.Key.Key_F9)
    tabs.setCurrentIndex(tabs.count() - 1)
    qtbot.waitUntil(lambda: "“填表说明”里没有找到" in window.message.sentence)
    assert tabs.currentIndex() == first
    assert window.session.open_questions == ()
