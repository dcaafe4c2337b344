"""The indicator section: tool row, table as high as its rows, and the groups that may still be added."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.edits import ArrangeIndicators, InsertIndicators, MoveIndicators, RemoveIndicators
from models.form import new_indicator
from models.place import indicator_place
from ui.indicators.delegate import CellDelegate
from ui.indicators.table_model import IndicatorTableModel
from ui.palette import Size, colours, font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

    from models.form import Indicator
    from models.problem import Problem
    from ui.document import Document

_NUMBER = re.compile(r"^\s*[0-9]{1,3}\s*[.．、]\s*")
_NAME = 2
_LEVEL1, _GROUP = attrgetter("level1"), attrgetter("group")
_HEAD = 44
_NARROWEST = 20


class IndicatorSection(QFrame):
    """The indicators, edited in place as on paper."""

    focused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.model = IndicatorTableModel(document)
        self.table = _Table(self.model, document)
        self._shown: tuple[Indicator, ...] | None = None
        self._count = QLabel()
        self._count.setFont(font(Size.AROUND))
        self.setStyleSheet(f"IndicatorSection {{ background: {colours().paper}; }}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools())
        layout.addWidget(self.table)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.row_wanted.connect(self.add)
        document.changed.connect(self._refresh)
        self._refresh()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        for text, name, slot in (
            ("＋ 添加指标", "在这一组末尾添加指标", self.add),
            ("－ 删除", "删除选中的指标", self.delete),
            ("↑", "把选中的指标上移", partial(self.shift, -1)),
            ("↓", "把选中的指标下移", partial(self.shift, 1)),
            ("重新编号", "每组从 1 起重新编号", self.renumber),
        ):
            button = QToolButton()
            button.setText(text)
            button.setFont(font(Size.SENTENCE))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(slot)
            row.addWidget(button)
        self._groups = QToolButton()
        self._groups.setText("分组 ▾")
        self._groups.setFont(font(Size.SENTENCE))
        self._groups.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._groups.setMenu(QMenu(self._groups))
        self._groups.menu().aboutToShow.connect(self._fill_groups)
        row.addWidget(self._groups)
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _fill_groups(self) -> None:
        menu = self._groups.menu()
        menu.clear()
        for group in self._document.definition.groups:
            text = f"{group.level1} · {group.level2}"
            menu.addAction(text, partial(self._add_to, group.level1, group.level2))

    def _add_to(self, level1: str, level2: str) -> None:
        """Add an indicator at the end of a group; an empty group stands where the version has it."""
        rows = self._document.form.indicators
        order = {(group.level1, group.level2): place for place, group in enumerate(self._document.definition.groups)}
        after = [i for i, row in enumerate(rows) if order.get(row.group, -1) <= order[level1, level2]]
        self._insert(after[-1] + 1 if after else 0, (level1, level2))

    def add(self) -> None:
        """Add an indicator at the end of the group with the caret, to the first group where there is none."""
        rows = self._document.form.indicators
        current = self.table.currentIndex().row()
        if not 0 <= current < len(rows):
            group = self._document.definition.groups[0]
            self._add_to(group.level1, group.level2)
            return
        end = current
        while end + 1 < len(rows) and rows[end + 1].group == rows[current].group:
            end += 1
        self._insert(end + 1, rows[current].group)

    def _insert(self, row: int, group: tuple[str, str]) -> None:
        indicator = new_indicator(self._document.definition, *group, {})
        self._document.apply(InsertIndicators(((row, indicator),)))
        self.table.edit_cell(row, _NAME)

    def delete(self) -> None:
        """Delete the selected indicators."""
        if rows := self._selected():
            self._document.apply(RemoveIndicators(tuple(rows)))
            last = min(rows[0], len(self._document.form.indicators) - 1)
            self.table.setCurrentIndex(self.model.index(last, _NAME))

    def shift(self, step: int) -> None:
        """Move the selected indicators a row up or down; they join the group they come to."""
        rows, indicators = self._selected(), self._document.form.indicators
        beside = (rows[0] - 1 if step < 0 else rows[-1] + 1) if rows else -1
        if not 0 <= beside < len(indicators):
            return
        to = beside if step < 0 else beside + 1
        self._document.apply(MoveIndicators(tuple(rows), to, indicators[beside].group))
        self.table.setCurrentIndex(self.model.index(rows[0] + step, _NAME))

    def renumber(self) -> None:
        """Give the indicators of each group the numbers from 1."""
        rows = []
        for _, run in groupby(self._document.form.indicators, key=lambda row: row.group):
            for number, row in enumerate(run, start=1):
                name = f"{number}.{_NUMBER.sub('', row.name)}"
                rows.append(replace(row, cells={**row.cells, "name": name}))
        self._document.apply(ArrangeIndicators(tuple(rows), "重新编号"))

    def _selected(self) -> list[int]:
        return sorted(
            {index.row() for index in self.table.selectionModel().selectedIndexes() if index.column() >= _NAME}
        )

    def go_to(self, where: str) -> None:
        """Put the caret at an indicator's cell."""
        found = indicator_place(where)
        row, column = found or (0, "name")
        self.table.setFocus()
        index = self.model.index(row, self.model.columns.index(column or "name"))
        self.table.setCurrentIndex(index)

    def show_problems(self, found: dict[str, list[Problem]]) -> None:
        """Mark the cells that have problems."""
        self.model.show_problems(found)
        self.table.fit()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.focused.emit(self.model.place(current))

    def _refresh(self) -> None:
        rows = self._document.form.indicators
        if rows is self._shown:
            return
        self._shown = rows
        self._count.setText(f"{len(rows)} 条 · {len(list(groupby(row.group for row in rows)))} 组")
        self._count.setStyleSheet(f"color: {colours().quiet};")
        self.table.fit()


class _Table(QTableView):
    """The table without a scroll bar of its own."""

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
        left = {place + _NAME for place, column in enumerate(document.definition.columns.values()) if column.left}
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
