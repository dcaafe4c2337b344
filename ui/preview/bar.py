"""The row above the page: page through, where the seals lie, how large, print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from ui import fonts
from ui.check_box import CheckBox
from ui.icons import icon
from ui.palette import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

PAPER = 96 / 72
"""Logical pixels a pt at which the page is as large as the paper."""
_ZOOMS = {"整页": "page", "页宽": "width"}
_SCALES = (0.5, 0.75, 1.0, 1.5, 2.0)
_ROOMY = 400
"""Logical pixels from which everything has its words."""


class PreviewBar(QWidget):
    """Says which page is shown of how many; every button says what it does."""

    page_wanted = Signal(int)
    """On by so many pages."""
    fit_wanted = Signal(str)
    scale_wanted = Signal(float)
    """Another size of the page, 1 as large as the paper."""
    seal_wanted = Signal(bool)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without pages."""
        super().__init__(parent)
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._number, self._count = 1, 0
        self._zoomed = "整页"
        self.back = self._button("上一页（PgUp）")
        self.forth = self._button("下一页（PgDn）")
        self.back.clicked.connect(lambda: self.page_wanted.emit(-1))
        self.forth.clicked.connect(lambda: self.page_wanted.emit(1))
        self.words = QLabel(self)
        self.seal = CheckBox(self)
        self.seal.setChecked(True)
        self.seal.setAccessibleName("显示公章位置")
        self.seal.setToolTip("圆圈是公章盖下来的大小，可以拖动，不会印出来")
        self.seal.toggled.connect(self.seal_wanted)
        self.zoom = self._button("页面大小（Ctrl+滚轮）")
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setMenu(self._zoom_menu())
        self.printing = self._button("打印（Ctrl+P）")
        self.printing.clicked.connect(self.print_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.unit(6), 0, fonts.unit(6), 0)
        row.setSpacing(fonts.unit(2))
        row.addWidget(self.back)
        row.addWidget(self.words)
        row.addWidget(self.forth)
        row.addStretch(1)
        row.addWidget(self.seal)
        row.addWidget(self.zoom)
        row.addWidget(self.printing)
        self.restyle()

    def show_page(self, number: int, count: int) -> None:
        """Say which page, from 0, is shown."""
        self._number, self._count = number + 1, count
        self.back.setEnabled(number > 0)
        self.forth.setEnabled(number < count - 1)
        self._say()

    def show_zoom(self, fit: str, scale: float) -> None:
        """Say how large the page is; `scale` in logical pixels a pt."""
        names = {value: name for name, value in _ZOOMS.items()}
        self._zoomed = names.get(fit) or f"{scale / PAPER:.0%}"
        self._say()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.setFixedHeight(fonts.unit(37))
        scheme, size = colours(), fonts.unit(16)
        names = {self.back: "chevron_left", self.forth: "chevron_right", self.zoom: "zoom_in", self.printing: "print"}
        for button, name in names.items():
            button.setIcon(icon(name, scheme.text, size, fades=True))
            button.setIconSize(QSize(size, size))
        for widget in (*names, self.words, self.seal):
            widget.setFont(fonts.surround())
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words where there is little room."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        roomy = self.width() >= fonts.unit(_ROOMY)
        long = f"第 {self._number} 页，共 {self._count} 页" if self._count else "还没有页面"
        self.words.setText(long if roomy or not self._count else f"{self._number} / {self._count}")
        self.words.setAccessibleName(long)
        self.seal.setText("显示公章位置" if roomy else "公章")
        self.zoom.setText(self._zoomed)
        self.zoom.setAccessibleName(f"页面大小：{self._zoomed}")
        self.zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, fit in _ZOOMS.items():
            menu.addAction(name, partial(self.fit_wanted.emit, fit))
        menu.addSeparator()
        for scale in _SCALES:
            menu.addAction(f"{scale:.0%}", partial(self.scale_wanted.emit, scale))
        return menu
