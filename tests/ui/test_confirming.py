"""待复核 in the window: seen at its place, confirmed by key or by typing, counted; and the causes by key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from models.edits import edit_at
from models.unreviewed import unreviewed
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAITING = replace(
    SAMPLE, review=("fields.project_name", "amounts.income_other", SAMPLE.indicators[3].id, "fields.measures")
)
WRONG = edit_at("amounts.expense_basic", "4161.4").apply(SAMPLE)


def said(window: MainWindow) -> list[str]:
    texts = [each.text() for kind in (QLabel, QPushButton) for each in window.findChildren(kind) if each.isVisible()]
    return [text for text in texts if "待复核" in text]


def test_control_enter_confirms_and_goes_on_to_the_next(open_window: Open) -> None:
    window = open_window(WAITING, FIRST)
    assert said(window) == ["还有 4 处待复核", "待复核 4 处"]
    window.go_to("fields.project_name")
    came_to = []
    for _ in range(3):
        press(Qt.Key.Key_Return, CONTROL)
        came_to.append(window.where)
    assert came_to == ["amounts.income_other", "indicators[3].name", "fields.measures"]
    assert said(window)[0] == "还有 1 处待复核"
    press(Qt.Key.Key_Return, CONTROL)
    assert window.document.form == SAMPLE
    assert said(window) == ["没有待复核的地方了。"]
    window.document.undo()
    assert unreviewed(window.document.form, FIRST) == ("fields.measures",)
    assert window.document.undo_stack.redoText() == "复核确认"


def test_typing_confirms_and_undo_brings_the_mark_back(open_window: Open) -> None:
    window = open_window(WAITING, FIRST)
    cell = window.sheet.cells["fields.project_name"]
    assert "待复核" in cell.editor.accessibleDescription()
    window.go_to("fields.project_name")
    type_in(QApplication.focusWidget(), "甲")
    type_in(QApplication.focusWidget(), "乙")
    assert "待复核" not in cell.editor.accessibleDescription()
    window.document.undo()
    assert window.document.form == WAITING
    assert "待复核" in cell.editor.accessibleDescription()
    window.document.redo()
    assert window.document.form.fields["project_name"] == "甲乙"
    assert "待复核" not in cell.editor.accessibleDescription()


def test_an_indicator_says_that_it_waits_and_makes_room_for_it(open_window: Open) -> None:
    window = open_window(WAITING, FIRST)
    section = window.sheet.indicators
    assert section is not None
    index = section.model.index(3, 2)
    assert "待复核" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    height = section.table.rowHeight(3)
    window.go_to("indicators[3].value")
    press(Qt.Key.Key_Return, CONTROL)
    assert "待复核" not in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert section.table.rowHeight(3) < height


def test_arrows_lead_through_the_causes_and_enter_takes_one(open_window: Open) -> None:
    window = open_window(WRONG, FIRST)
    window.go_to("amounts.expense_total")
    (problem,) = [each for each in window.document.problems if each.causes]
    assert len(problem.causes) > 1
    press(Qt.Key.Key_F9, SHIFT)
    assert QApplication.focusWidget().accessibleName().endswith(f"改为 {problem.causes[0].after}")
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget().accessibleName().endswith(f"改为 {problem.causes[1].after}")
    press(Qt.Key.Key_Return)
    cause = problem.causes[1]
    assert window.document.form == edit_at(cause.where, cause.after).apply(WRONG)
    assert window.isAncestorOf(QApplication.focusWidget())
    assert window.workspace.desk.isAncestorOf(QApplication.focusWidget())


def test_escape_folds_the_panel_and_gives_the_caret_back(open_window: Open) -> None:
    window = open_window(WRONG, FIRST)
    window.go_to("fields.contact")
    press(Qt.Key.Key_F6)
    assert window.workspace.panel.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    assert not window.workspace.panel_open
    assert window.where == "fields.contact"
    assert window.sheet.isAncestorOf(QApplication.focusWidget())


def test_tab_leads_from_the_list_to_what_can_be_done(open_window: Open) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("fields.period")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    assert isinstance(first, QPushButton)
    assert first.text() == "采用  F9"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget().accessibleName() == "理由"
    press(Qt.Key.Key_Escape)
    assert window.workspace.panel_open
    assert QApplication.focusWidget().text() == "采用  F9"


def test_the_head_of_the_table_stays_in_sight_while_the_table_fills_the_view(open_window: Open) -> None:
    window = open_window(SAMPLE, FIRST)
    section, bar = window.sheet.indicators, window.workspace.desk.verticalScrollBar()
    assert section is not None
    top = section.head.mapTo(window.sheet, section.head.rect().topLeft()).y()
    bar.setValue(top + 200)
    assert section.head.mapTo(window.workspace.desk.viewport(), section.head.rect().topLeft()).y() == 0
    bar.setValue(section.geometry().bottom())
    assert section.head.geometry().bottom() <= section.table.geometry().bottom()
    bar.setValue(0)
    assert section.head.mapTo(window.sheet, section.head.rect().topLeft()).y() == top
    window.go_to("indicators[10].name")
    window.go_to("indicators[4].name")
    row = section.table.visualRect(section.model.index(4, 2)).translated(section.table.pos())
    assert row.top() >= section.head.geometry().bottom()
