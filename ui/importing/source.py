"""The left side of the import: the sheet as it is in the file, and tabs for its other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from models.place import describe_place
from ui import fonts
from ui.importing.grid_model import GridModel, State
from ui.importing.grid_view import GridView

if TYPE_CHECKING:
    from ui.importing.session import Session

_NOTHING = "这是本程序自己的文件，没有可看的格子。"


class SourceSide(QWidget):
    """Shows where everything stood."""

    sheet_wanted = Signal(int)
    """Another sheet is to be read; gives its place."""
    cell_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._hint = QLabel("原文件", self), QLabel("选中右边一处，这里会标出它的位置", self)
        self._hint.setObjectName("quiet")
        self.view = GridView(self)
        self.view.box_clicked.connect(self.cell_chosen)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("工作表")
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self.tabs.currentChanged.connect(self._choose_sheet)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(fonts.unit(6))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._hint, 1)
        lines.addLayout(head)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.tabs)

    def show_session(self, session: Session) -> None:
        """Show the sheet a form was read from, with what became of its cells."""
        source, definition = session.intake.source, session.intake.definition
        model = GridModel(source.grid)
        for where, boxes in session.intake.found.items():
            model.mark(boxes, State.FOUND, describe_place(where, definition))
        _mark_decisions(model, session)
        self.view.show_grid(model)
        self._hint.setText("选中右边一处，这里会标出它的位置" if source.grids else _NOTHING)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in source.names:
            self.tabs.addTab(name or "表")
        self.tabs.setCurrentIndex(source.used)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(source.names) > 1)

    def show_decisions(self, session: Session) -> None:
        """Show anew what is still open."""
        _mark_decisions(self.view.grid, session)
        self.view.viewport().update()

    def show_tab(self, place: int) -> None:
        """Show which sheet is looked at, without asking for it."""
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)

    def show_title(self, *, shown: bool) -> None:
        """Show the title where there is room for it."""
        self._title.setVisible(shown)
        self._hint.setVisible(shown)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._title.setFont(fonts.sentence(bold=True))
        self._hint.setFont(fonts.surround())
        self.tabs.setFont(fonts.surround())
        self.view.restyle()

    def _choose_sheet(self, place: int) -> None:
        if place >= 0:
            self.sheet_wanted.emit(place)


def _mark_decisions(model: GridModel, session: Session) -> None:
    """Mark what was asked and what was left over by whether it is decided; what is open in any question is open."""
    for place, leftover in enumerate(session.intake.leftovers):
        state = State.FOUND if place in session.placed else State.PLAIN if place in session.seen else State.LEFT_OVER
        model.mark((leftover.box,), state)
    for place, question in sorted(enumerate(session.questions), key=lambda each: each[0] not in session.answers):
        model.mark(question.boxes, State.FOUND if place in session.answers else State.DOUBTFUL, question.title)
