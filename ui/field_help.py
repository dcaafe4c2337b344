"""Help at the foot of the panel: how to fill in the field with the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.definition import on_one_line
from models.place import column_label, describe_place, indicator_place, section_at
from ui import fonts
from ui.icons import pixmap
from ui.indicators.rows_view import NOTHING_YET
from ui.palette import colours
from ui.words import Words

if TYPE_CHECKING:
    from models.definition import AmountDefinition, ColumnDefinition, Definition, FieldDefinition


class FieldHelp(QWidget):
    """One sentence and an example, from the version's file."""

    manual_wanted = Signal()

    def __init__(self, definition: Definition, parent: QWidget | None = None) -> None:
        """Explain the fields of a version."""
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._definition = definition
        self._mark = QLabel(self)
        self._title = QLabel(self)
        self._more = QPushButton("F1 说明", self)
        self._more.setObjectName("link")
        self._more.setAccessibleName("打开使用说明")
        self._more.clicked.connect(self.manual_wanted)
        self._words = Words("", self)
        self._words.setObjectName("quiet")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (12, 8, 12, 10)))
        lines.setSpacing(fonts.unit(4))
        row = QHBoxLayout()
        row.setSpacing(fonts.unit(6))
        row.addWidget(self._mark)
        row.addWidget(self._title, 1)
        row.addWidget(self._more)
        lines.addLayout(row)
        lines.addWidget(self._words)
        self._past = Words("", self)
        self._past.hide()
        lines.addWidget(self._past)
        self.restyle()
        self.explain("")

    def explain(self, where: str) -> None:
        """Explain a place; without one say what this is."""
        self._title.setText(f"怎么填：{_name(where, self._definition)}" if where else "怎么填")
        self._words.setText(help_at(where, self._definition) or "把光标放进一格，这里就说怎么填。")

    def tell_past(self, words: str) -> None:
        """Say what stood here in earlier years, "" for nothing."""
        self._past.setText(words)
        self._past.setVisible(bool(words))

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        size = fonts.unit(16)
        self._mark.setPixmap(pixmap("question_circle", colours().accent, size, self.devicePixelRatioF()))
        self._title.setFont(fonts.surround(bold=True))
        self._words.setFont(fonts.surround())
        self._past.setFont(fonts.surround())
        self._more.setFont(fonts.surround())
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() * 2)


def help_at(where: str, definition: Definition) -> str:
    """Give the help of a place with its example, "" where there is none."""
    if where == "indicators":
        return NOTHING_YET
    found = _entry(where, definition)
    if found is None:
        return ""
    example = found.example
    short = example and example not in found.help and len(example) <= 20  # noqa: PLR2004 - a long one stands in the cell
    return f"{found.help}例如“{example}”。" if short else found.help


def section_name(where: str, definition: Definition) -> str:
    """Give the title of the section a place lies in, without its numeral."""
    titles = {section.id: on_one_line(section.title) for section in definition.sections}
    title = titles.get(section_at(where, definition), "")
    return title.partition("、")[2] or title


def _entry(where: str, definition: Definition) -> FieldDefinition | AmountDefinition | ColumnDefinition | None:
    if place := indicator_place(where):
        return definition.columns.get(place[1])
    group, _, name = where.partition(".")
    return definition.fields.get(name) if group == "fields" else definition.amounts.get(name)


def _name(where: str, definition: Definition) -> str:
    if where == "indicators":
        return section_name(where, definition)
    place = indicator_place(where)
    return column_label(place[1] or "name", definition) if place else describe_place(where, definition)
