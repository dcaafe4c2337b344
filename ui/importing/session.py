"""What the clerk decides while importing: answers to doubts, texts given a place, values corrected or left out. No Qt.

Nothing is changed in what was read; the draft is made of it and of the decisions, so each can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.edits import ArrangeIndicators, RemoveIndicators, edit_at
from models.place import describe_place, indicator_place, value_at
from models.roll_forward import roll_forward, year_of
from models.years import years_in
from ui.importing.understood import understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake.doubt import Doubt
    from intake.grid import Box
    from intake.intake import Intake
    from models.compare import Difference
    from models.edits import Edit
    from models.form import Form, Indicator
    from ui.importing.understood import Entry

LEAVE_OUT = "不导入"
AS_IT_STANDS = "照原样"
NOTED = "知道了"


class Choice(NamedTuple):
    """An answer to a question: what it is called, and the edits of the form as read that it means."""

    label: str
    edits: tuple[Edit, ...] = ()
    after: str = ""
    """What stands there then, for the one place it changes; "" where there is no one place."""


@dataclass(frozen=True)
class Question:
    """Something that is not certain: where, what stands there, why, and what can be answered."""

    title: str
    sentence: str
    marks: tuple[str, ...]
    """The places that are marked 待复核 while it is not answered."""
    boxes: tuple[Box, ...]
    choices: tuple[Choice, ...]
    own: str = ""
    """The place a text of the clerk's own may be written to; "" where that makes no sense."""


class Session:
    """Holds the decisions on one file."""

    def __init__(self, intake: Intake, name: str = "") -> None:
        """Begin with what was read; the file's name says the year where nothing else does."""
        self.intake = intake
        self._years_in_name = [year.value for year in years_in(name)]
        self.questions: tuple[Question, ...] = tuple(_questions(intake))
        self.answers: dict[int, Choice] = {}
        self.placed: dict[int, str] = {}
        """Which left-over text was given which place."""
        self.seen: set[int] = set()
        """Left-over texts that are to be left out knowingly."""
        self.corrected: dict[str, str] = {}
        self.left_out: set[str] = set()
        """Places, and "indicators[3]" for whole rows, that are not taken over."""

    @cached_property
    def understood(self) -> tuple[Entry, ...]:
        """What was read with certainty, as it was read, in the paper's order."""
        return understood(self.intake, {where for question in self.questions for where in question.marks})

    @property
    def open_questions(self) -> tuple[int, ...]:
        """The questions that have no answer yet."""
        return tuple(place for place in range(len(self.questions)) if place not in self.answers)

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
            if _can_be_written(where) and is_there(form, where):
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


def _questions(intake: Intake) -> Iterator[Question]:
    """Ask about what was edited after the export first, then about every doubt."""
    yield from _of_edited(intake)
    for doubt in intake.doubts:
        yield _of_doubt(doubt, intake)


def _of_doubt(doubt: Doubt, intake: Intake) -> Question:
    definition, unit = intake.definition, intake.definition.unit
    marks = dict.fromkeys(change.where for answer in doubt.answers for change in answer.changes)
    is_place = doubt.where != "form" and _can_be_written(doubt.where)
    wheres = tuple(marks) or ((doubt.where,) if doubt.where != "form" else ())
    choices = [
        Choice(
            answer.label,
            tuple(edit_at(change.where, change.after, unit) for change in answer.changes),
            answer.changes[0].after if len(answer.changes) == 1 else "",
        )
        for answer in doubt.answers
    ]
    stands = _stands(intake.form, wheres)
    if not any(not choice.edits for choice in choices):
        label = NOTED if doubt.where == "form" else AS_IT_STANDS if stands or not is_place else LEAVE_OUT
        choices.append(Choice(label))
    if is_place and stands and LEAVE_OUT not in {choice.label for choice in choices}:
        choices.append(Choice(LEAVE_OUT, tuple(edit_at(where, "", unit) for where in wheres)))
    title = describe_place(doubt.where, definition)
    if len(wheres) > 1:
        are_amounts = all(where.startswith("amounts.") for where in wheres)
        title = f"{len(wheres)} 个金额" if are_amounts else f"{title}等 {len(wheres)} 处"
    own = doubt.where if is_place and len(wheres) == 1 else ""
    return Question(title, f"“{_short(doubt.value)}”：{doubt.why}。", wheres, doubt.boxes, tuple(choices), own)


def _stands(form: Form, wheres: Iterable[str]) -> bool:
    """Whether anything stands at some places."""
    return any(_can_be_written(where) and value_at(form, where).strip() for where in wheres)


def _can_be_written(where: str) -> bool:
    found = indicator_place(where)
    return where.startswith(("fields.", "amounts.")) or bool(found and found[1])


def _of_edited(intake: Intake) -> Iterator[Question]:
    """Let the clerk choose between what can be seen in the file and what was exported, place by place."""
    rows = [each for each in intake.edited if each.where.startswith("indicators")]
    is_whole = any(not (indicator_place(each.where) or (0, ""))[1] for each in rows)
    if rows and is_whole and intake.copy is not None:
        yield _of_edited_rows(intake, rows)
    for difference in intake.edited:
        if not (is_whole and difference in rows):
            yield _of_edited_place(intake, difference)


def _of_edited_place(intake: Intake, difference: Difference) -> Question:
    where, unit = difference.where, intake.definition.unit
    before, now = _said(difference.first), _said(difference.second)
    back = Choice("用导出时的", (edit_at(where, difference.first, unit),), difference.first)
    return Question(
        difference.label,
        f"这份表导出后改过：导出时是{before}，现在格子里是{now}。",
        (where,),
        intake.found.get(where, ()),
        (Choice("用现在格子里的"), back),
        where,
    )


def _of_edited_rows(intake: Intake, rows: Sequence[Difference]) -> Question:
    """Ask about the table of indicators as a whole where rows came or went: its rows have no common numbers then."""
    copy = intake.copy or intake.form
    count, now = len(copy.indicators), len(intake.form.indicators)
    boxes = tuple(box for where, at in intake.found.items() if where.startswith("indicators") for box in at)
    return Question(
        "指标表",
        f"这份表导出后改过：指标导出时 {count} 条，现在 {now} 条，共 {len(rows)} 处不同。",
        tuple(f"indicators[{row}]" for row in range(now)),
        boxes,
        (
            Choice("用现在格子里的"),
            Choice("用导出时的", (ArrangeIndicators(copy.indicators, "用导出时的指标表"),)),
        ),
    )


def _said(text: str) -> str:
    return f"“{_short(text)}”" if text else "空的"


def _short(text: str, longest: int = 40) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= longest else f"{line[:longest]}…"


def leftover_targets(session: Session) -> tuple[tuple[str, str], ...]:
    """Give the places a left-over text can be given, empty ones first, each with its name."""
    definition, form = session.intake.definition, session.form()
    places = [where for where in definition.section_of if where.startswith("fields.")]
    places.sort(key=lambda where: bool(value_at(form, where).strip()))
    names = [(where, describe_place(where, definition)) for where in places]
    return tuple((where, name if not value_at(form, where).strip() else f"{name}（接在后面）") for where, name in names)
