"""Another form's content offered place by place to the open one; what is chosen becomes one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.edits import InsertIndicators, SetReview, Several, edit_at
from models.groups import place_in_group
from models.place import describe_place
from models.row_matching import by_group_and_name, matching_rows
from models.unreviewed import is_unreviewed, name_in_review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.definition import Definition
    from models.edits import Edit
    from models.form import Form, Indicator


class Offer(NamedTuple):
    """A place where the other form says something else: its name, what stands there now, and what would."""

    where: str
    """A place of the open form; "" for an indicator that it has not."""
    label: str
    now: str
    then: str
    row: Indicator | None = None
    """The indicator that would be added."""
    is_unreviewed: bool = False
    """Whether nobody has looked at it yet: it goes along as 待复核."""


def offers(form: Form, other: Form, definition: Definition) -> tuple[Offer, ...]:
    """Compare two forms of one version; indicators are matched by id, else by group and name."""
    return (*_of_places(form, other, definition), *_of_rows(form, other, definition))


def merge_edit(form: Form, chosen: Iterable[Offer], definition: Definition) -> Several:
    """Make one edit of what was chosen; added indicators go to the end of their groups."""
    edits: list[Edit] = []
    after = form
    ordered = sorted(chosen, key=lambda offer: offer.row is not None)  # rows that are added move no other before
    for offer in ordered:
        edit: Edit
        if offer.row is not None:
            edit = InsertIndicators(((place_in_group(after.indicators, offer.row.group, definition), offer.row),))
        else:
            edit = edit_at(offer.where, offer.then, definition.unit)
        edits.append(edit)
        after = edit.apply(after)
    marks = [each.row.id if each.row else name_in_review(form, each.where) for each in ordered if each.is_unreviewed]
    if marks:
        edits.append(SetReview(tuple(dict.fromkeys((*after.review, *marks)))))
    return Several(f"并入 {len(ordered)} 处", tuple(edits))


def _of_places(form: Form, other: Form, definition: Definition) -> Iterator[Offer]:
    for where in definition.section_of:
        kind, _, name = where.partition(".")
        if kind == "indicators":
            continue
        now, then = ((each.fields if kind == "fields" else each.amounts)[name] for each in (form, other))
        if then != now:
            is_open = is_unreviewed(other, where)
            yield Offer(where, describe_place(where, definition), now, then, is_unreviewed=is_open)


def _of_rows(form: Form, other: Form, definition: Definition) -> Iterator[Offer]:
    matches = matching_rows(form.indicators, other.indicators, (lambda row: row.id, by_group_and_name))
    for row, indicator in enumerate(other.indicators):
        is_open = indicator.id in other.review
        if row not in matches:
            if not indicator.says_nothing:
                text = " ".join(each for each in (indicator.name, *list(indicator.cells.values())[1:]) if each)
                yield Offer("", f"新指标：{indicator.level2 or indicator.level1}", "", text, indicator, is_open)
            continue
        here = matches[row]
        for column in ("level1", "level2", *definition.columns):
            now, then = form.indicators[here].text(column), indicator.text(column)
            if then != now:
                where = f"indicators[{here}].{column}"
                yield Offer(where, describe_place(where, definition), now, then, is_unreviewed=is_open)
