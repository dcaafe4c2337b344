"""The start page: found again by what is typed, opened, copied, renamed, thrown away and taken back; by keys alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
)

from models.digest import check_code
from models.drafts import Draft, Drafts, Findings, Summary
from models.drafts.store import DAYS_IN_BIN
from models.edits import edit_at
from models.form import blank_form
from models.problem import Severity
from tests.ui.windows import press, type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND
from ui import fonts
from ui.start.model import CHANGED, CODE, HEADINGS, STATE, UNIT, YEAR, DraftModel
from ui.start.page import CARDS
from ui.start.state import changed_words, details_of, kept_words, state_of
from ui.start.window import StartWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

NAMES = ("甲局", "乙局", "丙局")


def draft_of(drafts: Drafts, name: str, year: int = 2020) -> str:
    return drafts.create(replace(edit_at("fields.reporting_unit", name).apply(SAMPLE), year=year), FIRST)


@pytest.fixture
def start(qtbot: QtBot, drafts: Drafts) -> Iterator[Callable[..., StartWindow]]:
    """Open start windows, each with the keyboard."""

    def open_one(*names: str) -> StartWindow:
        for name in names:
            draft_of(drafts, name)
        window = StartWindow(drafts, DEFINITIONS)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_one
    fonts.choose_size(0)


def names(window: StartWindow) -> list[str]:
    """Give what the list shows, from top to bottom."""
    model = window.list.model()
    return [str(model.index(row, UNIT).data()) for row in range(model.rowCount())]


def chosen(window: StartWindow) -> str:
    assert window.list.chosen is not None
    return window.list.chosen.unit


def click_link(window: StartWindow, words: str) -> None:
    """Click a link in the line of messages."""
    links = [each for each in window.message.findChildren(QPushButton) if each.text() == words]
    links[-1].click()


def test_the_newest_draft_is_chosen_and_enter_opens_it(start: Callable[..., StartWindow], qtbot: QtBot) -> None:
    window = start(*NAMES)
    assert names(window) == ["丙局", "乙局", "甲局"]
    with qtbot.waitSignal(window.draft_wanted) as wanted:
        press(Qt.Key.Key_Return)
    assert wanted.args == [window.list.chosen.id]  # type: ignore[union-attr]
    assert chosen(window) == "丙局"


def test_arrows_choose_and_screen_readers_hear_the_whole_line(start: Callable[..., StartWindow]) -> None:
    window = start(*NAMES)
    press(Qt.Key.Key_Down)
    assert chosen(window) == "乙局"
    heard = QApplication.focusWidget().accessibleDescription()  # type: ignore[union-attr]
    assert heard.startswith("乙局，新建空白表 ・ 20884.33 万元 ・ 11 条指标，年度 2020，状态 ")
    press(Qt.Key.Key_PageDown)
    assert chosen(window) == "甲局"


def test_what_is_typed_searches_at_once_and_esc_takes_it_back(start: Callable[..., StartWindow], qtbot: QtBot) -> None:
    window = start(*NAMES)
    type_in(QApplication.focusWidget(), "乙")
    qtbot.waitUntil(lambda: names(window) == ["乙局"])
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(window)) == 3)


def test_enter_right_after_typing_opens_what_was_typed(start: Callable[..., StartWindow], qtbot: QtBot) -> None:
    window = start(*NAMES)
    type_in(QApplication.focusWidget(), "甲局")
    with qtbot.waitSignal(window.draft_wanted):
        press(Qt.Key.Key_Return)
    assert chosen(window) == "甲局"


def test_a_search_that_finds_nothing_says_so_and_looks_into_the_bin(
    start: Callable[..., StartWindow], qtbot: QtBot, drafts: Drafts
) -> None:
    window = start(*NAMES)
    drafts.delete(draft_of(drafts, "养老中心"))
    window.refresh()
    type_in(QApplication.focusWidget(), "养老中心")
    qtbot.waitUntil(lambda: window.page.nothing.text() == "没有找到“养老中心”。回收站里有 1 份。")
    assert not window.list.isVisible()
    window.page.look_in_bin.click()
    assert names(window) == ["养老中心"]


def test_a_draft_goes_into_the_bin_by_delete_and_comes_back_by_the_line(start: Callable[..., StartWindow]) -> None:
    window = start(*NAMES)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert names(window) == ["丙局", "甲局"]
    assert window.message.sentence == "“乙局”已移到回收站。"
    assert window.page.bin.text() == "回收站 1 份，保留 30 天"
    click_link(window, "撤销")
    assert names(window) == ["丙局", "乙局", "甲局"]
    assert chosen(window) == "乙局"
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(window) == ["丙局", "乙局", "甲局"], "Ctrl+Z does it, too"


def test_delete_with_text_behind_the_caret_is_for_the_text(start: Callable[..., StartWindow], qtbot: QtBot) -> None:
    window = start(*NAMES)
    type_in(QApplication.focusWidget(), "乙局")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    assert window.page.search.text() == "局"
    qtbot.waitUntil(lambda: len(names(window)) == 3)


def test_the_bin_gives_back_and_lets_go_for_good_only_when_asked_twice(
    start: Callable[..., StartWindow], drafts: Drafts
) -> None:
    window = start("甲局", "乙局")
    for _ in NAMES[:2]:
        press(Qt.Key.Key_Delete)
    assert window.page.search.isVisibleTo(window) is False, "no draft is left, so the cards are all there is"
    window.show_bin(shown=True)
    assert sorted(names(window)) == ["乙局", "甲局"]
    assert window.list.model().index(0, CODE).data() == "还保留 30 天"
    press(Qt.Key.Key_Return)
    assert len(names(window)) == 1
    press(Qt.Key.Key_Delete)
    assert len(drafts.listed(deleted=True)) == 1
    assert "找不回来" in window.message.sentence
    click_link(window, "不删")
    assert len(drafts.listed(deleted=True)) == 1
    press(Qt.Key.Key_Delete)
    click_link(window, "彻底删除")
    assert (len(drafts.listed()), len(drafts.listed(deleted=True))) == (1, 0)
    assert window.page.nothing.text() == "回收站是空的。"
    window.page.search.setFocus()
    press(Qt.Key.Key_Escape)
    assert len(names(window)) == 1


def test_f2_names_a_draft_in_its_line_and_an_empty_name_is_the_unit_again(
    start: Callable[..., StartWindow], drafts: Drafts, qtbot: QtBot
) -> None:
    window = start(*NAMES)
    for typed, name in (("报送稿", "报送稿"), ("", "丙局")):
        press(Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        assert editor.accessibleName() == "这份草稿的名字"
        editor.selectAll()
        press(Qt.Key.Key_Delete)
        type_in(editor, typed)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: names(window)[0] == name)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is window.page.search)
    assert drafts.listed()[0].title == ""


def test_a_copy_is_chosen_and_says_where_it_came_from(start: Callable[..., StartWindow], drafts: Drafts) -> None:
    window = start(*NAMES)
    press(Qt.Key.Key_Down)
    window.page.buttons["duplicate"].click()
    assert chosen(window) == "乙局"
    assert window.list.chosen.origin == "从“乙局”复制"  # type: ignore[union-attr]
    assert len(drafts.listed()) == 4


def test_each_column_sorts_both_ways_and_the_choice_stays(start: Callable[..., StartWindow], drafts: Drafts) -> None:
    window = start()
    for name, year in (("甲局", 2021), ("乙局", 2019), ("丙局", 2020)):
        draft_of(drafts, name, year)
    window.refresh()
    head = window.list.horizontalHeader()
    where = QPoint(head.sectionPosition(YEAR) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert names(window) == ["甲局", "丙局", "乙局"]
    before = chosen(window)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert names(window) == ["乙局", "丙局", "甲局"]
    assert chosen(window) == before
    assert window.list.model().headerData(YEAR, Qt.Orientation.Horizontal) == "年度 ↑"
    for column in (UNIT, STATE, CHANGED, CODE):
        window.list.sort_by(column)
        assert sorted(names(window)) == sorted(NAMES)


def test_without_drafts_there_are_the_larger_cards_and_the_sample(
    start: Callable[..., StartWindow], qtbot: QtBot
) -> None:
    window = start()
    assert [card.accessibleName() for card in window.page.cards.values()] == ["从上年结转", "从文件导入", "新建空白表"]
    assert QApplication.focusWidget() is window.page.cards["roll_forward"]
    assert not window.list.isVisible()
    high = window.page.cards["new"].height()
    with qtbot.waitSignal(window.sample_wanted):
        window.page.sample.click()
    with qtbot.waitSignal(window.roll_forward_wanted):
        press(Qt.Key.Key_Space)
    assert start("甲局").page.cards["new"].height() < high


def test_a_blank_form_asks_for_the_version_where_there_are_several(
    start: Callable[..., StartWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(DEFINITIONS.ids()) > 1
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: menus.append(menu))
    window = start("甲局")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (menu,) = menus
    assert menu.activeAction().text().startswith(FIRST.name), "the newest comes first"
    with qtbot.waitSignal(window.new_wanted) as wanted:
        menu.activeAction().trigger()
    assert wanted.args == [FIRST.id]


def test_a_file_dropped_on_the_page_is_taken_in(
    start: Callable[..., StartWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window, mime, path = start("甲局"), QMimeData(), tmp_path / "旧表.xlsx"
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, button, no_key)
    with qtbot.waitSignal(window.file_wanted) as wanted:
        window.dropEvent(drop)
    assert wanted.args == [path]


def test_recent_files_are_offered(
    start: Callable[..., StartWindow], drafts: Drafts, tmp_path: Path, qtbot: QtBot
) -> None:
    drafts.remember_file(tmp_path / "旧表.xlsx")
    window = start("甲局")
    (action,) = window.page.recent.menu().actions()
    assert action.text().startswith("旧表.xlsx")
    with qtbot.waitSignal(window.file_wanted) as wanted:
        action.trigger()
    assert wanted.args == [tmp_path / "旧表.xlsx"]


def test_a_backup_is_written_proved_and_said(
    start: Callable[..., StartWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = start(*NAMES)
    backup = tmp_path / "U盘备份"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(backup), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (f"{backup}.db", ""))
    window.keeping.back_up()
    assert window.message.sentence == f"已备份 3 份草稿到“{backup}.db”，读回核对无误。"
    said = [
        each.text() for each in (*window.findChildren(QPushButton), *window.findChildren(QLabel)) if each.isVisible()
    ]
    assert "备份到U盘…" in said
    assert any("已自动备份，今天 " in each and each.endswith("备份到过U盘") for each in said)
    window.keeping.ask_to_restore()
    assert "换下现在的 3 份" in window.message.sentence
    with qtbot.waitSignal(window.restore_wanted) as wanted:
        click_link(window, "恢复")
    assert wanted.args == [tmp_path / "U盘备份.db"]


def test_a_backup_that_cannot_be_written_gets_its_sentence(
    start: Callable[..., StartWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("甲局")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "没有" / "a.db"), ""))
    window.keeping.back_up()
    assert window.message.sentence.startswith("没有备份成“a.db”")


@pytest.mark.parametrize("size", [(1366, 696), (1093, 556), (911, 440), (640, 360)])
@pytest.mark.parametrize("type_size", [0, 2])
def test_everything_fits_at_every_size(
    start: Callable[..., StartWindow], size: tuple[int, int], type_size: int
) -> None:
    window = start(*NAMES)
    fonts.choose_size(type_size)
    window.restyle()
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size, "nothing makes the window larger"
    assert window.page.minimumSizeHint().width() <= size[0]
    table = window.findChild(QTableView)
    assert table is not None
    assert sum(table.columnWidth(column) for column in range(len(HEADINGS))) <= table.viewport().width()
    assert table.viewport().height() >= table.rowHeight(0), "at least one draft is seen"


def summary(**figures: object) -> Summary:
    whole = Summary("20884.33", 11, 18, 18, 0, "7K4M2-Q9PX3", Findings())
    return whole._replace(**figures)


def draft(summed: Summary, **values: object) -> Draft:
    moment = "2020-11-23T10:32:05.000+08:00"
    made = Draft("id", "cq-2020-10", 2020, "渝中区民政局", "", "新建空白表", summed, "", moment, moment, None)
    return made._replace(**values)


@pytest.mark.parametrize(
    ("of", "words", "severity"),
    [
        (draft(summary()), "没有问题，可以导出", None),
        (draft(summary(), exported="7K4M2-Q9PX3"), "已导出，已核对一致", None),
        (draft(summary(), exported="00000-00000"), "导出以后又改过", Severity.NOTE),
        (draft(summary(findings=Findings(0, 17, 0, ""))), "17 条提醒待看", Severity.WARNING),
        (draft(summary(findings=Findings(1, 3, 2, "支出少 3.60"))), "1 个错误：支出少 3.60", Severity.ERROR),
        (draft(summary(review=6, findings=Findings(2, 0, 0, "x"))), "还有 6 处待复核", Severity.NOTE),
        (draft(summary(filled=2)), "刚开始：必填项 2 / 18", Severity.NOTE),
        (draft(summary(filled=15, findings=Findings(0, 4, 3, ""))), "还有 3 处没填", Severity.NOTE),
        (draft(Summary()), "打开后核对", None),
    ],
)
def test_a_state_says_the_next_step(of: Draft, words: str, severity: Severity | None) -> None:
    assert state_of(of)[:2] == (words, severity)


def test_a_line_says_what_a_draft_is_and_when_it_was_changed() -> None:
    assert (
        details_of(draft(summary(), title="报送稿"), "万元")
        == "渝中区民政局 ・ 新建空白表 ・ 20884.33 万元 ・ 11 条指标"
    )
    assert details_of(draft(Summary()), "万元") == "新建空白表"
    assert changed_words(draft(summary()), date(2020, 11, 24)) == "昨天 10:32"
    gone = datetime.fromisoformat("2020-11-23T10:32:05.000+08:00")
    assert kept_words(draft(summary(), deleted=gone.isoformat()), gone + timedelta(seconds=5)) == "还保留 30 天"
    assert kept_words(draft(summary(), deleted=gone.isoformat()), gone + timedelta(days=DAYS_IN_BIN)) == "今天到期"


def test_the_list_is_a_proper_model_and_holds_a_second_version(qtmodeltester: ModelTester, drafts: Drafts) -> None:
    draft_of(drafts, "甲局")
    drafts.create(blank_form(SECOND, 2021), SECOND)
    done = draft_of(drafts, "丙局")
    drafts.save(done, SAMPLE, FIRST, "导出", check_code(SAMPLE, FIRST))
    model = DraftModel(lambda each: DEFINITIONS.get(each.form).unit)
    model.show(drafts.listed(), in_bin=False)
    qtmodeltester.check(model)
    assert [model.index(row, UNIT).data() for row in range(3)] == ["渝中区民政局", "（未填单位）", "甲局"]
    assert model.index(0, CODE).data() == check_code(SAMPLE, FIRST)
    assert model.index(1, CODE).data() == "—"
    assert set(CARDS) == {"roll_forward", "import", "new"}
