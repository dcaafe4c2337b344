"""A small list below what is being typed: ↓ takes from it, Esc closes it, no other key is taken from the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.checks.target import without_number
from models.place import indicator_place
from models.reuse import piece_at
from ui import fonts
from ui.painting import LEFT, RIGHT, draw_words
from ui.palette import colours, tint
from ui.sheet.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.reuse import Phrase
    from ui.document import Document
    from ui.reuse.gathering import Gathering

_ROW, _FOOT, _WIDEST = 26, 22, 520
_ORIGIN = 150  # logical pixels for where a phrase comes from


class Completion(QObject):
    """Watches the editor with the keyboard and offers what was filled in before."""

    def __init__(self, window: QWidget, document: Document, gathering: Gathering, place: Callable[[], str]) -> None:
        """Watch the editors of a window; `place` gives the place with the caret."""
        super().__init__(window)
        self._window, self._document, self._gathering, self._place = window, document, gathering, place
        self._editor: Editor | None = None
        self._typed = ""
        self._start = 0
        self._is_taking = False
        self.list = PhraseList(window)
        self.list.wanted.connect(self.take)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._on_focus(None, QApplication.focusWidget())  # somebody may be typing already

    def close(self) -> None:
        """Offer nothing until something is typed again."""
        self.list.hide()

    def take(self, row: int) -> None:
        """Put a phrase in the place of what was typed; -1 puts back what was typed."""
        if self._editor is None:
            return
        self.list.choose(row)
        self._is_taking = True
        self._editor.replace_to_caret(
            self._start, self._typed if row < 0 else self._prefix() + self.list.phrases[row].text
        )
        self._is_taking = False
        self._put_below()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and self.list.isVisible() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Take ↓, ↑ and Esc while something is offered; any other key ends the offer and goes on its way."""
        key, row = event.key(), self.list.row
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down and is_plain:
            self.take(min(row + 1, len(self.list.phrases) - 1))
            return True
        if key == Qt.Key.Key_Up and is_plain and row >= 0:
            self.take(row - 1)
            return True
        if key not in {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt}:
            self.close()
        return key == Qt.Key.Key_Escape and is_plain

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if self._editor is not None and now is not self._editor:
            self._editor.removeEventFilter(self)
            self._editor.typed.disconnect(self._look)
            self._editor.destroyed.disconnect(self._forget)
            self._forget()
        if isinstance(now, Editor) and now is not self._editor and self._window.isAncestorOf(now):
            self._editor = now
            now.installEventFilter(self)
            now.typed.connect(self._look)
            now.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._editor = None
        self.close()

    def _look(self, text: str) -> None:
        """Look for what begins like what is being typed."""
        self._gathering.make_way()
        if self._is_taking or self._editor is None:
            return
        found: tuple[Phrase, ...] = ()
        if not self._editor.is_composing:
            found = self._found(text, self._editor.caret)
        if not found:
            self.close()
            return
        self.list.offer(found)
        self._put_below()

    def _found(self, text: str, caret: int) -> tuple[Phrase, ...]:
        where, reusable = self._place(), self._gathering.reusable
        row = indicator_place(where)
        if row is not None:
            self._typed, self._start = text, 0
            if row[1] != "name" or caret != len(text) or row[0] >= len(self._document.form.indicators):
                return ()
            rows = self._document.form.indicators
            found = reusable.names(text, rows[row[0]].level2)
            here = {without_number(each.name) for each in rows} if found else set()
            return tuple(each for each in found if each.text not in here)
        field = self._document.definition.fields.get(where.removeprefix("fields."))
        if field is None or field.kind != "long":
            return ()
        piece = piece_at(text, caret)
        if piece is None:
            return ()
        self._typed, self._start = piece.text, piece.start
        return tuple(each for each in reusable.paragraphs(where, piece.text) if each.text not in text)

    def _prefix(self) -> str:
        """Give the number that was typed before a name, which stays."""
        bare = without_number(self._typed)
        return self._typed[: len(self._typed) - len(bare)] if indicator_place(self._place()) else ""

    def _put_below(self) -> None:
        """Put the list below the line of the caret, above it where there is no room below."""
        if self._editor is None:
            return
        line = self._editor.cursorRect()
        if indicator_place(self._place()):  # a name has its cell to itself
            line = self._editor.viewport().rect()
        below = max(line.bottom(), self._editor.cursorRect().bottom()) + fonts.unit(6)
        at = self._editor.viewport().mapTo(self._window, QPoint(0, below))
        size = self.list.sizeHint()
        if at.y() + size.height() > self._window.height():
            at.setY(at.y() - below + line.top() - size.height() - fonts.unit(6))
        at.setX(max(0, min(at.x(), self._window.width() - size.width())))
        self.list.setGeometry(QRect(at, size))
        self.list.show()
        self.list.raise_()


