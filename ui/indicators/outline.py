"""The outline: the tree of the indicators beside the table, in step with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from ui import fonts
from ui.icons import SEVERITY_ICONS
from ui.indicators.dragging import RowDrag, drop_at
from ui.indicators.outline_model import MARK, ROWS, OutlineModel
from ui.painting import LEFT, draw_icon, draw_words
from ui.palette import colours, tint

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter

    from ui.document import Document
    from ui.indicators.commands import IndicatorCommands

_ROW, _INDENT = 24, 12


class Outline(QTreeView):
    """一级 and 二级 with their counts, unfolding to the indicators."""

    rows_chosen = Signal(object)
    """The rows of the entry with the caret."""
    moved = Signal(object, int, object)
    """Rows were dragged: which, before which row, into which group."""
    delete_wanted = Signal()
    left = Signal()
    """Esc was pressed: back to the form."""
    rename_wanted = Signal(object, QPoint)
    """The entry with the caret is to be called otherwise: its rows, and the point of the screen under it."""
    menu_wanted = Signal(QPoint)
    """A context menu is wanted at a point of the screen."""

    def __init__(self, document: Document, commands: IndicatorCommands) -> None:
        super().__init__()
        self._commands = commands
        self.entries = OutlineModel(document, self)
        self._turned: set[tuple[int, str]] = set()  # folded though a 一级, unfolded though a 二级
        self._is_following = False
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setObjectName("outline")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("指标大纲")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._drag = RowDrag(self)
        self.entries.modelReset.connect(self._unfold)
        self.collapsed.connect(lambda index: self._turn(index, is_open=False))
        self.expanded.connect(lambda index: self._turn(index, is_open=True))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.restyle()
        self._unfold()

    def follow(self, row: int) -> None:
        """Show which indicator has the caret in the table."""
        index = self.entries.index_of_row(row)
        current = self.entries.node(self.currentIndex())
        if not index.isValid() or (current and current.level < 2 and row in current.rows):  # noqa: PLR2004 - a group
            return
        self._is_following = True
        if not self.isExpanded(index.parent()):
            index = index.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._is_following = False

    def sizeHint(self) -> QSize:
        """Give the height of the entries that are unfolded; where there is no room for all, it scrolls."""
        count, index = 0, self.entries.index(0, 0)
        while index.isValid():
            count, index = count + 1, self.indexBelow(index)
        return QSize(fonts.unit(120), count * fonts.unit(_ROW) + 2)

    def set_drawer(self, drawer: bool) -> None:  # noqa: FBT001 - a state
        """Have a border where it stands over the form."""
        name = "outlineDrawer" if drawer else "outline"
        if name != self.objectName():
            self.setObjectName(name)
            self.style().unpolish(self)
            self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """Take no room where there is none, or nothing to show."""
        return QSize(0, 0)

    @property
    def level(self) -> int:
        """The level of the entry with the caret: 0 一级, 1 二级, 2 三级; -1 for none."""
        node = self.entries.node(self.currentIndex())
        return node.level if node else -1

    def chosen(self) -> list[int]:
        """Give the rows of the entry with the caret."""
        return list(self.currentIndex().data(ROWS) or ())

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.setIndentation(fonts.unit(_INDENT))
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self._drag.is_under_way:
            self._drag.end()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F2:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.rename_wanted.emit(self.chosen(), self.viewport().mapToGlobal(below))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.rows_chosen.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        is_entry = self.indexAt(at).isValid() and event.button() == Qt.MouseButton.LeftButton
        self._drag.press(at if is_entry else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag.begins(at):
            self._drag_to(at)
        elif not self._drag.is_pressed:
            super().mouseMoveEvent(event)

    def _drag_to(self, at: QPoint) -> None:
        index = self.indexAt(at)
        node, chosen = self.entries.node(index), self.chosen()
        if node is None or not chosen:
            return
        rect = self.visualRect(index)
        below = node.level < 2 or at.y() > rect.center().y()  # noqa: PLR2004 - onto a group is to its end
        row = node.rows.stop - 1 if node.level < 2 else node.rows.start  # noqa: PLR2004
        drop = drop_at(self._commands, chosen, row, below=below)
        line = QRect(rect.left(), rect.bottom() if below else rect.top(), self.viewport().width() - rect.left(), 1)
        self._drag.show(drop, line, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_drag = self._drag.is_under_way
        if found := self._drag.end():
            self.moved.emit(self.chosen(), found.to, found.group)
        elif not is_drag:
            super().mouseReleaseEvent(event)

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        del before
        if current.isValid() and not self._is_following:
            self.rows_chosen.emit(list(current.data(ROWS) or ()))

    def _key(self, index: QModelIndex) -> tuple[int, str]:
        node = self.entries.node(index)
        name = str(index.data() or "").partition("　")[0]
        return (node.level if node else 0, name)

    def _turn(self, index: QModelIndex, *, is_open: bool) -> None:
        """Remember what is otherwise than at first, where 一级 are unfolded and 二级 folded."""
        key = self._key(index)
        (self._turned.discard if is_open == (key[0] == 0) else self._turned.add)(key)
        self.updateGeometry()

    def _unfold(self) -> None:
        """Fold and unfold the entries as they were."""
        for place in range(self.entries.rowCount()):
            top = self.entries.index(place, 0)
            self.setExpanded(top, self._key(top) not in self._turned)
            for inner in range(self.entries.rowCount(top)):
                group = self.entries.index(inner, 0, top)
                self.setExpanded(group, self._key(group) in self._turned)
        self.updateGeometry()


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry: its name, cut with … where there is no room, and the gravest mark under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(fonts.unit(80), fonts.unit(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        scheme, rect = colours(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tint(scheme.accent, 13, scheme.window))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tint(scheme.text, 4, scheme.window))
        mark, size = index.data(MARK), fonts.unit(12)
        if mark is not None:
            left = rect.right() - size - fonts.unit(4)
            draw_icon(painter, left, rect.center().y() - size // 2, size, SEVERITY_ICONS[mark], scheme.of(mark))
        words = rect.adjusted(fonts.unit(2), 0, -size - fonts.unit(8), 0)
        font = fonts.surround(bold=bool(option.state & QStyle.StateFlag.State_Selected))
        shown = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        draw_words(painter, words, LEFT, shown, font, scheme.text)
