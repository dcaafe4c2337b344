"""The preview beside the form: it follows the typing, leads to fields and back, and never stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from export.outputs import pages_of
from export.placements import Places, seal_centre
from models.form import Indicator, blank_form, with_derived_ids
from tests.strategies import forms
from tests.ui.windows import type_in
from tests.versions import FIRST, SAMPLE, SECOND
from ui.preview.maker import Made
from ui.preview.page import PreviewPage
from ui.preview.sight import Sight
from ui.preview.view import PageView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QProcess
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

FULL_SECOND = replace(
    blank_form(SECOND),
    fields={
        name: f"{field.label}的内容" * (40 if field.kind == "long" else 1) for name, field in SECOND.fields.items()
    },
    amounts=dict.fromkeys(SECOND.amounts, "12.50"),
    indicators=with_derived_ids(
        Indicator(group.level1, group.level2, dict.fromkeys(SECOND.columns, "内容")) for group in SECOND.groups * 3
    ),
)


def made_of(form: Form, version: Definition, number: int = 1) -> Made:
    pages = pages_of(form, version)
    return Made(number, tuple((p.width, p.height) for p in pages), Places.of(pages), seal_centre(pages))


def preview_of(window: MainWindow, qtbot: QtBot) -> PreviewPage:
    """Open the preview of a window and wait for its first page."""
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = window.workspace.panel.page("preview")
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page.is_shown, timeout=30_000)
    return page


def look(form: Form, version: Definition, qtbot: QtBot) -> tuple[Sight, PageView]:
    """Look at the pages of a form without any picture."""
    sight = Sight(scale=0.7)
    view = PageView(sight, version)
    qtbot.addWidget(view)
    sight.take(made_of(form, version))
    view.resize(view.sizeHint())
    return sight, view


@pytest.mark.parametrize(("form", "version"), [(SAMPLE, FIRST), (FULL_SECOND, SECOND)])
def test_a_click_on_each_place_leads_to_its_field_and_the_field_to_its_place(
    form: Form, version: Definition, qtbot: QtBot
) -> None:
    sight, view = look(form, version, qtbot)
    came_to: list[str] = []
    view.clicked.connect(came_to.append)
    assert sight.made
    for place in sight.made.places:
        sight.page, sight.where = place.page, place.where
        assert place in sight.outlined()
        middle = view.area_of(place.where).center()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
        assert came_to.pop() == place.where
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.page_area().topLeft() + QPoint(3, 3))
    assert came_to == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.sampled_from([FIRST, SECOND]).flatmap(lambda v: st.tuples(forms(v, most_indicators=30), st.just(v))))
def test_each_field_of_any_form_finds_its_page(drawn: tuple[Form, Definition], qtbot: QtBot) -> None:
    form, version = drawn
    sight, _ = look(form, version, qtbot)
    places = [f"fields.{name}" for name in version.fields] + [f"amounts.{name}" for name in version.amounts]
    places += [f"indicators[{row}].{c}" for row in range(len(form.indicators)) for c in ("level2", "name", "remark")]
    for where in places:
        sight.where = where
        sight.page = sight.page_of_caret(0)
        assert sight.outlined(), where
        last = sight.page_of_caret(10**6)
        assert last == max(place.page for place in sight.placements(where)) or where.startswith("indicators")


def test_the_pages_follow_the_typing_and_the_caret(
    open_window: Callable[[Form, Definition], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(SAMPLE, FIRST)
    window.go_to("fields.contact")
    page = preview_of(window, qtbot)
    assert page.bar.words.text() == "第 1 页，共 3 页"
    assert window.status.pages.text() == "共 3 页"
    (outlined,) = page.sight.outlined()
    assert outlined.where == "fields.contact"
    before = page.view.picture
    QTest.keyClicks(QApplication.focusWidget(), "0123456789")
    qtbot.waitUntil(lambda: page.sight.outlined()[0].characters == 10, timeout=30_000)
    qtbot.waitUntil(lambda: page.view.picture != before, timeout=30_000)
    window.go_to("indicators[3].value")
    assert page.bar.words.text() == "第 2 页，共 3 页"
    window.go_to("fields.measures")
    qtbot.waitUntil(lambda: page.bar.words.text() == "第 3 页，共 3 页")
    type_in(QApplication.focusWidget(), "按照管理权限统筹推进社会组织党建工作。" * 100)
    qtbot.waitUntil(lambda: page.sight.count == 4, timeout=30_000)
    assert page.sight.page == 3, "the caret stands at the end of its text, on the last page"


def test_paging_zooming_and_the_seal(open_window: Callable[[Form, Definition], MainWindow], qtbot: QtBot) -> None:
    window = open_window(SAMPLE, FIRST)
    page = preview_of(window, qtbot)
    view = page.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert page.bar.words.accessibleName() == "第 3 页，共 3 页"
    assert not page.bar.forth.isEnabled()
    assert view.seal().isEmpty(), "the seal lies on the first page"
    QTest.keyClick(view, Qt.Key.Key_Home)
    at = view.seal().center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view, at + QPoint(20, 60))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 60))
    moved = view.seal().center().toPoint() - at
    assert (moved - QPoint(20, 60)).manhattanLength() <= 2
    assert window.where == "fields.reporting_unit", "dragging the seal is no click"
    page.bar.seal.click()
    assert view.seal().isEmpty()
    page.bar.scale_wanted.emit(1.5)
    assert page.bar.zoom.text() == "150%"
    assert view.wanted_width == round(595.2756 * 1.5 * 96 / 72)
    qtbot.waitUntil(lambda: view.picture is not None and view.picture.width() == view.wanted_width, timeout=30_000)
    before = view.pos()
    at = before * -1 + QPoint(200, 300)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    for step in (30, 60, 90):
        QTest.mouseMove(view, at + QPoint(-step, -step) - (view.pos() - before))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.pos().x() < before.x()
    assert view.pos().y() < before.y()
    assert window.where == "fields.reporting_unit", "pulling the page is no click"


def test_what_cannot_be_printed_is_said_in_the_place_of_the_page(
    open_window: Callable[[Form, Definition], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(SAMPLE, FIRST)
    page = preview_of(window, qtbot)
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "😀")
    qtbot.waitUntil(lambda: not page.is_shown, timeout=30_000)
    assert "“😀”" in page.trouble.words.text()
    window.go_to("fields.goals")
    page.trouble.mend.click()
    assert window.where == "fields.contact"
    window.document.undo()
    qtbot.waitUntil(lambda: page.is_shown, timeout=30_000)


def process_of(page: PreviewPage) -> QProcess:
    (process,) = (child for child in page.maker.children() if child.metaObject().className() == "QProcess")
    return process  # type: ignore[return-value]


def test_closing_while_pages_are_made_leaves_nothing_behind_and_a_process_that_dies_is_followed_by_another(
    open_window: Callable[[Form, Definition], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(SAMPLE, FIRST)
    page = preview_of(window, qtbot)
    process_of(page).kill()
    qtbot.waitUntil(lambda: not page.is_shown, timeout=30_000)
    assert "表和草稿都不受影响" in page.trouble.words.text()
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲")
    qtbot.waitUntil(lambda: page.is_shown, timeout=30_000)
    process = process_of(page)
    page.maker.make(FULL_SECOND, 0, 800)
    window.close()
    assert process.state() == process.ProcessState.NotRunning
