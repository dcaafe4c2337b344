"""The workspace of one open form: rail, desk and panel, and what is done in them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts, rail
from ui.desk import Desk
from ui.document import standing_place
from ui.panel import Panel
from ui.tab_order import lead_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from models.edits import Edit
    from models.problem import Problem
    from ui.document import Document
    from ui.field_help import FieldHelp
    from ui.problems.page import ProblemPage
    from ui.problems.panel import ProblemPanel
    from ui.settling import Settling

WIDE, MIDDLE, NARROW = 1280, 1000, 760
"""Widths of the window, in logical pixels, at which something folds away."""
_LOW = 560
_HANDLE = 5


class Workspace(QWidget):
    """One form, open. The table of indicators and the page 问题 are made after the first picture, or when asked for."""

    said = Signal(str)
    """A short word for the status bar."""
    start_wanted = Signal()
    manual_wanted = Signal()
    """What the manual says of the place with the caret is wanted."""
    panel_changed = Signal(str)
    """Another kind of the panel is shown; gives it, "" where the panel is folded."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Open a document."""
        super().__init__(parent)
        self.document = document
        self._open = True
        self._drawer = False
        self.rail = rail.Rail(document, self)
        self.desk = Desk(document, self)
        self.panel = Panel(self)
        self.panel.setObjectName("panel")
        self.panel.add("problems", lambda: self._problem_page)
        self.panel.begin_with("problems")
        self._handle = _Handle(self)
        self._outline_open = False
        self._connect()

    def add_page(self) -> None:
        """Make the page of the panel that is shown."""
        self.panel.show_kind(self.panel.kind)

    @property
    def problems(self) -> ProblemPanel:
        """The list of problems."""
        return self._problem_page.problems

    @property
    def help(self) -> FieldHelp:
        """How to fill in the field with the caret."""
        return self._problem_page.help

    @cached_property
    def _problem_page(self) -> ProblemPage:
        from ui.problems.page import ProblemPage  # noqa: PLC0415 - the form is painted first

        page, desk = ProblemPage(self.document, self.panel), self.desk
        page.problems.set_section(desk.section)
        page.help.explain(desk.place)
        page.problems.choose_at(desk.place)
        desk.section_changed.connect(page.problems.set_section)
        desk.place_changed.connect(page.help.explain)
        desk.place_changed.connect(page.problems.choose_at)
        page.problems.place_wanted.connect(self.go_to_problem)
        page.problems.fix_wanted.connect(lambda *which: self.settling.take_fix(*which))
        page.problems.let_stand.connect(lambda *which: self.settling.let_stand(*which))
        page.help.manual_wanted.connect(self.manual_wanted)
        return page

    @cached_property
    def settling(self) -> Settling:
        """What settles problems."""
        from ui.settling import Settling  # noqa: PLC0415 - the form is painted first

        settling = Settling(self.document, self.desk, self.panel, self.problems)
        settling.said.connect(self.said)
        return settling

    @property
    def panel_open(self) -> bool:
        """Whether the panel is shown."""
        return self._open

    def show_panel(self, kind: str) -> None:
        """Unfold the panel with a kind of page."""
        self._open = True
        self.panel.show_kind(kind)
        self.arrange()
        self.panel_changed.emit(kind)

    def fold_panel(self) -> None:
        """Fold the panel."""
        self._open = False
        self.arrange()
        self.panel_changed.emit("")

    def switch_panel(self, kind: str) -> None:
        """Show a kind of page, or fold the panel where that is the one shown: what a switch does."""
        if self._open and self.panel.kind == kind:
            self.fold_panel()
        else:
            self.show_panel(kind)

    def arrange(self) -> None:
        """Give rail, desk and panel their places for the width there is."""
        width, height = self.width(), self.height()
        self.rail.set_slim(self.window().width() < fonts.unit(WIDE))
        self.rail.setGeometry(0, 0, self.rail.width(), height)
        drawer = self.window().width() < fonts.unit(MIDDLE)
        if drawer and not self._drawer:
            self._open = False
            self.panel_changed.emit("")
        self._drawer = drawer
        if self.panel.objectName() != (name := "drawer" if drawer else "panel"):
            self.panel.setObjectName(name)
            self.panel.style().unpolish(self.panel)  # else it keeps the ground it had under its other name
            self.panel.style().polish(self.panel)
        panel = self._width_of_panel() if self._open else 0
        left = self.rail.width()
        self.panel.setVisible(self._open)
        self.panel.setGeometry(width - panel, 0, panel, height)
        self.panel.raise_()
        self._handle.setVisible(self._open and not drawer)
        self._handle.setGeometry(width - panel - _HANDLE // 2, 0, _HANDLE, height)
        self._handle.raise_()
        if self.desk.sheet.strip:
            self.desk.sheet.strip.set_short(self.window().height() < fonts.unit(_LOW))
        self._place_outline()
        self.desk.setGeometry(QRect(left, 0, width - left - (0 if drawer else panel), height))

    def toggle_outline(self) -> None:
        """Show the tree of the indicators: in the rail, or as a drawer beside it where the rail is slim."""
        if table := self.desk.sheet.table:
            self._outline_open = not self._outline_open
            self.desk.go_to_section(self._indicator_section)
            self.arrange()
            table.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_table(self) -> None:
        """Give the table of indicators its place, and its tree."""
        if table := self.desk.sheet.indicators:
            table.said.connect(self.said)
            table.outline.left.connect(self._leave_outline)
            self._place_outline()
            self.desk.lay_out()

    def _leave_outline(self) -> None:
        self._outline_open = False
        self.arrange()
        self.desk.refocus()

    @property
    def _indicator_section(self) -> str:
        return self.document.definition.section_of.get("indicators", "")

    def _place_outline(self) -> None:
        if self.desk.sheet.indicators is None:
            return
        outline, slim = self.desk.sheet.indicators.outline, self.window().width() < fonts.unit(WIDE)
        if not slim:
            if outline.parent() is not self.rail:
                self.rail.hold(outline, self._indicator_section)
                outline.set_drawer(False)
            return
        if outline.parent() is not self:
            outline.setParent(self)
            outline.set_drawer(True)
        outline.setGeometry(self.rail.width(), 0, fonts.unit(220), self.height())
        outline.setVisible(self._outline_open)
        outline.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self.arrange()

    def undo(self) -> None:
        """Take the last step back and go to where it was."""
        self._step(self.document.undo)

    def redo(self) -> None:
        """Make the step again and go to where it is."""
        self._step(self.document.redo)

    def go_to(self, where: str) -> None:
        """Put the caret at a place."""
        if self._drawer and self._open:
            self.fold_panel()
        if not self.desk.go_to(where):
            self.said.emit("这一条说的是整张表，没有单独的一格。")

    def go_to_problem(self, problem: Problem) -> None:
        """Put the caret where a problem stands."""
        self.go_to(standing_place(problem))

    def next_problem(self, step: int) -> None:
        """Go to the next problem, or the one before."""
        problem = self.problems.neighbour(step)
        if problem is None:
            self.said.emit("没有发现问题。")
            return
        self.problems.choose(problem)
        if standing_place(problem) != "form":
            self.go_to_problem(problem)

    def show_causes(self) -> None:
        """Unfold the panel and put the keyboard on the causes of the problem that has several."""
        problem = next((each for each in self.settling.candidates() if each.causes), None)
        if problem is None:
            self.said.emit("这里没有可以选的原因。")
            return
        self.show_panel("problems")
        self.problems.focus_causes(problem)

    def leave_panel(self) -> None:
        """Fold the panel and give the caret back to the form."""
        self.desk.refocus()
        self.fold_panel()

    def lead_through(self) -> None:
        """Let Tab lead from the rail into the sheet, through it as on paper, and to the panel."""
        lead_through([self.rail, *(each.focusProxy() or each for each in self.desk.sheet.order), self.panel])

    def step_region(self, step: int, status: QWidget) -> None:
        """Go round: rail, form, panel, status bar."""
        regions: list[QWidget] = [self.rail.items()[0], self.desk, self.panel.page(self.panel.kind), status]
        current = QApplication.focusWidget()
        holds = (i for i, each in enumerate(regions) if current and (each is current or each.isAncestorOf(current)))
        place = next(holds, 1)
        if current in self.rail.items():
            place = 0
        for _ in regions:
            place = (place + step) % len(regions)
            if regions[place].isVisible():
                break
        if regions[place] is self.desk:
            self.desk.refocus()
        else:
            regions[place].setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.rail.restyle()
        self.rail.refresh()
        self.panel.restyle()
        self.desk.restyle()
        self.arrange()

    def drag_panel(self, left: int) -> None:
        """Set the panel's left edge, in the workspace's coordinates."""
        self.panel.drag_to(min(self.width() - left, self.width() // 2))
        self.arrange()

    def _width_of_panel(self) -> int:
        wanted = self.panel.wanted_width(is_wide=self.window().width() >= fonts.unit(WIDE))
        return min(wanted, self.width() - self.rail.width()) if self._drawer else min(wanted, self.width() // 2)

    def _connect(self) -> None:
        self.rail.section_wanted.connect(self.desk.go_to_section)
        self.rail.all_wanted.connect(self.start_wanted)
        self.desk.section_changed.connect(self.rail.set_current)
        self.desk.sheet.table_added.connect(self._take_table)
        self.panel.escaped.connect(self.leave_panel)
        if self.desk.sheet.strip:
            self.desk.sheet.strip.fix_wanted.connect(lambda problem: self.settling.take_fix(problem))

    def _step(self, step: Callable[[], None]) -> None:
        from models.edits import place_of  # noqa: PLC0415 - not before there is one

        made: list[Edit] = []
        self.document.changed.connect(made.append)
        step()
        self.document.changed.disconnect(made.append)
        if made and (where := place_of(made[0])):
            self.desk.show_changed(where)


class _Handle(QWidget):
    """The edge of the panel, by which its width is dragged."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._workspace.drag_panel(self.mapTo(self._workspace, event.position().toPoint()).x())
