"""What settles a problem or a place: its fix, a reason to let it stand, a look at it, the sum of its parts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from models.amounts import format_amount
from models.checks.review import acknowledge
from models.edits import SetAmount, SetReview, edit_for
from models.problem import Change, Problem
from models.sum_states import figure_sum, sum_states
from models.unreviewed import is_unreviewed, next_place, review_without, unreviewed

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.document import Document
    from ui.problems.panel import ProblemPanel


class Settling(QObject):
    """Does it at the place with the caret, or for the problem that is chosen in the panel."""

    said = Signal(str)
    """A short word for the status bar."""

    def __init__(self, document: Document, desk: Desk, panel: QWidget, problems: ProblemPanel) -> None:
        """Work on a document; `panel` is what has to give the keyboard back to the desk."""
        super().__init__(desk)
        self._document, self._desk, self._panel, self._problems = document, desk, panel, problems

    def take_fix(self, problem: Problem | None = None, cause: int = 0) -> None:
        """Take the fix of a problem: the one given, else of the place with the caret, else of the open one."""
        problem = problem or self._fixable()
        changes = _changes(problem, cause) if problem else ()
        if problem is None or not changes:
            self.said.emit("这里没有可以直接采用的改法。")
            return
        label = problem.fix.label if problem.fix and cause == 0 else f"改为 {changes[0].after}"
        is_in_panel = self._panel.isAncestorOf(QApplication.focusWidget() or self._desk)
        self._document.end_typing()
        self._document.apply(edit_for(label, changes, self._document.definition.unit))
        self._document.review_texts()
        if cell := self._desk.sheet.cells.get(changes[0].where):
            cell.flash()
        if is_in_panel:
            self._desk.refocus()
        self.said.emit(self._said_after(changes))

    def let_stand(self, problem: Problem, reason: str) -> None:
        """Let a problem stand for a reason."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self._document.end_typing()
        self._document.apply(acknowledge(self._document.form, problem, reason, now))
        self._document.review_texts()
        self.said.emit("已确认无误。内容改动后会重新核对。")
        self._desk.refocus()

    def confirm(self) -> None:
        """Confirm what came from elsewhere to the place with the caret, and go on to the next such place."""
        document, here = self._document, self._desk.place
        if is_unreviewed(document.form, here):
            document.end_typing()
            document.apply(SetReview(review_without(document.form, here)))
        waiting = unreviewed(document.form, document.definition)
        if not waiting:
            self.said.emit("没有待复核的地方了。")
            return
        self._desk.go_to(next_place(waiting, here, document.definition))
        self.said.emit(f"还有 {len(waiting)} 处待复核，核对后按 Ctrl+Enter。")

    def compute_total(self) -> None:
        """Set the total with the caret, or that of the part with the caret, to the sum of its parts."""
        found = figure_sum(self._desk.place, self._document.form, self._document.definition)
        if found is None:
            self.said.emit("把光标放在一个合计数里，再按 Alt+= 由各项相加。")
            return
        name, value = found
        self._document.end_typing()
        self._document.apply(SetAmount(name, format_amount(value)))
        self.said.emit(f"已由各项相加：{format_amount(value)}")
        if cell := self._desk.sheet.cells.get(f"amounts.{name}"):
            cell.show_value(by_force=True)
            cell.flash()

    def candidates(self) -> list[Problem]:
        """Give the problems that F9 may be about, the nearest first."""
        here = self._document.problems_at(self._desk.place)
        chosen = self._problems.chosen
        section = self._desk.section
        money = [p for p in self._document.problems if p.causes and self._desk.sheet.section_of(p.where) == section]
        nearest = [chosen] if chosen in here else []
        return [each for each in (*nearest, *here, chosen, *money) if each]

    def _fixable(self) -> Problem | None:
        """Give the problem whose fix F9 takes."""
        return next((problem for problem in self.candidates() if _changes(problem, 0)), None)

    def _said_after(self, changes: tuple[Change, ...]) -> str:
        new = changes[0].after
        shown = f"已改为 {new}" if len(new) <= 20 and "\n" not in new else "已改好"  # noqa: PLR2004 - fits the bar
        states = sum_states(self._document.form, self._document.definition)
        balanced = changes[0].where.startswith("amounts.") and not any(s.fails or s.missing for s in states)
        return f"{shown}{'，收支平衡' if balanced else ''}。按 Ctrl+Z 可撤销。"


def _changes(problem: Problem, cause: int) -> tuple[Change, ...]:
    """Give the changes of a problem's fix, or of one of its further causes."""
    if cause and cause < len(problem.causes):
        chosen = problem.causes[cause]
        return (Change(chosen.where, chosen.before, chosen.after),)
    return problem.fix.changes if problem.fix else ()
