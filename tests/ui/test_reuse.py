"""What was filled in before, found again while typing; several indicators inserted at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from models.edits import RemoveIndicators, edit_at
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE
from ui.reuse.insert_sheet import IndicatorChoice, InsertSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow

GOAL = SAMPLE.fields["goals"].split("\n")[1]


@pytest.fixture
def window(qtbot: QtBot, drafts: Drafts, open_window: Callable[[Form, Definition], MainWindow]) -> MainWindow:
    """Give a window on this year's form, beside a draft of last year."""
    drafts.create(replace(SAMPLE, year=2019), FIRST)
    form = edit_at("fields.goals", "").apply(RemoveIndicators((2, 3, 4)).apply(replace(SAMPLE, year=2020)))
    made = open_window(form, FIRST)
    made.resize(1366, 900)
    made.reusing.begin()
    qtbot.waitUntil(lambda: made.reusing.gathering.is_done)
    return made


def offered(window: MainWindow) -> list[str]:
    shown = window.reusing.completion.list
    return [phrase.text for phrase in shown.phrases] if shown.isVisible() else []


def goals(window: MainWindow) -> str:
    return window.document.form.fields["goals"]


def test_a_paragraph_is_offered_and_taken_by_an_arrow_as_one_step(window: MainWindow) -> None:
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "前言。\n2、加快")
    assert offered(window)[0].startswith("2、加快推进社会福利体系建设")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert goals(window) == f"前言。\n{GOAL}"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert goals(window) == "前言。\n2、加快"
    press(Qt.Key.Key_Down)
    window.document.undo()
    assert goals(window) == ""


def test_what_was_begun_before_earlier_forms_were_looked_through_is_helped_too(
    qtbot: QtBot, drafts: Drafts, open_window: Callable[[Form, Definition], MainWindow]
) -> None:
    drafts.create(replace(SAMPLE, year=2019), FIRST)
    window = open_window(edit_at("fields.goals", "").apply(SAMPLE), FIRST)
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "2、")
    window.reusing.begin()
    qtbot.waitUntil(lambda: window.reusing.gathering.is_done)
    type_in(QApplication.focusWidget(), "加快")
    assert offered(window)[0].startswith("2、加快推进社会福利体系建设")


def test_esc_closes_the_list_and_leaves_what_was_typed(window: MainWindow) -> None:
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "2、加快")
    press(Qt.Key.Key_Escape)
    assert offered(window) == []
    assert goals(window) == "2、加快"


def test_enter_and_tab_are_never_taken(window: MainWindow) -> None:
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "2、加快")
    press(Qt.Key.Key_Return)
    assert goals(window) == "2、加快\n"
    assert offered(window) == []
    type_in(QApplication.focusWidget(), "2、加快")
    assert offered(window) != []
    press(Qt.Key.Key_Tab)
    assert window.where != "fields.goals"
    assert offered(window) == []


def test_nothing_is_offered_while_an_input_method_composes(window: MainWindow) -> None:
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "2、加")
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("kuai", []))
    assert offered(window) == []


def test_a_name_is_offered_in_its_cell_and_keeps_its_number(window: MainWindow) -> None:
    window.go_to("indicators[1].name")
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(editor, "9.新增")
    assert offered(window) == ["新增社会工作专业人才数量"]
    press(Qt.Key.Key_Down)
    assert window.document.form.indicators[1].name == "9.新增社会工作专业人才数量"
    press(Qt.Key.Key_Return)
    assert offered(window) == []


def test_no_other_field_gets_a_list(window: MainWindow) -> None:
    for where in ("fields.contact", "indicators[1].value"):
        window.go_to(where)
        press(Qt.Key.Key_F2)
        type_in(QApplication.focusWidget(), "加快推进")
        assert offered(window) == []


def test_past_values_stand_in_tool_tip_and_help(window: MainWindow) -> None:
    indicators = window.sheet.indicators
    assert indicators is not None
    tip = indicators.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("历年：2018 100% · 2019 100%")
    window.go_to("indicators[0].value")
    assert "历年：2018 100% · 2019 100%" in [label.text() for label in window.workspace.help.findChildren(QLabel)]


def test_several_indicators_are_inserted_by_keys_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    before = window.document.form
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    sheet = window.findChild(InsertSheet)
    assert isinstance(sheet, InsertSheet)
    qtbot.waitUntil(sheet.filter.hasFocus)
    assert sheet.model.rowCount() == 3
    QTest.keyClicks(sheet.filter, " ")
    type_in(sheet.filter, "社")
    assert sheet.model.rowCount() == 3
    type_in(sheet.filter, "会工作")
    assert sheet.model.rowCount() == 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    sheet.filter.clear()
    sheet.filter.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert [button.text() for button in sheet.findChildren(QPushButton) if button.isDefault()] == ["添加 2 条"]
    press(Qt.Key.Key_Return)
    after = window.document.form
    assert len(after.indicators) == len(before.indicators) + 2
    assert len(after.review) == 2
    window.document.undo()
    assert window.document.form == before


def test_enter_without_a_tick_says_what_to_do_and_tab_goes_as_it_is_read(window: MainWindow, qtbot: QtBot) -> None:
    before = window.document.form
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    sheet = window.findChild(InsertSheet)
    assert isinstance(sheet, InsertSheet)
    qtbot.waitUntil(sheet.filter.hasFocus)
    press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert any("还没有勾选" in label.text() for label in sheet.findChildren(QLabel))
    found = []
    for _ in range(4):
        widget = QApplication.focusWidget()
        found.append(widget.text() if isinstance(widget, QPushButton) else "")
        press(Qt.Key.Key_Tab)
    assert found == ["", "", "取消", "添加"]
    assert sheet.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) != ""
    press(Qt.Key.Key_Escape)
    assert window.document.form == before


def test_a_draft_that_changes_is_gathered_again(window: MainWindow, drafts: Drafts, qtbot: QtBot) -> None:
    drafts.create(edit_at("fields.goals", "全新的一段目标。").apply(SAMPLE), FIRST)
    window.reusing.gathering.look_again()
    qtbot.waitUntil(lambda: window.reusing.gathering.is_done)
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "全新")
    assert offered(window) == ["全新的一段目标。"]


def test_what_was_deleted_from_the_form_is_found_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.drafts.revisions._SETTLED", timedelta(0))
    for text in ("1、只在今天上午写过的一段。", "1、只在", ""):
        window.document.apply(edit_at("fields.goals", text))
        window.save()
    window.document.apply(edit_at("indicators[0].name", "1.上午起的名字"))
    window.save()
    window.document.apply(RemoveIndicators((0,)))
    window.save()
    window.reusing.gathering.look_again()
    qtbot.waitUntil(lambda: window.reusing.gathering.is_exhausted)
    window.go_to("fields.goals")
    type_in(QApplication.focusWidget(), "1、只在")
    assert offered(window) == ["1、只在今天上午写过的一段。"]
    window.reusing.insert_earlier()
    sheet = window.findChild(InsertSheet)
    assert isinstance(sheet, InsertSheet)
    type_in(sheet.filter, "上午起的名字")
    assert sheet.model.rowCount() == 1
    assert "旧稿" in sheet.model.index(0).data()
    sheet.reject()


def test_the_model_holds(window: MainWindow, qtmodeltester: ModelTester) -> None:
    model = IndicatorChoice(window.reusing.gathering.reusable.indicators())
    qtmodeltester.check(model)
    model.filter("没有这样的")
    assert model.rowCount() == 0
