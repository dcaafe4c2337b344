"""Leaving the import: nothing that was decided is lost without a question, and nothing is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from models.trouble import Trouble
from tests.ui.importing.foreign import foreign
from tests.ui.importing.test_by_keys import application
from tests.ui.windows import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.application import Application
    from ui.importing.window import ImportWindow

__all__ = ["application"]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(application: Application, qtbot: QtBot) -> ImportWindow:
    """Give an open import of the foreign workbook."""
    application.start(None)
    made = application.import_desk().show(Path("2019年绩效目标申报表.xls"), foreign())
    qtbot.waitUntil(made.isActiveWindow)
    return made


def at() -> str:
    widget = QApplication.focusWidget()
    return widget.text() if hasattr(widget, "text") else widget.accessibleName() if widget else ""


@pytest.mark.usefixtures("window")
def test_without_a_decision_esc_leaves(application: Application) -> None:
    press(Qt.Key.Key_Escape)
    assert application.import_desk().windows == []
    assert application.windows == []


def test_what_was_decided_is_asked_about_first(window: ImportWindow, application: Application) -> None:
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_W, CONTROL)
    assert window.isVisible()
    assert "关掉就没有了" in window.message.sentence
    assert at() == "接着看"
    press(Qt.Key.Key_Escape)
    assert window.message.sentence == ""
    assert "实施起止时间" in at()
    assert len(window.session.answers) == 1
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert at() == "关掉"
    press(Qt.Key.Key_Space)
    assert application.import_desk().windows == []
    assert application.windows == []


def test_an_answer_that_was_taken_back_is_none(window: ImportWindow, application: Application) -> None:
    press(Qt.Key.Key_F9)
    window.decisions.cards[0].answered.emit(None)
    window.close()
    assert application.import_desk().windows == []


def test_a_draft_that_cannot_be_made_leaves_the_window_as_it_was(
    window: ImportWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise Trouble("D 盘已满。")

    press(Qt.Key.Key_F9)
    monkeypatch.setattr("models.drafts.Drafts.create", full)
    press(Qt.Key.Key_Return, CONTROL)
    assert window.isVisible()
    assert window.message.sentence == "D 盘已满。"
    assert len(window.session.answers) == 1
    monkeypatch.undo()
    press(Qt.Key.Key_Return, CONTROL)
    assert application.import_desk().windows == []
    assert len(application.windows) == 1


def test_what_stands_there_is_corrected_and_the_last_answer_leads_to_the_button(window: ImportWindow) -> None:
    press(Qt.Key.Key_F8)
    next(each for each in window.decisions.cards[1].findChildren(QPushButton) if "自己填" in each.text()).click()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.selectedText()) == ("43466", "43466")
    press(Qt.Key.Key_Escape)
    for _ in window.session.questions:
        press(Qt.Key.Key_F9)
    assert at().startswith("生成")


def test_enter_answers_and_makes_the_draft(window: ImportWindow, application: Application) -> None:
    for _ in window.session.questions:
        press(Qt.Key.Key_Return)
    assert window.session.open_questions == ()
    press(Qt.Key.Key_Return)
    assert application.import_desk().windows == []
    assert len(application.windows) == 1


def test_enter_in_the_line_of_ones_own_answers_once(window: ImportWindow) -> None:
    next(each for each in window.decisions.cards[1].findChildren(QPushButton) if "自己填" in each.text()).click()
    press(Qt.Key.Key_Return)
    assert set(window.session.answers) == {1}
    assert window.session.answers[1].label == "自己填"


def test_tab_goes_as_it_is_read(window: ImportWindow) -> None:
    window.header.back.setFocus()
    found, widgets = [at()], [QApplication.focusWidget()]
    press(Qt.Key.Key_Tab)
    while QApplication.focusWidget() not in widgets:
        found.append(at())
        widgets.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    names = (
        "返回",
        "原文件",
        "7 个金额",
        "实施起止时间",
        "没有归处",
        "已认出",
        "按上年",
        "2020 年",
        "金额",
        "取消",
        "生成",
    )
    places = [next(place for place, words in enumerate(found) if words.startswith(name)) for name in names]
    assert places == sorted(places)


def test_arrows_lead_from_card_to_card_and_f6_from_part_to_part(window: ImportWindow) -> None:
    press(Qt.Key.Key_Down)
    assert window.decisions.current == 1
    press(Qt.Key.Key_Up)
    assert window.decisions.current == 0
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        seen.append(at().split(" ")[0])
    assert seen == ["生成", "原文件", "7"]
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert at() == "原文件"
