"""The indicator table as it is worked with: editing in place, keys, choosing groups, dragging."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QMenu,
    QWidget,
)

from ui import fonts
from ui.indicators.dragging import RowDrag, drop_at
from ui.indicators.measures import DOTS
from ui.indicators.rows_view import RowsView
from ui.indicators.table_model import NAME

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent

    from ui.document import Document
    from ui.indicators.commands import Group, IndicatorCommands
    from ui.indicators.table_model import IndicatorTableModel

_LEVEL1, _GROUP = attrgetter("level1"), attrgetter("group")
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class IndicatorTable(RowsView):
    """Takes keys, mouse and input methods in the table of indicators."""

    add_wanted = Signal(object)
    """An indicator is wanted: in this group, or after the row with the caret where that is None."""
    moved = Signal(object, int, object)
    """Rows were dragged: which, before which row, into which group."""
    left = Signal(int)
    """The caret leaves the table, 1 onwards, -1 back."""
    said = Signal(str)
    came = Signal()
    """The keyboard has come to the table."""
    in_sight = Signal(QRect)
    """A stretch of the table that wants to be seen."""

    def __init__(self, model: IndicatorTableModel, document: Document, commands: IndicatorCommands) -> None:
        super().__init__(model, document)
        self._commands = commands
        self._drag = RowDrag(self)
        self.delegate.entered.connect(self._go_down)
        self.delegate.arrowed.connect(self._step)
        self.delegate.tabbed.connect(lambda step: self.focusNextPrevChild(step > 0))
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def is_editing(self) -> bool:
        """Whether the editor of a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def edit_cell(self, row: int, column: int) -> None:
        """Put the caret into a cell and open its editor."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose([row], column)
        self.edit(self.indicators.index(row, column))

    def edit(self, index: QModelIndex, trigger: Any = None, event: Any = None) -> bool:  # type: ignore[override]  # noqa: ANN401 - two calls of Qt in one
        """Open the editor of a cell; where there is a list of choices, a digit or the list chooses."""
        if trigger is None:
            super().edit(index)
            return True
        choices = self.indicators.choices(index.column()) if index.isValid() else ()
        triggers = QAbstractItemView.EditTrigger
        if choices and trigger == triggers.AnyKeyPressed and isinstance(event, QKeyEvent):
            typed = event.text()
            if typed.isdecimal() and 1 <= int(typed) <= len(choices):
                self.indicators.setData(index, choices[int(typed) - 1])
                return True
        is_key = isinstance(event, QKeyEvent) and trigger == triggers.AnyKeyPressed
        if is_key and index.flags() & Qt.ItemFlag.ItemIsEditable and event.text().isprintable() and event.text():
            self._type_over(index, event)
            return True
        if choices and trigger in {triggers.DoubleClicked, triggers.EditKeyPressed}:
            self._offer(index, choices)
            return True
        return super().edit(index, trigger, event)

    def _type_over(self, index: QModelIndex, event: QEvent) -> None:
        """Open a cell's editor and let what is typed replace what stands there, as in a spreadsheet."""
        super().edit(index)
        if self.delegate.editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.delegate.editor.selectAll()
            QApplication.sendEvent(self.delegate.editor, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits without having composed it here, too."""
        current = self.currentIndex()
        is_closed = self.state() != QAbstractItemView.State.EditingState
        if is_closed and event.commitString() and current.isValid() and current.column() >= NAME:
            self._type_over(current, event)
        else:
            super().inputMethodEvent(event)

    def _offer(self, index: QModelIndex, choices: tuple[str, ...]) -> None:
        """Show the list of what may stand in a cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row, column = index.row(), index.column()
        for number, choice in enumerate(choices, start=1):
            action = QAction(f"&{number}　{choice}", menu)
            action.triggered.connect(
                lambda _=False, text=choice: self.indicators.setData(self.indicators.index(row, column), text)
            )
            menu.addAction(action)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, modifiers = self.currentIndex(), event.modifiers()
        if event.key() in _ENTER and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self._go_down()
        elif event.key() == Qt.Key.Key_Escape and self._drag.is_under_way:
            self._end_drag(drop=False)
        elif event.key() == Qt.Key.Key_Delete and not modifiers and current.isValid():
            column = self.indicators.columns[max(current.column(), NAME)]
            self._commands.clear([(row, column) for row in self.chosen()])
        elif event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
        elif self._leaves(event):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Whether an arrow leads out of the table."""
        row, last = self.currentIndex().row(), self.indicators.rowCount() - 1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (
            (event.key() == Qt.Key.Key_Up and row <= 0) or (event.key() == Qt.Key.Key_Down and row >= last)
        )

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes from cell to cell, and beyond the last one out of the table."""
        rows, columns = self.indicators.rowCount(), self.indicators.columnCount()
        edge = (rows - 1, columns - 1) if next else (0, NAME)
        current = self.currentIndex()
        if not current.isValid() or (current.row(), current.column()) == edge:
            self.left.emit(1 if next else -1)
            return True
        place = current.row() * columns + current.column() + (1 if next else -1)
        while 0 <= place < rows * columns and (place % columns < NAME or self.isRowHidden(place // columns)):
            place += 1 if next else -1
        if 0 <= place < rows * columns:
            self.put_caret(place // columns, place % columns)
        else:
            self.left.emit(1 if next else -1)
        return True

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        """Close an editor; Esc takes back what was typed in it."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.RevertModelCache:
            self.delegate.take_back()

    def _step(self, key: Qt.Key) -> None:
        down, right = _STEPS[key]
        current = self.currentIndex()
        row = max(0, min(current.row() + down, self.indicators.rowCount() - 1))
        column = max(NAME, min(current.column() + right, self.indicators.columnCount() - 1))
        self.put_caret(row, column)

    def _go_down(self) -> None:
        """Go to the next row's cell, or ask for another indicator at the end of a group."""
        rows, current = self.document.form.indicators, self.currentIndex()
        row = current.row()
        if current.isValid() and row + 1 < len(rows) and rows[row + 1].group == rows[row].group:
            self.put_caret(row + 1, max(current.column(), NAME))
        else:
            self.add_wanted.emit(None)

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        rows_held = {index.row() for index in (current, before) if index.isValid()}
        if self.delegate.folded.columns and rows_held:
            self.refit(sorted(row for row in rows_held if row < self.indicators.rowCount()))
            self.viewport().update()
        rows = self.document.form.indicators
        group = rows[current.row()].group if current.isValid() and current.row() < len(rows) else None
        if group != self.delegate.group_of_caret:
            self.delegate.group_of_caret = group
            self.viewport().update()
        if current.isValid():
            self.in_sight.emit(self.visualRect(current).translated(self.pos()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if index.column() < NAME:
            self._press_group(index, at)
            return
        is_multiple = len(self.chosen()) > 1 and index.row() in self.chosen()
        if (column := self._folded_at(index, at)) != index.column():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.put_caret(index.row(), column)
            return
        on_dots = index.column() == NAME and at.x() < self.columnViewportPosition(NAME) + fonts.unit(DOTS)
        if on_dots or (is_multiple and not event.modifiers()):
            self._drag.press(at)
        if not (is_multiple and not event.modifiers()):
            super().mousePressEvent(event)

    def _folded_at(self, index: QModelIndex, at: QPoint) -> int:
        """Give the column that is hit: a folded one in the cell of the name, else that of the index."""
        if index.column() != NAME:
            return index.column()
        return self.delegate.folded.column_at(index.row(), at, self.visualRect(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        column = self._folded_at(index, at) if index.isValid() else NAME
        if index.isValid() and column != index.column():
            self.edit(index.siblingAtColumn(column))
        else:
            super().mouseDoubleClickEvent(event)

    def _press_group(self, index: QModelIndex, at: QPoint) -> None:
        rows = self.document.form.indicators
        first = index.row()
        key = _GROUP if index.column() else _LEVEL1
        last = first
        while first > 0 and key(rows[first - 1]) == key(rows[index.row()]):
            first -= 1
        while last + 1 < len(rows) and key(rows[last + 1]) == key(rows[index.row()]):
            last += 1
        rect = self.visualRect(self.indicators.index(first, index.column()))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if index.column() and self.delegate.plus_area(rect, str(index.data() or "")).contains(at):
            self.add_wanted.emit(rows[first].group)
        else:
            self.choose(range(first, last + 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not self._drag.is_pressed:
            hovered = self.rowAt(at.y())
            if hovered != self.hovered:
                self.hovered = hovered
                self.viewport().update(0, 0, sum(self._widths[: NAME + 1]), self.viewport().height())
            if not event.buttons():
                super().mouseMoveEvent(event)
            return
        if self._drag.begins(at):
            self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        if self.filtered:
            self.said.emit("筛选时不能移动，先清除筛选。")
            return
        chosen = self.chosen()
        row = self.rowAt(max(0, min(at.y(), self.viewport().height() - 2)))
        if row < 0:
            return
        rect = self.visualRect(self.indicators.index(row, NAME))
        below = at.y() > rect.center().y()
        drop = drop_at(self._commands, chosen, row, below=below)
        line = QRect(rect.left(), rect.bottom() + 1 if below else rect.top(), self.viewport().width() - rect.left(), 1)
        self._drag.show(drop, line, at)
        self.said.emit(f"正在移动 {len(chosen)} 条，按 Esc 取消")
        self.in_sight.emit(QRect(0, at.y() - 40, 1, 80).translated(self.pos()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_under_way:
            self._end_drag(drop=True)
            return
        if self._drag.is_pressed:
            self._drag.end()
            index = self.indexAt(event.position().toPoint())
            if len(self.chosen()) > 1 and index.isValid() and not event.modifiers():
                self.put_caret(index.row(), index.column())
        super().mouseReleaseEvent(event)

    def _end_drag(self, *, drop: bool) -> None:
        found = self._drag.end()
        self.said.emit("")
        if drop and found:
            self.moved.emit(self.chosen(), found.to, found.group)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)


def group_words(group: Group) -> str:
    """Say which group is meant."""
    return f"{group[0]} · {group[1]}"
