"""The window, as people use it: typing, fixing, taking back, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.compare import differences
from models.edits import InsertIndicators, RemoveIndicators, edit_at
from models.form import blank_form, new_indicator
from tests.ui.windows import press, type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND
from ui.document import Document
from ui.indicators.table_model import IndicatorTableModel
from ui.palette import DARK, LIGHT, Colours
from ui.sheet.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow


def test_the_sample_is_typed_in_from_blank(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(blank_form(FIRST), FIRST)
    for name, text in SAMPLE.fields.items():
        window.go_to(f"fields.{name}")
        type_in(QApplication.focusWidget(), text)
    for name, typed in SAMPLE.amounts.items():
        window.go_to(f"amounts.{name}")
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, typed)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    section = window.sheet.indicators
    assert section is not None
    menu = section.chosen.by_name["groups"].menu()
    assert isinstance(menu, QMenu)
    for row, indicator in enumerate(SAMPLE.indicators):
        menu.aboutToShow.emit()
        (action,) = [each for each in menu.actions() if each.text() == f"{indicator.level1} · {indicator.level2}"]
        action.trigger()
        for place, text in enumerate(indicator.cells.values()):
            if text:
                section.table.edit_cell(row, place + 2)
                editor = QApplication.focusWidget()
                type_in(editor, text)
                assert editor is not None
                QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert differences(SAMPLE, window.document.form, FIRST) == ()
    assert window.windowTitle().startswith("渝中区民政局")


def test_f9_takes_a_fix_and_undo_takes_it_back(
    open_window: Callable[[Form, Definition], MainWindow],
) -> None:
    window = open_window(edit_at("amounts.expense_project", "20374.99").apply(SAMPLE), FIRST)
    window.go_to("amounts.expense_project")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.document.form.amounts["expense_project"] == "20347.99"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.form.amounts["expense_project"] == "20374.99"


def test_typing_in_one_field_is_taken_back_as_one(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("fields.phone")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "0231")
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲")
    assert window.document.undo_stack.count() == 2
    assert window.document.undo_stack.undoText() == "修改“绩效管理联系人”"
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    assert window.document.form == SAMPLE


def test_tab_leads_through_the_whole_form_and_out_of_the_table(
    open_window: Callable[[Form, Definition], MainWindow],
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("indicators[10].value")
    came_to = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        came_to.append(window.where)
    assert came_to[:3] == ["indicators[10].last_year", "indicators[10].remark", "fields.management"]
    window.go_to("fields.reporting_unit")
    seen = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(window.where)
    assert {"fields.project_name", "fields.phone", "fields.goals", "amounts.income_total"} <= seen


def test_amounts_are_understood_in_any_spelling(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("amounts.expense_project")
    editor = QApplication.focusWidget()
    assert isinstance(editor, Editor)
    editor.selectAll()
    type_in(editor, "２０，３４７．９９")
    assert window.document.form.amounts["expense_project"] == "20347.99"
    window.go_to("fields.contact")
    assert editor.text() == "20347.99"


def test_arrows_lead_from_amount_to_amount(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(blank_form(FIRST), FIRST)
    window.go_to("amounts.income_local")
    came_to = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        press(key)
        came_to.append(window.where)
    assert came_to == [
        "amounts.expense_basic",
        "amounts.expense_public",
        "amounts.income_superior",
        "amounts.income_local",
    ]


def test_a_total_is_computed_from_its_parts(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(edit_at("amounts.expense_total", "").apply(SAMPLE), FIRST)
    window.go_to("amounts.expense_total")
    press(Qt.Key.Key_Equal, Qt.KeyboardModifier.AltModifier)
    assert window.document.form == SAMPLE


def test_what_was_typed_is_there_after_closing(
    open_window: Callable[[Form, Definition], MainWindow], drafts: Drafts
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲乙")
    assert window.close()
    assert drafts.load(window.draft, DEFINITIONS) == window.document.form
    assert [revision.what for revision in drafts.revisions(window.draft)] == ["修改“绩效管理联系人”", "新建空白表"]


@pytest.mark.parametrize("size", [(1366, 696), (1093, 556), (1280, 660), (911, 440), (683, 344)], ids=str)
@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_nothing_is_wider_than_the_window(
    open_window: Callable[[Form, Definition], MainWindow],
    size: tuple[int, int],
    version: Definition,
) -> None:
    window = open_window(SAMPLE if version is FIRST else blank_form(version), version)
    window.resize(*size)
    QApplication.processEvents()
    assert window.width() == size[0]
    area = window.sheet.parentWidget()
    assert area is not None
    assert area.width() <= area.parentWidget().width()


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_the_table_is_a_proper_model(qapp: QApplication, version: Definition, qtmodeltester: ModelTester) -> None:
    assert qapp is not None
    document = Document(SAMPLE if version is FIRST else blank_form(version), version)
    model = IndicatorTableModel(document)
    qtmodeltester.check(model)
    document.apply(InsertIndicators(((0, new_indicator(version, "甲", "乙", {})),)))
    qtmodeltester.check(model)
    assert model.rowCount() == len(document.form.indicators)


places = st.sampled_from(
    ["fields.contact", "fields.goals", "amounts.income_other", "indicators[0].name", "insert", "remove"]
)


@settings(max_examples=15)
@given(edits=st.lists(st.tuples(places, st.text("甲乙12 ", max_size=4)), max_size=12))
def test_undo_to_the_start_and_redo_to_the_end(qapp: QApplication, edits: list[tuple[str, str]]) -> None:
    assert qapp is not None
    document = Document(SAMPLE, FIRST)
    model = IndicatorTableModel(document)
    for where, text in edits:
        rows = len(document.form.indicators)
        if where == "insert":
            document.apply(InsertIndicators(((rows // 2, new_indicator(FIRST, "甲", text, {})),)))
        elif where == "remove":
            document.apply(RemoveIndicators((rows - 1,) if rows > 1 else ()))
        else:
            document.apply(edit_at(where, text))
    end = document.form
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
        assert model.rowCount() == len(document.form.indicators)
    assert document.form == SAMPLE
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    assert document.form == end
    assert [model.index(row, 2).data() for row in range(model.rowCount())] == [each.name for each in end.indicators]


@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(shades: Colours) -> None:
    for colour in (shades.text, shades.quiet, shades.accent, shades.error, shades.warning, shades.ok):
        for ground in (shades.window, shades.paper, shades.label):
            assert contrast(colour.name(), ground.name()) >= 4.5
    assert contrast(shades.on_accent.name(), shades.accent.name()) >= 4.5


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
