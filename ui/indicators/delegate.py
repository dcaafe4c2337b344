"""How a cell of the indicator table is painted and edited."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.problem import Severity
from models.unreviewed import WORDS
from ui import fonts
from ui.icons import SEVERITY_ICONS
from ui.indicators.folded import FoldedColumns
from ui.indicators.measures import DOTS, LOWEST, PADDING, broken
from ui.indicators.table_model import NAME, IndicatorTableModel
from ui.painting import CENTRED, LEFT, WRAPPED, draw_dotted_bar, draw_icon, draw_words, wrapped_height
from ui.palette import colours, tint
from ui.sheet.cell_text import CellText
from ui.sheet.editor import Editor
from ui.sheet.marks import in_a_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QFont

    from models.problem import Problem
    from ui.indicators.rows_view import RowsView

_Index = QModelIndex | QPersistentModelIndex
_LINE = 20
_PLUS = 16
_LINE_HEIGHT = 20
_turns = count(1)  # each opening of an editor is one action to take back


class CellDelegate(QStyledItemDelegate):
    """Paints a cell whole; under a name the words of the row's first problem."""

    arrowed = Signal(Qt.Key)
    """An arrow key at the end of what is typed: on to the next cell."""
    entered = Signal()
    tabbed = Signal(int)

    def __init__(self, table: RowsView, left_columns: frozenset[int], unbroken: tuple[str, ...]) -> None:
        super().__init__(table)
        self._table = table
        self._unbroken = unbroken
        self._left = left_columns
        self.folded = FoldedColumns(table, left_columns)
        self.group_of_caret: tuple[str, str] | None = None
        self.editor: Editor | None = None
        """The editor that was opened last."""
        self._opened: tuple[QPersistentModelIndex, str, str] | None = None

    def row_height(self, row: int, widths: tuple[int, ...]) -> int:
        """Give the height a row needs in logical pixels; merged cells count for none."""
        model = self._table.indicators
        needed = fonts.unit(LOWEST)
        for column in range(NAME, len(widths)):
            if column in self.folded.columns:
                continue
            text = str(model.data(model.index(row, column)) or "")
            height = wrapped_height(text, self._room(column, widths[column]), self._type(column))
            height += 2 * fonts.unit(PADDING)
            height += self._foot_height(row, column, self._room(column, widths[column]))
            height += self.folded.height(row, widths[column]) if column == NAME else 0
            needed = max(needed, height)
        return needed

    def _room(self, column: int, width: int) -> int:
        return width - (fonts.unit(DOTS) if column == NAME else fonts.unit(PADDING)) - fonts.unit(PADDING)

    def _foot_height(self, row: int, column: int, room: int) -> int:
        """Give the height of what is said under a value: of what stood there before, and of a problem."""
        was = self._was(row, column)
        height = wrapped_height(was, room, fonts.surround()) + 2 if was else 0
        return height + (fonts.unit(_LINE) if column == NAME and self._words(row) else 0)

    def _was(self, row: int, column: int) -> str:
        return self._table.was.get(row, {}).get(column, "")

    def _type(self, column: int) -> QFont:
        """Give the type of a column: texts beside the name, as remarks, are written smaller."""
        return fonts.surround() if column in self._left and column != NAME else fonts.value()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        if index.column() < NAME:
            self._paint_group(painter, QRect(option.rect), index)
        elif index.column() not in self.folded.columns:
            self._paint_value(painter, QRect(option.rect), index, option.state)
        rect = QRect(option.rect)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours().rule)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), colours().rule)
        painter.restore()

    def _paint_value(self, painter: QPainter, rect: QRect, index: _Index, state: QStyle.StateFlag) -> None:
        scheme, row, column = colours(), index.row(), index.column()
        here = next((problem for place, problem in self._table.indicators.problems_of(row) if place == column), None)
        was, selected = self._was(row, column), bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, tint(scheme.accent, 7) if was and not selected else _ground(here, selected=selected))
        if self._table.is_new(row):
            painter.fillRect(rect, tint(scheme.ok, 14))
            painter.fillRect(rect.left(), rect.top(), fonts.unit(3) if column == NAME else 0, rect.height(), scheme.ok)
        words = self._words(row) if column == NAME else None
        left = fonts.unit(DOTS) if column == NAME else fonts.unit(PADDING)
        area = rect.adjusted(left, fonts.unit(PADDING), -fonts.unit(PADDING), -fonts.unit(PADDING))
        if column == NAME:
            self.folded.paint(painter, row, rect)
            area.setBottom(area.bottom() - self.folded.height(row, rect.width()))
        text, flags = str(index.data() or ""), LEFT if column in self._left else CENTRED
        if foot := self._foot_height(row, column, area.width()):
            height = wrapped_height(text, area.width(), self._type(column))
            area.setTop(area.top() + (area.height() - height - foot) // 2)
            area.setHeight(height)
            below = QRect(area.left(), area.bottom() + 2, area.width(), foot)
            if was:
                below.setHeight(wrapped_height(was, area.width(), fonts.surround()))
                draw_words(painter, below, flags | WRAPPED, was, fonts.surround(), scheme.quiet)
                below.setTop(below.bottom() + 2)
            if words:
                below.setHeight(fonts.unit(18))
                self._paint_words(painter, below, *words)
        draw_words(painter, area, flags | WRAPPED, text, self._type(column), scheme.text)
        if column == NAME and self._table.indicators.is_unreviewed(row):
            draw_dotted_bar(painter, rect, scheme.accent)
        if was or (here and here.severity is not Severity.NOTE):
            bar = scheme.accent if was or not here else scheme.of(here.severity)
            painter.fillRect(rect.left(), rect.top(), fonts.unit(3), rect.height(), bar)
        self._paint_icons(painter, rect, index, here)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(scheme.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_icons(self, painter: QPainter, rect: QRect, index: _Index, here: Problem | None) -> None:
        """Paint the icon of a problem in the corner, and the dots by which a row is dragged."""
        scheme, column = colours(), index.column()
        if here and (column != NAME or here.severity is Severity.NOTE):
            size = fonts.unit(12)
            corner = rect.right() - size - fonts.unit(3), rect.top() + fonts.unit(3)
            draw_icon(painter, *corner, size, SEVERITY_ICONS[here.severity], scheme.of(here.severity))
        if column == NAME and self._table.shows_dots(index.row()):
            size = fonts.unit(14)
            top = rect.center().y() - size // 2
            draw_icon(painter, rect.left() + fonts.unit(3), top, size, "re_order_dots_vertical", scheme.quiet)

    def _words(self, row: int) -> tuple[Severity, str] | None:
        """Give what is told in words under a row's name: its first problem, and that it is still to be looked at."""
        model = self._table.indicators
        waits = WORDS if model.is_unreviewed(row) else ""
        for _, problem in model.problems_of(row):
            if problem.severity is not Severity.NOTE:
                return problem.severity, "・".join(filter(None, (waits, in_a_line(problem))))
        return (Severity.NOTE, waits) if waits else None

    def _paint_words(self, painter: QPainter, area: QRect, severity: Severity, words: str) -> None:
        colour, size = colours().of(severity), fonts.unit(14)
        draw_icon(painter, area.left(), area.top() + fonts.unit(2), size, SEVERITY_ICONS[severity], colour)
        area.setLeft(area.left() + size + fonts.unit(4))
        metrics = QFontMetrics(fonts.surround())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        draw_words(painter, area, LEFT, shown, fonts.surround(), colour)

    def _paint_group(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Paint the name of a group in the middle of what is seen of it, under it a plus that adds to it."""
        scheme = colours()
        painter.fillRect(rect, scheme.label)
        rows = self._table.document.form.indicators
        group = rows[index.row()].group if index.row() < len(rows) else ("", "")
        level = index.column()
        is_lit = self.group_of_caret == group if level else False
        font = fonts.sentence(bold=is_lit)
        room = rect.adjusted(fonts.unit(4), 0, -fonts.unit(4), 0)
        words = broken(str(index.data() or "（空）"), room.width(), font, self._unbroken)
        height = wrapped_height(words, room.width(), font)
        plus = fonts.unit(_PLUS + 6) if level else 0
        seen = rect.intersected(self._table.seen_area())
        if seen.height() < height + plus:
            seen = rect
        top = seen.top() + max(0, (seen.height() - height - plus) // 2)
        area = QRect(room.left(), top, room.width(), height)
        draw_words(painter, area, CENTRED | WRAPPED, words, font, scheme.accent if is_lit else scheme.quiet)
        if level and rect.height() >= height + plus:
            size = fonts.unit(_PLUS)
            draw_icon(painter, rect.center().x() - size // 2, top + height + fonts.unit(4), size, "add", scheme.accent)

    def plus_area(self, rect: QRect, name: str) -> QRect:
        """Give where the plus of a group's cell can be hit."""
        font = fonts.sentence()
        words = broken(name or "（空）", rect.width() - fonts.unit(8), font, self._unbroken)
        height = wrapped_height(words, rect.width() - fonts.unit(8), font)
        seen = rect.intersected(self._table.seen_area())
        if seen.height() < height + fonts.unit(_PLUS + 6):
            seen = rect
        top = seen.top() + max(0, (seen.height() - height - fonts.unit(_PLUS + 6)) // 2) + height
        return QRect(rect.left(), top, rect.width(), fonts.unit(_PLUS + 10))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width: int = option.rect.width()
        return QSize(width, fonts.unit(LOWEST) if not index.isValid() else self._table.rowHeight(index.row()))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option
        is_left = index.column() in self._left
        height = fonts.unit(_LINE_HEIGHT)
        text = CellText(self._type(index.column()), centred=not is_left, line_height=height)
        editor = Editor(parent, text, many_lines=False)
        editor.setObjectName("cellEditor")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setAutoFillBackground(True)
        place, turn, before = QPersistentModelIndex(index), f"cell {next(_turns)}", str(index.data() or "")
        model = self._table.indicators
        editor.typed.connect(lambda text: model.type_in(place, text, turn))
        self._opened, self.editor = (place, before, turn), editor
        editor.tabbed.connect(lambda step: self._done(editor, lambda: self.tabbed.emit(step)))
        editor.entered.connect(lambda: self._done(editor, self.entered.emit))
        editor.arrowed.connect(lambda key: self._done(editor, lambda: self.arrowed.emit(key)))
        return editor

    def take_back(self) -> None:
        """Let the cell whose editor was open say again what it said before."""
        if self._opened:
            place, before, turn = self._opened
            self._table.indicators.type_in(place, before, turn)

    def _done(self, editor: Editor, then: Callable[[], object]) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        then()

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        text = str(index.data() or "")
        if not isinstance(editor, Editor):
            return
        if self._table.indicators.normal(index.column(), editor.text()) != text and editor.text() != text:
            editor.show_text(text)
            editor.caret_to(len(text))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Tidy what was typed; it is in the form already."""
        if not isinstance(editor, Editor) or not isinstance(model, IndicatorTableModel):
            return
        if (tidy := model.kept(index, editor.text())) != index.data():
            model.type_in(index, tidy, self._opened[2] if self._opened else "")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRect(option.rect)
        if index.column() in self.folded.columns:
            rect = self.folded.area(
                index.row(), index.column(), self._table.visualRect(index.model().index(index.row(), NAME))
            )
        editor.setGeometry(rect.adjusted(0, 0, -1, -1))
        if isinstance(editor, Editor):
            text = editor.height_at(editor.width() - 2 * fonts.unit(6))
            top = max(0, (editor.height() - text) // 2)
            editor.set_margins(fonts.unit(6), top)


def _ground(problem: Problem | None, *, selected: bool) -> QColor:
    scheme = colours()
    if selected:
        return tint(scheme.accent, 11)
    if problem and problem.severity is not Severity.NOTE:
        return tint(scheme.of(problem.severity), 8 if problem.severity is Severity.ERROR else 6)
    return scheme.paper
