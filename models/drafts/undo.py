"""The last edits of a draft: the form before them and each edit, from which everything else is worked out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.drafts.bodies import deflated, inflated, packed
from models.form_json import form_from_json, form_to_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from models.definition_file import Definitions
    from models.edits import Edit
    from models.form import Form

MOST_STEPS = 200
"""How many edits can be taken back after a restart. As many again may lie in the table before it is cut."""


class UndoStep(NamedTuple):
    """An edit that can be taken back, or done again. `number` grows from step to step and stays with a step."""

    number: int
    edit: Edit
    before: Form
    """The form before the edit."""


class Undo(NamedTuple):
    """The steps in the order they were done; the first `done` of them are in force, the rest was taken back."""

    steps: tuple[UndoStep, ...] = ()
    done: int = 0


class UndoTable:
    """Writes down what has changed since it last did, within the transaction of a save."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._written: dict[str, tuple[bytes, dict[int, UndoStep]]] = {}
        """By draft: the JSON before the first step and the steps that are in the table."""

    def forget(self, draft: str) -> None:
        """Hold nothing for known of a draft: a save was taken back."""
        self._written.pop(draft, None)

    def write(self, draft: str, undo: Undo) -> int:
        """Write the steps down; give the number up to which they are in force."""
        start, written = self._written.get(draft, (b"", {}))
        if not _leads_to(undo, written) or len(written) >= 2 * MOST_STEPS:
            start, written = self._begin(draft, undo), {}
        numbers = {step.number for step in undo.steps}
        for number in [each for each in written if each not in numbers and each > undo.steps[0].number]:
            del written[number]
            self._connection.execute("DELETE FROM undo WHERE draft = ? AND number = ?", (draft, number))
        from models.edit_json import edit_to_json  # noqa: PLC0415 - a form is shown before it is edited

        for step in [each for each in undo.steps if written.get(each.number) != each]:
            written[step.number] = step
            row = (draft, step.number, deflated(edit_to_json(step.edit), start))
            self._connection.execute("INSERT OR REPLACE INTO undo VALUES (?, ?, ?)", row)
        self._written[draft] = start, written
        if undo.done < len(undo.steps):
            return undo.steps[undo.done].number
        return undo.steps[-1].number + 1 if undo.steps else 0

    def _begin(self, draft: str, undo: Undo) -> bytes:
        """Empty the table of a draft and give the JSON its steps start from."""
        self._connection.execute("DELETE FROM undo WHERE draft = ?", (draft,))
        self._connection.execute("DELETE FROM undo_starts WHERE draft = ?", (draft,))
        if not undo.steps:
            return b""
        start = form_to_json(undo.steps[0].before)
        row = (draft, undo.steps[0].number, packed(start))
        self._connection.execute("INSERT INTO undo_starts VALUES (?, ?, ?)", row)
        return start

    def read(self, draft: str, form: Form, definitions: Definitions) -> Undo:
        """Give the last steps of a draft that lead to its form; none where they lead anywhere else."""
        self.forget(draft)
        found = self._connection.execute("SELECT body FROM undo_starts WHERE draft = ?", (draft,)).fetchone()
        (limit,) = self._connection.execute("SELECT done FROM drafts WHERE id = ?", (draft,)).fetchone()
        start = inflated(found[0], b"") if found else None
        if start is None:
            return Undo()
        try:
            steps, last = self._followed(draft, start, form_from_json(start, definitions))
        except (Unreadable, ValueError, LookupError, TypeError):  # a byte is not as it was
            return Undo()
        done = sum(step.number < limit for step in steps)
        reached = steps[done].before if done < len(steps) else last
        if reached != form:
            return Undo()
        self._written[draft] = start, {step.number: step for step in steps}
        surplus = max(0, done - MOST_STEPS)
        return Undo(steps[surplus:], done - surplus)

    def _followed(self, draft: str, start: bytes, form: Form) -> tuple[tuple[UndoStep, ...], Form]:
        """Go through all steps again from the form they start from; give them and the form they end with."""
        steps = []
        for number, edit in self._edits(draft, start):
            steps.append(UndoStep(number, edit, form))
            form = edit.apply(form)
        return tuple(steps), form

    def _edits(self, draft: str, start: bytes) -> Iterator[tuple[int, Edit]]:
        from models.edit_json import edit_from_json  # noqa: PLC0415 - a form is shown before it is edited

        rows = self._connection.execute("SELECT number, edit FROM undo WHERE draft = ? ORDER BY number", (draft,))
        for number, body in rows:
            data = inflated(body, start)
            if data is None:
                raise ValueError(number)
            yield number, edit_from_json(data)


def _leads_to(undo: Undo, written: Mapping[int, UndoStep]) -> bool:
    """Whether the steps in the table lead to the form before the first step, which may have been typed on since."""
    if not undo.steps:
        return False
    first = undo.steps[0]
    return first.number in written and written[first.number].before == first.before
