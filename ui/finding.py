"""Finding words in the form: a row above the sheet, Enter or F3 goes to the next place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui import fonts
from ui.icons import icon
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent

    from models.form import Form
    from ui.document import Document


class FindRow(QWidget):
    """Hidden until it is asked for."""

    place_wanted = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._at = -1
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText("在表里查找，Enter 或 F3 到下一处")
        self._words.setAccessibleName("查找")
        self._words.setMaximumWidth(fonts.unit(320))
        self._words.textChanged.connect(self._begin)
        self._words.returnPressed.connect(self.find_next)
        self._said = QLabel(self)
        self._said.setObjectName("quiet")
        self._close = QToolButton(self)
        self._close.setAccessibleName("关闭查找")
        self._close.setToolTip("关闭查找（Esc）")
        self._close.clicked.connect(self._end)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(fonts.unit(each) for each in (14, 4, 8, 4)))
        for widget in (self._words, self._said):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.restyle()
        self.hide()

    def begin(self) -> None:
        """Show the row and take the keyboard."""
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def find_next(self) -> None:
        """Go to the next place that holds the words."""
        wanted = self._words.text().strip().lower()
        if not wanted:
            self.begin()
            return
        found = [where for where, text in _texts(self._document) if wanted in text.lower()]
        self._said.setText(f"没有找到“{self._words.text()}”" if not found else "")
        if found:
            self._at = (self._at + 1) % len(found)
            self._said.setText(f"第 {self._at + 1} 处，共 {len(found)} 处")
            self.place_wanted.emit(found[self._at])

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._words.setFont(fonts.surround())
        self._said.setFont(fonts.surround())
        self._close.setIcon(icon("dismiss", colours().quiet, fonts.unit(16)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self._at = -1
        self._said.clear()

    def _end(self) -> None:
        self.hide()
        self.closed.emit()


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Give every place of the form with its text, in the paper's order."""
    form: Form = document.form
    for where in document.definition.section_of:
        kind, _, name = where.partition(".")
        if kind == "indicators":
            for place, row in enumerate(form.indicators):
                yield f"indicators[{place}].name", "\n".join((row.level1, row.level2, *row.cells.values()))
        else:
            yield where, (form.fields if kind == "fields" else form.amounts)[name]
