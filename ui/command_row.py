"""The command row: menus, undo and redo, export, and the switch of the panel, in one row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QPushButton, QToolButton

from ui.palette import Size, font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from models.drafts import Drafts

_HEIGHT = 42
_MOST_LISTED = 20
_MENUS = (
    ("文件(&F)", ("new", "open", "save", "save_as", "export", "quit")),
    ("编辑(&E)", ("undo", "redo")),
    ("指标(&I)", ("add", "delete", "renumber")),
    ("视图(&V)", ("next", "previous", "fix", "panel")),
)


class CommandRow(QFrame):
    """Shows the actions of the window."""

    draft_wanted = Signal(str)
    """A draft was chosen from the list; gives its id."""

    def __init__(self, actions: Mapping[str, QAction], drafts: Drafts) -> None:
        super().__init__()
        self._drafts = drafts
        self.setObjectName("commands")
        self.setFixedHeight(_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self._menus(actions))
        for name in ("undo", "redo"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setFont(font(Size.SENTENCE))
            layout.addWidget(button)
        self._export = QPushButton("导出")
        self._export.setFont(font(Size.SENTENCE))
        self._export.clicked.connect(actions["export"].trigger)
        layout.addWidget(self._export)
        layout.addStretch(1)
        self._switch = QToolButton()
        self._switch.setCheckable(True)
        self._switch.setChecked(True)
        self._switch.setFont(font(Size.SENTENCE))
        self._switch.setToolTip("Ctrl+1")
        self._switch.clicked.connect(actions["panel"].trigger)
        layout.addWidget(self._switch)

    def _menus(self, actions: Mapping[str, QAction]) -> QMenuBar:
        menus = QMenuBar()
        menus.setNativeMenuBar(False)
        self._list = QMenu("全部草稿", menus)
        self._list.aboutToShow.connect(self._fill_list)
        for title, names in _MENUS:
            menu = menus.addMenu(title)
            menu.addActions([actions[name] for name in names])
            if "open" in names:
                menu.insertMenu(actions["open"], self._list)
        menus.setSizePolicy(menus.sizePolicy().Policy.Fixed, menus.sizePolicy().Policy.Fixed)
        return menus

    def _fill_list(self) -> None:
        """List the drafts, the last changed first."""
        self._list.clear()
        for draft in self._drafts.listed()[:_MOST_LISTED]:
            year = f"{draft.year} 年　" if draft.year else ""
            changed = draft.changed[:16].replace("T", " ")
            text = f"{draft.unit or '未填单位'}　{year}{changed}"
            self._list.addAction(text, partial(self.draft_wanted.emit, draft.id))

    def show_problems(self, count: int, *, has_errors: bool) -> None:
        """Show how many problems there are; the button for export is filled only while none is an error."""
        self._switch.setText(f"问题 {count}")
        self._export.setProperty("filled", "false" if has_errors else "true")
        self._export.style().unpolish(self._export)
        self._export.style().polish(self._export)

    def light(self, *, lit: bool) -> None:
        """Show whether the panel is open."""
        self._switch.setChecked(lit)
