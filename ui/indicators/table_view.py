"""The indicator table as on paper: merged groups, rows as high as their text, no scroll bar of its own."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.indicators.delegate import CellDelegate
from ui.indicators.table_model import NAME
from ui.palette import Size, colours, font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

    from models.form import Indicator
    from ui.document import Document
    from ui.indicators.table_model import IndicatorTableModel

_LEVEL1, _GROUP = attrgetter("level1"), attrgetter("group")
_HEAD = 44
_NARROWEST = 20


class IndicatorTable(QTableView):
    """Shows and edits the indicators; the sheet around it scrolls."""

    row_wanted = Signal()
    """Enter in the last row of a group wants another."""

    def __init__(self, model: IndicatorTableModel, document: Document) -> None:
        super().__init__()
        self._document = document
        self._indicators = model
        self._rows: tuple[Indicator, ...] | None = None
        self._widths: tuple[int, ...] = ()
        self._fitted: list[tuple[Indicator, tuple[tuple[int, str], ...]] | None] = []
        self.setModel(model)
        left = {place + NAME for place, column in enumerate(document.definition.columns.values()) if column.left}
        self._delegate = CellDelegate(frozenset(left), document.definition.paper.unbroken, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("绩效指标")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setGridStyle(Qt.PenStyle.SolidLine)
        self.setStyleSheet(f"QTableView {{ gridline-color: {colours().rule}; background: {colours().paper}; }}")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(_HEAD)
        header.setFont(font(Size.SENTENCE))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setHighlightSections(False)
        header.setStyleSheet(
            f"QHeaderView::section {{ background: {colours().label}; color: {colours().quiet}; border: none;"
            f" border-right: 1px solid {colours().rule}; border-bottom: 1px solid {colours().rule};"
            f" border-top: 1px solid {colours().rule}; }}"
        )

    def fit(self) -> None:
        """Share out the width as on paper, merge 一级 and 二级, and be as high as the rows."""
        rows = self._document.form.indicators
        widths = self._set_widths()
        if rows is not self._rows:
            self._set_spans()
        if widths != self._widths or len(rows) != len(self._fitted):
            self._fitted = [None] * len(rows)
        self._rows, self._widths = rows, widths
        marks = self._indicators.marks()
        for row, indicator in enumerate(rows):
            known = (indicator, marks.get(row, ()))
            if self._fitted[row] != known:
                self._fitted[row] = known
                self.setRowHeight(row, self._needed(indicator, dict(known[1]), widths))
        self.setFixedHeight(self.horizontalHeader().height() + self.verticalHeader().length() + 1)

    def _needed(self, indicator: Indicator, marks: dict[int, str], widths: tuple[int, ...]) -> int:
        """Give the height in px of a row; the names of groups stand in merged cells and count for none."""
        texts = ("", "", *indicator.cells.values())
        return max(
            self._delegate.height(text, width, marks.get(column, ""))
            for column, (text, width) in enumerate(zip(texts, widths, strict=True))
        )

    def _set_widths(self) -> tuple[int, ...]:
        """Share out the width; give the columns' in px."""
        widths = next(
            block.widths
            for section in self._document.definition.sections
            for block in section.blocks
            if block.kind == "indicators"
        )
        room = self.viewport().width()
        shares = [max(int(room * width / sum(widths)), _NARROWEST) for width in widths[:-1]]
        shares.append(max(room - sum(shares), _NARROWEST))
        for column, pixels in enumerate(shares):
            if self.columnWidth(column) != pixels:
                self.setColumnWidth(column, pixels)
        return tuple(shares)

    def _set_spans(self) -> None:
        self.clearSpans()
        rows = self._document.form.indicators
        for column, key in ((0, _LEVEL1), (1, _GROUP)):
            start = 0
            for _, run in groupby(rows, key=key):
                length = len(list(run))
                if length > 1:
                    self.setSpan(start, column, length, 1)
                start += length

    def edit_cell(self, row: int, column: int) -> None:
        """Put the caret into a cell and open its editor."""
        index = self._indicators.index(row, column)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel always moves the sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._go_down()
        elif event.matches(QKeySequence.StandardKey.Delete) and self.currentIndex().isValid():
            self._indicators.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes from cell to cell, and beyond the last one out of the table."""
        rows, columns = self._indicators.rowCount(), self._indicators.columnCount()
        edge = (rows - 1, columns - 1) if next else (0, 0)
        current = self.currentIndex()
        if not current.isValid() or (current.row(), current.column()) == edge:
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def _go_down(self) -> None:
        """Go to the next row's cell, or ask for another indicator at the end of a group."""
        rows, current = self._document.form.indicators, self.currentIndex()
        row = current.row()
        if row + 1 < len(rows) and rows[row + 1].group == rows[row].group:
            below = self._indicators.index(row + 1, current.column())
            self.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.row_wanted.emit()
