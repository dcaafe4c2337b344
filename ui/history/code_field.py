"""The field for the check code on the paper: finds the export it stands on, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.digest import parse_check_code
from ui import fonts
from ui.icons import icon
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from models.drafts import Revision


class CodeField(QWidget):
    """Takes a code as it stands on paper; below it, what could not be found and where it was found instead."""

    found = Signal(object)
    """The revision of this draft that bears the code."""
    draft_wanted = Signal(str, str)
    """The export is of another draft: its id and the code."""

    def __init__(self, draft: str, exports: Callable[[str], list[Revision]], parent: QWidget) -> None:
        """Look in `exports`, which gives the exports of all drafts that bear a code."""
        super().__init__(parent)
        self._draft = draft
        self._exports = exports
        self._line = QLineEdit(self)
        self._line.setPlaceholderText("输入纸上的校验码，找到当时的内容")
        self._line.setAccessibleName("纸上的校验码")
        self._line.setClearButtonEnabled(True)
        self._mark = QAction(self._line)
        self._line.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._open = QPushButton("打开那一份", self)
        self._open.setObjectName("link")
        self._open.setSizePolicy(self._open.sizePolicy().Policy.Maximum, self._open.sizePolicy().Policy.Fixed)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(fonts.unit(4))
        lines.addWidget(self._line)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._open)
        lines.addLayout(row)
        self._other: Revision | None = None
        self._open.clicked.connect(self._go_to_other)
        self._line.returnPressed.connect(self.look)
        self._line.textEdited.connect(self._on_typing)
        self.setFocusProxy(self._line)
        self._say("")
        self.restyle()

    @property
    def sentence(self) -> str:
        """What is said below the field, "" for nothing."""
        return self._words.text()

    def show_code(self, code: str) -> None:
        """Put a code into the field and look for it."""
        self._line.setText(code)
        self.look()

    def look(self) -> None:
        """Look for the code that was typed."""
        typed = self._line.text().strip()
        code = parse_check_code(typed)
        if not typed:
            self._say("")
        elif code is None:
            self._say(f"“{typed}”不是校验码：应是页脚上的十个字母和数字，可能抄错了一个。")
        elif not (revisions := self._exports(code)):
            self._say(f"这台电脑上没有校验码为 {code} 的导出。它可能出自另一台电脑，或那份草稿已经彻底删除。")
        elif here := next((each for each in revisions if each.draft == self._draft), None):
            self._say("")
            self.found.emit(here)
        else:
            self._other = revisions[0]
            self._say(f"校验码 {code} 是另一份草稿的导出。", other=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field."""
        if event.key() == Qt.Key.Key_Escape and self._line.text():
            self._line.clear()
            self._say("")
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        size = fonts.unit(16)
        self._mark.setIcon(icon("search", colours().quiet, size))
        self._line.setFont(fonts.surround())
        self._line.setMinimumHeight(fonts.unit(28))
        self._words.setFont(fonts.surround())
        self._open.setFont(fonts.surround())
        self._open.setIconSize(QSize(size, size))

    def _on_typing(self, text: str) -> None:
        self._say("")
        if parse_check_code(text):
            self.look()

    def _say(self, sentence: str, *, other: bool = False) -> None:
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))
        self._open.setVisible(other)

    def _go_to_other(self) -> None:
        if self._other:
            self.draft_wanted.emit(self._other.draft, self._other.code)
