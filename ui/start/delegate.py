"""How a draft's line is painted: name with a second line, year, state with its icon, last change, check code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate

from ui import fonts
from ui.icons import FINE, SEVERITY_ICONS
from ui.painting import LEFT, draw_icon, draw_words
from ui.palette import colours, tint
from ui.start.model import CODE, STATE, UNIT

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

    from ui.start.model import DraftModel

_Index = QModelIndex | QPersistentModelIndex
ROW = 50
"""The height of a line in logical pixels at the standard size."""
_SIDE = 16  # as the head's, which the style sheet sets in pixels


class DraftDelegate(QStyledItemDelegate):
    """Paints the cells of the list of drafts; the chosen line has a frame around all of it."""

    def __init__(self, model: DraftModel, drafts: QTableView) -> None:
        super().__init__(drafts)
        self._model = model
        self._list = drafts
        self.last = CODE
        """The last column that is shown."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        area, scheme = QRect(option.rect), colours()
        chosen = index.row() == self._list.currentIndex().row()
        painter.fillRect(area, tint(scheme.accent, 9) if chosen else scheme.paper)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, scheme.rule)
        inside = area.adjusted(_SIDE, 0, -fonts.unit(4), 0)
        if index.column() == UNIT:
            self._paint_name(painter, inside, index.row(), chosen=chosen)
        elif index.column() == STATE:
            self._paint_state(painter, inside, index.row())
        else:
            colour = scheme.quiet if index.column() == CODE else scheme.text
            _elided(painter, inside, str(index.data()), fonts.sentence(), colour)
        if chosen:
            self._paint_frame(painter, area, index.column())
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, row: int, *, chosen: bool) -> None:
        half = area.height() // 2
        name = QRect(area.left(), area.top() + fonts.unit(5), area.width(), half - fonts.unit(3))
        below = QRect(area.left(), name.bottom(), area.width(), half - fonts.unit(5))
        text = str(self._model.data(self._model.index(row, UNIT)))
        details = self._model.details(row)
        _elided(painter, name if details else area, text, fonts.value(bold=chosen), colours().text)
        _elided(painter, below, details, fonts.surround(), colours().quiet)

    def _paint_state(self, painter: QPainter, area: QRect, row: int) -> None:
        state, scheme, size = self._model.state(row), colours(), fonts.unit(16)
        colour: QColor = scheme.ok if state.fine else scheme.of(state.severity) if state.severity else scheme.quiet
        name = FINE if state.fine else SEVERITY_ICONS[state.severity] if state.severity else "info"
        draw_icon(painter, area.left(), area.center().y() - size // 2, size, name, colour)
        words = area.adjusted(size + fonts.unit(6), 0, 0, 0)
        _elided(painter, words, state.words, fonts.sentence(), colour)

    def _paint_frame(self, painter: QPainter, area: QRect, column: int) -> None:
        accent = colours().accent
        painter.fillRect(area.left(), area.top(), area.width(), 2, accent)
        painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, accent)
        if column == UNIT:
            painter.fillRect(area.left(), area.top(), 2, area.height(), accent)
        if column == self.last:
            painter.fillRect(area.right() - 1, area.top(), 2, area.height(), accent)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Let the clerk write the name."""
        del option, index
        editor = QLineEdit(parent)
        editor.setAccessibleName("这份草稿的名字")
        editor.setPlaceholderText("留空就用单位名称")
        editor.setFont(fonts.value())
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        del index
        height = fonts.unit(40)
        area = QRect(option.rect)
        editor.setGeometry(
            area.left() + fonts.unit(8), area.center().y() - height // 2, area.width() - fonts.unit(16), height
        )


def _elided(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    draw_words(painter, area, LEFT, shown, font, colour)
