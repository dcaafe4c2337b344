"""The sheet of a file for Qt: a thin adapter over a grid that knows which of its cells were understood."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake.grid import Box
from ui.tip import tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake.grid import Grid, GridCell

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LONG = 12  # characters of a text that may be cut short where its column is narrow


class State(Enum):
    """What became of a cell, in words."""

    PLAIN = ""
    FOUND = "已认出"
    DOUBTFUL = "待确认"
    LEFT_OVER = "没有归处"


class GridModel(QAbstractTableModel):
    """The cells of a grid at their places; a merged cell is its first one."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], GridCell] = {(cell.row, cell.column): cell for cell in grid.cells}
        self._rows = max((cell.row + cell.rows for cell in grid.cells), default=0)
        self._columns = max((cell.column + cell.columns for cell in grid.cells), default=0)
        self._states: dict[tuple[int, int], State] = {}
        self._names: dict[tuple[int, int], str] = {}

    def mark(self, boxes: Iterable[Box], state: State, name: str = "") -> None:
        """Note what became of the cells of some boxes, and which field it is."""
        for box in boxes:
            self._states[box.row, box.column] = state
            if name:
                self._names[box.row, box.column] = name

    def state(self, row: int, column: int) -> State:
        """Give what became of a cell."""
        return self._states.get((row, column), State.PLAIN)

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid():
            return None
        place = index.row(), index.column()
        text = self.cells[place].text if place in self.cells else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role not in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        state, name = self.state(*place), self._names.get(place, "")
        said = "：".join(part for part in (state.value, name) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (said, text if len(text) > _LONG else "") if part)) or None
        return f"{Box(*place).name} {text} {said}".strip()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        name = Box(section, section).name
        return name.rstrip("0123456789") if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
