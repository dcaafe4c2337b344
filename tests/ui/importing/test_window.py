"""The import window as a clerk uses it: keys and clicks; and Qt's own test of the models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox

from export.outputs import write_outputs
from intake.doubt import Doubt, Leftover
from intake.grid import Box, Grid, GridCell
from intake.reading import read_form
from models.merge import offers
from tests.ui.importing.foreign import foreign
from tests.ui.windows import press
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON
from ui import fonts
from ui.importing.desk import ImportDesk
from ui.importing.grid_model import GridModel, State
from ui.importing.merging import OfferModel
from ui.importing.session import Session
from ui.importing.understood_model import UnderstoodModel
from ui.importing.window import ImportWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.document import Document
    from ui.main_window import MainWindow


def nothing_open() -> tuple[Document, QWidget] | None:
    return None


@pytest.fixture
def window(qtbot: QtBot) -> ImportWindow:
    """Give an open import of the foreign workbook."""
    made = ImportWindow(Path("2019年绩效目标申报表.xls"), foreign(), DEFINITIONS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def made_by(window: ImportWindow) -> list[tuple[Form, str]]:
    found: list[tuple[Form, str]] = []
    window.draft_wanted.connect(lambda form, _, origin: found.append((form, origin)))
    return found


def button(widget: QWidget, words: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.text().startswith(words) and each.isVisible())


def test_a_year_that_is_corrected_here_is_the_one_that_is_rolled_forward(window: ImportWindow) -> None:
    found = made_by(window)
    window.session.corrected["fields.period"] = "2022年1月-12月"
    window.decisions.changed.emit()
    assert button(window, "生成").text() == "生成 2023 年草稿"
    window.make()
    assert (found[0][0].year, found[0][0].fields["period"]) == (2023, "2023年1月-12月")
    window.session.corrected["fields.period"] = "2099年1月-12月"
    window.decisions.changed.emit()
    window.make()
    assert (found[1][0].year, found[1][1]) == (2099, "从“2019年绩效目标申报表.xls”导入")


def test_doubts_are_answered_by_keys_and_the_draft_is_made(window: ImportWindow) -> None:
    found = made_by(window)
    assert window.decisions.current == 0
    assert {box.name for box in window.source.view.chosen} == {"C9", "D9", "E9", "G9", "C11", "D11", "E11", "G11"}
    press(Qt.Key.Key_F9)
    assert window.decisions.current == 1
    press(Qt.Key.Key_F8)
    assert window.decisions.current == 2
    press(Qt.Key.Key_F9)
    assert window.decisions.current == 1  # the one that was passed over
    ticks = [each for each in window.findChildren(QCheckBox) if each.text().startswith("按上年结转：2019 的")]
    assert [(each.isChecked(), button(window, "生成").text()) for each in ticks] == [(True, "生成 2020 年草稿")]
    ticks[0].click()
    assert button(window, "生成").text() == "生成 2019 年草稿"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((form, origin),) = found
    assert form.amounts == SAMPLE.amounts
    assert form.indicators[1].cells["remark"] == "另报街道"
    assert form.review == ("fields.period",)
    assert origin == "从“2019年绩效目标申报表.xls”导入"


def test_an_answer_of_ones_own(window: ImportWindow) -> None:
    press(Qt.Key.Key_F8)
    card = window.decisions.cards[1]
    button(card, "自己填").click()
    line = next(each for each in card.findChildren(QLineEdit) if each.isVisible())
    QTest.keyClicks(line, "2019.1-2019.12")
    press(Qt.Key.Key_Return)
    assert window.session.form().fields["period"] == "2019.1-2019.12"
    assert "已定" in card.accessibleName()
    button(card, "改回").click()
    assert window.session.form().fields["period"] == "43466"
    assert "待确认" in card.accessibleName()


def test_esc_puts_the_line_for_an_own_answer_away(window: ImportWindow) -> None:
    card = window.decisions.cards[1]
    button(card, "自己填").click()
    press(Qt.Key.Key_Escape)
    assert not any(line.isVisible() for line in card.findChildren(QLineEdit))
    assert window.isVisible()


def test_a_click_on_a_cell_chooses_what_belongs_to_it(window: ImportWindow) -> None:
    view = window.source.view
    at = view.visualRect(view.grid.index(3, 5)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.decisions.current == 1
    at = view.visualRect(view.grid.index(4, 4)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    tree = window.decisions.understood.tree
    assert window.decisions.current == -1
    assert tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "绩效管理联系人 伍老师"


def test_the_source_says_in_words_what_became_of_a_cell(window: ImportWindow) -> None:
    grid = window.source.view.grid
    roles = Qt.ItemDataRole
    assert grid.index(3, 5).data(roles.AccessibleTextRole) == "F4 43466 待确认：实施起止时间"
    assert grid.index(4, 4).data(roles.ToolTipRole) == "已认出：绩效管理联系人"
    assert grid.state(29, 0) is State.LEFT_OVER
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F9)
    assert grid.index(3, 5).data(roles.AccessibleTextRole) == "F4 43466 已认出：实施起止时间"
    button(window.decisions.cards[1], "改回").click()
    assert grid.state(3, 5) is State.DOUBTFUL
    assert window.decisions.leftovers is not None
    button(window.decisions.leftovers, "不要").click()
    assert grid.state(29, 0) is State.PLAIN


def test_a_left_over_text_is_given_a_place(window: ImportWindow) -> None:
    side = window.decisions.leftovers
    assert side is not None
    button(side, "查看").click()
    assert [box.name for box in window.source.view.chosen] == ["A30"]
    button(side, "不要").click()
    assert window.session.open_leftovers == ()


def test_other_sheets_are_read_when_their_tab_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415 - for this test alone

    path = tmp_path / "表.xlsx"
    write_outputs(SAMPLE, FIRST, DEFINITIONS, [path])
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "去年"
    book.save(path)
    intake = read_form(path, DEFINITIONS)
    window = ImportWindow(path, intake, DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    tabs = window.source.tabs
    assert "去年" in [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("去年"))
    qtbot.waitUntil(lambda: window.session.intake.source.grid.name == "去年")
    assert window.session.form().fields == SAMPLE.fields


def test_our_own_file_opens_at_once_and_a_foreign_one_is_shown(qtbot: QtBot, drafts: Drafts, tmp_path: Path) -> None:
    desk = ImportDesk(DEFINITIONS, drafts, nothing_open)
    found: list[Form] = []
    desk.draft_wanted.connect(lambda form, *_: found.append(form))
    desk.begin(SAMPLE_JSON)
    qtbot.waitUntil(lambda: bool(found))
    assert (found, desk.windows) == ([SAMPLE], [])
    text = SAMPLE_JSON.with_suffix(".txt").read_text(encoding="utf-8")
    (tmp_path / "甲.txt").write_text(f"{text}\n\n另外写的一段话", encoding="utf-8")
    desk.begin(tmp_path / "甲.txt")
    qtbot.waitUntil(lambda: bool(desk.windows))
    (window,) = desk.windows
    window.make()
    assert len(found) == 2
    assert desk.windows == []


def test_a_file_that_cannot_be_read_gets_its_sentence(qtbot: QtBot, drafts: Drafts, tmp_path: Path) -> None:
    desk = ImportDesk(DEFINITIONS, drafts, nothing_open)
    with qtbot.waitSignal(desk.failed) as failed:
        desk.begin(tmp_path / "没有.xlsx")
    assert failed.args[0].startswith("没有找到文件")


def test_nothing_comes_of_a_file_that_is_no_longer_wanted(qtbot: QtBot, drafts: Drafts) -> None:
    desk = ImportDesk(DEFINITIONS, drafts, nothing_open)
    found: list[Form] = []
    desk.draft_wanted.connect(lambda form, *_: found.append(form))
    desk.begin(SAMPLE_JSON)
    desk.cancel()
    with qtbot.waitSignal(desk.draft_wanted):
        desk.begin(SAMPLE_JSON)
    assert len(found) == 1


def test_a_file_is_merged_into_the_open_form_as_one_step(
    qtbot: QtBot, drafts: Drafts, open_window: Callable[[Form, Definition], MainWindow]
) -> None:
    main = open_window(SAMPLE, FIRST)
    desk = ImportDesk(DEFINITIONS, drafts, lambda: (main.document, main))
    window = desk.show(Path("甲.xls"), foreign())
    window.merge_wanted.emit(window.session.form(), FIRST)
    from ui.importing.merging import MergeSheet  # noqa: PLC0415

    sheet = next(each for each in main.findChildren(MergeSheet))
    qtbot.waitUntil(sheet.isVisible)
    model = sheet.model
    labels = [offer.label for offer in model.offers]
    row = labels.index("实施起止时间")
    assert model.taken == []
    model.setData(model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    button(sheet, "并入 1 处").click()
    assert main.document.form.fields["period"] == "43466"
    assert main.document.form.amounts == SAMPLE.amounts
    main.document.undo()
    assert main.document.form == SAMPLE
    qtbot.waitUntil(lambda: desk.windows == [])


def test_a_sheet_of_five_thousand_rows_is_shown(qtbot: QtBot) -> None:
    cells = tuple(GridCell(row, column, f"{row}·{column}") for row in range(5000) for column in range(6))
    intake = foreign()._replace(found={}, doubts=(), leftovers=())
    intake = intake._replace(source=intake.source._replace(grids=(Grid(cells),), used=0))
    window = ImportWindow(Path("大.xlsx"), intake, DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    view = window.source.view
    view.scrollToBottom()
    assert view.indexAt(QPoint(5, view.viewport().height() - 40)).row() > 4900
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("width", "height", "size"), [(683, 384, 0), (911, 440, 2)], ids=["200 %", "large type"])
def test_a_small_window_shows_the_first_question_with_its_answers_and_its_cell(
    qtbot: QtBot, width: int, height: int, size: int
) -> None:
    fonts.choose_size(size)
    try:
        small = ImportWindow(Path("甲.xls"), foreign(), DEFINITIONS, can_merge=True)
        qtbot.addWidget(small)
        small.resize(width, height)
        small.show()
        last = [each for each in small.decisions.cards[0].findChildren(QPushButton) if each.isVisible()][-1]
        qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().size() == last.size())
        view = small.source.view
        qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())))
    finally:
        fonts.choose_size(0)


def test_the_year_it_is_rolled_into_is_offered_and_can_be_another(window: ImportWindow) -> None:
    found = made_by(window)
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    (year,) = window.findChildren(QSpinBox)
    assert (year.value(), year.minimum()) == (2020, 2020)
    year.setFocus()
    press(Qt.Key.Key_Up)
    assert button(window, "生成").text() == "生成 2021 年草稿"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((form, origin),) = found
    assert (form.year, form.fields["period"]) == (2021, "2021年1月-12月")
    assert origin.endswith("按 2019 年结转")


def test_the_models_hold(qtmodeltester: ModelTester) -> None:
    other = replace(SAMPLE, fields=dict.fromkeys(SAMPLE.fields, "别的"), indicators=SAMPLE.indicators[:3])
    for found in (offers(SAMPLE, other, FIRST), ()):
        model_of_offers = OfferModel(found)
        qtmodeltester.check(model_of_offers)
        model_of_offers.take_all(taken=True)
        assert model_of_offers.taken == list(found)
    qtmodeltester.check(GridModel(foreign().source.grid))
    qtmodeltester.check(GridModel(Grid(())))
    session = Session(foreign())
    model = UnderstoodModel(session)
    qtmodeltester.check(model)
    parent = next(model.index(row, 0) for row in range(model.rowCount()) if model.rowCount(model.index(row, 0)))
    cell = model.index(2, 1, parent)
    assert model.setData(cell, "改过的名称")
    assert model.setData(parent, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert "改过的名称" in session.corrected.values()
    assert session.left_out == {"indicators[0]"}
    assert not model.setData(parent.siblingAtColumn(1), "整行不能直接改")
    goals = next(model.index(row, 1) for row in range(model.rowCount()) if model.entries[row].where == "fields.goals")
    assert not model.flags(goals) & Qt.ItemFlag.ItemIsEditable  # its lines would be joined


def test_hundreds_of_doubts_and_texts_are_listed_in_portions(qtbot: QtBot) -> None:
    doubts = tuple(Doubt("form", f"值{place}", "拿不准", (Box(place, 0),)) for place in range(200))
    leftovers = tuple(Leftover(f"剩{place}", Box(300 + place, 0)) for place in range(300))
    window = ImportWindow(Path("多.xlsx"), foreign()._replace(doubts=doubts, leftovers=leftovers), DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    shown = len(window.decisions.cards)
    assert shown < 50
    assert button(window, f"还有 {200 - shown} 处没有列出来")
    for _ in range(shown + 1):
        window.decisions.take_first()
    assert len(window.decisions.cards) > shown
    assert window.decisions.current == shown + 1
    window.decisions.find_cell(150, 0)
    assert window.decisions.current == 150
    side = window.decisions.leftovers
    assert side is not None
    side.toggle()
    button(side, "还有 200 段没有列出来").click()
    button(side, "还有 100 段没有列出来").click()
    assert not any("没有列出来" in each.text() for each in side.findChildren(QPushButton) if each.isVisible())
    button(side, "其余都不要").click()
    assert window.session.open_leftovers == ()
