"""The kinds of cells: a line, a long text, an amount, a value in the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from models.amounts import read_amount
from models.problem import Severity
from ui import fonts
from ui.painting import RIGHT, draw_words
from ui.palette import colours
from ui.sheet.cell import Cell
from ui.sheet.marks import spans

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from ui.document import Document
    from ui.sheet.editor import Editor


class LineCell(Cell):
    """A short text; Enter goes on, Alt+Enter breaks the line."""


class HeadCell(Cell):
    """A value in the line above the table, on a rule instead of in a box."""

    centred = False
    least = 34

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rule the value stands on, too."""
        super().paintEvent(event)
        if not self.has_caret:
            QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, colours().rule)


class LongCell(Cell):
    """A text of any length, shown whole, with its count at the foot and waves under its slips."""

    centred = False
    many_lines = True
    least = 88

    def __init__(self, document: Document, where: str, name: str, example: str, parent: QWidget) -> None:
        """Make the cell of a long text."""
        self._underlined: tuple[object, ...] = ()
        self._waves: list[tuple[int, int, QColor]] = []
        self._limit = document.definition.fields[where.partition(".")[2]].limit
        super().__init__(document, where, name, example, parent)

    def show_mark(self) -> None:
        """Show the problems of this text, each under its words."""
        super().show_mark()
        scheme = colours()
        problems = self._document.problems_at(self.where)
        if (problems, self.text(), scheme) == self._underlined:
            return
        self._underlined = (problems, self.text(), scheme)
        found = spans(self.text(), problems)
        self._waves = [(start, length, scheme.of(severity)) for start, length, severity in found]
        if self._editor:
            self._editor.underline(self._waves)

    def _make_editor(self) -> Editor:
        editor = super()._make_editor()
        editor.underline(self._waves)
        return editor

    def words(self) -> tuple[str, str, QColor]:
        """Give the first problem for the foot; there is room for a note as well."""
        icon, words, colour = super().words()
        if self.mark and self.mark.severity is Severity.NOTE and not self.has_notice:
            return self.mark.icon, "・".join(filter(None, (self.mark.words, words))), colours().accent
        return icon, words, colour

    def paint_corner(self, painter: QPainter) -> None:
        """Leave the corner to the text; the foot has the mark."""

    def count(self) -> str:
        """Say how long the text is."""
        length = len(self.text())
        return f"{length} / {self._limit} 字" if self._limit else f"{length} 字"

    def paint_words(self, painter: QPainter) -> None:
        """Paint the first problem at the left of the foot, the count at the right."""
        super().paint_words(painter)
        room = QFontMetrics(fonts.surround()).horizontalAdvance(self.count()) + 2
        area = QRect(self.width() - room - fonts.unit(10), self.height() - fonts.unit(24), room, fonts.unit(18))
        over = self._limit and len(self.text()) > self._limit
        draw_words(painter, area, RIGHT, self.count(), fonts.surround(), colours().error if over else colours().quiet)

    def foot_height(self, width: int) -> int:  # noqa: ARG002 - the same question to every cell
        """Give the height of the foot, which is always there."""
        return fonts.unit(24)


class AmountCell(Cell):
    """An amount: shows as typed while the caret is in it, says how it is read, and stands in normal form afterwards."""

    line_height = 24
    least = 42

    def __init__(self, document: Document, where: str, name: str, example: str, parent: QWidget) -> None:
        """Make the cell of an amount; totals are bold."""
        amount = where.partition(".")[2]
        self._total = any(each.total == amount for each in document.definition.sums)
        super().__init__(document, where, name, example, parent)

    def font_of_value(self) -> QFont:
        """Give the type of the figure."""
        return fonts.heading(bold=self._total)

    def is_other(self, value: str) -> bool:
        """Whether a value of the form is not what stands here; another spelling of it is not, while typed."""
        typed = self.text()
        if self.has_caret:
            return read_amount(typed, self._document.definition.unit).text != value
        return typed != value

    def words(self) -> tuple[str, str, QColor]:
        """Say how the figure is read, where it is typed in another spelling; else the mark."""
        unit = self._document.definition.unit
        typed = self.text().strip()
        read = read_amount(typed, unit)
        if self.has_caret and read.readable and typed != read.text and not self.has_notice:
            return "", f"读作 {read.text} {unit}" if read.text else "读作空白", colours().quiet
        return super().words()

    def leave(self) -> None:
        """Show the normal form."""
        super().leave()
        self._grow()
