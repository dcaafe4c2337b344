"""A form that is pasted: from the start page, into its search field, and into an open form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox

from intake.pasted import NO_FORM
from models.compare import differences
from tests.intake.test_pasted import HTML, TABBED
from tests.ui.importing.test_by_keys import application, imported, opened
from tests.ui.windows import press
from tests.versions import FIRST, SAMPLE, SAMPLE_TEXT
from ui.importing.merging import MergeSheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.application import Application
    from ui.start.window import StartWindow

__all__ = ["application"]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def copied(html: str = "", text: str = "", file: str = "") -> None:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    if file:
        mime.setUrls([QUrl.fromLocalFile(file)])
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.fixture
def start(application: Application, qtbot: QtBot) -> StartWindow:
    """Show the start window on one draft, with the caret in the field for searching."""
    first = application.open_sample()
    assert first is not None
    application.show_start(first)
    window = application.start_window
    assert window is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.page.search)
    return window


@pytest.mark.parametrize(
    ("html", "text"), [(HTML, TABBED.replace("伍老师", "陆老师")), ("", TABBED)], ids=["HTML", "tabs"]
)
def test_a_copied_form_becomes_a_draft(
    application: Application, start: StartWindow, html: str, text: str, qtbot: QtBot
) -> None:
    copied(html, text)
    press(Qt.Key.Key_V, CONTROL)
    window = imported(application, qtbot)
    for box in window.findChildren(QCheckBox):
        box.setChecked(False)
    press(Qt.Key.Key_Return, CONTROL)
    main = opened(application, qtbot)
    assert differences(SAMPLE, main.document.form, FIRST) == ()
    assert start.page.search.text() == ""


def test_the_key_works_beside_the_search_field_too(application: Application, start: StartWindow, qtbot: QtBot) -> None:
    copied(HTML)
    next(iter(start.page.cards.values())).setFocus()
    press(Qt.Key.Key_V, CONTROL)
    assert imported(application, qtbot).session.questions == ()


def test_a_line_of_text_is_pasted_to_search_for_it(application: Application, start: StartWindow) -> None:
    copied("<table><tr><td>民政局</td></tr></table>", "民政局\n")  # a cell as Excel copies it
    press(Qt.Key.Key_V, CONTROL)
    assert start.page.search.text().strip() == "民政局"
    assert application.import_desk().windows == []


@pytest.mark.parametrize("text", ["今天\n开会", ""], ids=["lines", "nothing"])
def test_what_holds_no_form_is_said_in_the_line(start: StartWindow, text: str, qtbot: QtBot) -> None:
    copied(text=text)
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: start.message.sentence == NO_FORM)
    assert start.page.search.text() == ""


@pytest.mark.usefixtures("start")
def test_a_copied_file_is_imported(application: Application, qtbot: QtBot) -> None:
    copied(file=str(SAMPLE_TEXT))
    press(Qt.Key.Key_V, CONTROL)
    assert imported(application, qtbot).windowTitle().endswith(SAMPLE_TEXT.name)


@pytest.mark.parametrize(
    "name", ["fields.reporting_unit", "fields.goals", "amounts.income_total", "indicators[1].name"]
)
def test_a_form_pasted_into_a_cell_is_imported_and_the_cell_stays(
    application: Application, name: str, qtbot: QtBot
) -> None:
    main = application.open_sample()
    assert main is not None
    qtbot.waitUntil(lambda: main.isActiveWindow() and main.later.is_done)
    main.go_to(name)
    before = main.document.form
    copied(HTML, TABBED)
    press(Qt.Key.Key_V, CONTROL)
    imported(application, qtbot)
    assert main.document.form == before


def test_some_cells_of_a_form_are_pasted_as_text(application: Application, qtbot: QtBot) -> None:
    main = application.new()
    assert main is not None
    qtbot.waitUntil(lambda: main.isActiveWindow() and main.later.is_done)
    main.go_to("fields.goals")
    copied(text="联系电话\t63837721\n1、完善低保")
    press(Qt.Key.Key_V, CONTROL)
    assert main.document.form.fields["goals"] == "联系电话 63837721\n1、完善低保"
    assert application.import_desk().windows == []


def test_a_copied_form_is_merged_into_the_open_one(application: Application, qtbot: QtBot) -> None:
    main = application.new()
    assert main is not None
    qtbot.waitUntil(main.isActiveWindow)
    copied(HTML)
    press(Qt.Key.Key_V, CONTROL | SHIFT)
    window = imported(application, qtbot)
    window.merge_wanted.emit(window.session.form(), FIRST)
    (sheet,) = main.findChildren(MergeSheet)
    sheet.accept()
    assert differences(SAMPLE, main.document.form, FIRST) == ()
