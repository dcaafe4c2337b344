"""The indicators in the window: table and outline in step, dragging, the clipboard, keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.edits import ArrangeIndicators
from models.form import Form, blank_form, new_indicator
from models.unreviewed import unreviewed
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE, SECOND
from ui.document import Document
from ui.indicators.clipboard import read_block
from ui.indicators.commands import IndicatorCommands
from ui.indicators.dragging import drop_at
from ui.indicators.outline_model import ROWS, OutlineModel
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from ui.indicators.section import IndicatorSection

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SIGNS = FIRST.columns["nature"].choices
Opened = tuple[MainWindow, "IndicatorSection"]


@pytest.fixture
def opened(open_window: Callable[[Form, Definition], MainWindow]) -> Callable[..., Opened]:
    """Open a window on a form and give its indicator section."""

    def open_on(form: Form = SAMPLE) -> Opened:
        window = open_window(form, FIRST)
        assert window.sheet.indicators is not None
        return window, window.sheet.indicators

    return open_on


def names(window: MainWindow) -> list[str]:
    return [row.name for row in window.document.form.indicators]


def rows_of(model: OutlineModel) -> list[list[int]]:
    """Give the rows under each 二级 of the outline, in order."""
    found = []
    for top in range(model.rowCount()):
        parent = model.index(top, 0)
        found += [list(model.index(place, 0, parent).data(ROWS)) for place in range(model.rowCount(parent))]
    return found


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_the_outline_is_a_proper_model(qapp: QApplication, version: Definition, qtmodeltester: ModelTester) -> None:
    assert qapp is not None
    document = Document(SAMPLE if version is FIRST else blank_form(version), version)
    model = OutlineModel(document)
    qtmodeltester.check(model)
    IndicatorCommands(document).add(None)
    qtmodeltester.check(model)
    assert sum(map(len, rows_of(model))) == len(document.form.indicators)


ACTIONS: dict[str, Callable[[IndicatorCommands, int, int], object]] = {
    "add": lambda commands, one, other: commands.add(commands.allowed()[(one + other) % len(commands.allowed())]),
    "delete": lambda commands, one, _: commands.delete([one]),
    "move": lambda commands, one, other: commands.move([one], other, commands.allowed()[other % 3]),
    "group": lambda commands, one, other: commands.to_group([one], commands.allowed()[other % 5]),
    "duplicate": lambda commands, one, _: commands.duplicate([one]),
    "number": lambda commands, _, __: commands.renumber(),
    "sort": lambda commands, _, __: commands.sort("name"),
}
number = st.integers(0, 30)


@settings(max_examples=25)
@given(steps=st.lists(st.tuples(st.sampled_from([*ACTIONS, "undo", "redo"]), number, number), max_size=10))
def test_the_outline_keeps_step_whatever_is_done(qapp: QApplication, steps: list[tuple[str, int, int]]) -> None:
    assert qapp is not None
    document = Document(SAMPLE, FIRST)
    commands, model = IndicatorCommands(document), OutlineModel(document)
    for what, one, other in steps:
        if what in ACTIONS:
            ACTIONS[what](commands, one % len(commands.rows), other % (len(commands.rows) + 1))
        else:
            getattr(document, what)()
        groups = rows_of(model)
        assert [row for group in groups for row in group] == list(range(len(commands.rows)))
        assert all(len({commands.rows[row].group for row in group}) == 1 for group in groups)
    while document.undo_stack.canUndo():
        document.undo()
    assert document.form == SAMPLE


def test_what_is_typed_into_a_cell_is_in_the_form_at_once_and_taken_back_as_one(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    window.go_to("indicators[1].value")
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_5)
    assert window.document.form.indicators[1].cells["value"] == "45"
    press(Qt.Key.Key_Escape)
    assert window.document.form == SAMPLE
    section.table.edit_cell(1, 4)
    type_in(QGuiApplication.focusObject(), "本")  # type: ignore[arg-type]
    press(Qt.Key.Key_Tab)
    assert window.where == "indicators[1].last_year"
    window.document.undo()
    assert window.document.form == SAMPLE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (">=", "≥"),
        ("》=", "≥"),
        ("≤", "≤"),
        *((str(n), kept) for n, kept in enumerate(FIRST.columns["nature"].choices, 1)),
    ],
)
def test_the_nature_is_understood_as_it_is_typed(opened: Callable[..., Opened], typed: str, kept: str) -> None:
    window, section = opened()
    window.go_to("indicators[1].nature")
    if typed.isdecimal():
        QTest.keyClicks(section.table, typed)
    else:
        section.table.edit(section.table.currentIndex())
        editor = QGuiApplication.focusObject()
        editor.selectAll()  # type: ignore[attr-defined]
        type_in(editor, typed)  # type: ignore[arg-type]
        press(Qt.Key.Key_Return)
    assert window.document.form.indicators[1].cells["nature"] == kept


def test_every_row_is_as_high_as_its_text_whatever_is_done(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    table, rows = section.table, SAMPLE.indicators
    long = rows[3].with_text("name", "指标的名称很长" * 12)
    for arranged in ((*rows[:3], long, *rows[4:]), (*rows[:3], *rows[4:], long), rows[::-1], rows[:5], rows):
        window.document.apply(ArrangeIndicators(arranged, "排序"))
        heights = [table.rowHeight(row) for row in range(len(arranged))]
        assert heights == [table.delegate.row_height(row, table.widths) for row in range(len(arranged))]
        assert table.height() == sum(heights) + 1


def test_the_editor_grows_with_its_row(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    window.go_to("indicators[3].name")
    type_in(QApplication.focusWidget(), "指标的名称很长" * 12)
    editor = section.table.delegate.editor
    assert editor is not None
    assert editor.height() == section.table.rowHeight(3) - 1 > section.table.rowHeight(0)


def test_enter_in_the_last_row_of_a_group_adds_one(opened: Callable[..., Opened]) -> None:
    window, _ = opened()
    window.go_to("indicators[3].value")
    press(Qt.Key.Key_Return)
    assert len(window.document.form.indicators) == 12
    assert window.document.form.indicators[4].group == SAMPLE.indicators[3].group
    assert window.where == "indicators[4].name"


def test_rows_are_moved_duplicated_filled_and_deleted_by_key(opened: Callable[..., Opened]) -> None:
    window, _ = opened()
    before = names(window)
    window.go_to("indicators[1].value")
    press(Qt.Key.Key_Down, ALT)
    assert names(window)[:3] == [before[0], before[2], before[1]]
    press(Qt.Key.Key_PageDown, ALT)
    assert window.document.form.indicators[6].name == before[1]
    assert window.document.form.indicators[6].group == SAMPLE.indicators[4].group
    window.document.undo()
    window.document.undo()
    window.go_to("indicators[1].value")
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert names(window)[1:3] == [before[1], before[1]]
    press(Qt.Key.Key_Delete, CONTROL)
    assert names(window) == before
    window.go_to("indicators[1].value")
    press(Qt.Key.Key_D, CONTROL)
    assert window.document.form.indicators[1].cells["value"] == SAMPLE.indicators[0].cells["value"]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_copy_of_what_was_not_looked_at_is_to_be_looked_at(qapp: QApplication, numbered: bool) -> None:  # noqa: FBT001 - given
    assert qapp is not None
    waiting = replace(SAMPLE, review=(SAMPLE.indicators[3].id, "fields.goals"))
    document = Document(waiting, FIRST)
    commands = IndicatorCommands(document)
    commands.numbers_by_itself = numbered
    assert commands.duplicate([2, 3]) == [4, 5]
    assert unreviewed(document.form, FIRST) == ("fields.goals", "indicators[3]", "indicators[5]")
    assert document.undo_stack.undoText() == "添加 2 条指标"
    document.undo()
    assert document.form == waiting


def drag(section: IndicatorSection, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    port = section.table.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 5):
        QTest.mouseMove(port, start + (end - start) * part / 4)
    if drop:
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_row_is_dragged_into_another_group(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    window.go_to("indicators[0].name")
    table, before = section.table, names(window)
    start = table.visualRect(section.model.index(0, 2)).topLeft() + QPoint(5, 15)
    end = table.visualRect(section.model.index(6, 2)).bottomLeft() + QPoint(60, -4)
    drag(section, start, end)
    assert names(window)[6] == before[0]
    assert window.document.form.indicators[6].group == SAMPLE.indicators[6].group
    assert window.document.undo_stack.undoText() == "移动 1 条指标"
    window.document.undo()
    assert window.document.form == SAMPLE
    start = table.visualRect(section.model.index(0, 2)).topLeft() + QPoint(5, 15)
    drag(section, start, end, drop=False)
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert window.document.form == SAMPLE


def test_nothing_is_moved_into_a_group_the_form_does_not_have(opened: Callable[..., Opened]) -> None:
    strange = new_indicator(FIRST, "产出类指标", "时效指标", {"name": "按时"})
    window, section = opened(Form(**{**SAMPLE.__dict__, "indicators": (*SAMPLE.indicators, strange)}))
    window.go_to("indicators[0].name")
    before = window.document.form
    table = section.table
    start = table.visualRect(section.model.index(0, 2)).topLeft() + QPoint(5, 15)
    drag(section, start, table.visualRect(section.model.index(11, 2)).center())
    assert window.document.form == before
    assert drop_at(section.commands, [0], 11, below=False) == (11, None, "本表没有“时效指标”")
    assert drop_at(section.commands, [11], 11, below=False).group == strange.group


def test_table_and_outline_choose_together(opened: Callable[..., Opened], qtbot: QtBot) -> None:
    window, section = opened()
    window.go_to("indicators[5].name")
    assert 5 in section.outline.chosen()
    index = section.outline.entries.index(1, 0, QModelIndex())
    section.outline.setCurrentIndex(index)
    assert section.table.chosen() == section.outline.chosen() == list(index.data(ROWS))
    section.outline.setFocus()
    qtbot.waitUntil(section.outline.hasFocus)
    press(Qt.Key.Key_Delete)
    assert names(window) == [row.name for row in (*SAMPLE.indicators[:8], SAMPLE.indicators[10])]


def test_a_filter_shows_what_was_asked_for_and_moves_nothing(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    assert section.table.filter("养老") == sum("养老" in row.name for row in SAMPLE.indicators)
    window.go_to("indicators[0].name")
    section.table.filter("救助")
    press(Qt.Key.Key_Down, ALT)
    assert window.document.form == SAMPLE


EXCEL = """Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>
<table border=0 cellpadding=0 style='border-collapse:collapse'><!--StartFragment-->
 <col width=64><tr height=18><td rowspan=2 class=xl65>数量指标</td><td class=xl65>1.甲<br
    style='mso-data-placement:same-cell'>乙</td><td>≥</td><td>5个</td><td>4个</td><td></td></tr>
 <tr height=18><td class=xl65>2.丙</td><td>=</td><td x:num>100%</td><td>无</td><td>注</td></tr>
