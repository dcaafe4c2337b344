"""Settings, manual and list of keys: each reachable, each true to what the program does."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
)

from export.outputs import pdf_of
from tests.versions import FIRST, SAMPLE, SECOND
from ui import fonts
from ui.application import Application
from ui.check_box import CheckBox
from ui.keys import KeyList, key_groups, spelled
from ui.manual.text import FOLDER, anchor_of, manual
from ui.manual.window import ManualWindow
from ui.memory import recall
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_BYTES = 1_000_000


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """Give the program with one window."""
    hook = sys.excepthook
    made = Application(qapp, tmp_path)
    made.new()
    made.windows[0].later.finish()
    yield made
    sys.excepthook = hook
    made.dress("light")
    fonts.choose_size(0)
    for window in made.windows:
        window.close()
    made.close()


def shown(kind: type[QWidget]) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def ask(application: Application, key: Qt.Key, modifiers: Qt.KeyboardModifier, kind: type[QWidget]) -> QWidget:
    """Press a key in the window and give what comes up."""
    (window,) = application.windows
    QTest.keyClick(window, key, modifiers)
    (found,) = shown(kind)
    found.activateWindow()
    QTest.qWaitForWindowActive(found)
    return found


def press_button(parent: QWidget, name: str) -> None:
    (button,) = [each for each in parent.findChildren(QToolButton) if each.accessibleName() == name]
    button.click()


def test_settings_take_effect_at_once_and_are_kept(application: Application, tmp_path: Path) -> None:
    settings = ask(application, Qt.Key.Key_Comma, CONTROL, Settings)
    press_button(settings, "字号 特大")
    press_button(settings, "颜色 深色")
    for box in settings.findChildren(CheckBox):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert fonts.size_chosen() == 2
    QTest.keyClick(settings, Qt.Key.Key_Escape)
    assert shown(Settings) == []
    application.windows[0].close()
    memory = recall(tmp_path)
    assert (memory.size, memory.scheme, memory.copies, memory.numbers_by_itself) == (2, "dark", False, True)


def test_the_settings_say_where_the_data_are(
    application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    settings = ask(application, Qt.Key.Key_Comma, CONTROL, Settings)
    assert str(tmp_path) in [each.text() for each in settings.findChildren(QLabel)]
    (button,) = [each for each in settings.findChildren(QPushButton) if each.accessibleName() == "打开数据文件夹"]
    button.click()
    assert opened == [str(tmp_path)]
    settings.close()


def test_f1_opens_the_manual_at_the_field_with_the_caret(application: Application) -> None:
    (window,) = application.windows
    window.go_to("amounts.expense_project")
    found = ask(application, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, ManualWindow)
    (text,) = found.findChildren(QTextBrowser)
    top = text.cursorForPosition(text.viewport().rect().topLeft()).block().text()
    assert top.startswith("项目支出")
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert shown(ManualWindow) == []


def test_the_manual_is_searched(application: Application) -> None:
    found = ask(application, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, ManualWindow)
    (contents,), (line,) = found.findChildren(QListWidget), found.findChildren(QLineEdit)
    (text,) = found.findChildren(QTextBrowser)
    everything = contents.count()
    QTest.keyClick(found, Qt.Key.Key_F, CONTROL)
    line.setText("骑缝章")
    assert [contents.item(row).text().strip() for row in range(contents.count())] == ["盖章"]
    assert text.textCursor().selectedText() == "骑缝章"
    line.setText("没有这样的话")
    assert contents.count() == 0
    line.clear()
    assert contents.count() == everything
    QTest.keyClick(line, Qt.Key.Key_Escape)


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_the_manual_speaks_of_every_place_of_a_version(version: Definition) -> None:
    html = manual(version, []).html
    for where in (*version.section_of, *(f"indicators[0].{name}" for name in version.columns)):
        if where != "indicators":
            assert f'name="{anchor_of(where)}"' in html


def test_the_manual_has_its_pictures_and_they_are_small() -> None:
    html = manual(FIRST, []).html
    pictures = {path.name: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert {name for name in pictures if f'src="{name}"' in html} == set(pictures)
    assert html.count("<img ") == len(pictures)
    assert sum(pictures.values()) <= MOST_BYTES


def test_the_manual_names_only_keys_that_do_something(
    open_window: Callable[[Form, Definition], MainWindow],
) -> None:
    window = open_window(SAMPLE, FIRST)
    groups = key_groups(window.commands.menus)
    known = "、".join(keys for group in groups for _, keys in group.keys).replace(" ", "")
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.html"))
    named = set(re.findall(r"(?:Ctrl|Alt|Shift)\+(?:Shift\+)?(?:[A-Z0-9=/↑↓]|F\d+|Enter|Tab|Delete)|\bF\d+", text))
    assert {key for key in named if key not in known} == set()


def test_every_action_is_in_a_menu_and_every_key_in_the_list(
    open_window: Callable[[Form, Definition], MainWindow],
) -> None:
    window = open_window(SAMPLE, FIRST)
    groups = key_groups(window.commands.menus)
    listed = " ".join(keys for group in groups for _, keys in group.keys)
    in_menus = {action for menu in window.commands.menus for action in menu.actions()}
    outside = [action.text() for action in window.actions() if action not in in_menus]
    assert outside == ["到菜单"]  # which leads to the menus
    assert [
        action.text() for action in window.actions() if (k := spelled(action.shortcuts())) and k not in listed
    ] == []


def test_no_two_actions_share_a_key(open_window: Callable[[Form, Definition], MainWindow]) -> None:
    window = open_window(SAMPLE, FIRST)
    keys = [key.toString() for menu in window.commands.menus for action in menu.actions() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_the_list_of_keys_is_filtered(application: Application, qtbot: QtBot) -> None:
    found = ask(application, Qt.Key.Key_Slash, CONTROL, KeyList)
    (line,), (tree,) = found.findChildren(QLineEdit), found.findChildren(QTreeWidget)
    line.setText("U盘")
    qtbot.waitUntil(lambda: sum(not tree.topLevelItem(n).isHidden() for n in range(tree.topLevelItemCount())) == 1)
    line.setText("ctrl+z")
    (head,) = [head for n in range(tree.topLevelItemCount()) if not (head := tree.topLevelItem(n)).isHidden()]
    assert [head.child(n).text(0) for n in range(head.childCount()) if not head.child(n).isHidden()] == ["撤销"]
    found.close()


def test_the_program_says_what_it_is_and_needs(application: Application) -> None:
    (window,) = application.windows
    (about,) = [action for action in window.actions() if action.text() == "关于"]
    about.trigger()
    assert "1809" in window.message.sentence


def test_without_copies_preview_and_print_bear_no_check_code_either(application: Application) -> None:
    (window,) = application.windows
    settings = ask(application, Qt.Key.Key_Comma, CONTROL, Settings)
    code = window.document.check_code
    before = pdf_of(window.document.form, window.document.definition, window.document.edition)
    (box,) = [each for each in settings.findChildren(CheckBox) if "校验码" in each.text()]
    QTest.keyClick(box, Qt.Key.Key_Space)
    after = pdf_of(window.document.form, window.document.definition, window.document.edition)
    assert [code in text_of(pdf) for pdf in (before, after)] == [True, False]
    settings.close()


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def test_settings_manual_and_keys_are_there_before_a_form_is_open(application: Application) -> None:
    (window,) = application.windows
    application.show_start(window)
    start = application.start_window
    assert start is not None
    QTest.qWaitForWindowActive(start)
    for key, modifiers, kind in (
        (Qt.Key.Key_Comma, CONTROL, Settings),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, ManualWindow),
        (Qt.Key.Key_Slash, CONTROL, KeyList),
    ):
        start.activateWindow()
        QTest.qWaitForWindowActive(start)
        QTest.keyClick(start, key, modifiers)
        (found,) = shown(kind)
        found.close()
    start.close()
