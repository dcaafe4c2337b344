"""The sheet for a pasted block whose columns are not certain: what each column is can be corrected, Enter pastes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import fonts
from ui.indicators.block_columns import LEFT_OUT, choices
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.definition import Definition
    from ui.indicators.block_columns import Columns

_MOST_SHOWN = 8
"""Rows of the block that are shown; enough to see what a column is."""


class PasteSheet(QDialog):
    """Shows the first rows of a block, above each column what it is taken for."""

    def __init__(
        self, block: Sequence[Sequence[str]], guessed: Columns, definition: Definition, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴指标")
        self._block = block
        labels = choices(definition)
        self._kinds = [self._kind(place, name, labels) for place, name in enumerate(guessed.names)]
        self._head = QCheckBox("第一行是表头，不粘贴", self)
        self._head.setChecked(guessed.has_head)
        self._head.toggled.connect(self._show_counts)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._paste = QPushButton(self)
        self._paste.setObjectName("primary")
        self._paste.setDefault(True)
        self._paste.clicked.connect(self.accept)
        self._table = self._make_table()
        self._arrange()
        self._show_counts()
        self._kinds[0].setFocus()

    @property
    def columns(self) -> tuple[str, ...]:
        """What each column of the block is."""
        return tuple(str(kind.currentData()) for kind in self._kinds)

    @property
    def block(self) -> Sequence[Sequence[str]]:
        """The rows to be pasted."""
        return self._block[1:] if self._head.isChecked() else self._block

    def _kind(self, place: int, name: str, labels: dict[str, str]) -> QComboBox:
        kind = QComboBox(self)
        kind.setAccessibleName(f"第 {place + 1} 列是")
        for each, label in labels.items():
            kind.addItem(label, each)
        kind.setCurrentIndex(max(0, kind.findData(name)))
        kind.setMinimumContentsLength(4)
        kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        kind.currentIndexChanged.connect(lambda: self._chosen(place))
        return kind

    def _chosen(self, place: int) -> None:
        """Let no two columns be the same: what had been it is left out."""
        name = self._kinds[place].currentData()
        for other, kind in enumerate(self._kinds):
            if other != place and name != LEFT_OUT and kind.currentData() == name:
                kind.setCurrentIndex(kind.findData(LEFT_OUT))
        self._show_counts()

    def _show_counts(self) -> None:
        taken = sum(name != LEFT_OUT for name in self.columns)
        self._paste.setText(f"粘贴 {len(self.block)} 行  Enter")
        self._paste.setEnabled(bool(taken and self.block))
        words = f"看不准这 {len(self.columns)} 列各是什么。请核对每一列上面的名称，再按 Enter 粘贴。"
        self._words.setText(words if taken else "每一列都不要，没有可粘贴的内容。请至少选一列。")

    def _make_table(self) -> QTableWidget:
        shown = self._block[:_MOST_SHOWN]
        table = QTableWidget(len(shown) + 1, len(self._kinds), self)
        table.setAccessibleName("要粘贴的内容")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(table.horizontalHeader().ResizeMode.Stretch)
        for place, kind in enumerate(self._kinds):
            table.setCellWidget(0, place, kind)
        for row, line in enumerate(shown, start=1):
            for place, text in enumerate(line):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                table.setItem(row, place, item)
        for row in range(len(shown) + 1):
            table.setRowHeight(row, fonts.unit(30))
        palette = table.palette()
        palette.setColor(palette.ColorRole.Base, colours().paper)
        table.setPalette(palette)
        return table

    def _arrange(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (16, 14, 16, 14)))
        lines.setSpacing(fonts.unit(10))
        more = len(self._block) - _MOST_SHOWN
        lines.addWidget(self._words)
        lines.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.addWidget(self._head)
        if more > 0:
            rest = QLabel(f"下面还有 {more} 行", self)
            rest.setObjectName("quiet")
            row.addWidget(rest)
        row.addStretch(1)
        refuse = QPushButton("不粘贴  Esc", self)
        refuse.setAutoDefault(False)
        refuse.clicked.connect(self.reject)
        row.addWidget(refuse)
        row.addWidget(self._paste)
        lines.addLayout(row)
        parent = self.parentWidget()
        available = parent.window().size() if parent else self.size()
        wanted = fonts.unit(120) * len(self._kinds) + fonts.unit(40)
        height = fonts.unit(30) * (min(len(self._block), _MOST_SHOWN) + 1) + fonts.unit(130)
        self.resize(min(max(wanted, fonts.unit(560)), available.width() - 40), min(height, available.height() - 40))
        for before, after in zip(self._kinds, [*self._kinds[1:], self._head], strict=True):
            self.setTabOrder(before, after)
