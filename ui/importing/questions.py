"""What is asked about a file: every doubt, and what was edited after the export, with the answers that can be given.

No Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from models.edits import ArrangeIndicators, edit_at
from models.place import column_label, describe_place, indicator_place, value_at
from models.text_difference import from_where_they_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake.doubt import Doubt
    from intake.grid import Box
    from intake.intake import Intake
    from models.compare import Difference
    from models.edits import Edit
    from models.form import Form

LEAVE_OUT = "不导入"
EMPTY = "空着"
AS_IT_STANDS = "照原样"
NOTED = "知道了"


class Choice(NamedTuple):
    """An answer to a question: what it is called, and the edits of the form as read that it means."""

    label: str
    edits: tuple[Edit, ...] = ()
    after: str = ""
    """What stands there then, for the one place it changes; "" where there is no one place."""
    sheet: int | None = None
    """Another sheet of the file that is to be looked at instead."""


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
    stands: str = ""
    """What stands there, to be corrected."""


def questions_of(intake: Intake) -> Iterator[Question]:
    """Ask about what was edited after the export first, then about every doubt."""
    yield from _of_edited(intake)
    for doubt in intake.doubts:
        yield _of_doubt(doubt, intake)


def _of_doubt(doubt: Doubt, intake: Intake) -> Question:
    unit = intake.definition.unit
    marks = dict.fromkeys(change.where for answer in doubt.answers for change in answer.changes)
    is_place = doubt.where != "form" and can_be_written(doubt.where)
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
        without = LEAVE_OUT if doubt.value else EMPTY
        label = NOTED if doubt.where == "form" else AS_IT_STANDS if stands or not is_place else without
        choices.append(Choice(label))
    if is_place and stands and not any(choice.label.endswith(LEAVE_OUT) for choice in choices):
        choices.append(Choice(LEAVE_OUT, tuple(edit_at(where, "", unit) for where in wheres)))
    if doubt.where == "form" and doubt.value in intake.source.names:
        choices = _of_sheets(doubt.value, intake)
    sentence = f"“{_short(doubt.value)}”：{doubt.why}。" if doubt.value else f"{doubt.why}。"
    own = doubt.where if is_place and wheres == (doubt.where,) and not _is_of_column(doubt) else ""
    if own and "\n" in value_at(intake.form, own):  # a line to type in would join its lines
        own = ""
    now = value_at(intake.form, own) if own else ""
    return Question(_title(doubt, wheres, intake), sentence, wheres, doubt.boxes, tuple(choices), own, now)


def _title(doubt: Doubt, wheres: Sequence[str], intake: Intake) -> str:
    """Name what a doubt is about: a place, some places, a column of indicators, another sheet."""
    if doubt.where == "form" and doubt.value in intake.source.names:
        return f"工作表“{doubt.value}”"
    title = describe_place(doubt.where, intake.definition)
    columns = {found[1] for where in wheres if (found := indicator_place(where))}
    if len(columns) == 1 and (len(wheres) > 1 or _is_of_column(doubt)):
        return f"“{column_label(columns.pop(), intake.definition)}”这一列"
    if len(wheres) > 1:
        are_amounts = all(where.startswith("amounts.") for where in wheres)
        return f"{len(wheres)} 个金额" if are_amounts else f"{title}等 {len(wheres)} 处"
    return title


def _is_of_column(doubt: Doubt) -> bool:
    """Whether a doubt is about a column of indicators that the file has not."""
    return indicator_place(doubt.where) is not None and not doubt.boxes


def _of_sheets(name: str, intake: Intake) -> list[Choice]:
    """Offer to stay with the sheet that was read, or to look at another."""
    names, used = intake.source.names, intake.source.used
    return [Choice(f"就用“{names[used]}”"), Choice(f"改看“{name}”", sheet=names.index(name))]


def _stands(form: Form, wheres: Iterable[str]) -> bool:
    """Whether anything stands at some places."""
    return any(can_be_written(where) and value_at(form, where).strip() for where in wheres)


def can_be_written(where: str) -> bool:
    """Whether a text can be put at a place: a field, an amount, or one cell of an indicator."""
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
    before, now = map(_said, from_where_they_part(difference.first, difference.second))
    back = Choice("用导出时的", (edit_at(where, difference.first, unit),), difference.first)
    return Question(
        difference.label,
        f"这份表导出后改过：导出时是{before}，现在格子里是{now}。",
        (where,),
        intake.found.get(where, ()),
        (Choice("用现在格子里的"), back),
        where if "\n" not in difference.second else "",
        difference.second,
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
