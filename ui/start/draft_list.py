"""The list of drafts and the field above it, which has the keyboard for both: what is typed searches, arrows choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QLineEdit, QTableView

from ui import fonts
from ui.icons import icon
from ui.palette import colours
from ui.start.delegate import ROW, DraftDelegate
from ui.start.model import CHANGED, CODE, STATE, UNIT, YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from models.drafts import Draft
    from ui.start.model import DraftModel

_WIDTHS = {YEAR: 100, STATE: 230, CHANGED: 160, CODE: 138}
_LEAST_NAME = 220
_HEAD = 34
_FOR_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class DraftList(QTableView):
    """Shows the drafts. It lends the keyboard to the field, where an input method can compose."""

    opened = Signal()
    """The chosen draft is to be opened."""
    chosen_changed = Signal()

    def __init__(self, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafts = model
        self._delegate = DraftDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("drafts")
        self.setAccessibleName("我的草稿")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.sectionClicked.connect(self.sort_by)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(self._on_row)

    @property
    def chosen(self) -> Draft | None:
        """The draft that is chosen."""
        return self._drafts.draft(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Choose a row, the nearest where there are fewer."""
        row = max(0, min(row, self._drafts.rowCount() - 1))
        flags = QItemSelectionModel.SelectionFlag
        index = self._drafts.index(row, UNIT)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        self.chosen_changed.emit()

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round where it is sorted by already."""
        chosen = self.chosen
        before, order = self._drafts.sorted_by
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        first = down if column in {YEAR, CHANGED} else up
        self._drafts.sort(column, first if column != before else up if order == down else down)
        if chosen:
            self.choose(self._drafts.row_of(chosen.id))

    def rename(self) -> None:
        """Let the clerk write a name for the chosen draft in its line."""
        if self.currentIndex().isValid() and not self._drafts.in_bin:
            self.edit(self._drafts.index(self.currentIndex().row(), UNIT))

    def _on_row(self) -> None:
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what the other columns leave; where that is little, they go one by one."""
        super().resizeEvent(event)
        room = self.viewport().width()
        wanted = {column: fonts.unit(width) for column, width in _WIDTHS.items()}
        for column in (CODE, YEAR, CHANGED):
            if room - sum(wanted.values()) < fonts.unit(_LEAST_NAME):
                wanted.pop(column)
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in wanted)
            self.setColumnWidth(column, wanted.get(column, 0))
        self._delegate.last = max(wanted)
        self.setColumnWidth(UNIT, max(room - sum(wanted.values()), 1))

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.verticalHeader().setDefaultSectionSize(fonts.unit(ROW))
        self.horizontalHeader().setFixedHeight(fonts.unit(_HEAD))
        self.horizontalHeader().setFont(fonts.surround())
        self.updateGeometries()
        self.viewport().update()


class SearchField(QLineEdit):
    """The field for searching; keys that mean the list go there."""

    entered = Signal()
    delete_wanted = Signal()
    undo_wanted = Signal()
    """Ctrl+Z with nothing typed that could be taken back."""
    paste_wanted = Signal()
    """What the clipboard holds is more than words to search for."""
    left = Signal()
    """Esc with nothing to take back."""

    def __init__(self, drafts: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = drafts
        self.setAccessibleName("查找单位、年度或表里的任何文字")
        self.setPlaceholderText("查找单位、年度或表里的任何文字")
        self.setClearButtonEnabled(True)
        self._mark = QAction(self)
        self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._mark.setIcon(icon("search", colours().quiet, fonts.unit(16)))
        self.setFont(fonts.sentence())
        self.setMinimumHeight(fonts.unit(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens, Delete with nothing behind the caret puts into the bin, Esc takes back."""
        key = Qt.Key(event.key())
        actions: dict[Qt.Key, Callable[[], object]] = dict.fromkeys(_ENTER, self.entered.emit)
        if key in _FOR_LIST:
            QApplication.sendEvent(self._list, event)
        elif key in actions:
            actions[key]()
        elif key == Qt.Key.Key_Delete and self.cursorPosition() == len(self.text()) and not self.hasSelectedText():
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and not _holds_words():
            self.paste_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        else:
            super().keyPressEvent(event)


def _holds_words() -> bool:
    """Whether the clipboard holds a line of text, as it is pasted to search for it."""
    from intake.pasted import Pasted  # noqa: PLC0415 - the drafts are listed first
    from ui.importing.clipboard import on_clipboard  # noqa: PLC0415

    held = on_clipboard()
    return isinstance(held, Pasted) and held.is_short_text
