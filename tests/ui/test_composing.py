"""An input method at work: no key fires meanwhile, and nothing that is composed is lost on save, export and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake.reading import read_form
from tests.ui.windows import press, type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.outgoing.dialog import WorkDialog
from ui.outgoing.export_sheet import ExportSheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
PLACES = ["fields.contact", "fields.goals", "indicators[1].name"]


def compose(text: str) -> None:
    """Show a text as an input method does that has not committed it."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def compose_at(window: MainWindow, where: str) -> None:
    """Begin to compose at a place; a cell of the table is opened by a first character, as typing opens it."""
    window.go_to(where)
    if where.startswith("indicators"):
        type_in(QApplication.focusWidget(), "甲")
    compose("nihao")


def said_at(form: Form, where: str) -> str:
    return form.indicators[1].name if where.startswith("indicators") else form.fields[where.partition(".")[2]]


@pytest.fixture
def window(open_window: Callable[[Form, Definition], MainWindow]) -> MainWindow:
    return open_window(SAMPLE, FIRST)


@pytest.mark.parametrize("where", PLACES)
def test_no_key_fires_while_something_is_composed(window: MainWindow, where: str) -> None:
    compose_at(window, where)
    before, fired = window.document.form, []
    for action in window.actions():
        action.triggered.connect(lambda _=False, each=action: fired.append(each.text()))
    editor = QApplication.focusWidget()
    for action in window.actions():
        for keys in action.shortcuts():
            pressed = keys[0]
            QTest.keyClick(editor, pressed.key(), pressed.keyboardModifiers())
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        QTest.keyClick(editor, key)
    assert fired == []
    assert window.document.form == before
    assert QApplication.focusWidget() is editor
    type_in(editor, "你好")
    assert said_at(window.document.form, where).count("你好") == 1
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    assert fired == ["立即保存"]


@pytest.mark.parametrize("where", PLACES)
def test_what_is_composed_is_saved(window: MainWindow, drafts: Drafts, where: str) -> None:
    compose_at(window, where)
    window.save()
    assert said_at(window.document.form, where).count("nihao") == 1
    assert drafts.load(window.draft, DEFINITIONS) == window.document.form


@pytest.mark.parametrize("where", PLACES)
def test_what_is_composed_is_there_after_closing(window: MainWindow, drafts: Drafts, where: str) -> None:
    compose_at(window, where)
    assert window.close()
    assert said_at(drafts.load(window.draft, DEFINITIONS), where).count("nihao") == 1


@pytest.mark.parametrize("where", PLACES)
def test_what_is_composed_is_exported(window: MainWindow, qtbot: QtBot, tmp_path: Path, where: str) -> None:
    compose_at(window, where)
    (export,) = [action for action in window.actions() if action.text() == "导出…"]
    export.trigger()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ExportSheet)
    sheet.put_into(tmp_path)
    sheet.begin()
    qtbot.waitUntil(lambda: not any(each.is_busy for each in window.findChildren(WorkDialog)))
    for path in tmp_path.glob("*.*"):
        if path.suffix in {".pdf", ".xlsx"}:
            assert said_at(read_form(path, DEFINITIONS).form, where).count("nihao") == 1


def test_what_was_given_up_while_composing_is_not_saved(window: MainWindow) -> None:
    window.go_to("fields.contact")
    press(Qt.Key.Key_F2)
    compose("nihao")
    compose("")
    window.save()
    assert window.document.form == SAMPLE
