"""The page 问题 of the panel: the problems, and at the foot how to fill in the field with the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from ui.field_help import FieldHelp
from ui.panel import Page
from ui.problems.panel import ProblemPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.document import Document


class ProblemPage(Page):
    """Puts the list of problems above the help."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Show the problems of a document."""
        super().__init__(parent)
        self.problems = ProblemPanel(document, self)
        self.help = FieldHelp(document.definition, self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.problems, 1)
        lines.addWidget(self.help)
        self.setFocusProxy(self.problems.list_widget)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.problems.restyle()
        self.help.restyle()
