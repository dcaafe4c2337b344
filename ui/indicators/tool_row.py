"""The tool row above the indicator table: what is done most, how many there are, and the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from ui import fonts
from ui.icons import icon
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_BUTTONS = {
    "add": ("添加指标", "add"),
    "groups": ("添加分组", "add_square_multiple"),
    "delete": ("删除", "delete"),
    "renumber": ("重新编号", "text_number_list_ltr"),
}
_WITH_ICONS, _WITH_FILTER = 520, 620
"""Widths from which the icons and the filter have room."""


class ToolRow(QWidget):
    """Each button has its key in the menu, so Tab leaves them out and stays with the cells."""

    filter_changed = Signal(str)

    def __init__(self, parent: QWidget, actions: Mapping[str, QAction], groups: QMenu) -> None:
        super().__init__(parent)
        self._buttons = {name: self._button(words) for name, (words, _) in _BUTTONS.items()}
        for name, button in self._buttons.items():
            if name == "groups":
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
                button.setMenu(groups)
            else:
                button.clicked.connect(actions[name].trigger)
        self._count = QLabel(self)
        self._count.setObjectName("quiet")
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("筛选指标")
        self._filter.setAccessibleName("筛选指标")
        self._filter.setClearButtonEnabled(True)
        self._search = QAction(self._filter)  # made here, as PySide may lose hold of one that Qt makes
        self._filter.addAction(self._search, QLineEdit.ActionPosition.LeadingPosition)
        self._filter.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._filter.textChanged.connect(self.filter_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.unit(8), 0, fonts.unit(8), 0)
        row.setSpacing(fonts.unit(4))
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self._filter)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def say(self, words: str) -> None:
        """Say how many indicators there are."""
        self._count.setText(words)

    def clear_filter(self) -> None:
        """Show all indicators."""
        self._filter.clear()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme, size = colours(), fonts.unit(16)
        for name, button in self._buttons.items():
            button.setIcon(icon(_BUTTONS[name][1], scheme.accent if name == "add" else scheme.text, size, fades=True))
            button.setFont(fonts.surround())
        self._count.setFont(fonts.surround())
        self._filter.setFont(fonts.surround())
        self._filter.setFixedWidth(fonts.unit(150))
        self._search.setIcon(icon("search", scheme.quiet, size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._filter.setVisible(self.width() >= fonts.unit(_WITH_FILTER))
        has_icons = self.width() >= fonts.unit(_WITH_ICONS)
        styles = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if has_icons else styles.ToolButtonTextOnly)
