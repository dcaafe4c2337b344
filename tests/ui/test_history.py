"""The history: which export the paper is, what has changed since, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from models.alterations import alterations
from models.digest import check_code
from models.drafts import Revision
from models.edits import MoveIndicators, RemoveIndicators, edit_at
from models.form import blank_form
from models.trouble import Unreadable
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE, SECOND
from ui.history.change_list import ChangeModel
from ui.history.model import HistoryModel
from ui.history.page import HistoryPage
from ui.history.rows import Row, named, rows
from ui.history.wording import pieces_of, words_at
from ui.printing.dialog import PrintDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow

OLD = edit_at("fields.period", "2020年").apply(edit_at("indicators[3].value", "50件").apply(SAMPLE))
CODE = check_code(OLD, FIRST)


@pytest.fixture
def window(open_window: Callable[[Form, Definition], MainWindow], drafts: Drafts) -> MainWindow:
    """Give a window whose draft was exported, then changed in two places, with its history open."""
    opened = open_window(OLD, FIRST)
    drafts.save(opened.draft, OLD, FIRST, "导出 申报表", CODE)
    for where in ("fields.period", "indicators[3].value"):
        text = SAMPLE.fields["period"] if where == "fields.period" else SAMPLE.indicators[3].text("value")
        opened.document.apply(edit_at(where, text))
    opened.save()
    QTest.keyClick(opened, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    return opened


def page_of(window: MainWindow) -> HistoryPage:
    page = window.workspace.panel.page("history")
    assert isinstance(page, HistoryPage)
    return page


def heading(window: MainWindow) -> str:
    found = [label.text() for label in page_of(window).findChildren(QLabel) if label.isVisible()]
    return next((text for text in found if text.startswith("从 ")), "")


def type_code(window: MainWindow, code: str) -> None:
    line = page_of(window).code.findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, code)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_the_code_on_the_paper_leads_to_what_has_changed_since(window: MainWindow) -> None:
    type_code(window, CODE.lower().replace("-", " "))
    assert heading(window).endswith("到现在，改了 2 处")
    assert [each.where for each in page_of(window).changes.changes.alterations] == [
        "fields.period",
        "indicators[3].value",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7K4M2-Q9PX", "不是校验码"), ("", ""), (check_code(SAMPLE, FIRST), "这台电脑上没有校验码为")],
)
def test_a_code_that_leads_nowhere_gets_a_sentence(window: MainWindow, typed: str, said: str) -> None:
    type_code(window, typed)
    assert said in page_of(window).code.sentence
    assert bool(said) == bool(page_of(window).code.sentence)
    assert heading(window) == ""


def test_the_code_of_another_draft_leads_there(window: MainWindow, drafts: Drafts, qtbot: QtBot) -> None:
    other = drafts.create(SAMPLE, FIRST)
    code = check_code(SAMPLE, FIRST)
    drafts.save(other, SAMPLE, FIRST, "导出", code)
    type_code(window, code)
    (button,) = [each for each in page_of(window).code.children() if getattr(each, "text", str)() == "打开那一份"]
    with qtbot.waitSignal(window.comparing.draft_wanted) as wanted:
        button.click()
    assert wanted.args == [other, code]


def test_the_form_says_at_each_place_what_stood_there_and_stays_editable(window: MainWindow, qtbot: QtBot) -> None:
    type_code(window, CODE)
    cell = window.sheet.cells["fields.period"]
    assert cell.editor.accessibleDescription().startswith("原 2020年")
    assert "原 50件" in window.sheet.indicators.table.was[3].values()  # type: ignore[union-attr]
    assert any("改了 1 处" in each.accessibleName() for each in window.workspace.rail.items())
    assert any(each.text() == "对比中，可照常修改" for each in window.status.findChildren(QLabel))
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲")
    qtbot.waitUntil(lambda: heading(window).endswith("改了 3 处"))


def test_ending_the_comparison_takes_every_mark_away(window: MainWindow) -> None:
    type_code(window, CODE)
    page_of(window).list.setFocus()
    press(Qt.Key.Key_Escape)
    assert heading(window) == ""
    assert not window.sheet.cells["fields.period"].has_notice
    assert not window.sheet.indicators.table.was  # type: ignore[union-attr]
    assert not any("改了" in each.accessibleName() for each in window.workspace.rail.items())
    assert not any(each.text().startswith("对比中") for each in window.status.findChildren(QLabel))


def test_enter_and_arrows_lead_from_revision_to_change_to_place(window: MainWindow) -> None:
    type_code(window, CODE)
    page_of(window).list.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.where == "indicators[3].value"


def test_going_back_brings_the_whole_form_as_one_step_and_one_new_revision(
    window: MainWindow, drafts: Drafts, qtbot: QtBot
) -> None:
    window.document.apply(MoveIndicators((0,), 7, ("产出类指标", "质量指标")))
    window.document.apply(RemoveIndicators((1,)))
    now, count, done = window.document.form, window.document.undo_stack.count(), len(drafts.revisions(window.draft))
    type_code(window, CODE)
    page_of(window).back.click()
    assert window.document.form == OLD
    assert window.document.undo_stack.count() == count + 1
    assert len(drafts.revisions(window.draft)) == done + 2, "what stood there before is kept, too"
    assert drafts.revisions(window.draft)[0].what.startswith("回到 ")
    qtbot.waitUntil(lambda: heading(window).endswith("没有改动"))
    window.workspace.undo()
    assert window.document.form == now


def test_two_revisions_are_compared_with_each_other(window: MainWindow) -> None:
    page = page_of(window)
    numbers = [row.revision.number for row in page.list.revisions.rows if row.revision]
    page.list.choose(numbers[-1])
    model, flags = page.list.selectionModel(), QItemSelectionModel.SelectionFlag
    model.select(page.list.revisions.index(page.list.revisions.row_of(numbers[1])), flags.Select)
    assert heading(window).endswith("没有改动"), "the export holds what the draft began with"
    assert not window.sheet.cells["fields.period"].has_notice, "the form now is not what is compared"


def test_shift_and_arrows_choose_two_revisions_by_keys(window: MainWindow, drafts: Drafts) -> None:
    page = page_of(window)
    page.list.choose(drafts.revisions(window.draft)[0].number)
    page.list.setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert heading(window).endswith("改了 2 处")
    assert "现在" not in heading(window)


def test_a_new_revision_comes_into_the_list_and_the_choice_stays(window: MainWindow) -> None:
    type_code(window, CODE)
    window.document.apply(edit_at("fields.phone", "023-63837721"))
    window.save()
    page = page_of(window)
    first = next(row for row in page.list.revisions.rows if row.revision)
    assert (first.is_now, first.revision.what) == (True, "修改“联系电话”")  # type: ignore[union-attr]
    assert [each.code for each in page.list.chosen_revisions()] == [CODE]


def test_a_revision_that_cannot_be_read_gets_its_sentence(
    window: MainWindow, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise Unreadable("这一次的内容已损坏。")

    monkeypatch.setattr(drafts, "form_at", unreadable)
    type_code(window, CODE)
    assert heading(window) == ""
    assert any("已损坏" in each.text() for each in window.status.findChildren(QLabel))


def test_a_revision_of_another_form_version_is_not_compared(window: MainWindow, drafts: Drafts) -> None:
    drafts.save(window.draft, blank_form(SECOND), SECOND, "换表样", check_code(blank_form(SECOND), SECOND))
    drafts.save(window.draft, window.document.form, FIRST, "换回来")
    type_code(window, check_code(blank_form(SECOND), SECOND))
    assert heading(window) == ""
    assert any("另一个表样" in each.text() for each in window.status.findChildren(QLabel))


def test_a_removed_row_is_said_where_it_stood(window: MainWindow, qtbot: QtBot) -> None:
    type_code(window, CODE)
    window.document.apply(RemoveIndicators((0,)))
    table = window.sheet.indicators.table  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "这里删去了" in str(table.was.get(0)))
    assert "原 50件" in table.was[2].values(), "the mark has moved with its row"


@given(st.lists(st.lists(st.integers(0, 9), max_size=8), max_size=6))
def test_a_view_can_follow_the_list_row_by_row(shown: list[list[int]]) -> None:
    model, mirror = HistoryModel(), list[Row]()

    def removed(_: object, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def inserted(_: object, first: int, last: int) -> None:
        mirror[first:first] = model.rows[first : last + 1]

    model.rowsRemoved.connect(removed)
    model.rowsInserted.connect(inserted)
    for titles in shown:
        model.set_rows(tuple(Row(str(title)) for title in titles))
        assert [row.title for row in mirror] == [str(title) for title in titles]


def test_what_has_changed_is_printed_or_it_is_said_why_not(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    type_code(window, CODE)
    monkeypatch.setattr("ui.printing.dialog.has_printer", lambda: False)
    page_of(window).print.click()
    assert "没有找到打印机" in window.message.sentence
    titles: list[str] = []

    def close(dialog: PrintDialog) -> int:
        dialog.show()
        qtbot.waitExposed(dialog)
        titles.append(dialog.windowTitle())
        dialog.close()
        return 0

    monkeypatch.setattr("ui.printing.dialog.has_printer", lambda: True)
    monkeypatch.setattr(PrintDialog, "exec", close)
    page_of(window).print.click()
    assert titles == ["修改对照表"]


def test_a_new_draft_says_that_its_history_begins_here(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(blank_form(SECOND), SECOND)
    window.workspace.switch_panel("history")
    shown = [label.text() for label in page_of(window).findChildren(QLabel) if label.isVisible()]
    assert "从这里起，每次修改都会留下记录。" in shown


def test_places_are_said_in_words_for_every_kind_of_change() -> None:
    now = RemoveIndicators((9,)).apply(MoveIndicators((0,), 3).apply(SAMPLE))
    now = replace(edit_at("fields.goals", SAMPLE.fields["goals"].replace("救助", "帮扶", 1)).apply(now), year=2021)
    now = edit_at("fields.phone", "").apply(now)
    found = {each.label: each for each in alterations(SAMPLE, now, FIRST)}
    words = {label: words_at(each) for label, each in found.items()}
    assert words["三、数量指标 3"] == "原在“数量指标”第 1 条"
    assert words["一、整体绩效目标"] == "改过，原文见右边“历史”"
    assert words["一、联系电话"] == "原 63837721"
    assert "".join(piece.text for piece in pieces_of(found["一、联系电话"])) == "63837721 → 现在空着"
    assert "".join(piece.text for piece in pieces_of(found["年度"])) == "2020 → 2021"
    assert any("".join(p.text for p in pieces_of(each)).startswith("删除 ") for each in found.values())


def test_revisions_are_laid_out_by_day_in_both_qt_models(qtmodeltester: ModelTester) -> None:
    times = ("2020-11-23T10:32:05.000+08:00", "2020-11-23T09:31:00.000+08:00", "2020-11-22T17:02:00.000+08:00")
    revisions = [Revision(9 - place, "a", time, "修改", "") for place, time in enumerate(times)]
    laid_out = rows(revisions, date(2020, 11, 23))
    assert [row.title or row.time for row in laid_out] == ["今天", "10:32", "09:31", "昨天", "17:02"]
    assert [named(each, date(2020, 11, 23)) for each in revisions] == ["10:32", "09:31", "昨天 17:02"]
    model = HistoryModel()
    model.set_rows(laid_out)
    qtmodeltester.check(model)
    changes = ChangeModel()
    changes.show(alterations(OLD, SAMPLE, FIRST))
    qtmodeltester.check(changes)
    assert changes.data(changes.index(0)) == "一、实施起止时间：原来“2020年”，改为“2020.1-12”"
