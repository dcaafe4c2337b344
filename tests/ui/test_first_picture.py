"""The first picture shows the form; what comes right after it is there as soon as anybody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from models.checks.review import review
from tests.ui.windows import press, type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from models.drafts import Drafts


@pytest.fixture
def window(qtbot: QtBot, drafts: Drafts) -> MainWindow:
    """Give a window that has not come up yet."""
    made = MainWindow(drafts, drafts.create(SAMPLE, FIRST), DEFINITIONS)
    qtbot.addWidget(made)
    return made


def states(window: MainWindow) -> list[str]:
    """Give how the sections stand, as the rail says it."""
    return [item.accessibleName().partition("，")[2] for item in window.workspace.rail.items()]


def test_nothing_is_said_of_a_section_before_it_is_reviewed(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    assert states(window) == [""] * len(FIRST.sections)
    qtbot.waitUntil(lambda: window.later.is_done)
    assert states(window) == ["1 条提醒", "没有问题", "7 条提醒", "9 条提醒"]


def test_the_form_stands_in_the_first_picture_and_the_rest_comes_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    pictures: list[tuple[str, bool, int]] = []
    window.shown.connect(
        lambda: pictures.append(
            (
                window.sheet.cells["fields.contact"].text(),
                window.sheet.indicators is None,
                len(window.document.problems),
            )
        )
    )
    window.show()
    qtbot.waitUntil(lambda: window.later.is_done)
    assert pictures == [(SAMPLE.fields["contact"], True, 0)]
    assert window.sheet.indicators is not None
    assert window.sheet.indicators.isVisible()
    assert window.document.problems
    words = [button.text() for button in window.commands.findChildren(QToolButton)]
    assert f"问题 {len(window.document.problems)}" in words
    assert window.workspace.problems.isVisible()
    assert all(menu.actions() for menu in window.commands.menus)


ASKED: dict[str, Callable[[MainWindow], object]] = {
    "a place in the table": lambda window: window.go_to("indicators[2].value"),
    "the section of the table": lambda window: window.workspace.desk.go_to_section(
        FIRST.section_of["indicators"],
    ),
    "the tree": lambda window: window.workspace.toggle_outline(),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_table_is_there_for_who_asks_before_it_has_come(window: MainWindow, name: str, qtbot: QtBot) -> None:
    window.show()
    ASKED[name](window)
    table = window.sheet.indicators
    assert table is not None
    qtbot.waitUntil(lambda: window.later.is_done)
    assert window.sheet.indicators is table
    assert table.height() > 0
    assert window.sheet.order.count(table) == 1


def test_keys_typed_before_the_rest_has_come_are_kept_and_reviewed(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    type_in(window.sheet.cells["fields.phone"].editor, "9")
    window.workspace.next_problem(1)
    qtbot.waitUntil(lambda: window.later.is_done)
    assert window.document.form.fields["phone"] == f"9{SAMPLE.fields['phone']}"
    window.document.leave_all()
    assert set(window.document.problems) == set(review(window.document.form, FIRST))


def test_the_row_of_words_to_find_stands_where_it_always_does(window: MainWindow, qtbot: QtBot) -> None:
    window.message.say("说一句。")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.later.is_done and window.isActiveWindow())
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    tops = [part.mapTo(window, part.rect().topLeft()).y() for part in (window.commands, window.message, window.finding)]
    assert tops == sorted(set(tops))
    assert window.finding.isVisible()
    assert window.finding.geometry().bottom() < window.workspace.geometry().top() + 1
