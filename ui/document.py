"""The open form: one gate for every change, with undo, review and word of what has changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from weakref import proxy

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from export.edition import USUAL
from models.checks.review import review_live, review_texts
from models.digest import check_code
from models.drafts import Undo, UndoStep
from models.drafts.undo import MOST_STEPS
from models.place import indicator_place, section_at
from models.problem import Severity
from models.required import NOT_YET_FILLED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from export.edition import Edition
    from models.definition import Definition
    from models.edits import Edit
    from models.form import Form
    from models.problem import Problem

_PAUSE = 400  # ms without a key before the wording of texts is looked at
_TYPING_ENDS = 3000  # ms after which further typing is an action of its own


class Document(QObject):
    """Holds the form and its version. Nothing else holds a form that it could change."""

    changed = Signal(object)
    """The form is another one; gives the edit that made it."""
    problems_changed = Signal()
    """The review says something else."""

    edition_changed = Signal()
    """It goes out as another edition."""

    def __init__(
        self, form: Form, definition: Definition, parent: QObject | None = None, *, reviewed: bool = True
    ) -> None:
        """Hold a form; where it is not reviewed at once, nothing is known of its problems until `begin_review`."""
        super().__init__(parent)
        self._form = form
        self._definition = definition
        self._edition = USUAL
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_STEPS)
        self._next_step = 0
        self._recalling = False
        self._typing = False
        self._left = {name for name in ("", *(s.id for s in definition.sections)) if _is_begun(name, form, definition)}
        self.is_reviewed = False
        """Whether anything is known of its problems."""
        self._live: tuple[Problem, ...] = ()
        self._texts: tuple[Problem, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._at: Mapping[str, list[Problem]] = {}
        self._at_rows: Mapping[int, list[Problem]] = {}
        self._pause = self._timer(_PAUSE, self.review_texts)
        self._typing_pause = self._timer(_TYPING_ENDS, self.end_typing)
        if reviewed:
            self.begin_review()

    def begin_review(self) -> None:
        """Review the form, unless it is reviewed already."""
        if not self.is_reviewed:
            self.is_reviewed = True
            self._live = review_live(self._form, self._definition)
            self._texts = review_texts(self._form, self._definition)
            self._gather()

    @property
    def form(self) -> Form:
        """The form as it is now."""
        return self._form

    @property
    def definition(self) -> Definition:
        """The form's version."""
        return self._definition

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a reviewer says of the form, errors first; of its wording, as of the last pause."""
        return self._problems

    @property
    def edition(self) -> Edition:
        """The edition its paper and workbook are."""
        return self._edition

    def go_out_as(self, edition: Edition) -> None:
        """Let paper and workbook be another edition from now on."""
        if edition != self._edition:
            self._edition = edition
            self.edition_changed.emit()

    def problems_at(self, where: str) -> tuple[Problem, ...]:
        """Give the problems of a place, the gravest first."""
        if place := indicator_place(where):
            return tuple(each for each in self._at_rows.get(place[0], ()) if standing_place(each) == where)
        return tuple(self._at.get(where, ()))

    @property
    def review(self) -> tuple[Problem, ...]:
        """All a reviewer would say, also of what is merely not filled in yet; of the wording, as of the last pause."""
        self.begin_review()
        return self._live + self._texts

    @property
    def problems_of_rows(self) -> Mapping[int, list[Problem]]:
        """The problems of each indicator that has any, the gravest first."""
        return self._at_rows

    @property
    def check_code(self) -> str:
        """The form's check code."""
        return check_code(self._form, self._definition)

    def leave(self, section: str) -> None:
        """Note that a section was left: what is empty in it is a problem from now on; "" is the head."""
        if section not in self._left:
            self._left.add(section)
            self._gather()

    def leave_all(self) -> None:
        """Let everything that is empty be called so: the form goes out."""
        self.begin_review()
        self._left |= {"", *(section.id for section in self._definition.sections)}
        self._gather()

    def write(self, where: str, text: str) -> None:
        """Write a text at a place, as typing does: what is typed there on end is taken back as one."""
        from models.edits import edit_at  # noqa: PLC0415 - the form is painted before it is edited

        self.apply(edit_at(where, text, self._definition.unit), together=where)

    def apply(self, edit: Edit, together: str = "") -> None:
        """Change the form. Edits that give the same `together` one after another, as keys do, are taken back as one."""
        if edit.apply(self._form) == self._form:
            return
        joins = together if self._typing else ""
        self._typing = bool(together)
        if together:
            self._typing_pause.start()
        step = UndoStep(self._next_step, edit, self._form)
        self._next_step += 1
        self.undo_stack.push(_Command(self, step, joins, together))

    def end_typing(self) -> None:
        """Let the next edit be an action of its own."""
        self._typing = False

    def undo(self) -> None:
        """Take the last action back."""
        self.end_typing()
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.end_typing()
        self.undo_stack.redo()

    @property
    def steps(self) -> Undo:
        """What can be taken back and done again, to be kept over a restart."""
        commands = (self.undo_stack.command(place) for place in range(self.undo_stack.count()))
        return Undo(
            tuple(command.step for command in commands if isinstance(command, _Command)), self.undo_stack.index()
        )

    def recall(self, undo: Undo) -> None:
        """Take over what could be taken back and done again before the restart; it led to the form as it is."""
        self._recalling = True
        for step in undo.steps:
            self.undo_stack.push(_Command(self, step))
            self._next_step = step.number + 1
        self.undo_stack.setIndex(undo.done)
        self._recalling = False

    def show(self, edit: Edit) -> None:
        """Take the form after an edit from the undo stack, review it and tell everybody."""
        if self._recalling:
            return
        before = self._form
        self._form = edit.apply(before)
        if [row.id for row in before.indicators] != [row.id for row in self._form.indicators]:
            self._texts = tuple(each for each in self._texts if not each.where.startswith("indicators"))
        live = review_live(self._form, self._definition)
        is_other, self._live = live != self._live, live
        self._pause.start()
        self.changed.emit(edit)
        if is_other:
            self._gather()

    def review_texts(self) -> None:
        """Look at the wording of texts now, as after a pause."""
        self._pause.stop()
        texts = review_texts(self._form, self._definition)
        if texts != self._texts:
            self._texts = texts
            self._gather()

    def _gather(self) -> None:
        due = [each for each in (*self._live, *self._texts) if self._is_due(each)]
        self._problems = tuple(each for severity in Severity for each in due if each.severity is severity)
        self._at, self._at_rows = _placed(self._problems)
        self.problems_changed.emit()

    def _is_due(self, problem: Problem) -> bool:
        return problem.id not in NOT_YET_FILLED or section_at(problem.where, self._definition) in self._left

    def _timer(self, milliseconds: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds, singleShot=True)
        timer.timeout.connect(action)
        return timer


