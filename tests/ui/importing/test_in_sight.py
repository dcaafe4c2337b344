"""What is chosen is in sight, what is cut short has a tool tip, and nothing of it waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from intake.doubt import Doubt, Leftover
from intake.grid import Box, Grid, GridCell
from tests.ui.importing.foreign import foreign
from tests.ui.windows import press
from tests.versions import DEFINITIONS, SAMPLE
from ui.importing.window import ImportWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from intake.intake import Intake

TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Intake], ImportWindow]:
    def open_on(intake: Intake) -> ImportWindow:
        made = ImportWindow(Path(f"{'很长的名字' * 12}.xls"), intake, DEFINITIONS)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return open_on


def test_a_question_far_down_is_gone_to(opened: Callable[[Intake], ImportWindow], qtbot: QtBot) -> None:
    cells = tuple(GridCell(row, 0, f"第{row}行") for row in range(300))
    doubts = tuple(Doubt("form", f"值{place}", "拿不准", (Box(place, 0),)) for place in range(200))
    source = foreign().source._replace(grids=(Grid(cells),), used=0)
    window = opened(foreign()._replace(doubts=doubts, found={}, source=source))
    view = window.source.view
    view.scrollTo(view.grid.index(190, 0))
    at = view.visualRect(view.grid.index(190, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.decisions.current == 190
    card = window.decisions.cards[190]
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect().size() == card.size())
    press(Qt.Key.Key_F8)
    assert window.decisions.current == 191


def test_what_was_understood_of_a_cell_is_brought_into_sight(
    opened: Callable[[Intake], ImportWindow], qtbot: QtBot
) -> None:
    window = opened(foreign())
    view, tree = window.source.view, window.decisions.understood.tree
    last = 12 + len(SAMPLE.indicators) - 1
    view.setCurrentIndex(view.grid.index(last, 2))
    view.setFocus()
    press(Qt.Key.Key_Return)

    def row_is_seen() -> bool:
        row = tree.visualRect(tree.currentIndex())
        return tree.currentIndex().isValid() and tree.viewport().visibleRegion().contains(row.center())

    qtbot.waitUntil(row_is_seen)
    tree.setFocus()
    for _ in range(tree.model().rowCount()):
        press(Qt.Key.Key_Up)
        qtbot.waitUntil(row_is_seen)


def test_what_is_cut_short_has_a_tool_tip_in_lines(opened: Callable[[Intake], ImportWindow]) -> None:
    long = "另外附上的说明，" * 20
    window = opened(foreign()._replace(leftovers=(Leftover(long, Box(29, 0)),)))
    goals = SAMPLE.fields["goals"]
    grid = window.source.view.grid
    assert grid.index(6, 2).data(TIP).startswith("<p>已认出：整体绩效目标<br>1、")
    model = window.decisions.understood.model
    places = [entry.where for entry in model.entries]
    assert goals.split("\n")[1] in model.index(places.index("fields.goals"), 1).data(TIP)
    tips = [label.toolTip() for label in window.findChildren(QLabel)]
    assert f"<p>{long}</p>" in tips
    assert any("很长的名字" * 12 in tip for tip in tips)


@pytest.mark.parametrize("width", [1366, 911, 683])
def test_figures_of_the_source_are_not_broken(
    opened: Callable[[Intake], ImportWindow], width: int, qtbot: QtBot
) -> None:
    window = opened(foreign())
    window.resize(width, 440)
    view = window.source.view
    qtbot.waitUntil(lambda: view.columnWidth(2) > view.fontMetrics().horizontalAdvance("208843300"))


def test_little_room_keeps_the_words_of_the_counts_alone(opened: Callable[[Intake], ImportWindow]) -> None:
    window = opened(foreign())
    window.resize(683, 384)
    marks = [label for label in window.header.findChildren(QLabel) if not label.pixmap().isNull()]
    before = sum(mark.isVisible() for mark in marks)
    press(Qt.Key.Key_F9)
    assert sum(mark.isVisible() for mark in marks) == before == 1
