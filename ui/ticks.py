"""Entries of a list that can be ticked, with the box the program has everywhere, and high enough to be hit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import fonts
from ui.check_box import draw_box
from ui.palette import colours

_ROW = 24


class TickDelegate(QStyledItemDelegate):
    """Paints an entry as always, but for its box."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            return
        self.initStyleOption(option, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = option.widget.style().subElementRect(part, option, option.widget)
        painter.save()
        painter.fillRect(box, colours().paper)  # over the box of the style
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, box, is_checked=Qt.CheckState(checked) is Qt.CheckState.Checked)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), fonts.unit(_ROW)))
