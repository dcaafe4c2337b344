"""How titles and closed entries of the list of problems are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.place import describe_place
from ui import fonts
from ui.icons import SEVERITY_ICONS, SEVERITY_WORDS
from ui.painting import LEFT, WRAPPED, draw_icon, draw_words, wrapped_height
from ui.palette import colours, tint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from models.definition import Definition
    from models.problem import Problem
    from ui.problems.model import ProblemModel

_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | WRAPPED
_PADDING = 10
_LINE = 20


class ProblemDelegate(QStyledItemDelegate):
    """Paints icon, word, place and sentence; the chosen entry is a widget, of which only the height is asked."""

    def __init__(
        self, model: ProblemModel, definition: Definition, height_of_chosen: Callable[[int], int | None]
    ) -> None:
        """Paint the rows of a model; `height_of_chosen` gives the height of a row that is a widget, else None."""
        super().__init__(model)
        self._model = model
        self._definition = definition
        self._height_of_chosen = height_of_chosen
        self.width = 0
        """Width of the view in logical pixels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's name
        """Give the height of a row at the view's width."""
        problem = self._model.problem(index.row())
        if problem is None:
            return QSize(self.width, fonts.unit(26))
        chosen = self._height_of_chosen(index.row())
        if chosen is not None:
            return QSize(self.width, chosen + fonts.unit(6))
        room = self.width - 2 * fonts.unit(_PADDING)
        return QSize(self.width, fonts.unit(_LINE + 16) + wrapped_height(problem.message, room, fonts.sentence()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a title or a closed entry."""
        area = QRect(option.rect)
        problem = self._model.problem(index.row())
        if problem is None:
            title = self._model.rows[index.row()].title
            draw_words(painter, area, LEFT, title, fonts.surround(bold=True), colours().quiet)
        elif self._height_of_chosen(index.row()) is None:
            if option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, tint(colours().text, 4, colours().window))
            self._paint_entry(
                painter, area.adjusted(fonts.unit(_PADDING), fonts.unit(6), -fonts.unit(_PADDING), 0), problem
            )

    def _paint_entry(self, painter: QPainter, area: QRect, problem: Problem) -> None:
        scheme = colours()
        colour = scheme.of(problem.severity)
        line = QRect(area.left(), area.top(), area.width(), fonts.unit(_LINE))
        draw_icon(
            painter, line.left(), line.top() + fonts.unit(2), fonts.unit(16), SEVERITY_ICONS[problem.severity], colour
        )
        line.setLeft(line.left() + fonts.unit(22))
        word = SEVERITY_WORDS[problem.severity]
        draw_words(painter, line, LEFT, word, fonts.surround(bold=True), colour)
        line.setLeft(line.left() + QFontMetrics(fonts.surround(bold=True)).horizontalAdvance(word))
        place = f"・{describe_place(problem.where, self._definition)}"
        shown = QFontMetrics(fonts.surround()).elidedText(place, Qt.TextElideMode.ElideRight, line.width())
        draw_words(painter, line, LEFT, shown, fonts.surround(), scheme.quiet)
        text = area.adjusted(0, fonts.unit(_LINE + 2), 0, 0)
        draw_words(painter, text, _TOP, problem.message, fonts.sentence(), scheme.text)
