"""The command row: menus, undo and redo, find, export, and the switches of the panel, in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QPushButton, QSizePolicy, QToolButton

from models.problem import Severity
from ui import fonts
from ui.icons import SEVERITY_ICONS, icon
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

_HEIGHT = 42
_WITH_WORDS, _WITH_MENUS = 1000, 760
"""Widths from which the buttons keep their words, and the menus stand side by side."""
_SWITCHES = {"preview": "eye", "history": "history"}
"""Icons of the switches; that of the problems tells the worst of them."""
_BUTTONS = {"undo": "arrow_undo", "redo": "arrow_redo", "find": "search", "print": "print"}


class CommandRow(QFrame):
    """Shows the actions of the window.

    `titles` are those of the menus, which are filled later; `switches` the kinds of the panel, each of which has an
    action of its name, as has the folding.
    """

    def __init__(
        self,
        actions: Mapping[str, QAction],
        titles: Sequence[str],
        switches: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("commands")
        self._bar = QMenuBar(self)
        self._bar.setNativeMenuBar(False)
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._all = QToolButton(self)
        self._all.setText("菜单")
        self._all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._all.setMenu(QMenu(self._all))
        for title in titles:
            self._bar.addMenu(title)
        self._buttons = {name: self._button(actions[name]) for name in _BUTTONS}
        self._export = QPushButton("导出", self)
        self._export.clicked.connect(actions["export"].trigger)
        self._switches = {name: self._switch(actions[name]) for name in switches}
        self._fold = self._button(actions["fold"])
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._export.setObjectName("plain")
        self._has_errors = True  # until it is known that there are none
        self._worst: Severity | None = None
        self._is_folded = False
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for widget in (self._all, self._bar, *self._buttons.values(), self._export):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (*self._switches.values(), self._fold):
            row.addWidget(widget)
        self.restyle()

    def fill(self, menus: Sequence[Sequence[QAction | None]]) -> None:
        """Fill the menus with actions, None for a line between."""
        for menu, entries in zip(self.menus, menus, strict=True):
            self._all.menu().addMenu(menu)
            for action in entries:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)

    @property
    def menus(self) -> list[QMenu]:
        """The menus side by side."""
        return [menu for action in self._bar.actions() if isinstance(menu := action.menu(), QMenu)]

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _switch(self, action: QAction) -> QToolButton:
        switch = QToolButton(self)
        switch.setCheckable(True)
        switch.setText(action.text())
        switch.setToolTip(f"{action.text()}（{action.shortcut().toString()}）")
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        switch.clicked.connect(action.trigger)
        return switch

    def fold(self, width: int) -> None:
        """Take the width of the window in logical pixels: where there is little room words and menus fold away."""
        has_words = width >= fonts.unit(_WITH_WORDS)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if has_words else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
        self._bar.setVisible(width >= fonts.unit(_WITH_MENUS))
        self._all.setVisible(width < fonts.unit(_WITH_MENUS))

    def open_menus(self) -> None:
        """Lead the keyboard to the menus: to the first of them, or where they are folded to the list of them."""
        if self._bar.isVisible():
            self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self._bar.setActiveAction(self._bar.actions()[0])
        else:
            self._all.menu().popup(self._all.mapToGlobal(self._all.rect().bottomLeft()))

    @property
    def folds_menus(self) -> bool:
        """Whether the menus are folded into one button."""
        return not self._all.isHidden()

    def show_problems(self, count: int, worst: Severity | None) -> None:
        """Show how many problems there are; the button for export is filled only while none is an error."""
        self._switches["problems"].setText(f"问题 {count}")
        has_errors = worst is Severity.ERROR
        if worst is not self._worst:
            self._worst = worst
            self._paint_icons()
        name = "plain" if has_errors else "primary"
        if self._export.objectName() != name or has_errors != self._has_errors:
            self._has_errors = has_errors
            self._export.setObjectName(name)
            self._export.style().unpolish(self._export)
            self._export.style().polish(self._export)
            self._paint_icons()

    def light(self, kind: str) -> None:
        """Show which kind of the panel is open, "" for none."""
        for name, switch in self._switches.items():
            switch.setChecked(name == kind)
        self._is_folded = not kind
        self._paint_icons()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.setFixedHeight(fonts.unit(_HEIGHT))
        for widget in (self._bar, self._all, *self._buttons.values(), self._export, *self._switches.values()):
            widget.setFont(fonts.surround())
        self._export.setMinimumHeight(fonts.unit(28))
        self._paint_icons()

    def _paint_icons(self) -> None:
        scheme, size = colours(), fonts.unit(16)
        for name, button in self._buttons.items():
            button.defaultAction().setIcon(icon(_BUTTONS[name], scheme.text, size, fades=True))
            button.setIconSize(QSize(size, size))
        self._all.setIcon(icon("navigation", scheme.text, size))
        self._export.setIcon(icon("arrow_export", scheme.text if self._has_errors else scheme.on_primary, size))
        worst = self._worst or Severity.NOTE
        name, colour = SEVERITY_ICONS[worst], scheme.of(worst)
        self._switches["problems"].setIcon(icon(name, colour, size))
        for name in self._switches.keys() & _SWITCHES.keys():
            self._switches[name].setIcon(icon(_SWITCHES[name], scheme.text, size))
        self._fold.defaultAction().setIcon(
            icon("chevron_left" if self._is_folded else "chevron_right", scheme.text, size)
        )
