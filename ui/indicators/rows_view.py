"""The rows of the indicator table: merged groups, each as high as its text, no scroll bar of its own."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
)

from models.place import indicator_place
from ui import fonts
from ui.indicators.delegate import CellDelegate
from ui.indicators.measures import column_widths
from ui.indicators.row_heights import RowHeights
from ui.indicators.table_model import NAME
from ui.painting import CENTRED, WRAPPED, draw_words
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QWheelEvent

    from ui.document import Document
    from ui.indicators.table_model import IndicatorTableModel

_LEVEL1, _GROUP = attrgetter("level1"), attrgetter("group")
_NEW_MS = 3000
NOTHING_YET = "还没有指标。按 Enter 添加第一条，或从 Excel 复制后在这里粘贴。"


class RowsView(QTableView):
    """Shows the indicators; the sheet around it scrolls."""

    resized = Signal()

    def __init__(self, model: IndicatorTableModel, document: Document) -> None:
        super().__init__()
        self.document = document
        self.indicators = model
        self.was: dict[int, dict[int, str]] = {}
        """What stood in the revision that is compared with: words by row and column."""
        self.hovered = -1
        """The row under the pointer, -1 for none."""
        self._heights = RowHeights(self)
        self._widths: tuple[int, ...] = ()
        self._words = ""
        self._is_narrow = False
        self._new: frozenset[str] = frozenset()
        self._new_timer = QTimer(self, interval=_NEW_MS, singleShot=True)
        self._new_timer.timeout.connect(lambda: self.show_new([]))
        self.filtered = False
        self.shown = 0
        """How many rows a filter shows."""
        self.setModel(model)
        left = {place + NAME for place, column in enumerate(document.definition.columns.values()) if column.left}
        self.delegate = CellDelegate(self, frozenset(left), document.definition.paper.unbroken)
        self.setItemDelegate(self.delegate)
        self._set_looks()
        model.rows_changed.connect(self.refit)
        model.modelReset.connect(self._filter_again)

    def _set_looks(self) -> None:
        self.setAccessibleName("绩效指标")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)  # each cell paints its rules, so that they do not show through merged cells
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab comes through the section, which knows from where
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def chosen(self) -> list[int]:
        """Give the rows that are selected, else that of the caret."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows(NAME)})
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def choose(self, rows: Iterable[int], column: int = NAME) -> None:
        """Select rows and put the caret into the first."""
        rows = list(rows)
        if not rows or not 0 <= rows[0] < self.indicators.rowCount():
            return
        selection = QItemSelection()
        for row in rows:
            selection.select(self.indicators.index(row, 0), self.indicators.index(row, len(self._widths) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.indicators.index(rows[0], column), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def seen_area(self) -> QRect:
        """Give the part of the viewport that is in sight."""
        return self.viewport().visibleRegion().boundingRect()

    def show_new(self, rows: Iterable[int]) -> None:
        """Mark indicators that have just come, for a while."""
        indicators = self.document.form.indicators
        self._new = frozenset(indicators[row].id for row in rows)
        if self._new:
            self._new_timer.start()
        self.viewport().update()

    def is_new(self, row: int) -> bool:
        """Whether an indicator has just come."""
        return bool(self._new) and self.document.form.indicators[row].id in self._new

    def shows_dots(self, row: int) -> bool:
        """Whether a row shows the dots by which it is dragged: under the pointer, or selected."""
        return row == self.hovered or self.selectionModel().isRowSelected(row, QModelIndex())

    def height_at(self, width: int) -> int:
        """Take a width and give the height of all rows in it, in logical pixels."""
        widths = column_widths(
            self.document.definition, width, is_narrow=self._is_narrow, folded=self.delegate.folded.columns
        )
        if widths != self._widths:
            self._widths = widths
            self._heights.forget()
            for column, pixels in enumerate(widths):
                self.setColumnWidth(column, pixels)
            self.refit(None)
        return self.verticalHeader().length() + 1

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state
        """Let texts beside the name stand under it, where there is little room."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.delegate.folded.fold(narrow)
            self._widths = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """The columns' widths."""
        return self._widths

    def refit(self, changed: list[int] | None) -> None:
        """Be as high as the rows; measures those that changed, None for all with the merged cells."""
        if not self._widths:
            return
        rows = self.document.form.indicators
        before = self.verticalHeader().length()
        if changed is None:
            self._set_spans()
        self._heights.fit(range(len(rows)) if changed is None else changed)
        if self.verticalHeader().length() != before:
            self.resized.emit()

    def show_alterations(self, words: Mapping[str, str]) -> None:
        """Say at each place what stood there in a revision; no words take the marks away."""
        was: dict[int, dict[int, str]] = {}
        for where, said in words.items():
            if found := indicator_place(where):
                column = self.indicators.columns.index(found[1]) if found[1] else NAME
                cells = was.setdefault(found[0], {})
                cells[column] = "；".join(filter(None, (cells.get(column), said)))
        touched = sorted(row for row in {*was, *self.was} if was.get(row) != self.was.get(row))
        self.was = was
        self._heights.forget(touched)
        self.refit([row for row in touched if row < self.indicators.rowCount()])
        self.viewport().update()

    def _set_spans(self) -> None:
        self.clearSpans()
        rows = self.document.form.indicators
        for column, key in ((0, _LEVEL1), (1, _GROUP)):
            start = 0
            for _, run in groupby(rows, key=key):
                length = len(list(run))
                if length > 1:
                    self.setSpan(start, column, length, 1)
                start += length

    def filter(self, words: str) -> int:
        """Show only the rows in which some words stand, all for none; give how many are shown."""
        rows = self.document.form.indicators
        self._words = words
        wanted = words.strip().lower()
        shown = 0
        for place, row in enumerate(rows):
            is_hidden = bool(wanted) and not any(
                wanted in text.lower() for text in (row.level1, row.level2, *row.cells.values())
            )
            self.setRowHidden(place, is_hidden)
            shown += not is_hidden
        self.filtered, self.shown = shown < len(rows), shown
        self._heights.forget()
        self.refit(None)
        self.resized.emit()
        return shown

    def _filter_again(self) -> None:
        """Go on filtering after rows came or went, which shows all of them."""
        if self._words:
            self.filter(self._words)

    def put_caret(self, row: int, column: int) -> None:
        """Put the caret into a cell and select its row alone."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.indicators.index(row, column)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.document.form.indicators:
            painter = QPainter(self.viewport())
            area = self.viewport().rect().adjusted(fonts.unit(12), 0, -fonts.unit(12), 0)
            draw_words(painter, area, CENTRED | WRAPPED, NOTHING_YET, fonts.sentence(), colours().quiet)
            if self.hasFocus():
                painter.setPen(QPen(colours().accent, 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel always moves the sheet

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, colours().paper)
        self.setPalette(palette)
        self._heights.forget()
        self._widths = ()

    def repaint_groups(self) -> None:
        """Paint the names of groups anew, which stay in the part that is seen."""
        seen = self.seen_area()
        self.viewport().update(0, seen.top(), sum(self._widths[:NAME]), seen.height())