class _Command(QUndoCommand):
    """An edit on the undo stack, with the edit that takes it back."""

    def __init__(self, document: Document, step: UndoStep, joins: str = "", together: str = "") -> None:
        super().__init__(step.edit.label(document.definition))
        self._document = proxy(document)  # the stack lives in the document: were it held, its end would be its stack's
        self.step = step
        self._inverse = step.edit.inverse(step.before)
        self.joins = joins
        self.together = together

    def redo(self) -> None:
        self._document.show(self.step.edit)

    def undo(self) -> None:
        self._document.show(self._inverse)

    def id(self) -> int:
        return 1 if self.together else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Command) or other.joins != self.together:
            return False
        self.step = self.step._replace(edit=other.step.edit)
        return True


def standing_place(problem: Problem) -> str:
    """Give the place where a problem is marked: that of its likeliest cause, where there is one."""
    return problem.causes[0].where if problem.causes else problem.where


def _placed(problems: Iterable[Problem]) -> tuple[dict[str, list[Problem]], dict[int, list[Problem]]]:
    """Gather problems by their places, those of indicators by the rows, in the order they are given."""
    at: dict[str, list[Problem]] = {}
    at_rows: defaultdict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        where = standing_place(problem)
        if place := indicator_place(where):
            at_rows[place[0]].append(problem)
        else:
            at.setdefault(where, []).append(problem)
    return at, dict(at_rows)


def _is_begun(section: str, form: Form, definition: Definition) -> bool:
    """Whether anything stands in a section."""
    if definition.section_of.get("indicators") == section and form.indicators:
        return True
    texts = {f"fields.{name}": text for name, text in form.fields.items()}
    texts |= {f"amounts.{name}": text for name, text in form.amounts.items()}
    return any(text for where, text in texts.items() if definition.section_of.get(where) == section)
