"""Qt's view of the rows of problems; holds no problem of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.icons import SEVERITY_WORDS

if TYPE_CHECKING:
    from models.problem import Problem
    from ui.problems.rows import Row

_AnyIndex = QModelIndex | QPersistentModelIndex


class ProblemModel(QAbstractListModel):
    """A list of titles and problems."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def problem(self, row: int) -> Problem | None:
        """Give the problem in a row, None for a title or beyond the list."""
        return self.rows[row].problem if 0 <= row < len(self.rows) else None

    def row_of(self, problem: Problem) -> int:
        """Give the row of a problem, -1 where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.problem == problem), -1)

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the words of a row, for screen readers and search."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        title, problem = self.rows[index.row()]
        return f"{SEVERITY_WORDS[problem.severity]}：{problem.message}" if problem else title

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Let problems alone be selected."""
        if not index.isValid() or self.rows[index.row()].problem is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
