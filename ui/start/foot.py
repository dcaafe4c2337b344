"""The foot of the start page: where the drafts are, when they were last backed up, and the way there and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.moments import moment_words
from ui import fonts
from ui.icons import pixmap
from ui.palette import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

_NARROW = 760


class Foot(QWidget):
    """One quiet line with two links."""

    def __init__(self, back_up: QAction, bring_back: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark, self._words = QLabel(self), QLabel(self)
        self._by_itself = self._by_clerk = ""
        self._links = [self._link(action) for action in (back_up, bring_back)]
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.unit(12), 0, fonts.unit(12), 0)
        row.setSpacing(fonts.unit(8))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        for link in self._links:
            row.addWidget(link)

    def show_backups(self, daily: str, to_stick: str) -> None:
        """Say when the drafts were last backed up by themselves and by the clerk, ISO 8601; "" for never."""
        today = datetime.now().astimezone().date()
        by_itself = f"，{moment_words(datetime.fromisoformat(daily), today)} 已自动备份" if daily else ""
        self._by_clerk = "，还没有备份到U盘"
        if to_stick:
            self._by_clerk = f"，{moment_words(datetime.fromisoformat(to_stick), today)} 备份到过U盘"
        self._by_itself = by_itself
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        """Say as much as there is room for."""
        is_narrow = self.width() < fonts.unit(_NARROW)
        self._words.setText(f"草稿都在本机{'' if is_narrow else self._by_itself}{self._by_clerk}")

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.setFixedHeight(fonts.unit(28))
        self._mark.setPixmap(pixmap("checkmark", colours().ok, fonts.unit(16), self.devicePixelRatioF()))
        self._words.setFont(fonts.surround())
        for link in self._links:
            link.setFont(fonts.surround())

    def _link(self, action: QAction) -> QPushButton:
        link = QPushButton(action.text(), self)
        link.setObjectName("link")
        link.clicked.connect(action.trigger)
        return link
