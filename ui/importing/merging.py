"""A file beside the open form, place by place: what is ticked goes in as one step that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout

from models.merge import merge_edit, offers
from ui import fonts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.form import Form
    from models.merge import Offer
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_HEADS = ("栏目", "正在填的表里", "文件里")
_LONGEST = 120  # characters shown of a text


class OfferModel(QAbstractTableModel):
    """The places that differ; a tick says that the file's content is taken."""

    def __init__(self, found: tuple[Offer, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offers = found
        self._taken = {place for place, offer in enumerate(found) if offer.then.strip() and not offer.now.strip()}

    @property
    def taken(self) -> list[Offer]:
        """The places whose content is taken."""
        return [self.offers[place] for place in sorted(self._taken)]

    def take_all(self, *, taken: bool) -> None:
        """Tick all, or none."""
        self._taken = set(range(len(self.offers))) if taken else set()
        if self.offers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.offers) - 1, 0))

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def columnCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == _ROLE.CheckStateRole and not index.column():
            return Qt.CheckState.Checked if index.row() in self._taken else Qt.CheckState.Unchecked
        text = (offer.label, offer.now or "（空）", offer.then or "（空）")[index.column()]
        if role == _ROLE.DisplayRole:
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（{len(text)} 字）"
        if role == _ROLE.ToolTipRole and len(text) > _LONGEST:
            return text
        return None

    def setData(self, index: _Index, value: object, role: int = _ROLE.EditRole) -> bool:
        if not index.isValid() or index.column() or role != _ROLE.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._taken.add(index.row())
        else:
            self._taken.discard(index.row())
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), 0))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        named = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return _HEADS[section] if named and 0 <= section < len(_HEADS) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if index.column() else found | Qt.ItemFlag.ItemIsUserCheckable


class MergeSheet(QDialog):
    """Shows what differs and takes over what is ticked. What is empty in the open form is ticked from the start."""

    def __init__(self, document: Document, other: Form, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = OfferModel(offers(document.form, other, document.definition), self)
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the form must not change meanwhile
        self.setWindowTitle(f"并入“{name}”")
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("两边不同的地方")
        self.table.setWordWrap(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, fonts.unit(190))
        self._said = QLabel(self)
        self._said.setFont(fonts.sentence())
        self._take = QPushButton(self)
        self._take.setObjectName("primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.addWidget(self._said)
        lines.addWidget(self.table, 1)
        row = QHBoxLayout()
        for words, action in (
            ("全部勾上", lambda: self.model.take_all(taken=True)),
            ("全部不勾", lambda: self.model.take_all(taken=False)),
        ):
            row.addWidget(self._button(words, action))
        row.addStretch(1)
        row.addWidget(self._button("取消", self.reject))
        row.addWidget(self._take)
        lines.addLayout(row)
        self.model.dataChanged.connect(self._refresh)
        self.resize(fonts.unit(900), fonts.unit(520))
        self._refresh()
        self._fit_rows()

    def accept(self) -> None:
        """Take over what is ticked, as one step."""
        if self.model.taken:
            self._document.end_typing()
            self._document.apply(merge_edit(self._document.form, self.model.taken, self._document.definition))
        super().accept()

    def _button(self, words: str, action: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(action)
        return button

    def _refresh(self) -> None:
        count, taken = len(self.model.offers), len(self.model.taken)
        self._said.setText(
            f"有 {count} 处不同，勾上的用文件里的。按 Ctrl+Z 可以一次撤销。"
            if count
            else "两边内容相同，没有要并入的。"
        )
        self._take.setText(f"并入 {taken} 处")
        self._take.setEnabled(bool(taken))

    def _fit_rows(self) -> None:
        """Give long texts a few lines."""
        line = fonts.unit(20)
        for row, offer in enumerate(self.model.offers):
            longest = max(len(offer.now), len(offer.then))
            self.table.setRowHeight(row, line * min(4, 1 + min(longest, _LONGEST) // 26) + fonts.unit(8))
