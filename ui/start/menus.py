"""The actions of the start window and the menus they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy

from ui.start.model import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

WORDS = {
    "roll_forward": ("从上年结转…", "Ctrl+Shift+N"),
    "import": ("从文件导入…", "Ctrl+O"),
    "new": ("新建空白表", "Ctrl+N"),
    "sample": ("先看一份填好的样表", ""),
    "open": ("打开", ""),
    "duplicate": ("制作副本", ""),
    "rename": ("改名", "F2"),
    "delete": ("移到回收站", ""),
    "bin": ("回收站", ""),
    "back_up": ("备份到 U 盘…", ""),
    "bring_back": ("从备份恢复…", ""),
    "settings": ("设置…", "Ctrl+,"),
    "quit": ("关闭", "Ctrl+W"),
    "find": ("查找", "Ctrl+F"),
    **{f"sort-{column}": (f"按{heading}排序", "") for column, heading in enumerate(HEADINGS)},
    "larger": ("大一号字", "Ctrl++"),
    "smaller": ("小一号字", "Ctrl+-"),
    "usual": ("标准字号", "Ctrl+0"),
    "light": ("浅色", ""),
    "dark": ("深色", ""),
    "system": ("跟随系统", ""),
    "manual": ("使用说明", "F1"),
    "keys": ("全部快捷键", "Ctrl+/"),
    "about": ("关于", ""),
}
"""Words and keys by name."""
_SORTING = " ".join(f"sort-{column}" for column in range(len(HEADINGS)))
_MENUS = (
    (
        "文件(&F)",
        "roll_forward import new sample recent - open duplicate rename delete bin - back_up bring_back - settings quit",
    ),
    ("视图(&V)", f"find - {_SORTING} - larger smaller usual - light dark system"),
    ("帮助(&H)", "manual keys - about"),
)


def make_actions(parent: QWidget, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the actions that something is done for."""
    made = {}
    for name, slot in slots.items():
        words, key = WORDS[name]
        action = QAction(words, parent)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, do=slot: do())
        made[name] = action
    made["larger"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    parent.addActions([*made.values()])
    return made


def make_bar(actions: Mapping[str, QAction], recent: QMenu, parent: QWidget) -> QMenuBar:
    """Make the menus; `recent` is that of the files that were opened last."""
    bar = QMenuBar(parent)
    bar.setNativeMenuBar(False)
    bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    for title, names in _MENUS:
        menu = bar.addMenu(title)
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            elif name == "recent":
                menu.addMenu(recent)
            elif name in actions:
                menu.addAction(actions[name])
    return bar
