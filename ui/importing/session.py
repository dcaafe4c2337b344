"""What the clerk decides while importing: answers to doubts, texts given a place, values corrected or left out. No Qt.

Nothing is changed in what was read; the draft is made of it and of the decisions, so each can be taken back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.edits import RemoveIndicators, edit_at
from models.place import describe_place, indicator_place, value_at
from models.roll_forward import roll_forward, year_of
from models.years import years_in
from ui.importing.questions import Choice, can_be_written, questions_of
from ui.importing.understood import understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.intake import Intake
    from models.form import Form, Indicator
    from ui.importing.questions import Question
    from ui.importing.understood import Entry


class Rolling(NamedTuple):
    """Whether the draft is rolled forward, into which year, and whether its amounts are kept."""

    is_wanted: bool
    into: int
    keeps_amounts: bool


class Session:
    """Holds the decisions on one file."""

    def __init__(self, intake: Intake, name: str = "") -> None:
        """Begin with what was read; the file's name says the year where nothing else does."""
        self.intake = intake
        self._years_in_name = [year.value for year in years_in(name)]
        self.questions: tuple[Question, ...] = tuple(questions_of(intake))
        self.answers: dict[int, Choice] = {}
        self.placed: dict[int, str] = {}
        """Which left-over text was given which place."""
        self.seen: set[int] = set()
        """Left-over texts that are to be left out knowingly."""
        self.corrected: dict[str, str] = {}
        self.left_out: set[str] = set()
        """Places, and "indicators[3]" for whole rows, that are not taken over."""
        self.rolling: Rolling | None = None
        """How it was to be rolled forward when it was last looked at."""

    @cached_property
    def understood(self) -> tuple[Entry, ...]:
        """What was read with certainty, as it was read, in the paper's order."""
        return understood(self.intake, {where for question in self.questions for where in question.marks})

    @property
    def open_questions(self) -> tuple[int, ...]:
        """The questions that have no answer yet."""
        return tuple(place for place in range(len(self.questions)) if place not in self.answers)

    @property
    def is_begun(self) -> bool:
        """Whether anything was decided that would be lost."""
        return bool(self.answers or self.placed or self.seen or self.corrected or self.left_out)

    @property
    def open_leftovers(self) -> tuple[int, ...]:
        """The left-over texts that nobody decided on yet."""
        every = range(len(self.intake.leftovers))
        return tuple(place for place in every if place not in self.placed and place not in self.seen)

    def answer(self, question: int, choice: Choice | None) -> None:
        """Answer a question, or take its answer back."""
        self.answers.pop(question, None)
        if choice is not None:
            self.answers[question] = choice

    def own_answer(self, question: int, text: str) -> None:
        """Answer a question by a text of the clerk's own."""
        where = self.questions[question].own
        edit = edit_at(where, text, self.intake.definition.unit)
        self.answers[question] = Choice("自己填", (edit,), text)

    def leave_out_the_rest(self) -> None:
        """Leave out every left-over text that was given no place."""
        self.seen.update(self.open_leftovers)

    def form(self) -> Form:
        """Give the form as decided so far, with 待复核 at what was not looked at."""
        form = self.intake.form
        for question in sorted(self.answers):
            for edit in self.answers[question].edits:
                form = edit.apply(form)
        unit = self.intake.definition.unit
        for where, text in self.corrected.items():
            if is_there(form, where):
                form = edit_at(where, text, unit).apply(form)
        for place, where in self.placed.items():
            form = _joined(form, where, self.intake.leftovers[place].text, unit)
        marks = dict.fromkeys((*form.review, *self._marks(form)))
        return self._without_left_out(replace(form, year=self._year_of(form), review=tuple(marks)))

    def draft(self, *, into: int | None, keep_amounts: bool) -> Form:
        """Give the form the draft begins with, rolled forward into a year where one is given."""
        form = self.form()
        if into is None:
            return form
        return roll_forward(form, self.intake.definition, into, keep_amounts=keep_amounts).form

    @property
    def year(self) -> int | None:
        """The year the file is for, where it says so."""
        return self.form().year

    def _year_of(self, form: Form) -> int | None:
        """Give the year of the period as decided; of our own files the year they are kept with."""
        if self.intake.copy is not None or not self.intake.source.grids:
            return form.year
        found = year_of(replace(form, year=None), self.intake.definition) or form.year
        return found or (self._years_in_name[0] if self._years_in_name else None)

    def _marks(self, form: Form) -> Iterator[str]:
        for question in self.open_questions:
            for where in self.questions[question].marks:
                found = indicator_place(where)
                if found is None:
                    yield where
                elif found[0] < len(form.indicators):
                    yield form.indicators[found[0]].id

    def _without_left_out(self, form: Form) -> Form:
        unit = self.intake.definition.unit
        rows = [found[0] for where in self.left_out if (found := indicator_place(where)) and not found[1]]
        for where in self.left_out:
            if can_be_written(where) and is_there(form, where):
                form = edit_at(where, "", unit).apply(form)
        had_texts = {row.id for row in self.intake.form.indicators if _has_texts(row)}
        rows += [row for row, each in enumerate(form.indicators) if each.id in had_texts and not _has_texts(each)]
        gone = tuple(sorted({row for row in rows if row < len(form.indicators)}))
        ids = {form.indicators[row].id for row in gone}
        form = RemoveIndicators(gone).apply(form)
        dropped = ids | (self.left_out - {f"indicators[{row}]" for row in rows})
        return replace(form, review=tuple(mark for mark in form.review if mark not in dropped))


def is_there(form: Form, where: str) -> bool:
    """Whether a place exists in a form: rows of indicators may have gone."""
    found = indicator_place(where)
    return found is None or found[0] < len(form.indicators)


def _has_texts(row: Indicator) -> bool:
    """Whether an indicator says anything beyond its group; one all of whose texts went elsewhere is none any more."""
    return any(text.strip() for text in row.cells.values())


def _joined(form: Form, where: str, text: str, unit: str) -> Form:
    """Put a text at a place, after what stands there."""
    before = value_at(form, where)
    apart = "\n" if "\n" in before or "\n" in text else " "
    return edit_at(where, f"{before}{apart}{text}" if before.strip() else text, unit).apply(form)


def leftover_targets(session: Session) -> tuple[tuple[str, str], ...]:
    """Give the places a left-over text can be given, empty ones first, each with its name; of amounts empty ones."""
    definition, form = session.intake.definition, session.form()
    places = [where for where in definition.section_of if where.startswith(("fields.", "amounts."))]
    taken = {where for where in places if value_at(form, where).strip()}
    free = [(where, describe_place(where, definition)) for where in places if where not in taken]
    more = [where for where in places if where in taken and where.startswith("fields.")]
    return (*free, *((where, f"{describe_place(where, definition)}（接在后面）") for where in more))
