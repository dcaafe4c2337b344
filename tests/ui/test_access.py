"""Without mouse and without sight: names and roles of all that takes the keyboard, its order, colours that show."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QSpinBox, QWidget

from intake.reading import read_form
from models.edits import edit_at
from models.form import blank_form
from tests.ui.test_window import contrast
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_TEXT, SECOND
from ui import fonts, palette, style
from ui.importing.rolling import RollForwardWindow
from ui.importing.window import ImportWindow
from ui.keys import KeyList, key_groups
from ui.manual.window import ManualWindow
from ui.memory import Memory
from ui.outgoing.send_sheet import SendSheet
from ui.palette import DARK, LIGHT, Colours
from ui.settings import Settings
from ui.start.window import StartWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow

    Opener = Callable[[Form, Definition], MainWindow]

WRONG = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)
NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def focusable(window: QWidget) -> list[QWidget]:
    """Give what takes the keyboard, as Tab leads through it from the first."""
    found, widget = [], window
    while (widget := widget.nextInFocusChain()) is not window:
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(window)
        if takes and not isinstance(widget.parentWidget(), QSpinBox):  # its line edit speaks with its name
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """Give the name as a screen reader says it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def faults(window: QWidget) -> list[str]:
    """Name what a screen reader could not."""
    bad = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        hands_on = any(each.focusPolicy() != Qt.FocusPolicy.NoFocus for each in widget.findChildren(QWidget))
        hands_on |= isinstance(widget, QScrollArea)  # which has no role of its own in Qt: arrows scroll it
        if not name_of(widget).strip() or (interface.role() in NO_ROLES and not hands_on):
            bad.append(f"{type(widget).__name__} {widget.objectName()} {widget.geometry()} {interface.role()}")
    return bad


@pytest.fixture(params=["settings", "keys", "manual", "send", "export", "export with errors"])
def dialog(request: pytest.FixtureRequest, open_window: Opener, qtbot: QtBot, tmp_path: Path) -> QWidget:
    """Give each dialog in turn."""
    window = open_window(WRONG if "errors" in request.param else SAMPLE, FIRST)
    menus = window.commands.menus
    made: dict[str, Callable[[], QWidget]] = {
        "settings": lambda: Settings(Memory(), tmp_path, window),
        "keys": lambda: KeyList(key_groups(menus), window),
        "manual": lambda: ManualWindow(FIRST, menus),
        "send": lambda: SendSheet([Path("甲.pdf"), Path("甲.xlsx")], window),
    }
    if request.param in made:
        dialog = made[request.param]()
        qtbot.addWidget(dialog)
        dialog.show()
    else:
        window.files.export()
        assert window.files.dialog is not None
        dialog = window.files.dialog
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def test_all_that_takes_the_keyboard_in_a_dialog_has_a_name_and_a_role(dialog: QWidget) -> None:
    assert len(focusable(dialog)) > 1
    assert faults(dialog) == []


def test_tab_leads_through_a_dialog_as_it_is_read(dialog: QWidget) -> None:
    stops = [each for each in focusable(dialog) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()]
    middles = [each.mapTo(dialog, each.rect().center()) for each in stops]
    start = min(range(len(middles)), key=lambda place: (middles[place].y(), middles[place].x()))
    pairs = pairwise([*middles[start:], *middles[:start]])
    back = [(a, b) for a, b in pairs if b.y() < a.y() - fonts.unit(20) and b.x() <= a.x()]
    assert back == []


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """Put the style sheet in force, as the program does."""
    palette.set_scheme(qapp, "light")
    qapp.setStyleSheet(style.style_sheet())
    yield
    qapp.setStyleSheet("")


