"""Qt's view of the rows of revisions; holds no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from models.drafts import Revision
    from ui.history.rows import Row

_AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class HistoryModel(QAbstractListModel):
    """A list of days and revisions."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; those that stay at the beginning and at the end stay as they are, chosen or not."""
        old, shorter = self.rows, min(len(self.rows), len(rows))
        start = next((i for i in range(shorter) if old[i] != rows[i]), shorter)
        left = shorter - start
        end = next((i for i in range(left) if old[-1 - i] != rows[-1 - i]), left)
        if start + end < len(old):
            self.beginRemoveRows(NOWHERE, start, len(old) - end - 1)
            self.rows = (*old[:start], *old[len(old) - end :])
            self.endRemoveRows()
        if start + end < len(rows):
            self.beginInsertRows(NOWHERE, start, len(rows) - end - 1)
            self.rows = rows
            self.endInsertRows()

    def revision(self, row: int) -> Revision | None:
        """Give the revision in a row, None for a title or beyond the list."""
        return self.rows[row].revision if 0 <= row < len(self.rows) else None

    def row_of(self, number: int) -> int:
        """Give the row of a revision by its number, -1 where it is not in the list."""
        found = (place for place, row in enumerate(self.rows) if row.revision and row.revision.number == number)
        return next(found, -1)

    def rowCount(self, parent: _AnyIndex = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the words of a row, for screen readers and search."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and row.revision:
            return row.revision.what
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        code = f"，校验码 {row.revision.code}" if row.revision and row.revision.code else ""
        return f"{row.time} {row.words}{code}".strip()

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Let revisions alone be selected."""
        if not index.isValid() or self.rows[index.row()].revision is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
