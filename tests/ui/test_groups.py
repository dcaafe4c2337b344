"""Groups in the outline: called otherwise as the version allows, moved whole; numbers that come by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.checks.runs import runs_of
from tests.ui.windows import press, type_in
from tests.versions import FIRST, SAMPLE
from ui.application import Application
from ui.document import Document
from ui.indicators.commands import IndicatorCommands
from ui.memory import recall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form
    from ui.indicators.outline import Outline
    from ui.main_window import MainWindow

    Open = Callable[[Form, Definition], MainWindow]

ALT = Qt.KeyboardModifier.AltModifier


def groups(window: MainWindow) -> list[tuple[str, int]]:
    return [(run.group[1], len(run.rows)) for run in runs_of(window.document.form.indicators)]


def at_group(window: MainWindow, qtbot: QtBot, top: int, inner: int = -1) -> Outline:
    """Put the keyboard on an entry of the outline."""
    assert window.sheet.indicators is not None
    window.go_to("indicators[0].name")
    outline = window.sheet.indicators.outline
    outline.setFocus()
    qtbot.waitUntil(outline.hasFocus)
    index = outline.entries.index(top, 0, QModelIndex())
    outline.setCurrentIndex(outline.entries.index(inner, 0, index) if inner >= 0 else index)
    return outline


def test_f2_calls_a_group_otherwise_within_what_the_version_allows(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: (menu.aboutToShow.emit(), shown.append(menu)))
    window = open_window(SAMPLE, FIRST)
    outline = at_group(window, qtbot, 0, 2)
    QTest.keyClick(outline, Qt.Key.Key_F2)
    (menu,) = shown
    assert [action.text() for action in menu.actions()] == [f"{g.level1} · {g.level2}" for g in FIRST.groups]
    next(action for action in menu.actions() if action.text().endswith("成本指标")).trigger()
    assert groups(window)[2] == ("成本指标", 1)
    window.document.undo()
    assert window.document.form == SAMPLE


def test_whole_groups_are_moved_by_key_within_their_first_level(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(SAMPLE, FIRST)
    at_group(window, qtbot, 0, 0)
    press(Qt.Key.Key_Down, ALT)
    assert [name for name, _ in groups(window)[:3]] == ["质量指标", "数量指标", "进度指标"]
    at_group(window, qtbot, 0, 2)
    press(Qt.Key.Key_Down, ALT)
    assert [name for name, _ in groups(window)[:3]] == ["质量指标", "数量指标", "进度指标"]
    at_group(window, qtbot, 1)
    press(Qt.Key.Key_Up, ALT)
    assert groups(window)[0][0] == "社会效益指标"
    assert sorted(row.name for row in window.document.form.indicators) == sorted(row.name for row in SAMPLE.indicators)


def test_a_name_gets_its_number_where_numbers_come_by_themselves(open_window: Open) -> None:
    window = open_window(SAMPLE, FIRST)
    window.number_by_itself(wanted=True)
    window.go_to("indicators[3].value")
    press(Qt.Key.Key_Return)
    type_in(QApplication.focusWidget(), "甲的数量")
    press(Qt.Key.Key_Tab)
    assert window.document.form.indicators[4].name == "5.甲的数量"
    press(Qt.Key.Key_Up, ALT)
    assert [row.name[:2] for row in window.document.form.indicators[:5]] == ["1.", "2.", "3.", "4.", "5."]
    assert window.document.form.indicators[3].name == "4.甲的数量"


def test_the_choice_of_numbering_is_remembered(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    application = Application(qapp, tmp_path)
    window = application.new()
    assert window is not None
    window.later.finish()
    assert window.sheet.indicators is not None
    application.number_by_itself(wanted=True)
    assert window.sheet.indicators.commands.numbers_by_itself
    assert recall(tmp_path).numbers_by_itself
    window.close()
    application.close()


@settings(max_examples=20)
@given(steps=st.lists(st.tuples(st.integers(0, 10), st.booleans(), st.booleans()), max_size=8))
def test_moving_groups_keeps_every_indicator_in_its_group(
    qapp: QApplication, steps: list[tuple[int, bool, bool]]
) -> None:
    assert qapp is not None
    document = Document(SAMPLE, FIRST)
    commands = IndicatorCommands(document)
    for row, is_up, within in steps:
        chosen = next(run for run in runs_of(commands.rows) if run.start <= row < run.start + len(run.rows))
        rows = range(chosen.start, chosen.start + len(chosen.rows))
        moved = commands.shift_group(rows, -1 if is_up else 1, within_level1=within)
        assert [commands.rows[place] for place in moved] == list(chosen.rows)
    assert {(row.id, row.group) for row in commands.rows} == {(row.id, row.group) for row in SAMPLE.indicators}


def test_escape_leads_from_the_outline_back_to_the_form(open_window: Open) -> None:
    window = open_window(SAMPLE, FIRST)
    window.resize(911, 440)
    window.go_to("indicators[2].value")
    press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.sheet.indicators is not None
    outline = window.sheet.indicators.outline
    assert outline.isVisible()
    assert outline.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not outline.isVisible()
    assert window.sheet.isAncestorOf(QApplication.focusWidget())
