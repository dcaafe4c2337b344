"""The indicators as a tree of three levels for Qt: 一级, 二级, 三级; a thin adapter over the form."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.icons import SEVERITY_ICONS, SEVERITY_WORDS

if TYPE_CHECKING:
    from models.form import Indicator
    from models.problem import Severity
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROWS = Qt.ItemDataRole.UserRole + 1
"""The rows of the table that an entry stands for."""
MARK = Qt.ItemDataRole.UserRole + 2
"""The gravest severity under an entry, None where all is fine."""


class Node(NamedTuple):
    """An entry: the rows it stands for, what is under it, and where it is itself."""

    rows: range
    under: list[Node]
    parent: Node | None
    place: int
    level: int


class OutlineModel(QAbstractItemModel):
    """Runs of 一级, under them runs of 二级, under them the indicators, as the table has them."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._rows = document.form.indicators
        self._top = _tree(self._rows)
        self._worst = self._found()
        document.changed.connect(self._on_change)
        document.problems_changed.connect(self._on_problems)

    def node(self, index: _Index) -> Node | None:
        """Give the entry of an index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else None

    def index_of_row(self, row: int) -> QModelIndex:
        """Give the entry of an indicator."""
        nodes, found = self._top, None
        while nodes:
            place = bisect_right(nodes, row, key=lambda node: node.rows.start) - 1
            if place < 0 or row not in nodes[place].rows:
                return QModelIndex()
            found = nodes[place]
            nodes = found.under
        return self.createIndex(found.place, 0, found) if found else QModelIndex()

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        node = self.node(parent)
        nodes = node.under if node else self._top
        if column or not 0 <= row < len(nodes) or (parent.isValid() and node is None):
            return QModelIndex()
        return self.createIndex(row, column, nodes[row])

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.place, 0, node.parent)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        if parent.column() > 0:
            return 0
        node = self.node(parent)
        return len(node.under if node else self._top)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        del parent
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        node = self.node(index)
        if node is None or node.rows.stop > len(self._rows):
            return None
        if role == ROWS:
            return node.rows
        if role == MARK:
            return min((self._worst[row] for row in node.rows if row in self._worst), key=_rank, default=None)
        first = self._rows[node.rows.start]
        name = (first.level1, first.level2, first.name)[node.level] or "（空）"
        if role == Qt.ItemDataRole.DisplayRole:
            return name if node.level > 1 else f"{name}　{len(node.rows)}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            worst = self.data(index, MARK)
            words = name if node.level > 1 else f"{name}，{len(node.rows)} 条"
            return f"{words}，有{SEVERITY_WORDS[worst]}" if worst else words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _found(self) -> dict[int, Severity]:
        """Give the gravest severity of each row that has a problem."""
        return {row: problems[0].severity for row, problems in self._document.problems_of_rows.items()}

    def _on_problems(self) -> None:
        before, self._worst = self._worst, self._found()
        self._tell({row for row in {*before, *self._worst} if before.get(row) != self._worst.get(row)})

    def _on_change(self) -> None:
        before, rows = self._rows, self._document.form.indicators
        if rows is before:
            return
        self._rows = rows
        if len(before) == len(rows):
            others = {row for row, (old, new) in enumerate(zip(before, rows, strict=True)) if old is not new}
            if all(before[row].group == rows[row].group for row in others):
                self._tell(others)
                return
        self.beginResetModel()
        self._top = _tree(rows)
        self._worst = self._found()
        self.endResetModel()

    def _tell(self, rows: set[int]) -> None:
        """Say that the entries of some rows, and those above them, are others now."""
        for row in rows:
            index = self.index_of_row(row)
            while index.isValid():
                self.dataChanged.emit(index, index)
                index = index.parent()


def _tree(rows: tuple[Indicator, ...]) -> list[Node]:
    top: list[Node] = []
    start = 0
    for _, run in groupby(rows, key=lambda row: row.level1):
        count = len(list(run))
        first = Node(range(start, start + count), [], None, len(top), 0)
        inner = start
        for _, group in groupby(rows[start : start + count], key=lambda row: row.group):
            length = len(list(group))
            second = Node(range(inner, inner + length), [], first, len(first.under), 1)
            for place, row in enumerate(second.rows):
                second.under.append(Node(range(row, row + 1), [], second, place, 2))
            first.under.append(second)
            inner += length
        top.append(first)
        start += count
    return top


def _rank(severity: Severity) -> int:
    return list(SEVERITY_ICONS).index(severity)