<!--EndFragment--></table></body></html>"""
WPS = """<html><head><meta name="Generator" content="Kingsoft ET"></head><body><table width="400"><tr>
<td class="et2">1.甲</td><td></td><td class="et2">≥50个</td></tr><tr>
<td>2.丙</td><td></td><td>3本</td></tr></table></body></html>"""
LIBRE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup><tr>
<td height="17" align="left"><font face="Arial">1.甲</font></td><td align="left"><font>＝</font></td>
<td sdval="3" sdnum="1033;">3本</td></tr></table></body></html>"""
WORD = """<html><body><table class=MsoTable><tr><td><p class=MsoNormal><span>1.甲</span></p></td>
<td><p class=MsoNormal>≥</p></td><td><p>5</p><p>个</p></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("html", "text", "wanted"),
    [
        (EXCEL, "x", [("数量指标", "1.甲\n乙", "≥", "5个"), ("数量指标", "2.丙", "=", "100%")]),
        (
            None,
            '数量指标\t"1.甲\n乙"\t≥\t5个\t4个\t\r\n数量指标\t2.丙\t=\t100%\t无\t注\r\n',
            [("数量指标", "1.甲\n乙", "≥", "5个"), ("数量指标", "2.丙", "=", "100%")],
        ),
        (LIBRE, "x", [("满意", "1.甲", "=", "3本")]),
        (None, "1.甲\t=\t3本\n", [("满意", "1.甲", "=", "3本")]),
        (WORD, "x", [("满意", "1.甲", "≥", "5\n个")]),
        (None, "三级指标\t指标性质\t指标值\t上年\t备注\n1.甲\t>=\t5个\t\t\n", [("满意", "1.甲", "≥", "5个")]),
    ],
    ids=["excel html", "excel text", "libreoffice html", "libreoffice text", "word html", "with a head row"],
)
def test_blocks_from_other_programs_land_in_their_columns(
    opened: Callable[..., Opened],
    html: str | None,
    text: str,
    wanted: list[tuple[str, ...]],
) -> None:
    window, _ = opened()
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)
    window.go_to("indicators[10].name")
    press(Qt.Key.Key_V, CONTROL)
    pasted = window.document.form.indicators[11:]
    last = SAMPLE.indicators[10].level2
    for row, (group, name, nature, value) in zip(pasted, wanted, strict=True):
        assert row.level2 == (last if group == "满意" else group)
        assert (row.name, row.cells["nature"], row.cells["value"]) == (name, nature, value)
    window.document.undo()
    assert window.document.form == SAMPLE


def test_a_sign_before_a_value_is_parted_from_it_and_said(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    said: list[str] = []
    section.said.connect(said.append)
    mime = QMimeData()
    mime.setHtml(WPS)
    QGuiApplication.clipboard().setMimeData(mime)
    window.go_to("indicators[10].name")
    press(Qt.Key.Key_V, CONTROL)
    first, second = window.document.form.indicators[11:]
    assert (first.cells["nature"], first.cells["value"]) == ("≥", "50个")
    assert (second.cells["nature"], second.cells["value"]) == ("", "3本")
    assert said[-1] == "粘贴了 2 条指标。其中“≥50个”已拆成性质“≥”和指标值“50个”。"


def test_copied_rows_come_back_as_they_were(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    section.table.choose(range(3))
    section.table.setFocus()
    press(Qt.Key.Key_C, CONTROL)
    window.go_to("indicators[10].name")
    press(Qt.Key.Key_V, CONTROL)
    pasted = window.document.form.indicators[11:]
    assert [(row.group, dict(row.cells)) for row in pasted] == [
        (row.group, dict(row.cells)) for row in SAMPLE.indicators[:3]
    ]


def test_a_block_without_names_fills_the_rows_that_are_there(opened: Callable[..., Opened]) -> None:
    window, _ = opened()
    QGuiApplication.clipboard().setText("7个\t6个\n8个\t5个")
    window.go_to("indicators[0].value")
    press(Qt.Key.Key_V, CONTROL)
    rows = window.document.form.indicators
    assert [(row.cells["value"], row.cells["last_year"]) for row in rows[:2]] == [("7个", "6个"), ("8个", "5个")]
    assert len(rows) == 11
    window.document.undo()
    assert window.document.form == SAMPLE


def test_find_leads_from_place_to_place_and_round_again(opened: Callable[..., Opened]) -> None:
    window, _ = opened()
    wanted = "社区养老服务覆盖率"
    places = [f"fields.{name}" for name, text in SAMPLE.fields.items() if wanted in text]
    places += [f"indicators[{row}].name" for row, each in enumerate(SAMPLE.indicators) if wanted in each.name]
    assert places
    press(Qt.Key.Key_F, CONTROL)
    type_in(QGuiApplication.focusObject(), wanted)  # type: ignore[arg-type]
    press(Qt.Key.Key_Return)
    came_to = [window.where]
    for _ in places:
        press(Qt.Key.Key_F3)
        came_to.append(window.where)
    assert set(came_to) == set(places)
    assert came_to[-1] == came_to[0]


def test_a_filter_goes_on_when_rows_go(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    section.table.filter("救助")
    hidden = [row for row in range(11) if section.table.isRowHidden(row)]
    assert hidden
    window.go_to(f"indicators[{next(row for row in range(11) if row not in hidden)}].name")
    press(Qt.Key.Key_Delete, CONTROL)
    assert [row for row in range(10) if section.table.isRowHidden(row)] == [row - 1 for row in hidden if row > 0]


def test_the_outline_stays_folded_as_it_was(opened: Callable[..., Opened]) -> None:
    _, section = opened()
    outline = section.outline
    folded, unfolded = outline.entries.index(1, 0), outline.entries.index(0, 0, outline.entries.index(0, 0))
    outline.collapse(folded)
    outline.expand(unfolded)
    section.commands.delete([10])
    top = outline.entries.index(0, 0)
    assert not outline.isExpanded(outline.entries.index(1, 0))
    assert [outline.isExpanded(outline.entries.index(row, 0, top)) for row in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"好"字号', [['"好"字号']]),
        ('"好"\t1', [['"好"', "1"]]),
        ('"甲\n乙"\t1', [["甲\n乙", "1"]]),
        ('"说""好"""\t1', [['说"好"', "1"]]),
        ("甲" * 200_000, [["甲" * 200_000]]),
    ],
)
def test_nothing_of_a_pasted_text_is_lost(qapp: QApplication, text: str, cells: list[list[str]]) -> None:
    assert qapp is not None
    mime = QMimeData()
    mime.setText(text)
    assert read_block(mime) == cells


def test_a_table_beyond_all_measure_is_not_taken(opened: Callable[..., Opened]) -> None:
    window, section = opened()
    said: list[str] = []
    section.said.connect(said.append)
    mime = QMimeData()
    mime.setHtml("<table><tr><td rowspan=2000>甲</td></tr><tr><td colspan=2000>乙</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(mime)
    window.go_to("indicators[10].name")
    press(Qt.Key.Key_V, CONTROL)
    assert window.document.form == SAMPLE
    assert said[-1].startswith("剪贴板里没有可以粘贴的文字")
