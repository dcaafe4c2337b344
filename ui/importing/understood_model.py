"""What was understood, as a list for Qt that can be corrected and left out: a thin adapter over the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.characters import clean
from ui.tip import tip

if TYPE_CHECKING:
    from ui.importing.session import Session
    from ui.importing.understood import Entry

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_HEADS = ("栏目", "读到的内容")


class UnderstoodModel(QAbstractItemModel):
    """Fields, amounts and indicators; below an indicator its cells. A tick says that it is taken over."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.entries = session.understood

    def entry(self, index: _Index) -> Entry:
        """Give what stands in a row."""
        return (
            self.entries[index.internalId() - 1].cells[index.row()] if index.internalId() else self.entries[index.row()]
        )

    def index_at(self, row: int, column: int) -> QModelIndex:
        """Give the row that a cell of the source belongs to; no index where it belongs to none."""
        for place, entry in enumerate(self.entries):
            for below, cell in enumerate(entry.cells):
                if any((box.row, box.column) == (row, column) for box in cell.boxes):
                    parent = self.index(place, 0)
                    return self.index(below, 0, parent) if not cell.where.endswith((".level1", ".level2")) else parent
            if not entry.cells and any((box.row, box.column) == (row, column) for box in entry.boxes):
                return self.index(place, 0)
        return QModelIndex()

    def index(self, row: int, column: int, parent: _Index = NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: _Index = NOWHERE) -> Any:  # noqa: ANN401 - two calls of Qt in one
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        if not parent.isValid():
            return len(self.entries)
        if parent.column() or parent.internalId():
            return 0
        return len(self.entries[parent.row()].cells)

    def columnCount(self, parent: _Index = NOWHERE) -> int:
        del parent
        return len(_HEADS)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == _ROLE.CheckStateRole and not index.column():
            is_out = entry.where in self._session.left_out
            return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
        value = self._session.corrected.get(entry.where, entry.value)
        if role == _ROLE.EditRole and index.column():
            return value
        return self._words(entry, value, role, of_value=bool(index.column()))

    def _words(self, entry: Entry, value: str, role: int, *, of_value: bool) -> str | None:
        """Give the words of a row for the eye, for a screen reader and for the tool tip."""
        if role == _ROLE.DisplayRole:
            return _shown(value) if of_value else entry.label
        if role == _ROLE.AccessibleTextRole:
            return f"{entry.label} {_shown(value)}{'，不导入' if entry.where in self._session.left_out else ''}"
        return tip(value if of_value else entry.label) if role == _ROLE.ToolTipRole else None

    def setData(self, index: _Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Leave something out or take it again; correct a value."""
        if not index.isValid():
            return False
        entry = self.entry(index)
        if role == _ROLE.CheckStateRole and not index.column():
            if Qt.CheckState(value) is Qt.CheckState.Checked:
                self._session.left_out.discard(entry.where)
            else:
                self._session.left_out.add(entry.where)
        elif role == _ROLE.EditRole and index.column() and not entry.cells:
            text = clean(str(value)).text.strip()
            self._session.corrected.pop(entry.where, None)
            if text != entry.value:
                self._session.corrected[entry.where] = text
        else:
            return False
        row, parent = index.row(), self.parent(index)
        self.dataChanged.emit(self.index(row, 0, parent), self.index(row, 1, parent))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        named = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return _HEADS[section] if named and 0 <= section < len(_HEADS) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.column():
            return found | Qt.ItemFlag.ItemIsUserCheckable
        entry = self.entry(index)
        is_line = not entry.cells and "\n" not in entry.value  # an editor of one line would join the lines of a text
        return found | Qt.ItemFlag.ItemIsEditable if is_line else found


def _shown(text: str, longest: int = 40) -> str:
    """Give a text in one line, a long one shortened with its length."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= longest else f"{line[:longest]}……（{len(text)} 字）"
