"""The actions of the start window and the menus they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy

from ui.actions import SHARED
from ui.start.model import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

WORDS = SHARED | {
    "import": ("从文件导入…", "Ctrl+O"),
    "paste": ("从剪贴板导入", "Ctrl+V Ctrl+Shift+V"),
    "sample": ("先看一份填好的样表", ""),
    "open": ("打开", ""),
    "duplicate": ("制作副本", ""),
    "rename": ("改名", "F2"),
    "delete": ("移到回收站", ""),
    "bin": ("回收站", ""),
    "back_up": ("备份到U盘…", ""),
    "bring_back": ("从备份恢复…", ""),
    **{f"sort-{column}": (f"按{heading}排序", "") for column, heading in enumerate(HEADINGS)},
}
"""Words and keys by name."""
_SORTING = " ".join(f"sort-{column}" for column in range(len(HEADINGS)))
_FILE = (
    "roll_forward import paste new sample recent - open duplicate rename delete bin - "
    "back_up bring_back - settings quit"
)
_MENUS = (
    ("文件(&F)", _FILE),
    ("视图(&V)", f"find - {_SORTING} - larger smaller usual - light dark system"),
    ("帮助(&H)", "manual keys - about"),
)


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
