"""The indicator section: tool row, table as high as its rows, and the groups that may still be added."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
)

from models.edits import ArrangeIndicators, InsertIndicators, MoveIndicators, RemoveIndicators
from models.form import new_indicator
from models.place import indicator_place
from ui.indicators.table_model import NAME, IndicatorTableModel
from ui.indicators.table_view import IndicatorTable
from ui.palette import Size, colours, font

if TYPE_CHECKING:
    from models.form import Indicator
    from models.problem import Problem
    from ui.document import Document

_NUMBER = re.compile(r"^\s*[0-9]{1,3}\s*[.．、]\s*")


class IndicatorSection(QFrame):
    """The indicators, edited in place as on paper."""

    focused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.model = IndicatorTableModel(document)
        self.table = IndicatorTable(self.model, document)
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
        self.table.edit_cell(row, NAME)

    def delete(self) -> None:
        """Delete the selected indicators."""
        if rows := self._selected():
            self._document.apply(RemoveIndicators(tuple(rows)))
            last = min(rows[0], len(self._document.form.indicators) - 1)
            self.table.setCurrentIndex(self.model.index(last, NAME))

    def shift(self, step: int) -> None:
        """Move the selected indicators a row up or down; they join the group they come to."""
        rows, indicators = self._selected(), self._document.form.indicators
        beside = (rows[0] - 1 if step < 0 else rows[-1] + 1) if rows else -1
        if not 0 <= beside < len(indicators):
            return
        to = beside if step < 0 else beside + 1
        self._document.apply(MoveIndicators(tuple(rows), to, indicators[beside].group))
        self.table.setCurrentIndex(self.model.index(rows[0] + step, NAME))

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
            {index.row() for index in self.table.selectionModel().selectedIndexes() if index.column() >= NAME}
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
