"""What the start page shows, from top to bottom: title, cards, search, list, what can be done with the chosen draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui import fonts
from ui.icons import icon
from ui.palette import colours
from ui.start.card import Card
from ui.start.draft_list import DraftList, SearchField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QResizeEvent

    from ui.start.model import DraftModel

WIDEST = 1000
LOW = 560
"""Below this height of the window the title goes and the cards fold to one row of buttons."""
_LOWEST = 340
"""Below this the list does without its head; the menu sorts, too."""
CARDS = {
    "roll_forward": (
        "calendar_arrow_right",
        "从上年结转",
        "Ctrl+Shift+N",
        "去年的指标值自动成为上年度指标值，逐项复核。",
    ),
    "import": ("arrow_import", "从文件导入", "Ctrl+O", "认得填好的 Word、Excel、WPS 旧表，可直接拖进来。"),
    "new": ("document_add", "新建空白表", "Ctrl+N", "从第一格填起；也可以先看一份填好的样表。"),
}
"""The ways to begin, the most frequent first: icon, title, key, sentence."""
_BUTTONS = {
    "open": "打开  Enter",
    "duplicate": "制作副本",
    "rename": "改名",
    "delete": "移到回收站",
    "restore": "恢复  Enter",
    "purge": "彻底删除…",
    "leave_bin": "回到草稿",
}
_ICONS = {"open": "folder_open", "restore": "arrow_undo"}


class StartPage(QWidget):
    """Lays out the parts; what they do is up to the window."""

    def __init__(self, model: DraftModel, cards: Iterable[str], parent: QWidget) -> None:
        """Offer the cards of these names."""
        super().__init__(parent)
        self.cards = {name: Card(CARDS[name][0], CARDS[name][1:], self) for name in CARDS if name in set(cards)}
        self.list = DraftList(model, self)
        self.search = SearchField(self.list, self)
        self.buttons = {name: QPushButton(words, self) for name, words in _BUTTONS.items()}
        for name, button in self.buttons.items():
            button.setObjectName("primary" if name in _ICONS else "plain")
        self.sample = QPushButton("先看一份填好的样表", self)
        self.recent = QToolButton(self)
        self.recent.setText("最近的文件")
        self.recent.setObjectName("link")
        self.recent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.recent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bin = QPushButton(self)
        self.bin.setObjectName("link")
        self.nothing = QLabel(self)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.look_in_bin = QPushButton("到回收站里看", self)
        self._title, self._subtitle = QLabel("部门整体支出绩效目标申报表", self), QLabel(self)
        self._subtitle.setText("填写、核对、打印盖章、报送财政，都在这台电脑上完成，不联网。")
        self._heading, self._count, self._key = QLabel(self), QLabel(self), QLabel("Ctrl+F", self)
        for label in (self._subtitle, self._count, self._key):
            label.setObjectName("quiet")
        self._frame = QFrame(self)
        self._frame.setObjectName("listFrame")
        self._is_empty = False
        self._arrange()
        self.list.setFocusProxy(self.search)
        self.setFocusProxy(self.search)

    def show_heading(self, heading: str, count: str) -> None:
        """Name what is listed, and how many there are."""
        self._heading.setText(heading)
        self._count.setText(count)
        self.list.setAccessibleName(heading)

    def show_nothing(self, sentence: str, *, look_in_bin: bool) -> None:
        """Say in place of the list that it is empty; "" shows the list."""
        self.nothing.setText(sentence)
        self.nothing.setVisible(bool(sentence))
        self.look_in_bin.setVisible(look_in_bin)
        self.list.setVisible(not sentence)

    def show_buttons(self, shown: Collection[str]) -> None:
        """Show the buttons that are named."""
        for name, button in self.buttons.items():
            button.setVisible(name in shown)

    def set_empty(self, *, empty: bool) -> None:
        """Show the cards larger and the sample, and no list, while there is no draft at all."""
        self._is_empty = empty
        for widget in (self._frame, self._heading, self._count, self._key, self.search):
            widget.setVisible(not empty)
        self.sample.setVisible(empty)
        self._fold()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme, size = colours(), fonts.unit(16)
        self._title.setFont(fonts.title())
        self._subtitle.setFont(fonts.sentence())
        self._heading.setFont(fonts.heading(bold=True))
        self.nothing.setFont(fonts.sentence())
        for widget in (self._count, self._key, self.bin, self.recent, self.look_in_bin, self.sample):
            widget.setFont(fonts.surround())
        for name, button in self.buttons.items():
            button.setFont(fonts.surround(bold=name in _ICONS))
            button.setMinimumHeight(fonts.unit(28))
            if name in _ICONS:
                button.setIcon(icon(_ICONS[name], scheme.on_accent, size))
                button.setIconSize(QSize(size, size))
        self.search.restyle()
        self.list.restyle()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        low = self.window().height() < fonts.unit(LOW)
        for card in self.cards.values():
            card.set_room(low=low and not self._is_empty, large=self._is_empty)
        narrow = self.width() < fonts.unit(LOW)
        self.list.horizontalHeader().setVisible(self.window().height() >= fonts.unit(_LOWEST))
        self.search.setFixedWidth(fonts.unit(180 if narrow else 300))
        self._title.setVisible(not low)
        self._subtitle.setVisible(not low)
        self._key.setVisible(not narrow and not self._is_empty)
        self.recent.setVisible(not narrow and self.recent.menu() is not None and not self.recent.menu().isEmpty())
        side = fonts.unit(10 if narrow else 24)
        self._lines.setContentsMargins(side, fonts.unit(8 if low else 24), side, fonts.unit(8 if low else 16))

    def _arrange(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        content = QWidget(self)
        content.setMaximumWidth(fonts.unit(WIDEST + 48))
        across.addWidget(content)
        lines = self._lines = QVBoxLayout(content)
        lines.setSpacing(fonts.unit(10))
        lines.addWidget(self._title)
        lines.addWidget(self._subtitle)
        lines.addLayout(_row(*self.cards.values(), gap=12))
        lines.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addLayout(_row(self._heading, self._count, None, self._key, self.search))
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.nothing, 1)
        inside.addWidget(self.look_in_bin, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(self._frame, 1)
        lines.addLayout(_row(*self.buttons.values(), None, self.recent, self.bin))
        lines.addStretch(0)


def _row(*widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """Lay widgets out side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(fonts.unit(gap))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
