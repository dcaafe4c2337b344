"""The settings, few: each takes effect at once, and there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QToolButton

from ui import fonts
from ui.check_box import CheckBox
from ui.dialog import RowsDialog, caption, explanation, side_by_side
from ui.outgoing.opening import open_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.memory import Memory

SIZES = ("标准", "大", "特大")
SCHEMES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}


class Settings(RowsDialog):
    """Shows what is set, changes it in the memory, and tells whoever has to act on it."""

    size_wanted = Signal(int)
    scheme_wanted = Signal(str)
    numbering_wanted = Signal(bool)
    changed = Signal()
    """Something else in the memory is another."""

    def __init__(self, memory: Memory, data_folder: Path, window: QWidget) -> None:
        """Show a memory, and where the drafts are."""
        close = QPushButton("关闭")
        close.setDefault(True)
        super().__init__(window, "设置", [close])
        close.clicked.connect(self.accept)
        self._memory = memory
        self._data_folder = data_folder
        sizes = self._choice("字号", SIZES, fonts.size_chosen())
        sizes.idClicked.connect(self.size_wanted)
        schemes = self._choice("颜色", [*SCHEMES.values()], [*SCHEMES].index(memory.scheme))
        schemes.idClicked.connect(lambda place: self.scheme_wanted.emit([*SCHEMES][place]))
        self._add_numbering()
        self._add_copies()
        self._add_folder()

    def _choice(self, words: str, choices: Sequence[str], chosen: int) -> QButtonGroup:
        """Add a row of buttons of which one is down."""
        group = QButtonGroup(self)
        for place, choice in enumerate(choices):
            button = QToolButton(self)
            button.setObjectName("choice")
            button.setText(choice)
            button.setAccessibleName(f"{words} {choice}")
            button.setCheckable(True)
            button.setChecked(place == chosen)
            button.setFont(fonts.surround())
            group.addButton(button, place)
        self.rows.addRow(caption(words, self), side_by_side(self, *group.buttons()))
        return group

    def _add_numbering(self) -> None:
        box = CheckBox("指标名称前的编号自动更新", self)
        box.setChecked(self._memory.numbers_by_itself)
        box.toggled.connect(self.numbering_wanted)
        self.rows.addRow(caption("编号", self), box)

    def _add_copies(self) -> None:
        box = CheckBox("页脚印校验码，文件里附一份原样的内容", self)
        box.setChecked(self._memory.copies)
        box.toggled.connect(self._set_copies)
        self.rows.addRow(caption("导出", self), box)
        words = (
            "校验码由内容算出，改一个字就不同，纸和文件对得上。附带的内容看不见，只用来核对和明年读回。"
            "财政不要时可以关掉，导出时照样逐字核对。"
        )
        self.rows.addRow("", explanation(words, self))

    def _add_folder(self) -> None:
        where = QLabel(str(self._data_folder), self)
        where.setWordWrap(True)
        where.setAccessibleName("数据文件夹")
        button = QPushButton("打开", self)
        button.setAccessibleName("打开数据文件夹")
        button.setAutoDefault(False)
        button.clicked.connect(self._open_folder)
        self.rows.addRow(caption("数据", self), where)
        self.rows.addRow("", side_by_side(self, button, explanation("草稿、备份和记录都只在这里，不上网。", self)))

    def _set_copies(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self._memory.copies = wanted
        self.changed.emit()

    def _open_folder(self) -> None:
        if sentence := open_path(self._data_folder):
            self.notice.say(sentence, bad=True)
