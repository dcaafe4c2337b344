"""Saving by itself: when it is done, what is said, and what can be taken back after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.drafts import Drafts
from models.edits import RemoveIndicators, edit_at
from models.trouble import NotWritten
from tests.ui.windows import press, type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form

    OpenWindow = Callable[[Form, Definition], MainWindow]


def no_room(*_: object, **__: object) -> None:
    raise NotWritten("没有保存：磁盘已满，腾出空间后会自动再试。")


def test_it_saves_by_itself_and_says_so_only_then(
    open_window: OpenWindow,
    drafts: Drafts,
    qtbot: QtBot,
) -> None:
    window = open_window(SAMPLE, FIRST)
    with qtbot.waitSignal(window.autosave.saved):
        window.document.apply(edit_at("fields.contact", "甲"))
        assert not window.autosave.is_done
    assert window.autosave.is_done
    assert drafts.load(window.draft, DEFINITIONS).fields["contact"] == "甲"


def test_when_saving_fails_it_says_why_and_keeps_what_was_typed(
    open_window: OpenWindow,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(SAMPLE, FIRST)
    with monkeypatch.context() as full:
        full.setattr(drafts, "save", no_room)
        window.document.apply(edit_at("fields.contact", "甲"))
        assert not window.autosave.save_all()
    assert not window.autosave.is_done
    assert window.document.form.fields["contact"] == "甲"
    assert window.autosave.save_all()
    assert drafts.load(window.draft, DEFINITIONS) == window.document.form


def test_a_field_that_is_left_is_saved_at_once(open_window: OpenWindow, drafts: Drafts) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲乙")
    assert not window.autosave.is_done
    press(Qt.Key.Key_Tab)
    assert window.autosave.is_done
    assert "甲乙" in drafts.load(window.draft, DEFINITIONS).fields["contact"]


def test_the_reason_is_said_once_and_taken_back_when_it_is_saved(
    open_window: OpenWindow, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(SAMPLE, FIRST)
    with monkeypatch.context() as full:
        full.setattr(drafts, "save", no_room)
        window.document.apply(edit_at("fields.contact", "甲"))
        window.autosave.save()
        assert window.message.sentence == "没有保存：磁盘已满，腾出空间后会自动再试。"
        assert window.status.saved.text() == "没有保存：磁盘已满"
        window.message.clear()
        window.autosave.save()
        assert window.message.sentence == ""
    window.message.say("没有保存：磁盘已满，腾出空间后会自动再试。")
    assert window.autosave.save()
    assert window.message.sentence == ""
    assert window.status.saved.text().startswith("已保存 ")


def test_a_revision_says_what_was_done(open_window: OpenWindow, drafts: Drafts) -> None:
    window = open_window(SAMPLE, FIRST)
    for text in ("甲", "乙"):
        window.document.apply(edit_at("fields.contact", text))
    window.autosave.save()
    window.document.apply(edit_at("fields.phone", "1"))
    window.document.apply(RemoveIndicators((1,)))
    window.autosave.save()
    said = [revision.what for revision in drafts.revisions(window.draft)]
    assert said == ["修改“联系电话”等 2 处", "修改“绩效管理联系人”", "新建空白表"]


def test_what_was_done_is_taken_back_and_done_again_after_a_restart(open_window: OpenWindow, drafts: Drafts) -> None:
    window = open_window(SAMPLE, FIRST)
    window.document.apply(edit_at("fields.contact", "甲"))
    window.document.apply(RemoveIndicators((1, 3)))
    window.document.apply(edit_at("fields.phone", "1"))
    window.document.undo()
    assert window.close()
    again = MainWindow(drafts, window.draft, DEFINITIONS)
    assert again.document.form == window.document.form
    again.document.redo()
    assert again.document.form.fields["phone"] == "1"
    for words in ("修改“联系电话”", "删除 2 条指标", "修改“绩效管理联系人”"):
        assert again.document.undo_stack.undoText() == words
        again.document.undo()
    assert again.document.form == SAMPLE
    assert not again.document.undo_stack.canUndo()
    again.close()


def test_the_numbers_of_the_list_are_those_of_the_window(open_window: OpenWindow, drafts: Drafts) -> None:
    window = open_window(SAMPLE, FIRST)
    window.document.apply(edit_at("amounts.expense_project", "20374.99"))
    window.autosave.save()
    findings = drafts.listed()[0].summary.findings
    assert (findings.errors, findings.first) == (1, "三项之和多 27.00")


def test_a_draft_taken_with_the_stick_is_saved_when_it_is_back(
    open_window: OpenWindow, drafts: Drafts, tmp_path: Path
) -> None:
    window = open_window(SAMPLE, FIRST)
    (tmp_path / "data").rename(tmp_path / "stick")
    window.document.apply(edit_at("fields.contact", "甲"))
    assert not window.autosave.save()
    assert window.message.sentence.startswith("没有保存：存草稿的文件夹不见了")
    (tmp_path / "stick").rename(tmp_path / "data")
    assert window.autosave.save()
    assert drafts.load(window.draft, DEFINITIONS).fields["contact"] == "甲"


def test_what_could_not_be_saved_is_there_after_a_power_failure(
    open_window: OpenWindow, drafts: Drafts, tmp_path: Path
) -> None:
    window = open_window(SAMPLE, FIRST)
    (tmp_path / "data").rename(tmp_path / "stick")
    window.document.apply(edit_at("fields.contact", "甲"))
    assert not window.autosave.save()
    lost, form = window.draft, window.document.form
    (tmp_path / "stick").rename(tmp_path / "data")
    again = Drafts(tmp_path / "data")  # the window that holds it is taken for gone
    assert again.take_rescued(DEFINITIONS) == 1
    assert again.load(lost, DEFINITIONS) == form
    assert again.revisions(lost)[0].what == "找回没有保存成的内容"
    assert again.take_rescued(DEFINITIONS) == 0
    again.close()
    assert drafts.load(lost, DEFINITIONS) == form


def test_what_was_saved_in_the_end_needs_no_rescue(open_window: OpenWindow, drafts: Drafts, tmp_path: Path) -> None:
    window = open_window(SAMPLE, FIRST)
    (tmp_path / "data").rename(tmp_path / "stick")
    window.document.apply(edit_at("fields.contact", "甲"))
    window.autosave.save()
    assert [path.suffix for path in (tmp_path / "rescued").iterdir()] == [".json"]
    (tmp_path / "stick").rename(tmp_path / "data")
    window.document.apply(edit_at("fields.contact", "乙"))
    window.autosave.save()
    assert drafts.take_rescued(DEFINITIONS) == 0
    assert drafts.load(window.draft, DEFINITIONS).fields["contact"] == "乙"


def test_an_export_on_a_full_disk_is_found_by_its_code_once_there_is_room(
    open_window: OpenWindow, drafts: Drafts, tmp_path: Path
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.document.apply(edit_at("fields.contact", "甲"))
    exported, code = window.document.form, window.document.check_code
    (tmp_path / "data").rename(tmp_path / "stick")
    assert not window.autosave.save(code, "导出 表 一")
    window.document.apply(edit_at("fields.contact", "乙"))
    assert not window.autosave.save()
    (tmp_path / "stick").rename(tmp_path / "data")
    assert window.autosave.save()
    (found,) = drafts.with_code(code)
    assert drafts.form_at(found.number, DEFINITIONS) == exported
    assert drafts.load(window.draft, DEFINITIONS) == window.document.form
    said = [revision.what for revision in drafts.revisions(window.draft)]
    assert said == ["修改“绩效管理联系人”", "导出 表 一", "新建空白表"]