def pictures(widget: QWidget, qtbot: QtBot) -> tuple[QImage, QImage]:
    """Give pictures of a widget without the keyboard and with it."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    return without, widget.grab().toImage()


@pytest.mark.usefixtures("dressed")
def test_what_has_the_keyboard_in_a_dialog_is_seen(dialog: QWidget, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for widget in focusable(dialog):
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            without, with_keyboard = pictures(widget, qtbot)
            assert without != with_keyboard, f"{type(widget).__name__} {name_of(widget)}"


@pytest.mark.usefixtures("dressed")
def test_what_has_the_keyboard_in_the_window_is_seen(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(WRONG, FIRST)
    window.message.say("说一句。", ("做一件事", window.update))
    window.finding.begin()
    for widget in focusable(window):
        takes = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and isinstance(widget, QAbstractButton | QLineEdit):
            without, with_keyboard = pictures(widget, qtbot)
            assert without != with_keyboard, f"{type(widget).__name__} {name_of(widget)}"


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_all_that_takes_the_keyboard_in_the_window_has_a_name_and_a_role(
    open_window: Opener, version: Definition
) -> None:
    window = open_window(WRONG if version is FIRST else blank_form(version), version)
    window.finding.begin()
    window.message.say("说一句。", ("做一件事", window.update))
    for kind in window.workspace.panel.kinds:
        window.workspace.show_panel(kind)
        QApplication.processEvents()
        assert faults(window) == []


@pytest.mark.parametrize("kind", ["problems", "preview", "history"])
def test_tab_leads_from_the_commands_over_the_sheet_to_the_panel_and_the_status_bar(
    open_window: Opener, kind: str
) -> None:
    window = open_window(WRONG, FIRST)
    window.workspace.show_panel(kind)
    QApplication.processEvents()
    window.later.finish()
    workspace = window.workspace
    regions = [window.commands, workspace.rail, workspace.desk, workspace.panel, window.status]
    stops = [
        place
        for widget in focusable(window)
        for place, region in enumerate(regions)
        if region.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    start = stops.index(0)
    assert [*stops[start:], *stops[:start]] == sorted(stops)
    names = [name_of(widget) for widget in focusable(window) if workspace.desk.isAncestorOf(widget)]
    paper = ["填报单位", "项目名称", "实施起止时间", "收入合计", "项目支出", "管理办法", "工作措施"]
    assert [name for name in names if name in paper] == paper


GROUNDS = {
    "selected row": ("accent", 11, "paper"),
    "chosen problem": ("accent", 9, "paper"),
    "error": ("error", 8, "paper"),
    "warning": ("warning", 6, "paper"),
    "fine": ("ok", 7, "paper"),
    "message": ("accent", 7, "paper"),
    "hover": ("text", 6, "window"),
}
"""Grounds that texts stand on: a colour over another, in percent of light paper."""


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def shades(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Colours]:
    """Put a scheme in force."""
    palette.set_scheme(qapp, "dark" if request.param is DARK else "light")
    yield palette.colours()
    palette.set_scheme(qapp, "light")


def grounds(shades: Colours) -> dict[str, QColor]:
    made: dict[str, QColor] = {name: getattr(shades, name) for name in ("window", "paper", "label")}
    for name, (colour, percent, over) in GROUNDS.items():
        made[name] = palette.tint(getattr(shades, colour), percent, getattr(shades, over))
    made["lit"] = palette.mixed(shades.accent, 20 if shades.dark else 13, shades.window)
    return made


def test_every_text_stands_out_from_every_ground_it_stands_on(shades: Colours) -> None:
    low = {}
    for name, ground in grounds(shades).items():
        for colour in ("text", "quiet", "accent"):
            low[name, colour] = contrast(getattr(shades, colour).name(), ground.name())
    for colour in ("error", "warning", "ok"):
        for name in (
            "window",
            "paper",
            "label",
            "selected row",
            "chosen problem",
            colour if colour != "ok" else "fine",
        ):
            low[name, colour] = contrast(getattr(shades, colour).name(), grounds(shades)[name].name())
    low["button", "on_accent"] = contrast(shades.on_accent.name(), shades.accent.name())
    assert {pair: round(found, 2) for pair, found in low.items() if found < 4.5} == {}


def test_the_frame_of_what_has_the_keyboard_stands_out(shades: Colours) -> None:
    for ground in (shades.window, shades.paper, shades.label):
        assert contrast(shades.accent.name(), ground.name()) >= 3


def test_what_is_written_before_anything_is_typed_stands_out(shades: Colours) -> None:
    sheet = style.style_sheet()
    assert f"placeholder-text-color: {shades.quiet.name()};" in sheet


def test_all_that_takes_the_keyboard_while_a_file_comes_in_has_a_name(qtbot: QtBot, drafts: Drafts) -> None:
    drafts.create(SAMPLE, FIRST)
    for window in (
        ImportWindow(SAMPLE_TEXT, read_form(SAMPLE_TEXT, DEFINITIONS), DEFINITIONS),
        RollForwardWindow(drafts, DEFINITIONS),
    ):
        qtbot.addWidget(window)
        window.show()
        QApplication.processEvents()
        assert len(focusable(window)) > 1
        assert faults(window) == []


@pytest.mark.parametrize("count", [0, 2])
def test_all_that_takes_the_keyboard_on_the_start_page_has_a_name(qtbot: QtBot, drafts: Drafts, count: int) -> None:
    for _ in range(count):
        drafts.create(SAMPLE, FIRST)
    window = StartWindow(drafts, DEFINITIONS)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert len(focusable(window)) > 1
    assert faults(window) == []
