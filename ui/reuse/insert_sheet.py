"""Indicators of earlier forms to choose from: typing filters, a tick chooses, Enter inserts them into their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout

from models.reuse import insert_edit
from ui import fonts
from ui.ticks import TickDelegate
from ui.tip import tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.reuse import Phrase, Reusable
    from ui.document import Document

_Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class IndicatorChoice(QAbstractListModel):
    """Earlier indicators that hold the words of a filter; what is ticked stays so while it is not shown."""

    def __init__(self, phrases: tuple[Phrase, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = phrases
        self._shown = list(range(len(phrases)))
        self._chosen: set[int] = set()

    @property
    def chosen(self) -> list[Phrase]:
        """What is ticked."""
        return [self._all[place] for place in sorted(self._chosen)]

    def filter(self, words: str) -> None:
        """Show those in which all words stand."""
        wanted = words.split()
        self.beginResetModel()
        self._shown = [place for place, phrase in enumerate(self._all) if all(word in _line(phrase) for word in wanted)]
        self.endResetModel()

    def rowCount(self, parent: _Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid():
            return None
        place = self._shown[index.row()]
        if role == _ROLE.DisplayRole:
            return _line(self._all[place])
        if role == _ROLE.ToolTipRole:
            return tip(_line(self._all[place]))
        if role == _ROLE.CheckStateRole:
            return Qt.CheckState.Checked if place in self._chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = _ROLE.EditRole) -> bool:
        if not index.isValid() or role != _ROLE.CheckStateRole:
            return False
        place = self._shown[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._chosen.add(place)
        else:
            self._chosen.discard(place)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable | flags.ItemNeverHasChildren


class InsertSheet(QDialog):
    """Chooses from the indicators of all drafts; those that are in the form already are left out."""

    def __init__(self, document: Document, reusable: Reusable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("添加以前的指标")
        self._document = document
        here = {(row.level2, row.name) for row in document.form.indicators} | {
            ("", row.id) for row in document.form.indicators
        }
        phrases = tuple(
            phrase
            for phrase in reusable.indicators()
            if phrase.indicator is not None
            and not {(phrase.indicator.level2, phrase.indicator.name), ("", phrase.indicator.id)} & here
        )
        self.model = IndicatorChoice(phrases, self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("直接打字筛选；↓ 到下面，空格勾选，Enter 添加")
        self.filter.setAccessibleName("筛选以前的指标")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName("以前的指标")
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setSpacing(2)
        self.list.setUniformItemSizes(True)
        self._said = QLabel(self)
        self._said.setObjectName("quiet")
        cancel = QPushButton("取消", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._take = QPushButton(self)
        self._take.setObjectName("primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.addWidget(self.filter)
        lines.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        row.addWidget(cancel)
        row.addWidget(self._take)
        lines.addLayout(row)
        self.model.dataChanged.connect(self._refresh)
        size = QSize(fonts.unit(760), fonts.unit(480))
        self.resize(size.boundedTo(parent.size()) if parent else size)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def accept(self) -> None:
        """Insert what is ticked, else the entry with the caret, as one step."""
        chosen = self.model.chosen
        current = self.list.currentIndex()
        if not chosen and current.isValid() and self.list.hasFocus():
            self.model.setData(current, Qt.CheckState.Checked, _ROLE.CheckStateRole)
            chosen = self.model.chosen
        rows = [phrase.indicator for phrase in chosen if phrase.indicator is not None]
        if not rows:
            self._said.setText("还没有勾选：按 ↓ 到下面，按空格勾选。")
            return
        self._document.end_typing()
        form, definition = self._document.form, self._document.definition
        self._document.apply(insert_edit(form, rows, definition, [phrase.year for phrase in chosen]))
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ leads from the filter to the list."""
        is_key = watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.model.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._refresh()

    def _refresh(self) -> None:
        count, shown = len(self.model.chosen), self.model.rowCount()
        self._take.setText(f"添加 {count} 条" if count else "添加")
        if not shown:
            words = self.filter.text().strip()
            self._said.setText(f"没有找到“{words}”。" if words else "以前的表里没有别的指标。")
        else:
            self._said.setText(f"共 {shown} 条，加进各自的分组，标“待复核”。")


def _line(phrase: Phrase) -> str:
    """Give an earlier indicator in a line: group, name, target, where it comes from."""
    row = phrase.indicator
    if row is None:
        return phrase.text
    target = " ".join(text for name in ("nature", "value") if (text := row.cells.get(name, "")))
    return f"{row.level2 or row.level1}　{phrase.text}　{target}　（{phrase.origin}）"
