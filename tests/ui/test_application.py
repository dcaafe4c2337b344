"""The program with its windows: where it goes on, the ways between them, what it says where it cannot."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.digest import check_code
from models.drafts import Drafts
from models.drafts.database import NAME
from models.edits import edit_at
from models.trouble import NotWritten
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE, SAMPLE_JSON
from ui.application import Application
from ui.memory import Memory, recall
from ui.printing.viewed import path_to_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow
    from ui.start.window import StartWindow


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    hook = sys.excepthook
    made = Application(qapp, tmp_path)
    yield made
    sys.excepthook = hook
    for window in made.windows[:]:
        window.close()
    if made.start_window:
        made.start_window.close()
        made.start_window.deleteLater()
    made.close()


def kept(folder: Path, *names: str) -> list[str]:
    drafts = Drafts(folder)
    made = [drafts.create(edit_at("fields.reporting_unit", name).apply(SAMPLE), FIRST) for name in names]
    drafts.close()
    return made


def shown(application: Application) -> StartWindow:
    """Give the start window, which has to be the one in sight."""
    start = application.start_window
    assert start is not None
    assert start.isVisible()
    return start


def opened(application: Application) -> MainWindow:
    """Give the one window that is open on a draft."""
    (window,) = application.windows
    assert window.isVisible()
    return window


def test_enter_goes_on_with_the_draft_that_was_changed_last(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    _, newest = kept(tmp_path, "甲局", "乙局")
    application.start(None)
    start = shown(application)
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    press(Qt.Key.Key_Return)
    assert opened(application).draft == newest
    assert not start.isVisible()


def test_the_way_there_and_back_saves_and_keeps_the_place_on_the_screen(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    older, _ = kept(tmp_path, "甲局", "乙局")
    application.start(None)
    start = shown(application)
    start.setGeometry(40, 50, 1010, 610)
    start.draft_wanted.emit(older)
    window = opened(application)
    assert window.geometry() == start.geometry()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("amounts.expense_basic")
    window.document.apply(edit_at("fields.contact", "李四"))
    window.setGeometry(60, 70, 1100, 620)
    window.workspace.rail.all_wanted.emit()
    assert application.windows == []
    assert shown(application).geometry().size() == window.geometry().size()
    assert start.list.chosen is not None
    assert start.list.chosen.id == older, "it was changed last, and is chosen"
    start.draft_wanted.emit(older)
    again = opened(application)
    assert again.document.form.fields["contact"] == "李四"
    qtbot.waitUntil(lambda: again.where == "amounts.expense_basic")


def test_a_draft_that_cannot_be_saved_keeps_its_window(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NotWritten("没有保存：磁盘已满。")

    window = application.new()
    assert window is not None
    window.document.apply(edit_at("fields.contact", "李四"))
    with monkeypatch.context() as broken:
        broken.setattr(Drafts, "save", full)
        broken.setattr("PySide6.QtWidgets.QMessageBox.question", lambda *_: None)
        window.start_wanted.emit()
        assert opened(application) is window
        assert not application.start_window.isVisible()  # type: ignore[union-attr]


def test_without_drafts_the_sample_can_be_looked_at(application: Application) -> None:
    application.start(None)
    start = shown(application)
    assert application.windows == []
    assert start.page.sample.isVisible()
    start.page.sample.click()
    assert opened(application).document.form == SAMPLE


def test_a_blank_form_begins_in_the_year_it_is_begun(application: Application) -> None:
    application.start(None)
    shown(application).page.cards["new"].click()
    form = opened(application).document.form
    assert not any(form.fields.values())
    assert form.year is not None


def test_a_file_that_is_named_is_opened_and_remembered(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    application.start(SAMPLE_JSON)
    assert opened(application).document.form == SAMPLE
    assert application.start_window is None
    drafts = Drafts(tmp_path)
    qtbot.waitUntil(lambda: [file.path for file in drafts.recent_files()] == [str(SAMPLE_JSON)])
    assert drafts.listed()[0].origin == "从“sample-2020.json”导入"
    drafts.close()


def test_an_unreadable_file_gets_its_sentence_on_the_start_page(application: Application, tmp_path: Path) -> None:
    kept(tmp_path, "甲局")
    application.start(tmp_path / "没有.json")
    assert shown(application).message.sentence.startswith("没有找到文件")


def test_a_draft_that_cannot_be_read_gets_its_sentence_and_the_others_stay(
    application: Application, tmp_path: Path
) -> None:
    _, newest = kept(tmp_path, "甲局", "乙局")
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE drafts SET body = x'00' WHERE id = ?", (newest,))
        connection.execute("UPDATE revisions SET body = x'00' WHERE draft = ?", (newest,))
        connection.execute("DELETE FROM bases WHERE draft = ?", (newest,))
    connection.close()
    application.start(None)
    shown(application).draft_wanted.emit(newest)
    assert "已损坏" in shown(application).message.sentence
    assert application.windows == []


def test_what_was_recovered_is_said(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"not a database" * 100)
    hook = sys.excepthook
    application = Application(qapp, tmp_path)
    sys.excepthook = hook
    application.start(None)
    start = shown(application)
    assert "草稿文件" in start.message.sentence
    assert "原文件没有删" in start.message.sentence
    start.close()
    application.close()


def test_one_draft_has_one_window(application: Application, tmp_path: Path) -> None:
    (draft,) = kept(tmp_path, "甲局")
    assert application.open_draft(draft) is application.open_draft(draft)


def test_a_code_from_paper_leads_from_one_draft_into_another(application: Application, tmp_path: Path) -> None:
    mine, other = kept(tmp_path, "甲局", "乙局")
    drafts = Drafts(tmp_path)
    form = edit_at("fields.reporting_unit", "乙局").apply(SAMPLE)
    code = check_code(form, FIRST)
    drafts.save(other, form, FIRST, "导出", code)
    drafts.close()
    window = application.open_draft(mine)
    assert window is not None
    window.export_wanted.emit(other, code)
    found = next(each for each in application.windows if each.draft == other)
    assert found.comparing.compared is not None
    assert found.comparing.compared.earlier.code == code


def test_a_backup_takes_the_place_of_all_and_nothing_is_deleted(application: Application, tmp_path: Path) -> None:
    kept(tmp_path, "甲局")
    drafts = Drafts(tmp_path)
    backup = tmp_path / "U盘" / "备份.db"
    backup.parent.mkdir()
    drafts.back_up_to(backup)
    drafts.close()
    application.start(None)
    start = shown(application)
    start.draft_wanted.emit(kept(tmp_path, "乙局")[0])
    opened(application).document.apply(edit_at("fields.contact", "李四"))
    start.restore_wanted.emit(backup)
    assert application.windows == []
    assert "已从“备份.db”恢复 1 份草稿" in start.message.sentence
    assert [start.page.list.model().index(0, 0).data(), start.page.list.model().rowCount()] == ["甲局", 1]
    assert [*tmp_path.glob("drafts.replaced-*.db")], "what was there is kept beside it"
    start.restore_wanted.emit(SAMPLE_JSON)
    assert "不能用来恢复" in start.message.sentence
    assert start.page.list.model().rowCount() == 1


def test_typing_goes_on_after_the_window_came_from_the_start_page(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    (draft,) = kept(tmp_path, "甲局")
    application.start(None)
    shown(application).draft_wanted.emit(draft)
    window = opened(application)
    qtbot.waitUntil(window.isActiveWindow)
    type_in(QApplication.focusWidget(), "新")
    assert window.document.form.fields["reporting_unit"] != "甲局"


def test_the_window_comes_back_as_it_was_left(application: Application, tmp_path: Path) -> None:
    window = application.new()
    assert window is not None
    window.resize(1000, 600)
    application.dress("dark")
    window.close()
    memory = recall(tmp_path)
    assert (memory.width, memory.height, memory.scheme) == (1000, 600, "dark")
    application.dress("light")
    again = application.new()
    assert again is not None
    assert (again.width(), again.height()) == (1000, 600)


def test_what_was_remembered_may_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"width": "wide", "scheme": "pink", "size"', encoding="utf-8")
    assert recall(tmp_path) == Memory()
    (tmp_path / "window.json").write_text('{"width": "wide", "scheme": "pink", "size": 1}', encoding="utf-8")
    assert recall(tmp_path) == Memory(size=1)
    (tmp_path / "window.json").write_text('{"places": {"a": "fields.goals", "b": 3}}', encoding="utf-8")
    assert recall(tmp_path) == Memory(places={"a": "fields.goals"})


def test_a_second_window_takes_nothing_away_that_is_looked_at_elsewhere(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    old, new = path_to_view(tmp_path, "去年"), path_to_view(tmp_path, "今年")
    old.write_bytes(b"%PDF")
    first = application.new()
    assert first is not None
    qtbot.waitUntil(lambda: first.later.is_done)
    assert not old.exists()  # left by an earlier start
    new.write_bytes(b"%PDF")
    second = application.new()
    assert second is not None
    qtbot.waitUntil(lambda: second.later.is_done)
    assert new.exists()