class PhraseList(QWidget):
    """Shows phrases with where they come from; never has the keyboard."""

    wanted = Signal(int)
    """A phrase was clicked; gives its row."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.phrases: tuple[Phrase, ...] = ()
        self.row = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def offer(self, phrases: tuple[Phrase, ...]) -> None:
        """Show other phrases, none of them chosen."""
        self.phrases, self.row = phrases, -1
        words = "；".join(phrase.text[:40] for phrase in phrases)
        self.setAccessibleName(f"以前填过 {len(phrases)} 条，按 ↓ 选用：{words}")
        self.update()

    def choose(self, row: int) -> None:
        """Show which phrase stands in the text now."""
        self.row = row
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.sentence())
        longest = max((metrics.horizontalAdvance(phrase.text[:80]) for phrase in self.phrases), default=0)
        width = min(fonts.unit(_WIDEST), longest + fonts.unit(_ORIGIN + 30), self._window.width())
        return QSize(width, fonts.unit(_ROW) * len(self.phrases) + fonts.unit(_FOOT) + 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = event.position().toPoint().y() // fonts.unit(_ROW)
        if row < len(self.phrases):
            self.wanted.emit(row)
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, scheme = QPainter(self), colours()
        painter.fillRect(self.rect(), scheme.paper)
        height, side = fonts.unit(_ROW), fonts.unit(10)
        metrics = QFontMetrics(fonts.sentence())
        for row, phrase in enumerate(self.phrases):
            area = QRect(1, 1 + row * height, self.width() - 2, height)
            if row == self.row:
                painter.fillRect(area, tint(scheme.accent, 11))
            origin = QRect(area.right() - fonts.unit(_ORIGIN), area.top(), fonts.unit(_ORIGIN) - side, height)
            words = area.adjusted(side, 0, -fonts.unit(_ORIGIN) - side, 0)
            draw_words(
                painter, words, LEFT, _in_a_line(phrase.text, metrics, words.width()), fonts.sentence(), scheme.text
            )
            origin_metrics = QFontMetrics(fonts.surround())
            said = origin_metrics.elidedText(phrase.origin, Qt.TextElideMode.ElideRight, origin.width())
            draw_words(painter, origin, RIGHT, said, fonts.surround(), scheme.quiet)
        foot = QRect(1, 1 + len(self.phrases) * height, self.width() - 2, fonts.unit(_FOOT))
        painter.fillRect(foot, scheme.label)
        words = foot.adjusted(side, 0, -side, 0)
        draw_words(painter, words, LEFT, "以前填过的：↓ 选用　Esc 关闭", fonts.surround(), scheme.quiet)
        painter.setPen(scheme.rule)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _in_a_line(text: str, metrics: QFontMetrics, width: int) -> str:
    """Give what a line has room for; a longer text ends with its length, by which those of one beginning are told."""
    line, length = text.replace("\n", " "), f"（{len(text)} 字）"
    if metrics.horizontalAdvance(line) <= width:
        return line
    room = width - metrics.horizontalAdvance(length)
    return f"{metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)}{length}"
