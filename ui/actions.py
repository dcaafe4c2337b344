"""Actions of windows: how they are called, their keys, and the words and keys that windows share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

SHARED = {
    "new": ("新建空白表", "Ctrl+N"),
    "roll_forward": ("从上年结转…", "Ctrl+Shift+N"),
    "settings": ("设置…", "Ctrl+,"),
    "quit": ("关闭", "Ctrl+W"),
    "find": ("查找", "Ctrl+F"),
    "larger": ("大一号字", "Ctrl++ Ctrl+="),
    "smaller": ("小一号字", "Ctrl+-"),
    "usual": ("标准字号", "Ctrl+0"),
    "light": ("浅色", ""),
    "dark": ("深色", ""),
    "system": ("跟随系统", ""),
    "manual": ("使用说明", "F1"),
    "keys": ("全部快捷键", "Ctrl+/"),
    "about": ("关于", ""),
}
"""Words and keys by name; of several keys, parted by blanks, the first is the one that is shown."""


def make_actions(
    parent: QWidget, words: Mapping[str, tuple[str, str]], slots: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Make the actions that something is done for, in the order of `slots`."""
    made = {}
    for name, slot in slots.items():
        text, keys = words[name]
        action = QAction(text, parent)
        action.setShortcuts([QKeySequence(key) for key in keys.split()])
        action.triggered.connect(lambda _=False, do=slot: do())
        made[name] = action
    parent.addActions([*made.values()])
    return made
