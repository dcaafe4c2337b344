"""How days and revisions are painted: a line of time with a dot for each, a pin for each export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import fonts
from ui.painting import LEFT, draw_icon, draw_words
from ui.palette import colours, mixed, tint

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.history.model import HistoryModel
    from ui.history.rows import Row

_TITLE, _ENTRY, _PINNED = 26, 34, 50
_DOT_AT, _TIME_AT, _WORDS_AT = 18, 36, 86


class RevisionDelegate(QStyledItemDelegate):
    """Paints the rows of the history."""

    def __init__(self, model: HistoryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's name
        """Give the height of a row; an export has a second line."""
        revision = self._model.revision(index.row())
        return QSize(0, fonts.unit(_TITLE if revision is None else _PINNED if revision.code else _ENTRY))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a day's title or a revision."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, row = QRect(option.rect), self._model.rows[index.row()]
        if row.revision is None:
            draw_words(painter, area, LEFT, row.title, fonts.surround(bold=True), colours().quiet)
        else:
            self._paint_ground(painter, area, option.state)
            self._paint_dot(painter, area, index.row(), pinned=bool(row.revision.code))
            self._paint_entry(painter, area, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        scheme = colours()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(mixed(scheme.accent, 45, scheme.window), 1))
            painter.setBrush(tint(scheme.accent, 9, scheme.window))
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint(scheme.text, 4, scheme.window))
            painter.drawRoundedRect(area, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(scheme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_dot(self, painter: QPainter, area: QRect, row: int, *, pinned: bool) -> None:
        scheme = colours()
        centre = QPoint(area.left() + fonts.unit(_DOT_AT), area.top() + fonts.unit(_ENTRY // 2))
        painter.setPen(QPen(mixed(scheme.quiet, 40, scheme.window), 2))
        first, last = self._model.revision(row - 1) is None, self._model.revision(row + 1) is None
        top = centre.y() if first else area.top()
        painter.drawLine(centre.x(), top, centre.x(), centre.y() if last else area.bottom() + 1)
        radius = fonts.unit(10 if pinned else 4)
        painter.setBrush(scheme.paper)
        painter.setPen(Qt.PenStyle.NoPen if pinned else QPen(scheme.quiet, 2))
        painter.drawEllipse(centre, radius, radius)
        if pinned:
            size = fonts.unit(16)
            draw_icon(painter, centre.x() - size // 2, centre.y() - size // 2, size, "pin", scheme.accent)

    def _paint_entry(self, painter: QPainter, area: QRect, row: Row) -> None:
        scheme = colours()
        line = QRect(area.left(), area.top(), area.width(), fonts.unit(_ENTRY))
        time = line.adjusted(fonts.unit(_TIME_AT), 0, 0, 0)
        draw_words(painter, time, LEFT, row.time, fonts.surround(), scheme.quiet)
        words = line.adjusted(fonts.unit(_WORDS_AT), 0, -fonts.unit(8), 0)
        code = row.revision.code if row.revision else ""
        font = fonts.sentence(bold=bool(code))
        shown = QFontMetrics(font).elidedText(row.words, Qt.TextElideMode.ElideRight, words.width())
        draw_words(painter, words, LEFT, shown, font, scheme.text)
        if code:
            below = words.translated(0, fonts.unit(18))
            said = f"校验码 {code} ・ 与纸质件对应"
            if QFontMetrics(fonts.surround()).horizontalAdvance(said) > below.width():
                said = f"校验码 {code}"
            draw_words(painter, below, LEFT, said, fonts.surround(), scheme.quiet)
