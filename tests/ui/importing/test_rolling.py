"""从上年结转, from a draft and from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from models.edits import edit_at
from models.form_json import form_to_json
from tests.ui.windows import press
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON
from ui.importing.desk import ImportDesk
from ui.importing.rolling import RollForwardWindow
from ui.importing.window import ImportWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from models.drafts import Drafts
    from models.form import Form


@pytest.fixture
def made() -> list[tuple[Form, str]]:
    return []


@pytest.fixture
def desk(drafts: Drafts, made: list[tuple[Form, str]]) -> ImportDesk:
    """Give a desk over two drafts of unlike years."""
    for year in (2018, 2020):
        drafts.create(edit_at("fields.goals", f"{year}年完成。").apply(replace(SAMPLE, year=year)), FIRST)
    desk = ImportDesk(DEFINITIONS, drafts, lambda: None)
    desk.draft_wanted.connect(lambda form, _, origin: made.append((form, origin)))
    return desk


def opened(desk: ImportDesk, qtbot: QtBot) -> RollForwardWindow:
    window = desk.roll_forward()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_newest_year_is_offered_and_enter_makes_the_draft(
    desk: ImportDesk, qtbot: QtBot, made: list[tuple[Form, str]]
) -> None:
    window = opened(desk, qtbot)
    assert window.list.count() == 2
    assert "2020 年" in window.list.currentItem().text()
    assert window.year.value() == 2021
    assert "带过来 21 处" in window.said.text()
    assert "“整体绩效目标”里写着 2020 年" in window.said.text()
    press(Qt.Key.Key_Return)
    ((form, origin),) = made
    assert (form.year, origin, len(form.review)) == (2021, "从 2020 年结转", 21)
    assert desk.windows == []


def test_options_change_what_is_carried(desk: ImportDesk, qtbot: QtBot, made: list[tuple[Form, str]]) -> None:
    window = opened(desk, qtbot)
    window.keep_amounts.click()
    window.keep_targets.click()
    assert "指标值已清空" in window.said.text()
    window.year.setValue(2020)
    assert "不能结转到 2020 年" in window.said.text()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made == []
    window.year.setValue(2022)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((form, _),) = made
    assert form.amounts == SAMPLE.amounts
    assert {row.cells["value"] for row in form.indicators} == {""}


def test_another_draft_is_chosen_by_arrows(desk: ImportDesk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    before = window.list.currentRow()
    press(Qt.Key.Key_Down if before == 0 else Qt.Key.Key_Up)
    assert window.year.value() == 2019


def test_a_certain_file_is_taken_and_another_goes_through_the_import(
    desk: ImportDesk, qtbot: QtBot, tmp_path: Path, made: list[tuple[Form, str]]
) -> None:
    path = tmp_path / "民政.json"
    path.write_bytes(form_to_json(replace(SAMPLE, year=2023)))
    window = opened(desk, qtbot)
    window.choose_file(path)
    qtbot.waitUntil(lambda: window.year.value() == 2024)
    window.make()
    assert made[0][1] == "从 2023 年结转"
    window = opened(desk, qtbot)
    text = tmp_path / "去年.txt"
    text.write_text(SAMPLE_JSON.with_suffix(".txt").read_text(encoding="utf-8") + "\n\n别的话", encoding="utf-8")
    window.choose_file(text)
    qtbot.waitUntil(lambda: any(isinstance(each, ImportWindow) for each in desk.windows))
    assert [type(each) for each in desk.windows] == [ImportWindow]
    desk.windows[0].close()


def test_a_file_stays_in_the_list_and_can_be_chosen_again(
    desk: ImportDesk, qtbot: QtBot, tmp_path: Path, made: list[tuple[Form, str]]
) -> None:
    path = tmp_path / "民政.json"
    path.write_bytes(form_to_json(replace(SAMPLE, year=2023)))
    window = opened(desk, qtbot)
    window.choose_file(path)
    qtbot.waitUntil(lambda: window.year.value() == 2024)
    assert window.message.sentence == ""
    window.list.setCurrentRow(1)
    assert window.year.value() in {2019, 2021}
    window.list.setCurrentRow(0)
    assert (window.year.value(), window.message.sentence) == (2024, "")
    window.make()
    assert made[0][0].year == 2024


def test_a_draft_that_cannot_be_read_makes_none_of_another(
    drafts: Drafts, desk: ImportDesk, qtbot: QtBot, made: list[tuple[Form, str]]
) -> None:
    window = opened(desk, qtbot)
    gone = window.list.item(0).data(Qt.ItemDataRole.UserRole)
    drafts.delete(gone)
    drafts.purge(gone)
    window.list.setCurrentRow(1)
    window.list.setCurrentRow(0)
    assert "已损坏" in window.message.sentence
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made == []


def test_a_draft_without_a_year_is_listed_too(drafts: Drafts, qtbot: QtBot) -> None:
    drafts.create(edit_at("fields.period", "全年").apply(replace(SAMPLE, year=None)), FIRST)
    window = RollForwardWindow(drafts, DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    assert window.list.currentItem().text().startswith("年份未填")
    assert "“全年”里看不出年份" in window.said.text()


def test_without_drafts_a_file_is_asked_for(drafts: Drafts, qtbot: QtBot) -> None:
    window = RollForwardWindow(drafts, DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    assert "请选一份去年的文件" in window.said.text()
    window.make()


def test_an_unreadable_file_gets_its_sentence(desk: ImportDesk, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(desk, qtbot)
    window.choose_file(tmp_path / "没有.xls")
    qtbot.waitUntil(lambda: window.message.sentence.startswith("没有找到文件"))
    window.close()


def test_a_file_that_was_taken_can_be_chosen_again(desk: ImportDesk, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(desk, qtbot)
    path = tmp_path / "2019年.json"
    path.write_bytes(form_to_json(replace(SAMPLE, year=2019)))
    window.choose_file(path)
    qtbot.waitUntil(lambda: window.year.value() == 2020)
    assert window.message.sentence == ""
    press(Qt.Key.Key_Down)
    assert window.year.value() != 2020
    press(Qt.Key.Key_Up)
    assert window.year.value() == 2020
    assert window.message.sentence == ""


def test_tab_goes_as_it_is_read(desk: ImportDesk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    found = []
    for _ in range(9):
        found.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    words = [each.text() if isinstance(each, QAbstractButton) else each.accessibleName() for each in found if each]
    assert words[:2] == ["结转哪一份", "选文件…"]
    assert words[2:5] == ["结转到哪一年", window.keep_targets.text(), window.keep_amounts.text()]
    assert words[-2:] == ["取消", "生成 2021 年草稿"]


def test_without_a_form_nothing_can_be_chosen_for_it(drafts: Drafts, qtbot: QtBot) -> None:
    window = ImportDesk(DEFINITIONS, drafts, lambda: None).roll_forward()
    qtbot.addWidget(window)
    assert not any(each.isEnabled() for each in (window.year, window.keep_targets, window.keep_amounts))
    assert window.year.value() > 2020
    window.choose_file(SAMPLE_JSON)
    qtbot.waitUntil(window.keep_targets.isEnabled)


def test_enter_presses_the_button_with_the_keyboard(
    desk: ImportDesk, qtbot: QtBot, made: list[tuple[Form, str]]
) -> None:
    opened(desk, qtbot)
    for _ in range(8):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert len(made) == 1
    assert desk.windows == []
