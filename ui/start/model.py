"""The drafts as a table for Qt, sorted by any column."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui import fonts
from ui.start.state import State, changed_words, code_of, details_of, kept_words, name_of, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.drafts import Draft

_AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
UNIT, YEAR, STATE, CHANGED, CODE = range(5)
HEADINGS = ("填报单位", "年度", "状态", "最后修改", "校验码")
BIN_HEADINGS = ("填报单位", "年度", "状态", "移到回收站", "保留")
_ARROWS = {Qt.SortOrder.AscendingOrder: " ↑", Qt.SortOrder.DescendingOrder: " ↓"}


class DraftModel(QAbstractTableModel):
    """A row for each draft that is shown; the drafts themselves lie in the database."""

    renamed = Signal(str, str)
    """The clerk gave a draft a name: its id and the name."""

    def __init__(self, unit_of_money: Callable[[Draft], str]) -> None:
        super().__init__()
        self._unit_of_money = unit_of_money
        self._collator = QCollator(QLocale(QLocale.Language.Chinese))  # by sound, as a clerk looks for a name
        self._drafts: list[Draft] = []
        self._states: dict[str, State] = {}
        self._now = datetime.now().astimezone()
        self.in_bin = False
        self.sorted_by = (CHANGED, Qt.SortOrder.DescendingOrder)

    def show(self, drafts: Sequence[Draft], *, in_bin: bool) -> None:
        """Show other drafts, or the same ones as they are now."""
        self.beginResetModel()
        self._now = datetime.now().astimezone()
        self.in_bin = in_bin
        self._states = {}
        self._drafts = list(drafts)
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; drafts that are alike in it stand the last changed first."""
        self.beginResetModel()
        self.sorted_by = (column, order)
        self._arrange()
        self.endResetModel()

    def draft(self, row: int) -> Draft | None:
        """Give the draft in a row, None beyond the list."""
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def row_of(self, draft: str) -> int:
        """Give the row of a draft, -1 where it is not shown."""
        return next((row for row, each in enumerate(self._drafts) if each.id == draft), -1)

    def state(self, row: int) -> State:
        """Give how the draft in a row stands."""
        draft = self._drafts[row]
        if draft.id not in self._states:
            self._states[draft.id] = state_of(draft)
        return self._states[draft.id]

    def details(self, row: int) -> str:
        """Give the second line of a row."""
        return details_of(self._drafts[row], self._unit_of_money(self._drafts[row]))

    def sentence(self, row: int) -> str:
        """Say a whole row, for screen readers."""
        headings = BIN_HEADINGS if self.in_bin else HEADINGS
        texts = (f"{heading} {self._text(row, column)}" for column, heading in enumerate(headings[1:], start=1))
        return "，".join((self._text(row, UNIT), self.details(row), *texts))

    def rowCount(self, parent: _AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._drafts)

    def columnCount(self, parent: _AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the words of a cell; of the first, to be edited, the name."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.EditRole and index.column() == UNIT:
            return self._drafts[index.row()].title or self._drafts[index.row()].unit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(index.row(), index.column())
        return None

    def setData(self, index: _AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take the name the clerk gives a draft."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() != UNIT:
            return False
        self.renamed.emit(self._drafts[index.row()].id, str(value))
        return True

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if index.column() == UNIT and not self.in_bin else found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Name a column, with an arrow at the one that is sorted by."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return fonts.surround()
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heading = (BIN_HEADINGS if self.in_bin else HEADINGS)[section]
        return heading + _ARROWS[self.sorted_by[1]] if self.sorted_by[0] == section else heading

    def _text(self, row: int, column: int) -> str:
        draft = self._drafts[row]
        if column == UNIT:
            return name_of(draft)
        if column == YEAR:
            return str(draft.year or "—")
        if column == STATE:
            return self.state(row).words
        if column == CHANGED:
            moment = draft._replace(changed=draft.deleted or draft.changed) if self.in_bin else draft
            return changed_words(moment, self._now.date())
        if self.in_bin:
            return kept_words(draft, self._now)
        return code_of(draft)

    def _arrange(self) -> None:
        column, order = self.sorted_by
        keys: tuple[Callable[[Draft], Any], ...] = (
            lambda draft: self._collator.sortKey(name_of(draft)),
            lambda draft: draft.year or 0,
            lambda draft: state_of(draft).rank,
            lambda draft: draft.deleted if self.in_bin else draft.changed,
            code_of,
        )
        self._drafts.sort(key=lambda draft: draft.changed, reverse=True)
        self._drafts.sort(key=keys[column], reverse=order == Qt.SortOrder.DescendingOrder)
