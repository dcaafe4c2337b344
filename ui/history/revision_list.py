"""The list of revisions: one is chosen to compare with now, two to compare with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.history.delegate import RevisionDelegate
from ui.history.model import HistoryModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from models.drafts import Revision
    from ui.history.rows import Row

_BATCH = 100
"""So many rows are laid out at once; thousands of revisions are laid out while the clerk looks at the first."""


class RevisionList(QListView):
    """Shows the revisions by day."""

    chosen = Signal(object)
    """Gives the chosen revisions, the latest first; none, one or two."""
    entered_key = Signal()
    """Enter: on to what has changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.revisions = HistoryModel()
        self.setModel(self.revisions)
        self.setItemDelegate(RevisionDelegate(self.revisions, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("历史")
        self.setAccessibleDescription(
            "按上下键选一次，看从那时到现在改了什么；按住 Ctrl 或 Shift 再选一次，比较这两次。"
        )
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit(self.chosen_revisions()))

    def chosen_revisions(self) -> list[Revision]:
        """Give the earliest and the latest of the selected revisions, the latest first; one where it is alone."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = [revision for row in {*rows[:1], *rows[-1:]} if (revision := self.revisions.revision(row))]
        return sorted(found, key=lambda revision: -revision.number)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; what was chosen stays chosen."""
        chosen = self.chosen_revisions()
        before = self.blockSignals(True)
        self.revisions.set_rows(rows)
        if self.chosen_revisions() != chosen:
            for revision in chosen:
                self._select(revision.number, QItemSelectionModel.SelectionFlag.Select)
        self.blockSignals(before)

    def choose(self, number: int) -> bool:
        """Choose one revision and bring it into sight; False where it is not in the list."""
        if not self._select(number, QItemSelectionModel.SelectionFlag.ClearAndSelect):
            return False
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the changes, Esc chooses none."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_key.emit()
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _select(self, number: int, flag: QItemSelectionModel.SelectionFlag) -> bool:
        row = self.revisions.row_of(number)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.revisions.index(row), flag)
        return row >= 0
