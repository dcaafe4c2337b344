"""The keys of the form, each where the clerk presses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from models.edits import edit_at
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE
from ui import fonts
from ui.sheet.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAMES = [row.name for row in SAMPLE.indicators]


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(SAMPLE, FIRST)


@pytest.fixture
def standard_size() -> Iterator[None]:
    yield
    fonts.choose_size(0)


def test_escape_takes_back_what_was_typed_into_a_field(window: MainWindow) -> None:
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲乙")
    press(Qt.Key.Key_Escape)
    assert window.document.form == SAMPLE
    assert window.where == "fields.contact"


def test_f2_goes_to_the_end_of_a_text_and_opens_a_cell_there(window: MainWindow) -> None:
    window.go_to("fields.contact")
    press(Qt.Key.Key_F2)
    type_in(QApplication.focusWidget(), "甲")
    assert window.document.form.fields["contact"] == SAMPLE.fields["contact"] + "甲"
    window.go_to("indicators[1].value")
    press(Qt.Key.Key_F2)
    type_in(QApplication.focusWidget(), "书")
    assert window.document.form.indicators[1].cells["value"] == SAMPLE.indicators[1].cells["value"] + "书"


@pytest.mark.parametrize(
    ("where", "there"), [("fields.contact", "contact"), ("fields.duties", "duties")], ids=["line", "long"]
)
def test_enter_goes_on_from_a_line_and_breaks_a_long_text(window: MainWindow, where: str, there: str) -> None:
    window.go_to(where)
    press(Qt.Key.Key_Return)
    is_long = FIRST.fields[there].kind == "long"
    assert (window.document.form.fields[there].count("\n") > SAMPLE.fields[there].count("\n")) is is_long
    assert (window.where == where) is is_long


def test_alt_enter_breaks_a_line_anywhere(window: MainWindow) -> None:
    window.go_to("fields.contact")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return, ALT)
    assert window.document.form.fields["contact"] == SAMPLE.fields["contact"] + "\n"
    window.go_to("indicators[1].remark")
    press(Qt.Key.Key_F2)
    type_in(QApplication.focusWidget(), "上")
    press(Qt.Key.Key_Return, ALT)
    type_in(QApplication.focusWidget(), "下")
    assert window.document.form.indicators[1].cells["remark"] == "上\n下"


def test_shift_tab_leads_back(window: MainWindow) -> None:
    window.go_to("fields.management")
    press(Qt.Key.Key_Backtab, SHIFT)
    assert window.where == f"indicators[{len(NAMES) - 1}].remark"
    press(Qt.Key.Key_Backtab, SHIFT)
    assert window.where == f"indicators[{len(NAMES) - 1}].last_year"


@pytest.mark.parametrize("number", range(4))
def test_alt_and_a_number_lead_to_a_section(window: MainWindow, number: int) -> None:
    press([Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4][number], ALT)
    assert window.sheet.section_of(window.where) == FIRST.sections[number].id


def test_f8_walks_through_the_problems_and_back(open_window: Open) -> None:
    window = open_window(edit_at("amounts.expense_project", "20374.99").apply(SAMPLE), FIRST)
    count = len(window.document.problems)
    seen = []
    for _ in range(count + 1):
        press(Qt.Key.Key_F8)
        seen.append(window.workspace.problems.chosen)
    assert len({id(each) for each in seen}) == count
    press(Qt.Key.Key_F8, SHIFT)
    assert window.workspace.problems.chosen == seen[-2]


def test_control_1_folds_and_unfolds_the_panel(window: MainWindow) -> None:
    press(Qt.Key.Key_1, CONTROL)
    assert not window.workspace.panel_open
    press(Qt.Key.Key_1, CONTROL)
    assert window.workspace.panel_open


def test_control_y_does_again_what_was_taken_back(window: MainWindow) -> None:
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲")
    after = window.document.form
    press(Qt.Key.Key_Z, CONTROL)
    assert window.document.form == SAMPLE
    press(Qt.Key.Key_Y, CONTROL)
    assert window.document.form == after


@pytest.mark.usefixtures("standard_size")
def test_control_plus_and_minus_choose_the_size_of_type(window: MainWindow) -> None:
    press(Qt.Key.Key_Plus, CONTROL)
    press(Qt.Key.Key_Plus, CONTROL)
    assert fonts.size_chosen() == 2
    press(Qt.Key.Key_Minus, CONTROL)
    assert fonts.size_chosen() == 1
    press(Qt.Key.Key_0, CONTROL)
    assert fonts.size_chosen() == 0
    assert window.isVisible()


def test_rows_are_not_duplicated_or_deleted_while_a_cell_is_edited(window: MainWindow) -> None:
    window.go_to("indicators[1].name")
    press(Qt.Key.Key_F2)
    assert isinstance(QApplication.focusWidget(), Editor)
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    press(Qt.Key.Key_Delete, CONTROL)
    assert len(window.document.form.indicators) == len(NAMES)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete, CONTROL)
    assert [row.name for row in window.document.form.indicators] == [NAMES[0], *NAMES[2:]]


def test_the_buttons_above_the_table_are_about_the_row_with_the_caret(window: MainWindow) -> None:
    window.go_to("indicators[5].value")
    for name in ("删除", "添加指标"):
        (button,) = [each for each in window.findChildren(QAbstractButton) if each.accessibleName() == name]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    names = [row.name for row in window.document.form.indicators]
    assert names == [*NAMES[:5], NAMES[6], "", *NAMES[7:]]


def test_enter_goes_down_in_the_table_and_arrows_from_cell_to_cell(window: MainWindow) -> None:
    window.go_to("indicators[0].value")
    came_to = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(key)
        came_to.append(window.where)
    assert came_to == [
        f"indicators[{row}].{column}"
        for row, column in zip((1, 1, 2, 2, 1), ("value", "last_year", "last_year", "value", "value"), strict=True)
    ]


def test_alt_by_itself_opens_the_menus_where_they_are_folded(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: shown.append(menu))
    window.resize(700, 400)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyPress(widget, Qt.Key.Key_Alt, ALT)
    QTest.keyClick(widget, Qt.Key.Key_2, ALT)
    QTest.keyRelease(QApplication.focusWidget(), Qt.Key.Key_Alt)
    assert shown == []
    QTest.keyPress(QApplication.focusWidget(), Qt.Key.Key_Alt, ALT)
    QTest.keyRelease(QApplication.focusWidget(), Qt.Key.Key_Alt)
    press(Qt.Key.Key_F10)
    assert len(shown) == 2
    assert {"文件(&F)", "编辑(&E)", "指标(&I)"} <= {action.text() for action in shown[0].actions()}


def test_no_key_is_taken_twice(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert not {"Ctrl+Space", "Ctrl+.", "Shift+Space", "Ctrl+Shift+F"} & set(keys)
