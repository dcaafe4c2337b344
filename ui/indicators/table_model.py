"""The indicators as a table for Qt: a thin adapter over the form, never a second store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from models.characters import clean
from models.definition import on_one_line
from models.edits import SetIndicator
from models.place import column_label
from models.unreviewed import WORDS
from ui.document import standing_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.form import Indicator
    from models.problem import Problem
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NAME = 2
"""The column of the name; before it stand 一级 and 二级, which are not edited in place."""


class IndicatorTableModel(QAbstractTableModel):
    """A row for each indicator; 一级 and 二级 are the first two columns."""

    rows_changed = Signal(object)
    """What a row holds or its problems have changed; gives the rows, None where rows came, went or changed groups."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.columns = ("level1", "level2", *document.definition.columns)
        self.past_of: Callable[[Indicator], str] = lambda _: ""
        """Says what an indicator was in earlier years, for the tool tip; "" where nothing is known of them."""
        self._rows = document.form.indicators
        self._waiting = frozenset(document.form.review)
        self._count = len(self._rows)
        self._problems = document.problems_of_rows
        self.name_as_kept: Callable[[int, str], str] = lambda _, name: name
        """What becomes of a name that was typed into a row."""
        document.changed.connect(self._on_change)
        document.problems_changed.connect(self._on_problems)

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def place(self, index: _Index) -> str:
        """Give the place of a cell in the form."""
        return f"indicators[{index.row()}].{self.columns[index.column()]}"

    def problems_of(self, row: int) -> list[tuple[int, Problem]]:
        """Give the problems of a row, the gravest first, each with the column it stands in."""
        return [(self._column_of(problem), problem) for problem in self._problems.get(row, ())]

    def _column_of(self, problem: Problem) -> int:
        """Give the column a problem stands in; that of the name for one of the whole row."""
        _, _, column = standing_place(problem).partition(".")
        return self.columns.index(column) if column else NAME

    def is_unreviewed(self, row: int) -> bool:
        """Whether an indicator is still to be looked at."""
        return bool(self._waiting) and self._rows[row].id in self._waiting

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid() or index.row() >= len(self._document.form.indicators):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._document.form.indicators[index.row()].text(self.columns[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            found = [problem.message for column, problem in self.problems_of(index.row()) if column == index.column()]
            if index.column() == NAME and self.is_unreviewed(index.row()):
                found.append(f"{WORDS}。")
            if past := self.past_of(self._document.form.indicators[index.row()]):
                found.append(past)
            return "\n".join(found) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = column_label(self.columns[index.column()], self._document.definition)
            waits = f"，{WORDS}" if self.is_unreviewed(index.row()) else ""
            return f"第{index.row() + 1}行 {name} {self.data(index)}{waits}"
        return None

    def type_in(self, index: _Index, text: str, turn: str) -> None:
        """Take what is being typed into a cell; all of one turn is taken back as one."""
        self._document.apply(SetIndicator(index.row(), self.columns[index.column()], clean(text).text), turn)

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        text = self.normal(index.column(), str(value))
        self._document.apply(SetIndicator(index.row(), self.columns[index.column()], text))
        return True

    def normal(self, column: int, typed: str) -> str:
        """Give a cell's text as it is kept: cleaned, of a list of choices the choice that is meant."""
        text = clean(typed).text.strip()
        defined = self._document.definition.columns.get(self.columns[column])
        return defined.spellings.get(text, text) if defined else text

    def kept(self, index: _Index, typed: str) -> str:
        """Give a cell's text as it is kept once its editor closes."""
        text = self.normal(index.column(), typed)
        return self.name_as_kept(index.row(), text) if index.column() == NAME else text

    def choices(self, column: int) -> tuple[str, ...]:
        """Give what may stand in a column, nothing where that is free."""
        defined = self._document.definition.columns.get(self.columns[column])
        return defined.choices if defined else ()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if index.column() < NAME else found | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        named = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if named and 0 <= section < len(self.columns):
            return on_one_line(column_label(self.columns[section], self._document.definition))
        return None

    def _on_problems(self) -> None:
        before, self._problems = self._problems, self._document.problems_of_rows
        rows = [
            row
            for row in {*before, *self._problems}
            if row < self._count and before.get(row) != self._problems.get(row)
        ]
        self._tell(sorted(rows))

    def _on_change(self) -> None:
        before, rows = self._rows, self._document.form.indicators
        waited, self._waiting = self._waiting, frozenset(self._document.form.review)
        confirmed = waited ^ self._waiting
        if rows is before:
            self._tell([row for row, each in enumerate(rows) if each.id in confirmed] if confirmed else [])
            return
        self._rows = rows
        if len(rows) != self._count:
            self.beginResetModel()
            self._count = len(rows)
            self._problems = self._document.problems_of_rows
            self.endResetModel()
            self.rows_changed.emit(None)
            return
        others = [row for row, (old, new) in enumerate(zip(before, rows, strict=True)) if old is not new]
        if confirmed:
            others = sorted({*others, *(row for row, each in enumerate(rows) if each.id in confirmed)})
        if any(before[row].group != rows[row].group for row in others):
            self._tell(others, is_whole=True)
        else:
            self._tell(others)

    def _tell(self, rows: list[int], *, is_whole: bool = False) -> None:
        if len(rows) == 1 and not is_whole:  # cell by cell, so that a key paints one row and not all that is in sight
            for column in range(NAME, len(self.columns)):
                cell = self.index(rows[0], column)
                self.dataChanged.emit(cell, cell)
        elif rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], len(self.columns) - 1))
        if rows:
            self.rows_changed.emit(None if is_whole else rows)
