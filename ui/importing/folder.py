"""A card with a title that folds what is below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui import fonts
from ui.icons import icon
from ui.importing.framed import Framed
from ui.palette import colours


class Folder(Framed):
    """A card with a title that folds what is below it."""

    boxes_wanted = Signal(object)
    changed = Signal()
    grown = Signal()
    """There is more to be seen now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title = QToolButton(self)
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.title.clicked.connect(self.toggle)
        self.body = QWidget(self)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(*(fonts.unit(each) for each in (8, 6, 12, 8)))
        self.lines.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(self.body)
        self.body.hide()

    def toggle(self) -> None:
        """Fold or unfold."""
        self.body.setVisible(self.body.isHidden())
        self.restyle()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        name = "chevron_right" if self.body.isHidden() else "chevron_down"
        self.title.setAccessibleDescription("折叠着" if self.body.isHidden() else "展开着")
        self.title.setIcon(icon(name, colours().text, fonts.unit(16)))
        self.title.setFont(fonts.sentence(bold=True))
