"""The text of a cell, laid out and painted without an editor, which takes it over when the caret comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QFont, QPainter


class CellText:
    """Plain text in one type, with lines of one height, broken at a width."""

    def __init__(self, font: QFont, *, centred: bool, line_height: int) -> None:
        """Begin empty; `line_height` in logical pixels."""
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        option = self.document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._alignment = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self.set_type(font, line_height)

    def set_type(self, font: QFont, line_height: int) -> None:
        """Write in a type, with lines of this height in logical pixels."""
        self.font = font
        self.document.setDefaultFont(font)
        lines = QTextBlockFormat()
        lines.setAlignment(self._alignment)
        lines.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        whole = QTextCursor(self.document)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(lines)

    @property
    def alignment(self) -> int:
        """How its lines stand, as flags of Qt."""
        return int(self._alignment)

    @property
    def is_empty(self) -> bool:
        """Whether there is no text."""
        return self.document.isEmpty()

    def text(self) -> str:
        """Give the text, lines parted by newlines."""
        return self.document.toPlainText()

    def show(self, text: str) -> QTextCursor | None:
        """Show another text; only what differs is replaced. Give where, None where nothing does."""
        old = self.text()
        if text == old:
            return None
        shorter = min(len(old), len(text))
        start = next((i for i in range(shorter) if old[i] != text[i]), shorter)
        left = shorter - start
        end = next((i for i in range(left) if old[-1 - i] != text[-1 - i]), left)
        cursor = QTextCursor(self.document)
        cursor.setPosition(in_qt(old, start))
        cursor.setPosition(in_qt(old, len(old) - end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        return cursor

    def height_at(self, width: int) -> int:
        """Give the height of the text at a width, in logical pixels."""
        if self.document.textWidth() != width:
            self.document.setTextWidth(width)
        return round(self.document.size().height())

    def paint(self, painter: QPainter, place: QPoint, colour: QColor) -> None:
        """Paint the text, its upper left corner at a place."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = context.palette
        palette.setColor(QPalette.ColorRole.Text, colour)
        context.palette = palette
        painter.translate(place)
        self.document.documentLayout().draw(painter, context)
        painter.translate(-place)


def in_qt(text: str, position: int) -> int:
    """Give a position in Qt's UTF-16 for one in characters."""
    return position + sum(character > "\uffff" for character in text[:position])
