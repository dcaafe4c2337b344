"""What was read with certainty, folded until it is wanted: each can be corrected or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QTreeView, QVBoxLayout, QWidget

from ui import fonts
from ui.importing.folder import Folder
from ui.importing.understood import count_places
from ui.importing.understood_model import UnderstoodModel
from ui.ticks import TickDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from ui.importing.session import Session

_LABELS = 150  # logical pixels of the column of labels


class Understood(Folder):
    """What was read with certainty; each can be corrected or left out."""

    row_reached = Signal()
    """Another row is the current one and is to be seen."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = UnderstoodModel(session, self)
        self.tree = _Tree(self.body)
        self.tree.setModel(self.model)
        self.tree.set_widths()
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(fonts.unit(16), 0, 0, 0)
        self._hint = QLabel("去掉勾就不导入；双击或按 F2 改内容，分几行的文字到草稿里改。", self.body)
        self._hint.setObjectName("quiet")
        inside.addWidget(self._hint)
        inside.addWidget(self.tree)
        self.title.setText(f"已认出 {count_places(session.understood)} 处")
        self.model.dataChanged.connect(self._tell)
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self.restyle()

    def select_cell(self, row: int, column: int) -> None:
        """Select what was read from a cell, if anything was."""
        index = self.model.index_at(row, column)
        if not index.isValid():
            return
        if self.body.isHidden():
            self.toggle()
        self.tree.setCurrentIndex(index)
        self.row_reached.emit()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        super().restyle()
        self.tree.setFont(fonts.sentence())
        self._hint.setFont(fonts.surround())

    def _tell(self) -> None:
        self.changed.emit()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and self.tree.hasFocus():
            self.boxes_wanted.emit(self.model.entry(current).boxes)
            self.row_reached.emit()


class _Tree(QTreeView):
    """As high as its rows: the side scrolls as one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plainTree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setItemDelegate(TickDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(fonts.unit(14))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._edit_value)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("已认出的内容")
        self.expanded.connect(self.updateGeometry)
        self.collapsed.connect(self.updateGeometry)

    def set_widths(self) -> None:
        """Give the labels their width, the values the rest."""
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(0, fonts.unit(_LABELS))
        self.header().setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount() if self.model() else 0
        shown = rows + sum(
            self.model().rowCount(index)
            for index in (self.model().index(row, 0) for row in range(rows))
            if self.isExpanded(index)
        )
        height = max(self.sizeHintForRow(0), fonts.unit(24))
        return QSize(fonts.unit(300), shown * height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.unit(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits the value, also while the keyboard is at its label."""
        if event.key() == Qt.Key.Key_F2:
            self._edit_value(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _edit_value(self, index: QModelIndex) -> None:
        value = index.siblingAtColumn(1)
        if value.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the side scrolls as one
