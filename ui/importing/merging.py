"""A file beside the open form, place by place: what is ticked goes in as one step that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout

from models.merge import merge_edit, offers
from models.text_difference import from_where_they_part
from models.unreviewed import WORDS
from ui import fonts
from ui.ticks import TickDelegate
from ui.tip import tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.form import Form
    from models.merge import Offer
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_HEADS = ("栏目", "正在填的表里", "文件里")
_LONGEST = 90  # characters shown of a text
_IN_A_LINE, _MOST_LINES = 27, 5
_SIZE, _LABELS = (900, 520), 190


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
        text = (offer.label, offer.now or "（空）", offer.then or "（空）")[index.column()]
        if role == _ROLE.CheckStateRole and not index.column():
            return Qt.CheckState.Checked if index.row() in self._taken else Qt.CheckState.Unchecked
        if role == _ROLE.DisplayRole:
            return self._shown(offer)[index.column()]
        return tip(text) if role == _ROLE.ToolTipRole else None

    def _shown(self, offer: Offer) -> tuple[str, str, str]:
        """Give a row as it is seen: texts from where they part, long ones cut short."""
        label = f"{offer.label}　{WORDS}" if offer.is_unreviewed else offer.label
        now, then = map(_cut, from_where_they_part(offer.now, offer.then))
        return label, now or "（空）", then or "（空）"

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

    merged = Signal(str)
    """Something was taken over; gives the sentence that says so."""

    def __init__(self, document: Document, other: Form, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._name = document, name
        self.model = OfferModel(offers(document.form, other, document.definition), self)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)  # neither form nor file may change meanwhile
        self.setWindowTitle(f"并入“{name}”")
        self.setFont(fonts.surround())
        self._said = QLabel(self)
        self._said.setFont(fonts.sentence())
        self._said.setWordWrap(True)
        self.table = self._table()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (16, 12, 16, 16)))
        lines.setSpacing(fonts.unit(8))
        lines.addWidget(self._said)
        lines.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(fonts.unit(8))
        for words, action in (
            ("全部勾上", lambda: self.model.take_all(taken=True)),
            ("全部不勾", lambda: self.model.take_all(taken=False)),
        ):
            row.addWidget(self._button(words, action))
        row.addStretch(1)
        row.addWidget(self._button("取消", self.reject))
        self._take = self._button("", self.accept)
        self._take.setObjectName("primary")
        self._take.setDefault(True)
        row.addWidget(self._take)
        lines.addLayout(row)
        self.model.dataChanged.connect(self._refresh)
        size = QSize(*map(fonts.unit, _SIZE))
        self.resize(size.boundedTo(parent.size()) if parent else size)
        self._refresh()
        self._fit_rows()

    def accept(self) -> None:
        """Take over what is ticked, as one step."""
        if taken := self.model.taken:
            self._document.end_typing()
            self._document.apply(merge_edit(self._document.form, taken, self._document.definition))
            open_ones = sum(offer.is_unreviewed for offer in taken)
            more = f"其中 {open_ones} 处待复核，看过一处按 Ctrl+Enter。" if open_ones else ""
            self.merged.emit(f"已从“{self._name}”并入 {len(taken)} 处。{more}按 Ctrl+Z 可一次撤销。")
        super().accept()

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(TickDelegate(table))
        table.setAccessibleName("两边不同的地方")
        table.setWordWrap(True)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, fonts.unit(_LABELS))
        return table

    def _button(self, words: str, action: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setMinimumHeight(fonts.unit(28))
        button.clicked.connect(action)
        return button

    def _refresh(self) -> None:
        count, taken = len(self.model.offers), len(self.model.taken)
        waits = any(offer.is_unreviewed for offer in self.model.offers)
        more = "没确认过的会带着“待复核”。" if waits else ""
        self._said.setText(
            f"有 {count} 处不同，勾上的用文件里的。{more}按 Ctrl+Z 可以一次撤销。"
            if count
            else "两边内容相同，没有要并入的。"
        )
        self._take.setText(f"并入 {taken} 处")
        self._take.setEnabled(bool(taken))

    def _fit_rows(self) -> None:
        """Give long texts a few lines."""
        line = fonts.unit(20)
        for row in range(len(self.model.offers)):
            _, *texts = (str(self.model.index(row, column).data()) for column in range(len(_HEADS)))
            lines = max(sum(1 + len(part) // _IN_A_LINE for part in text.split("\n")) for text in texts)
            self.table.setRowHeight(row, line * min(_MOST_LINES, lines) + fonts.unit(8))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（{len(text)} 字）"
