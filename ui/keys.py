"""All keys in one list, taken from the actions in the menus; and what keys do inside a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ui import fonts
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QMenu

_WIDTH, _HEIGHT, _ASIDE = 560, 520, 32
_KEY = 1
_SPELLED = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Del": "Delete", "Return": "Enter"}
IN_CELLS = (
    ("下一格、上一格", "Tab、Shift+Tab"),
    ("单行：到下一格；指标：到下一行同一栏，组末添加一条；长文字：换行", "Enter"),
    ("格内换行", "Alt+Enter"),
    ("在末尾修改", "F2"),
    ("退回这一格的修改，收起菜单和右边", "Esc"),
    ("在金额和指标之间移动；文字里到头时也是", "↑ ↓ ← →"),
    ("选几行指标", "Shift+↑、Shift+↓"),
    ("指标性质：选第几种", "1 到 6"),
    ("打开菜单", "Alt 加菜单后的字母，或 F10"),
)
"""What a key does in a cell, which no menu shows."""


class Group(NamedTuple):
    """A menu, or the cells: its name, and what each of its keys does."""

    name: str
    keys: tuple[tuple[str, str], ...]


def key_groups(menus: Sequence[QMenu]) -> list[Group]:
    """Give the keys of all actions in some menus and in the menus within them, and those in cells."""
    found = [Group(plain(menu.title()), tuple(_keys(menu))) for menu in menus]
    return [*(group for group in found if group.keys), Group("在格子里", IN_CELLS)]


def plain(words: str) -> str:
    """Give the words of a menu without the letter that opens it."""
    return words.partition("(&")[0].replace("&", "")


def spelled(sequences: Sequence[QKeySequence]) -> str:
    """Give keys as they are written on them."""
    texts = [each.toString(QKeySequence.SequenceFormat.PortableText) for each in sequences]
    for name, sign in _SPELLED.items():
        texts = ["+".join(sign if part == name else part for part in text.split("+")) for text in texts]
    return "、".join(dict.fromkeys(text for text in texts if text))


def _keys(menu: QMenu) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        inner = action.menu()
        if inner is not None:
            yield from _keys(inner)  # type: ignore[arg-type]  # the stubs call it an object
        elif keys := spelled(action.shortcuts()):
            yield plain(action.iconText() or action.text()), keys


class KeyList(QDialog):
    """Shows all keys; typing finds one."""

    def __init__(self, groups: Sequence[Group], window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("全部快捷键")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFont(fonts.surround())
        self._wanted = QLineEdit(self)
        self._wanted.setAccessibleName("找一个键或它的作用")
        self._wanted.setPlaceholderText("找一个键或它的作用")
        self._wanted.textChanged.connect(self._filter)
        self._list = QTreeWidget(self)
        self._list.setObjectName("choices")
        self._list.setAccessibleName("全部快捷键")
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(fonts.unit(12))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(_KEY, QHeaderView.ResizeMode.ResizeToContents)
        for group in groups:
            self._add(group)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(16) for _ in range(4)))
        lines.setSpacing(fonts.unit(8))
        lines.addWidget(self._wanted)
        lines.addWidget(self._list)
        room = window.size() - QSize(_ASIDE, _ASIDE)
        self.resize(QSize(fonts.unit(_WIDTH), fonts.unit(_HEIGHT)).boundedTo(room))

    def _add(self, group: Group) -> None:
        head = QTreeWidgetItem(self._list, [group.name])
        head.setFont(0, fonts.sentence(bold=True))
        head.setFirstColumnSpanned(True)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for words, keys in group.keys:
            item = QTreeWidgetItem(head, [words, keys])
            item.setForeground(_KEY, colours().quiet)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}：{keys}")
        head.setExpanded(True)

    def _filter(self, wanted: str) -> None:
        for top in range(self._list.topLevelItemCount()):
            head = self._list.topLevelItem(top)
            if head is None:
                continue
            rows = [row for place in range(head.childCount()) if (row := head.child(place))]
            for row in rows:
                row.setHidden(wanted.lower() not in f"{row.text(0)} {row.text(_KEY)}".lower())
            head.setHidden(all(row.isHidden() for row in rows))
