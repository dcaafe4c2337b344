"""Plays a clerk: types the sample into the program's window by keys, or by mouse and keys; no call into its inside.

Chinese characters come as an input method gives them: committed to the widget that has the keyboard.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer  # noqa: E402 - after the path is set
from PySide6.QtGui import QCursor, QInputMethodEvent, QWheelEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QApplication,
    QMenu,
    QTableView,
    QWidget,
)

from ui.application import Application  # noqa: E402

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SAMPLE = json.loads((ROOT / "resources" / "samples" / "sample-2020.json").read_text(encoding="utf-8"))
MOST_STEPS = 200
MOST_TRIES = 5
LOOKS, BETWEEN_LOOKS = 200, 50  # ms


class Clerk:
    """Presses keys where the caret is, and clicks where something can be seen."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        QTest.keyClick(self._focus(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text; Latin letters and digits as keys, all else as an input method commits it."""
        for line, part in enumerate(text.split("\n")):
            if line:
                self.press(Qt.Key.Key_Return, ALT)
            for run in _runs(part):
                if run.isascii():
                    for key in run:
                        QTest.keyClicks(self._focus(), key)
                else:
                    event = QInputMethodEvent()
                    event.setCommitString(run)
                    QApplication.sendEvent(self._focus(), event)
        QApplication.processEvents()

    def at(self) -> str:
        """Give the accessible name of what has the keyboard, as a screen reader would say it."""
        return self._focus().accessibleName()

    def go_to(self, name: str) -> None:
        """Press Tab until the field of a name has the caret."""
        for _ in range(MOST_STEPS):
            if self.at() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise LookupError(f"{name} cannot be reached; the keyboard is at {self.at()!r}")

    def click(self, name: str) -> None:
        """Bring the field of a name into sight by Tab where it is not, and click it."""
        widget = self._seen(name)
        if widget.visibleRegion().isEmpty():
            self.go_to(name)
        port = widget.viewport() if hasattr(widget, "viewport") else widget
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(port.width() // 2, 8))
        QApplication.processEvents()

    def _seen(self, name: str) -> QWidget:
        """Give the field of a name once it is there; a window that has just come up is still being completed."""
        for _ in range(LOOKS):
            for each in self._window.findChildren(QWidget):
                if each.accessibleName() == name and each.isVisible():
                    return each
            QApplication.processEvents()
        raise LookupError(f"{name} is not to be seen")

    def click_button(self, name: str) -> None:
        """Click the button of a name that is in sight."""
        buttons = [each for each in self._window.findChildren(QAbstractButton) if each.accessibleName() == name]
        QTest.mouseClick(next(each for each in buttons if each.isVisible()), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def click_cell(self, table: QTableView, row: int, column: int) -> None:
        """Turn the wheel until a cell is in sight, as far as it is needed, and click into it."""
        for _ in range(MOST_STEPS):
            rect = table.visualRect(table.model().index(row, column))
            seen = table.viewport().visibleRegion().boundingRect()
            if seen.contains(rect.center()):
                break
            port = table.viewport()
            at = seen.center() if not seen.isEmpty() else port.rect().center()
            turn = QPoint(0, 120 if rect.center().y() < seen.top() else -120)
            QApplication.sendEvent(port, _wheel(port, at, turn))
            QApplication.processEvents()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        if widget is None:
            raise LookupError("nothing has the keyboard")
        return widget


def _wheel(widget: QWidget, at: QPoint, turn: QPoint) -> QWheelEvent:
    """Make a notch of the wheel over a point of a widget."""
    place, there = QPointF(at), QPointF(widget.mapToGlobal(at))
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(place, there, QPoint(), turn, no_buttons, no_keys, phase, False)  # noqa: FBT003 - Qt's own


def _runs(text: str) -> list[str]:
    """Part a text into runs of keys and runs of an input method."""
    runs: list[str] = []
    for character in text:
        if runs and runs[-1].isascii() == character.isascii():
            runs[-1] += character
        else:
            runs.append(character)
    return runs


FIELDS = {
    "reporting_unit": "填报单位",
    "project_name": "项目名称",
    "period": "实施起止时间",
    "unit_full_name": "实施单位（全称）",
    "contact": "绩效管理联系人",
    "phone": "联系电话",
    "duties": "部门职能职责概述",
    "goals": "整体绩效目标",
}
AMOUNTS = {
    "income_total": "收入合计",
    "income_local": "本级安排",
    "income_superior": "上级补助",
    "income_other": "其他资金",
    "expense_total": "支出合计",
    "expense_basic": "基本支出",
    "expense_public": "公用支出",
    "expense_project": "项目支出",
}
LATER = {"management": "管理办法", "measures": "工作措施"}


def fill(clerk: Clerk, names: dict[str, str], values: dict[str, str], *, mouse: bool) -> None:
    """Fill in fields one after another."""
    for field, name in names.items():
        (clerk.click if mouse else clerk.go_to)(name)
        clerk.type(values[field])


def fill_indicators(clerk: Clerk, table: QTableView, *, mouse: bool) -> None:
    """Add the indicators of each group and fill in their cells, as keys or clicks lead from one to the next."""
    clerk.press(Qt.Key.Key_3, ALT)
    for row, indicator in enumerate(SAMPLE["indicators"]):
        rows = SAMPLE["indicators"][:row]
        is_new = not rows or (rows[-1]["level1"], rows[-1]["level2"]) != (indicator["level1"], indicator["level2"])
        if is_new:
            group = f"{indicator['level1']} · {indicator['level2']}"
            _click_group(clerk, group) if mouse else _choose_group(table.window(), group)
        elif mouse:
            clerk.click_button("添加指标")
        else:
            clerk.press(Qt.Key.Key_Return)
        for place, column in enumerate(("name", "nature", "value", "last_year", "remark")):
            if place and not mouse:
                clerk.press(Qt.Key.Key_Tab)
            if indicator[column]:
                if mouse:
                    clerk.click_cell(table, row, place + 2)
                clerk.type(indicator[column])
        QApplication.processEvents()


def _choose_group(window: QWidget, group: str) -> None:
    """Choose a group in the menu 指标, 添加分组, by keys; a list that does not come up is asked for again."""
    for _ in range(MOST_TRIES):
        QTest.keyClick(window, Qt.Key.Key_I, ALT)
        menu = _open_menu()
        _pick(menu, "添加分组", Qt.Key.Key_Right)
        QTest.qWait(100)
        if QApplication.activePopupWidget() is not menu:
            break
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        QTest.qWait(100)
    _pick(_open_menu(), group, Qt.Key.Key_Return)
    QApplication.processEvents()


def _click_group(clerk: Clerk, group: str) -> None:
    """Choose a group in the list under the button 添加分组, by the mouse."""
    QTimer.singleShot(0, lambda: _click_entry(group))
    clerk.click_button("添加分组")


def _click_entry(words: str) -> None:
    """Click an entry of the list that is open, once it is."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        QTimer.singleShot(20, lambda: _click_entry(words))
        return
    entry = next(action for action in menu.actions() if action.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def _open_menu() -> QMenu:
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    return menu


def _pick(menu: QMenu, words: str, key: Qt.Key) -> None:
    """Go down to an entry that can be chosen, and press a key there."""
    for _ in range(2 * len(menu.actions())):
        QApplication.processEvents()
        action = menu.activeAction()
        if action is not None and action.text() == words:
            QTest.keyClick(menu, key)
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
    active = menu.activeAction().text() if menu.activeAction() else "nothing"
    raise LookupError(f"{words}: at {active} of {[each.text() for each in menu.actions()]}")


def export(clerk: Clerk, folder: Path) -> None:
    """Export both files into a folder that is typed in, and wait until they have been read back."""
    clerk.press(Qt.Key.Key_E, CONTROL)
    clerk.go_to("文件夹")
    clerk.press(Qt.Key.Key_A, CONTROL)
    clerk.type(str(folder))
    clerk.press(Qt.Key.Key_Return)
    for _ in range(LOOKS):
        if QApplication.activeModalWidget() is None:
            return
        QTest.qWait(BETWEEN_LOOKS)
    raise LookupError("the export does not end")


def main(way: str, target: Path) -> None:
    """Type everything in and export it into a folder."""
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as data:
        application = Application(qt, Path(data))
        window = application.new()
        if window is None:
            sys.exit("no window")
        QTest.qWaitForWindowExposed(window)
        window.activateWindow()
        QTest.qWaitForWindowActive(window, 3000)
        QTest.qWait(300)  # a look at the window before the first key
        QCursor.setPos(qt.primaryScreen().geometry().bottomRight())  # a pointer that lies under a menu chooses there
        clerk = Clerk(window)
        table = window.findChild(QTableView)
        fill(clerk, FIELDS, SAMPLE["fields"], mouse=way == "mouse")
        fill(clerk, AMOUNTS, SAMPLE["amounts"], mouse=way == "mouse")
        fill_indicators(clerk, table, mouse=way == "mouse")
        fill(clerk, LATER, SAMPLE["fields"], mouse=way == "mouse")
        export(clerk, target)
        window.close()
        application.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
