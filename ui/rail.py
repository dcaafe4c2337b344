"""The rail at the left: unit and year, the sections with their state in words, how much is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from models.definition import on_one_line
from models.place import section_at
from ui.marks import state
from ui.palette import Size, colours, font

if TYPE_CHECKING:
    from ui.document import Document

WIDTH, SLIM = 156, 56


class Rail(QFrame):
    """Jumps to the sections of the form."""

    section_wanted = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._unit, self._year, self._filled = QLabel(), QLabel(), QLabel()
        self._unit.setFont(font(Size.MONEY, bold=True))
        self._unit.setWordWrap(True)
        self._year.setFont(font(Size.AROUND))
        self._filled.setFont(font(Size.AROUND))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 12, 6, 12)
        layout.setSpacing(4)
        for label in (self._unit, self._year):
            label.setContentsMargins(8, 0, 8, 0)
            layout.addWidget(label)
        layout.addSpacing(8)
        self._is_slim = False
        self._buttons: dict[str, QPushButton] = {}
        self._states: dict[str, QLabel] = {}
        for number, section in enumerate(document.definition.sections, start=1):
            name = on_one_line(section.title)
            button = QPushButton(name)
            button.setObjectName("railItem")
            button.setCheckable(True)
            button.setFont(font(Size.SENTENCE))
            button.setToolTip(f"Alt+{number}")
            button.clicked.connect(lambda _=False, id_=section.id: self.section_wanted.emit(id_))
            words = QLabel()
            words.setFont(font(Size.AROUND))
            words.setContentsMargins(12, 0, 4, 6)
            self._buttons[section.id], self._states[section.id] = button, words
            layout.addWidget(button)
            layout.addWidget(words)
        layout.addStretch(1)
        self._filled.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self._filled)
        document.changed.connect(self.refresh)
        document.problems_changed.connect(self.refresh)
        self.refresh()

    def set_slim(self, *, slim: bool) -> None:
        """Show the numerals of the sections alone, where there is little room."""
        self.setFixedWidth(SLIM if slim else WIDTH)
        for label in (self._unit, self._year, self._filled):
            label.setVisible(not slim)
        for section in self._document.definition.sections:
            name = on_one_line(section.title)
            self._buttons[section.id].setText(name[:1] if slim else name)
            self._buttons[section.id].setAccessibleName(name)
        self._is_slim = slim
        self.refresh()

    def set_current(self, section: str) -> None:
        """Light the section with the caret."""
        for id_, button in self._buttons.items():
            button.setChecked(id_ == section)

    def refresh(self) -> None:
        """Show how each section stands."""
        form, definition = self._document.form, self._document.definition
        shades = colours()
        head = next((piece.field for piece in definition.head if piece.field), "")
        self._unit.setText(form.fields.get(head, "") or "未填单位")
        self._unit.setStyleSheet(f"color: {shades.text};")
        self._year.setText(" · ".join(filter(None, (f"{form.year} 年" if form.year else "", definition.mark))))
        self._year.setStyleSheet(f"color: {shades.quiet};")
        for id_, words in self._states.items():
            found = [each for each in self._document.problems if section_at(each.where, definition) == id_]
            text, colour = state(found)
            words.setText(text[:4].rstrip("条个没") if self._is_slim else text)
            words.setStyleSheet(f"color: {colour};")
            words.setAlignment(Qt.AlignmentFlag.AlignLeft)
        needed = [form.fields[name] for name, field in definition.fields.items() if field.required]
        needed += [form.amounts[name] for name, amount in definition.amounts.items() if amount.required]
        filled = sum(bool(text.strip()) for text in needed)
        self._filled.setText(f"必填项　已填 {filled} / {len(needed)}")
        self._filled.setStyleSheet(f"color: {shades.quiet};")
