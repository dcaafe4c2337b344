"""The list of what has changed: each place with what went struck and what came underlined, by colour and by form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.text_difference import ADDED, SAME
from ui import fonts
from ui.history.wording import pieces_of, said
from ui.painting import LEFT, draw_words
from ui.palette import colours, mixed, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from models.alterations import Alteration
    from models.text_difference import Piece

_AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_PADDING, _LABEL, _GAP = 10, 20, 6


class ChangeModel(QAbstractListModel):
    """The alterations as rows; holds no form."""

    def __init__(self) -> None:
        super().__init__()
        self.alterations: tuple[Alteration, ...] = ()

    def show(self, alterations: tuple[Alteration, ...]) -> None:
        """Show other alterations."""
        self.beginResetModel()
        self.alterations = alterations
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.alterations)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give an alteration in one sentence."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return said(self.alterations[index.row()])


class ChangeList(QListView):
    """Shows the alterations; a click or Enter leads to the place."""

    place_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.changes = ChangeModel()
        self._delegate = _Delegate(self)
        self.setModel(self.changes)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("改动")
        self.clicked.connect(lambda _: self.go())

    def show_changes(self, alterations: tuple[Alteration, ...]) -> None:
        """Show other alterations; the one that was chosen stays chosen."""
        chosen, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        where = self.changes.alterations[chosen].where if chosen >= 0 else ""
        self.changes.show(alterations)
        row = next((place for place, each in enumerate(alterations) if each.where == where), -1)
        if row >= 0:
            self.setCurrentIndex(self.changes.index(row))
        self.verticalScrollBar().setValue(scrolled)

    def walk(self, step: int) -> None:
        """Choose the next alteration, or the one before, round the end, and lead to its place."""
        count = self.changes.rowCount()
        if count:
            row = self.currentIndex().row()
            self.setCurrentIndex(
                self.changes.index((row + step) % count if row >= 0 else (0 if step > 0 else count - 1))
            )
            self.go()

    def go(self) -> None:
        """Lead to the place of the chosen alteration."""
        if self.currentIndex().isValid():
            self.place_wanted.emit(self.changes.alterations[self.currentIndex().row()].where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the place."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints an alteration as a card."""

    def __init__(self, view: ChangeList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        del option
        width = self._view.viewport().width()
        layout = self._layout(index.row(), width)
        height = layout.boundingRect().height()
        return QSize(width, round(height) + fonts.unit(_LABEL + 2 * _GAP + 2) + fonts.unit(_GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        scheme = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect).adjusted(0, 0, -1, -fonts.unit(_GAP))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        painter.setPen(QPen(scheme.accent if focused else scheme.rule, 2 if focused else 1))
        painter.setBrush(tint(scheme.accent, 9) if chosen else scheme.paper)
        painter.drawRoundedRect(area.adjusted(1, 1, 0, 0), 6, 6)
        alteration = self._view.changes.alterations[index.row()]
        inside = area.adjusted(fonts.unit(_PADDING), fonts.unit(_GAP), -fonts.unit(_PADDING), 0)
        line = QRect(inside.left(), inside.top(), inside.width(), fonts.unit(_LABEL))
        font = fonts.surround()
        label = QFontMetrics(font).elidedText(alteration.label, Qt.TextElideMode.ElideMiddle, line.width())
        draw_words(painter, line, LEFT, label, font, scheme.quiet)
        painter.setPen(scheme.text)
        self._layout(index.row(), area.width() + 1).draw(painter, QPointF(inside.left(), line.bottom() + 2))
        painter.restore()

    def _layout(self, row: int, width: int) -> QTextLayout:
        room = width - 2 * fonts.unit(_PADDING) - 2
        return _laid_out(
            pieces_of_cached(self._view.changes.alterations[row]), room, fonts.size_chosen(), colours().paper.name()
        )


@lru_cache(maxsize=2048)
def pieces_of_cached(alteration: Alteration) -> tuple[Piece, ...]:
    """Give the pieces of an alteration; a long text is compared once."""
    return pieces_of(alteration)


@lru_cache(maxsize=2048)
def _laid_out(pieces: tuple[Piece, ...], width: int, size: int, paper: str) -> QTextLayout:  # noqa: ARG001 - type and scheme are part of the key
    """Break the pieces into lines of a width in logical pixels; what went and came is seen without colour, too."""
    layout = QTextLayout("".join(_shown(piece) for piece in pieces), fonts.sentence())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(pieces))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, top))
        top += line.height() + fonts.unit(2)
    layout.endLayout()
    return layout


def _formats(pieces: tuple[Piece, ...]) -> list[QTextLayout.FormatRange]:
    found, start, scheme = [], 0, colours()
    for piece in pieces:
        length = len(_shown(piece).encode("utf-16-le")) // 2
        if piece.kind != SAME:
            looks = QTextCharFormat()
            colour = scheme.ok if piece.kind == ADDED else scheme.error
            looks.setForeground(colour)
            if scheme.points is not None:
                looks.setBackground(mixed(colour, (14 if piece.kind == ADDED else 10) + scheme.points, scheme.paper))
            looks.setFontUnderline(piece.kind == ADDED)
            looks.setFontStrikeOut(piece.kind != ADDED)
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, length, looks
            found.append(part)
        start += length
    return found


def _shown(piece: Piece) -> str:
    """Give the text of a piece as it is laid out: a line break that came or went can be seen."""
    return piece.text.replace("\n", "\u2028" if piece.kind == SAME else "↵\u2028")
