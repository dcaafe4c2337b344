"""The head of the indicator table: two rows, a heading over the columns it belongs to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.definition import on_one_line
from ui import fonts
from ui.indicators.measures import broken
from ui.painting import CENTRED, WRAPPED, draw_words
from ui.palette import colours

if TYPE_CHECKING:
    from models.definition import Definition

_UPPER, _LOWER = 22, 38
_SCANT = 1
"""The width of a folded column, which has its label beside each of its texts."""


class TableHead(QWidget):
    """Paints the labels of the columns; it scrolls with the table, and sticks to the top while the table is seen."""

    def __init__(self, definition: Definition, parent: QWidget) -> None:
        super().__init__(parent)
        self._definition = definition
        self._widths: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that the table knows what it covers

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Take the columns' widths over from the table."""
        if widths != self._widths:
            self._widths = widths
            self.update()

    @staticmethod
    def wanted_height() -> int:
        """Give the height of both rows in logical pixels."""
        return fonts.unit(_UPPER + _LOWER)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, scheme = QPainter(self), colours()
        painter.fillRect(self.rect(), scheme.label)
        painter.fillRect(0, 0, self.width(), 1, scheme.rule)
        for area, words in self._labels():
            if area.width() <= _SCANT:
                continue
            painter.fillRect(area.right(), area.top(), 1, area.height(), scheme.rule)
            painter.fillRect(area.left(), area.bottom(), area.width(), 1, scheme.rule)
            room = area.adjusted(fonts.unit(3), 0, -fonts.unit(3), 0)
            font = fonts.sentence()
            shown = broken(words, room.width(), font, self._definition.paper.unbroken)
            draw_words(painter, room, CENTRED | WRAPPED, shown, font, scheme.quiet)

    def _labels(self) -> list[tuple[QRect, str]]:
        """Give each label with its box; a heading stands over its columns, which then have the lower row."""
        definition = self._definition
        upper, whole = fonts.unit(_UPPER), self.wanted_height()
        columns = [("", label) for label in definition.level_labels]
        columns += [(column.heading, column.label) for column in definition.columns.values()]
        found, left, place = [], 0, 0
        for heading, run in groupby(columns, key=lambda column: column[0]):
            labels = [label for _, label in run]
            widths = self._widths[place : place + len(labels)]
            if heading:
                found.append((QRect(left, 0, sum(widths), upper), on_one_line(heading)))
            top = upper if heading else 0
            for label, width in zip(labels, widths, strict=True):
                found.append((QRect(left, top, width, whole - top), label))
                left += width
            place += len(labels)
        return found
