"""Blocks whose columns are not certain: guessed, shown, corrected, pasted by Enter; sure ones are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from tests.ui.windows import press
from tests.versions import FIRST, SAMPLE, SECOND
from ui.indicators.block_columns import LEFT_OUT, choices, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

CONTROL = Qt.KeyboardModifier.ControlModifier
UNSURE = "指标\t目标\t说明\n社区养老服务站数量\t50个\t新建\n残疾人补贴发放率\t≥98%\t\n"


@pytest.mark.parametrize(
    ("block", "column", "names", "is_sure"),
    [
        ("1.甲\t=\t5个\t4个\t注", "name", "name nature value last_year remark", True),
        ("数量指标\t1.甲\t=\t5个\t4个\t注", "name", "level2 name nature value last_year remark", True),
        ("5个\t4个", "value", "value last_year", True),
        ("备注\t指标值\t指标名称\n注\t5个\t甲", "name", "remark value name", True),
        ("甲的覆盖率\t5个\t注", "name", "name value remark", False),
        ("5个\t甲的覆盖率\t≥", "name", "value name nature", False),
        ("丙丁\t1.甲的人数\t=\t5个\t4个\t注", "name", "remark name nature value last_year -", False),
        ("甲的人数\t=\t5个\t4个\t注\t多\t余\t列", "name", "name nature value last_year remark - - -", False),
    ],
)
def test_columns_are_told_from_head_width_and_content(block: str, column: str, names: str, is_sure: bool) -> None:  # noqa: FBT001 - a case
    found = columns_of([line.split("\t") for line in block.split("\n")], FIRST, column)
    assert found.names == tuple(name.replace("-", LEFT_OUT) for name in names.split())
    assert found.is_sure is is_sure


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
@given(data=st.data())
def test_any_block_gets_each_column_once(version: Definition, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 10))
    cell = st.sampled_from(["", "=", "5个", "甲的覆盖率", "数量指标", "产出类指标", "备注", "98%", "一段较长的说明"])
    block = data.draw(st.lists(st.lists(cell, min_size=count, max_size=count), min_size=1, max_size=4))
    found = columns_of(block, version, data.draw(st.sampled_from([*version.columns])))
    assert len(found.names) == count
    assert set(found.names) <= set(choices(version))
    taken = [name for name in found.names if name != LEFT_OUT]
    assert len(taken) == len(set(taken))


@pytest.fixture
def sheet(open_window: Open) -> tuple[MainWindow, QDialog]:
    """Open the sheet for an unsure block at the last indicator."""
    window = open_window(SAMPLE, FIRST)
    QGuiApplication.clipboard().setText(UNSURE)
    window.go_to("indicators[10].name")
    press(Qt.Key.Key_V, CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert window.document.form == SAMPLE
    return window, dialog


def test_enter_pastes_an_unsure_block_as_it_was_guessed(sheet: tuple[MainWindow, QDialog]) -> None:
    window, _ = sheet
    press(Qt.Key.Key_Return)
    rows = window.document.form.indicators[11:]
    assert [(row.name, row.cells["nature"], row.cells["value"], row.cells["remark"]) for row in rows] == [
        ("社区养老服务站数量", "", "50个", "新建"),
        ("残疾人补贴发放率", "≥", "98%", ""),
    ]
    window.document.undo()
    assert window.document.form == SAMPLE


def test_a_column_is_corrected_and_no_two_are_the_same(sheet: tuple[MainWindow, QDialog]) -> None:
    window, dialog = sheet
    kinds = dialog.findChildren(QComboBox)
    kinds[2].setCurrentIndex(kinds[2].findText("指标值"))
    assert [kind.currentText() for kind in kinds] == ["指标名称", "不要这一列", "指标值"]
    dialog.accept()
    rows = window.document.form.indicators[11:]
    assert [row.name for row in rows] == ["社区养老服务站数量", "残疾人补贴发放率"]
    assert [row.cells["value"] for row in rows] == ["新建", ""]


def test_escape_pastes_nothing(sheet: tuple[MainWindow, QDialog]) -> None:
    window, _ = sheet
    press(Qt.Key.Key_Escape)
    assert window.document.form == SAMPLE
    assert window.document.undo_stack.count() == 0


def test_a_sure_block_is_marked_for_a_while(open_window: Open) -> None:
    window = open_window(SAMPLE, FIRST)
    assert window.sheet.indicators is not None
    table = window.sheet.indicators.table
    QGuiApplication.clipboard().setText("甲的覆盖率\t=\t5%\t4%\t\n乙的数量\t=\t5个\t4个\t\n")
    window.go_to("indicators[3].name")
    press(Qt.Key.Key_V, CONTROL)
    assert [row for row in range(13) if table.is_new(row)] == [4, 5]
    window.document.undo()
    assert not any(table.is_new(row) for row in range(11))
