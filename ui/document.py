"""The open form: one gate for every change, with undo, review and word of what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from models.checks.review import review_live, review_texts
from models.digest import check_code

if TYPE_CHECKING:
    from models.definition import Definition
    from models.edits import Edit
    from models.form import Form
    from models.problem import Problem

_PAUSE = 400  # ms without a key before the wording of texts is looked at


class Document(QObject):
    """Holds the form and its version. Nothing else holds a form that it could change."""

    changed = Signal()
    """The form is another one."""
    problems_changed = Signal()
    """The review says something else."""

    def __init__(self, form: Form, definition: Definition, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._definition = definition
        self.undo_stack = QUndoStack(self)
        self._live: tuple[Problem, ...] = review_live(form, definition)
        self._texts: tuple[Problem, ...] = review_texts(form, definition)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.review_texts)

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
        """What a reviewer says of the form; of its wording, as of the last pause."""
        return (*self._live, *self._texts)

    @property
    def check_code(self) -> str:
        """The form's check code."""
        return check_code(self._form, self._definition)

    def apply(self, edit: Edit, together: str = "") -> None:
        """Change the form. Edits that give the same `together` one after another are taken back as one."""
        if edit.apply(self._form) != self._form:
            self.undo_stack.push(_Command(self, edit, together))

    def show(self, form: Form) -> None:
        """Take a form from the undo stack, review it and tell everybody."""
        self._form = form
        before = self._live
        self._live = review_live(form, self._definition)
        self._pause.start()
        self.changed.emit()
        if self._live != before:
            self.problems_changed.emit()

    def review_texts(self) -> None:
        """Look at the wording of texts now, as after a pause."""
        self._pause.stop()
        before = self._texts
        self._texts = review_texts(self._form, self._definition)
        if self._texts != before:
            self.problems_changed.emit()


class _Command(QUndoCommand):
    """An edit on the undo stack, with the edit that takes it back."""

    def __init__(self, document: Document, edit: Edit, together: str) -> None:
        super().__init__(edit.label(document.definition))
        self._document = document
        self.edit = edit
        self._inverse = edit.inverse(document.form)
        self.together = together

    def redo(self) -> None:
        self._document.show(self.edit.apply(self._document.form))

    def undo(self) -> None:
        self._document.show(self._inverse.apply(self._document.form))

    def id(self) -> int:
        return 1 if self.together else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Command) or other.together != self.together:
            return False
        self.edit = other.edit
        return True
