"""The editor inside a cell: plain text that grows with what is typed and never scrolls by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from models.characters import clean
from ui.sheet.cell_text import in_qt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QFont

    from ui.sheet.cell_text import CellText

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
"""Keys that a text editor would take, and that are the window's."""


class Editor(QTextEdit):
    """Edits one text. Undo is the document's, so it keeps none of its own."""

    typed = Signal(str)
    """The whole text, after each change by the clerk."""
    cleaned = Signal(int)
    """How many invisible characters a paste has lost."""
    form_pasted = Signal()
    """What was to be pasted is a whole form; nothing was."""
    entered = Signal()
    """Enter in a single line: on to the next cell."""
    tabbed = Signal(int)
    """Tab, 1, or Shift+Tab, -1."""
    taken_back = Signal()
    arrowed = Signal(Qt.Key)
    """An arrow key at the end of the text in its direction."""
    focused = Signal(bool)

    def __init__(self, parent: QWidget, text: CellText, *, many_lines: bool) -> None:
        """Edit a text where it stands."""
        super().__init__(parent)
        self._content = text
        self._many_lines = many_lines
        self._showing = False
        self.is_form: Callable[[str], bool] = lambda _: False
        """Says whether a text is a whole form rather than one for a cell."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(text.font)
        self.setDocument(text.document)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)  # else it breaks lines by its own width of before
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(ground)  # the cell paints it
        self.textChanged.connect(self._tell)

    def set_type(self, font: QFont, line_height: int) -> None:
        """Write in a type, with lines of this height in logical pixels."""
        self.setFont(font)
        self._content.set_type(font, line_height)

    def text(self) -> str:
        """Give the text, lines parted by newlines."""
        return self._content.text()

    def show_text(self, text: str) -> None:
        """Show another text; the caret goes where the change is."""
        self._showing = True
        changed = self._content.show(text)
        if changed is not None and self.hasFocus():
            self.setTextCursor(changed)
        self._showing = False

    def height_at(self, width: int) -> int:
        """Give the height of the text at a width, in logical pixels."""
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        return round(self.document().size().height())

    def set_margins(self, side: int, top: int) -> None:
        """Leave room at the sides and above the text, in logical pixels, where the editor fills a cell by itself."""
        self.setViewportMargins(side, top, side, 0)
        self.setLineWrapColumnOrWidth(self.width() - 2 * side)

    def underline(self, found: Iterable[tuple[int, int, QColor]]) -> None:
        """Draw wavy lines under stretches of the text: start, length, colour."""
        text = self.text()
        self.setExtraSelections([self._wave(text, *stretch) for stretch in found])

    @property
    def caret(self) -> int:
        """The place of the caret, in characters."""
        text, position = self.text(), self.textCursor().position()
        return len(text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "replace"))

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work on a word."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def replace_to_caret(self, start: int, text: str) -> None:
        """Put a text in the place of what stands from a character on to the caret."""
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(in_qt(self.text(), start))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def caret_to(self, position: int) -> None:
        """Put the caret at a character."""
        cursor = self.textCursor()
        cursor.setPosition(in_qt(self.text(), position))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.ignore()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _deletes_a_word(event):
            event.accept()  # in a text it deletes to the end of the word, around it the row
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc, F2 and arrows as in a table; all else as in any editor."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key in _ENTER and not self._many_lines and not alt:
            self.entered.emit()
        elif key in _ENTER and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        elif key == Qt.Key.Key_Escape:
            self.taken_back.emit()
        elif key == Qt.Key.Key_F2:
            self.moveCursor(QTextCursor.MoveOperation.End)
        elif not modifiers & ~Qt.KeyboardModifier.KeypadModifier and self._is_at_end(key):
            self.arrowed.emit(key)
        elif _is_ours(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes on in the paper's order, which the sheet knows."""
        self.tabbed.emit(1 if next else -1)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel move the sheet."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the caret is here; a cell reached by key has its text selected, as in a spreadsheet."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            if self._many_lines:
                self.moveCursor(QTextCursor.MoveOperation.Start)
            else:
                self.selectAll()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what an input method is still composing; drop the selection."""
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().focusOutEvent(event)
        self.focused.emit(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text; a file dropped here is the window's."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste without invisible characters, and without the line end a spreadsheet adds."""
        if self.is_form(source.text()):
            self.form_pasted.emit()
            return
        pasted = clean(source.text())
        self.textCursor().insertText(pasted.text.strip("\n") if not self._many_lines else pasted.text.rstrip("\n"))
        self.ensureCursorVisible()
        if pasted.removed:
            self.cleaned.emit(pasted.removed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a text can do, in Chinese."""
        menu = QMenu(self)
        selected = self.textCursor().hasSelection()
        for words, key, action, offered in (
            ("剪切", QKeySequence.StandardKey.Cut, self.cut, selected),
            ("复制", QKeySequence.StandardKey.Copy, self.copy, selected),
            ("粘贴", QKeySequence.StandardKey.Paste, self.paste, self.canPaste()),
            ("全选", QKeySequence.StandardKey.SelectAll, self.selectAll, not self.document().isEmpty()),
        ):
            menu.addAction(words, QKeySequence(key), action).setEnabled(offered)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _is_at_end(self, key: Qt.Key) -> bool:
        """Whether the caret cannot go further in the direction of an arrow key."""
        cursor = self.textCursor()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            up = key == Qt.Key.Key_Up
            return not cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)
        if cursor.hasSelection():
            return False
        return (key == Qt.Key.Key_Left and cursor.atStart()) or (key == Qt.Key.Key_Right and cursor.atEnd())

    def _wave(self, text: str, start: int, length: int, colour: QColor) -> QTextEdit.ExtraSelection:
        wave = QTextEdit.ExtraSelection()
        looks = QTextCharFormat()
        looks.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        looks.setUnderlineColor(colour)
        cursor = QTextCursor(self.document())
        cursor.setPosition(in_qt(text, start))
        cursor.setPosition(in_qt(text, start + length), QTextCursor.MoveMode.KeepAnchor)
        wave.format, wave.cursor = looks, cursor
        return wave

    def _tell(self) -> None:
        if not self._showing:
            self.typed.emit(self.text())


def _deletes_a_word(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_ours(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _OURS)
