"""The cells of the sheet: labels, and values that are their own editors."""

from __future__ import annotations

from itertools import count
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from models.amounts import read_amount
from models.characters import clean
from models.edits import SetAmount, SetField
from models.place import value_at
from models.problem import Severity
from ui.marks import SHAPES, WORDS, colour_of, worst
from ui.palette import Size, colours, font, tint

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from models.problem import Problem
    from ui.document import Document

_TURNS = count(1)  # each time the caret comes into a cell is one action to take back
_MARK_LENGTH = 24  # characters of a problem's words under a value


class Label(QLabel):
    """A label of the form, with the paper's own line breaks."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        shades = colours()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(font(Size.SENTENCE))
        self.setStyleSheet(f"background: {shades.label}; color: {shades.quiet}; padding: 6px 4px;")
        self.setWordWrap(True)
        self.setMinimumWidth(0)


class ValueCell(QFrame):
    """A cell with an editor, under it what was understood and the first problem in words."""

    focused = Signal(str)
    """The caret has come in; gives the cell's place."""

    def __init__(self, document: Document, where: str, editor: QLineEdit | QPlainTextEdit, name: str) -> None:
        super().__init__()
        self.where = where
        self.editor = editor
        self._document = document
        self._problem: Problem | None = None
        self._turn = ""
        self._mark = QLabel(self)
        self._mark.setFont(font(Size.AROUND))
        self._mark.setWordWrap(True)
        self._mark.hide()
        editor.setAccessibleName(name)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 8, 10, 8)
        self.column.setSpacing(2)
        self.column.addWidget(editor)
        self.column.addWidget(self._mark)
        self.show_value()
        document.changed.connect(self.show_value)

    def typed(self, text: str) -> None:
        """Take what was typed into the form."""
        self._document.apply(SetField(self.where.partition(".")[2], clean(text).text), self._turn)

    def text(self) -> str:
        """Give what stands in the editor."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Let the editor show a text, without taking it for typing."""
        raise NotImplementedError

    def show_value(self) -> None:
        """Show what the form holds, unless it is what stands there."""
        value = value_at(self._document.form, self.where)
        if value != clean(self.text()).text:
            self.set_text(value)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show the gravest problem of this place: bar, tint and words; a note as a sign alone."""
        self._problem = worst(problems)
        if self._problem and self._problem.severity is not Severity.NOTE:
            words = self._problem.message.removeprefix(f"“{self.editor.accessibleName()}”")
            shown = words if len(words) <= _MARK_LENGTH else words[: _MARK_LENGTH - 1] + "…"
            self._mark.setText(f"{SHAPES[self._problem.severity]} {shown}")
            self._mark.setStyleSheet(f"color: {colour_of(self._problem.severity)};")
        self._mark.setVisible(self._problem is not None and self._problem.severity is not Severity.NOTE)
        described = f"{WORDS[self._problem.severity]}：{self._problem.message}" if self._problem else ""
        self.editor.setAccessibleDescription(described)
        self.setToolTip("\n".join(problem.message for problem in problems))
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        del watched  # it is the editor
        if event.type() == QEvent.Type.FocusIn:
            self._turn = f"{self.where} {next(_TURNS)}"
            self.update()
            self.focused.emit(self.where)
        elif event.type() == QEvent.Type.FocusOut:
            self.left()
            self.update()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if ours:  # the window takes back, not the editor
                event.ignore()
                return True
        return False

    def left(self) -> None:
        """Tidy up when the caret leaves."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shades = colours()
        painter = QPainter(self)
        ground = QColor(shades.paper)
        if self._problem and self._problem.severity is not Severity.NOTE:
            percent = 8 if self._problem.severity is Severity.ERROR else 6
            ground = tint(colour_of(self._problem.severity), percent)
        painter.fillRect(self.rect(), ground)
        if self._problem and self._problem.severity is Severity.NOTE:
            painter.setPen(QColor(shades.accent))
            painter.setFont(font(Size.AROUND))
            painter.drawText(self.rect().adjusted(0, 3, -6, 0), Qt.AlignmentFlag.AlignRight, SHAPES[Severity.NOTE])
        elif self._problem:
            painter.fillRect(0, 0, 3, self.height(), QColor(colour_of(self._problem.severity)))
        if self.editor.hasFocus():
            painter.fillRect(self.rect(), QColor(shades.accent))
            painter.fillRect(self.rect().adjusted(2, 2, -2, -2), ground)


class LineCell(ValueCell):
    """A short value on one line, centred as on paper."""

    def __init__(self, document: Document, where: str, name: str) -> None:
        self._line = QLineEdit()
        self._line.setFrame(False)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.setFont(font(Size.FILLED_IN))
        self._line.setStyleSheet("background: transparent;")
        self._line.setMinimumWidth(40)
        super().__init__(document, where, self._line, name)
        self._line.textEdited.connect(self.typed)
        self._line.returnPressed.connect(self.focusNextChild)

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        self._line.setText(text)


class AmountCell(LineCell):
    """An amount; while it is typed in another spelling, what was understood stands under it."""

    def __init__(self, document: Document, where: str, name: str, *, total: bool) -> None:
        super().__init__(document, where, name)
        self._line.setFont(font(Size.MONEY, bold=total))
        self._understood = QLabel(self)
        self._understood.setFont(font(Size.AROUND))
        self._understood.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._understood.setStyleSheet(f"color: {colours().quiet};")
        self._understood.hide()
        self.column.addWidget(self._understood)

    def typed(self, text: str) -> None:
        amount = read_amount(clean(text).text, self._document.definition.unit)
        self._document.apply(SetAmount(self.where.partition(".")[2], amount.text), self._turn)
        self._understood.setText(f"读作 {amount.text} {self._document.definition.unit}")
        self._understood.setVisible(amount.readable and amount.text not in {"", text.strip()})

    def left(self) -> None:
        self._understood.hide()
        self.show_value()

    def show_value(self) -> None:
        value = value_at(self._document.form, self.where)
        understood = read_amount(self.text(), self._document.definition.unit).text
        if self.text() != value and not (self._line.hasFocus() and understood == value):
            self.set_text(value)


class LongCell(ValueCell):
    """A long text, shown whole: it grows with its content and never scrolls by itself."""

    def __init__(self, document: Document, where: str, name: str, limit: int) -> None:
        self._text = _GrowingText()
        self._limit = limit
        super().__init__(document, where, self._text, name)
        self._foot = QLabel(self)
        self._foot.setFont(font(Size.AROUND))
        self._foot.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._foot.setStyleSheet(f"color: {colours().quiet};")
        self.column.addWidget(self._foot)
        self._text.textChanged.connect(self._on_text)
        self._count()

    def text(self) -> str:
        return self._text.toPlainText()

    def set_text(self, text: str) -> None:
        self._text.blockSignals(True)
        self._text.setPlainText(text)
        self._text.blockSignals(False)
        self._text.fit()

    def _on_text(self) -> None:
        self.typed(self.text())
        self._count()

    def show_value(self) -> None:
        super().show_value()
        if hasattr(self, "_foot"):
            self._count()

    def _count(self) -> None:
        length = len(self.text())
        self._foot.setText(f"{length} / {self._limit} 字" if self._limit else f"{length} 字")


class _GrowingText(QPlainTextEdit):
    """A text as high as its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(Size.FILLED_IN))
        self.setStyleSheet("background: transparent;")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the text."""
        block, needed = self.document().begin(), 0.0
        while block.isValid():
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        height = max(ceil(needed), 2 * self.fontMetrics().lineSpacing()) + 6
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # the wheel always moves the sheet

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
