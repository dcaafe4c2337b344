"""From a foreign workbook to a draft that was looked through, by keys alone; and the ways in and out of the program."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox

from export.outputs import write_outputs
from models.drafts import Drafts
from models.hidden_copy import SHEET
from tests.ui.windows import press
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.application import Application
from ui.importing.rolling import RollForwardWindow
from ui.importing.window import ImportWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    hook = sys.excepthook
    made = Application(qapp, tmp_path / "data")
    yield made
    sys.excepthook = hook
    for asking in [*made.import_desk().windows]:
        asking.finish()
    for window in [*made.windows]:
        window.close()
    if made.start_window:
        made.start_window.close()
    made.close()


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Write a workbook as somebody else may: in 元 without a word, a date for the period, a remark below the table."""
    path = tmp_path / "民政局去年.xlsx"
    write_outputs(SAMPLE, FIRST, DEFINITIONS, [path])
    book = openpyxl.load_workbook(path)
    del book[SHEET]
    sheet = book.worksheets[0]
    for cell in (each for row in sheet.iter_rows() for each in row):
        if isinstance(cell.value, int | float):
            cell.value = round(cell.value * 10_000)
        elif cell.value == SAMPLE.fields["period"]:
            cell.value = date(2019, 1, 1)
        elif cell.value == "单位：万元":
            cell.value = None
    sheet.cell(sheet.max_row + 2, 1).value = "填表人另附说明一份"
    book.save(path)
    return path


def imported(application: Application, qtbot: QtBot) -> ImportWindow:
    qtbot.waitUntil(lambda: bool(application.import_desk().windows))
    (window,) = application.import_desk().windows
    assert isinstance(window, ImportWindow)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def opened(application: Application, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: bool(application.windows))
    window = application.windows[-1]
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_a_foreign_workbook_becomes_a_draft_and_is_looked_through(
    application: Application, foreign: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    application.import_file(foreign)
    window = imported(application, qtbot)
    assert [question.title for question in window.session.questions] == ["7 个金额", "实施起止时间"]
    assert len(window.session.open_leftovers) == 1
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    assert window.session.open_questions == ()
    press(Qt.Key.Key_Return, CONTROL)
    main = opened(application, qtbot)
    form = main.document.form
    assert (form.year, form.fields["period"], form.amounts) == (2020, "2020年1月-12月", SAMPLE.amounts)
    assert [row.cells["last_year"] for row in form.indicators] == [row.cells["value"] for row in SAMPLE.indicators]
    assert main.message.sentence.startswith("从“民政局去年.xlsx”导入，按 2019 年结转：29 处待复核")
    for _ in range(len(form.review)):
        press(Qt.Key.Key_Return, CONTROL)
    assert main.document.form.review == ()
    texts = {name: text for name, text in main.document.form.fields.items() if name != "period"}
    assert texts == {name: text for name, text in SAMPLE.fields.items() if name != "period"}
    drafts = Drafts(tmp_path / "data")
    qtbot.waitUntil(lambda: [file.path for file in drafts.recent_files()] == [str(foreign)])
    drafts.close()


def test_unseen_doubts_go_along_as_marks(application: Application, foreign: Path, qtbot: QtBot) -> None:
    application.import_file(foreign)
    window = imported(application, qtbot)
    press(Qt.Key.Key_F9)
    for box in window.findChildren(QCheckBox):
        box.setChecked(False)
    press(Qt.Key.Key_Return, CONTROL)
    main = opened(application, qtbot)
    assert main.document.form.review == ("fields.period",)
    assert main.document.form.amounts == SAMPLE.amounts


def test_a_file_dropped_on_a_form_can_be_merged_into_it(application: Application, foreign: Path, qtbot: QtBot) -> None:
    main = application.new()
    assert main is not None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(foreign))])
    nothing = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing)
    main.dropEvent(drop)
    window = imported(application, qtbot)
    window.merge_wanted.emit(window.session.form(), FIRST)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    qtbot.waitUntil(sheet.isActiveWindow)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.import_desk().windows == [])
    assert main.document.form.fields["contact"] == SAMPLE.fields["contact"]
    assert len(main.document.form.indicators) == len(SAMPLE.indicators)
    main.document.undo()
    assert not main.document.form.indicators


def test_last_year_is_rolled_forward_by_its_key(application: Application, qtbot: QtBot, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "data")
    draft = drafts.create(SAMPLE, FIRST)
    drafts.close()
    before = application.open_draft(draft)
    assert before is not None
    qtbot.waitUntil(before.isActiveWindow)
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    (window,) = application.import_desk().windows
    assert isinstance(window, RollForwardWindow)
    qtbot.waitUntil(window.isActiveWindow)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(application.windows) > 1)
    after = application.windows[-1]
    assert after.document.form.year == 2021
    assert after.message.sentence.startswith("从 2020 年结转：21 处待复核")


def test_an_unreadable_file_is_said_in_a_line(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    window = application.new()
    assert window is not None
    application.import_file(tmp_path / "坏.xlsx")
    qtbot.waitUntil(lambda: "不完整" in window.message.sentence)
