"""A file that is brought to an open form: compared place by place, taken over as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from models.edits import edit_at
from models.form_json import form_to_json
from tests.ui.importing.test_by_keys import application, foreign, imported
from tests.ui.windows import press
from tests.versions import FIRST, SAMPLE
from ui.importing.merging import MergeSheet, OfferModel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from models.form import Form
    from ui.application import Application
    from ui.importing.window import ImportWindow
    from ui.main_window import MainWindow

__all__ = ["application", "foreign"]
CONTROL = Qt.KeyboardModifier.ControlModifier


def drop(window: MainWindow, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


def written(path: Path, form: Form) -> Path:
    path.write_bytes(form_to_json(form))
    return path


def press_merge(window: ImportWindow, qtbot: QtBot) -> MergeSheet:
    merge = next(each for each in window.findChildren(QPushButton) if each.text().startswith("并入"))
    assert merge.isVisible()
    merge.setFocus()
    press(Qt.Key.Key_Space)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, MergeSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def new_form(application: Application) -> MainWindow:
    window = application.new()
    assert window is not None
    return window


def test_what_was_not_looked_at_goes_along_as_to_be_looked_at(
    application: Application, foreign: Path, qtbot: QtBot
) -> None:
    main = new_form(application)
    drop(main, foreign)
    window = imported(application, qtbot)
    press(Qt.Key.Key_F9)
    sheet = press_merge(window, qtbot)
    labels = [sheet.model.index(row, 0).data() for row in range(sheet.model.rowCount())]
    assert [label for label in labels if "待复核" in label] == ["实施起止时间　待复核"]
    press(Qt.Key.Key_Return)
    assert application.import_desk().windows == []
    assert main.document.form.review == ("fields.period",)
    assert main.document.form.amounts == SAMPLE.amounts
    assert "其中 1 处待复核" in main.message.sentence
    qtbot.waitUntil(main.isActiveWindow)
    press(Qt.Key.Key_Z, CONTROL)
    assert main.document.form.review == ()
    assert not any(main.document.form.amounts.values())
    assert not main.document.form.indicators


def test_our_own_file_brought_to_a_form_may_be_merged(application: Application, qtbot: QtBot, tmp_path: Path) -> None:
    main = new_form(application)
    drop(main, written(tmp_path / "甲.json", SAMPLE))
    sheet = press_merge(imported(application, qtbot), qtbot)
    press(Qt.Key.Key_Return)
    assert sheet.result() == sheet.DialogCode.Accepted
    assert main.document.form.fields == SAMPLE.fields
    assert len(application.windows) == 1


def test_it_goes_into_the_form_it_was_brought_to(application: Application, foreign: Path, qtbot: QtBot) -> None:
    first = new_form(application)
    second = new_form(application)
    drop(first, foreign)
    press_merge(imported(application, qtbot), qtbot)
    press(Qt.Key.Key_Return)
    assert first.document.form.fields["contact"] == SAMPLE.fields["contact"]
    assert second.document.form.fields["contact"] == ""


def test_a_form_that_was_closed_meanwhile_is_said(application: Application, foreign: Path, qtbot: QtBot) -> None:
    main = new_form(application)
    drop(main, foreign)
    window = imported(application, qtbot)
    main.close()
    window.merge_wanted.emit(window.session.form(), FIRST)
    assert "已经关了" in window.message.sentence


def test_cancelled_it_changes_nothing_and_the_file_is_still_there(
    application: Application, foreign: Path, qtbot: QtBot
) -> None:
    main = new_form(application)
    before = main.document.form
    drop(main, foreign)
    window = imported(application, qtbot)
    press(Qt.Key.Key_F9)
    press_merge(window, qtbot)
    press(Qt.Key.Key_Escape)
    assert main.document.form == before
    assert window.isVisible()
    assert len(window.session.answers) == 1


def test_of_several_files_one_is_taken_and_the_others_are_said(
    application: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    main = new_form(application)
    files = [written(tmp_path / f"{name}.json", SAMPLE) for name in ("甲", "乙", "丙")]
    drop(main, *files)
    assert imported(application, qtbot).windowTitle() == "导入 · 甲.json"
    assert main.message.sentence == "一次导入一份：先看“甲.json”，其余 2 份请看完再拖。"


def test_long_texts_are_shown_from_where_they_part() -> None:
    from models.merge import offers  # noqa: PLC0415 - for this test alone

    text = SAMPLE.fields["management"]
    other = edit_at("fields.management", f"{text}另补一句。").apply(replace(SAMPLE))
    model = OfferModel(offers(SAMPLE, other, FIRST))
    now, then = (model.index(0, column).data() for column in (1, 2))
    assert then.endswith("另补一句。")
    assert now != then
    assert len(now) < 100
    assert len(model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)) > len(then)


def test_tab_leads_from_the_table_to_the_filled_button(application: Application, foreign: Path, qtbot: QtBot) -> None:
    main = new_form(application)
    drop(main, foreign)
    sheet = press_merge(imported(application, qtbot), qtbot)
    found = []
    for _ in range(5):
        widget: QWidget | None = QApplication.focusWidget()
        found.append(widget.text() if isinstance(widget, QPushButton) else "")
        press(Qt.Key.Key_Tab)
    assert found == ["", "全部勾上", "全部不勾", "取消", f"并入 {len(sheet.model.taken)} 处"]
    sheet.reject()
