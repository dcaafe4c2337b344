"""The indicators as a table for Qt: a thin adapter over the form, never a second store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.characters import clean
from models.definition import on_one_line
from models.edits import SetIndicator
from models.place import column_label, indicator_place
from ui.marks import mark_words, worst

if TYPE_CHECKING:
    from models.problem import Problem
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NAME = 2
"""The column of the name; before it stand 一级 and 二级, which are not edited in place."""
PROBLEMS = Qt.ItemDataRole.UserRole + 1
"""The problems of a cell."""


class IndicatorTableModel(QAbstractTableModel):
    """A row for each indicator; 一级 and 二级 are the first two columns."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._problems: dict[str, list[Problem]] = {}
        self.columns = ("level1", "level2", *document.definition.columns)
        self._rows = document.form.indicators
        self._count = len(self._rows)
        document.changed.connect(self._on_change)

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def place(self, index: _Index) -> str:
        """Give the place of a cell in the form."""
        return f"indicators[{index.row()}].{self.columns[index.column()]}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._document.form.indicators[index.row()].text(self.columns[index.column()])
        if role == PROBLEMS:
            return self._problems.get(self.place(index), [])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = column_label(self.columns[index.column()], self._document.definition)
            return f"第{index.row() + 1}行 {name} {self.data(index)}"
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.columns[index.column()]
        text = clean(str(value)).text.strip()
        defined = self._document.definition.columns.get(column)
        if defined:
            text = defined.spellings.get(text, text)
        self._document.apply(SetIndicator(index.row(), column, text))
        return True

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

    def show_problems(self, found: dict[str, list[Problem]]) -> None:
        """Take the problems by their places."""
        self._problems = {where: problems for where, problems in found.items() if where.startswith("indicators[")}
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))

    def marks(self) -> dict[int, tuple[tuple[int, str], ...]]:
        """Give, for each row with problems, the words that stand under its cells, by column."""
        found: dict[int, list[tuple[int, str]]] = {}
        for where, problems in self._problems.items():
            place = indicator_place(where)
            if place and (words := mark_words(worst(problems))):
                found.setdefault(place[0], []).append((self.columns.index(place[1]), words))
        return {row: tuple(marks) for row, marks in found.items()}

    def _on_change(self) -> None:
        rows = self._document.form.indicators
        if rows is self._rows:
            return
        self._rows = rows
        count = len(rows)
        if count != self._count:
            self.beginResetModel()
            self._count = count
            self.endResetModel()
        elif count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(self.columns) - 1))
