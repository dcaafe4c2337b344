"""One form over the years: rolled forward, worked on, handed on as a file, taken in again, and rolled forward again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from export.outputs import pdf_of, workbook_of
from intake.reading import read_bytes
from models.drafts import Drafts
from models.edits import InsertIndicators, MoveIndicators, RemoveIndicators, SetIndicator, SetReview, Several
from models.form import Acknowledgement, new_indicator
from models.form_json import form_from_json, form_to_json
from models.lineage import lineage_of
from models.roll_forward import everything, roll_forward
from models.unreviewed import is_unreviewed, review_without, unreviewed
from models.version_move import move_to
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.edits import Edit
    from models.form import Form

LET_STAND = Acknowledgement("field.phone", "fields.phone", "就是这样", "0" * 16, "2020-11-23T10:32:05+08:00")
BEGUN = replace(
    SAMPLE,
    acknowledged=(LET_STAND,),
    extra={"note": {"of": ["ours"]}},
    indicators=tuple(replace(row, extra={"mine": place}) for place, row in enumerate(SAMPLE.indicators)),
)


def of_a_draft(form: Form) -> Form:
    with tempfile.TemporaryDirectory() as folder:
        drafts = Drafts(Path(folder))
        created = drafts.create(form, FIRST)
        assert [draft.summary.review for draft in drafts.listed()] == [len(unreviewed(form, FIRST))]
        loaded = drafts.load(created, DEFINITIONS)
        drafts.close()
    return loaded


def of_another_version(form: Form) -> Form:
    """Move there and back; what was let stand is to be judged anew, and signs are spelt as the versions do."""
    moved = move_to(move_to(form, FIRST, SECOND).form, SECOND, FIRST).form
    assert moved.acknowledged == ()
    return replace(moved, acknowledged=form.acknowledged)


WAYS: dict[str, Callable[[Form], Form]] = {
    "json": lambda form: form_from_json(form_to_json(form), DEFINITIONS),
    "workbook": lambda form: read_bytes(workbook_of(form, FIRST), DEFINITIONS).form,
    "paper": lambda form: read_bytes(pdf_of(form, FIRST), DEFINITIONS).form,
    "draft": of_a_draft,
    "version": of_another_version,
}


def worked_on(form: Form, step: tuple[str, int, int]) -> Edit:
    """Give what a clerk does to the indicators of a form, or the look at one place."""
    what, one, other = step
    rows = form.indicators
    row = one % len(rows)
    edits: dict[str, Edit] = {
        "rename": SetIndicator(row, "name", f"改名{other}"),
        "value": SetIndicator(row, "value", f"≥{other}%"),
        "empty": SetIndicator(row, "value", ""),
        "move": MoveIndicators((row,), other % (len(rows) + 1)),
        "delete": RemoveIndicators((row,) if len(rows) > 3 else ()),
        "group": SetIndicator(row, "level2", "成本指标"),
        "equal": InsertIndicators(((row, new_indicator(FIRST, *rows[row].group, rows[row].cells)),)),
        "add": InsertIndicators(((row, new_indicator(FIRST, *rows[row].group, {"name": "新的", "value": "3 个"})),)),
    }
    if what == "look":
        places = unreviewed(form, FIRST)
        return SetReview(review_without(form, places[other % len(places)]) if places else form.review)
    return edits[what]


NUMBER = st.integers(0, 99)
KINDS = st.sampled_from(["rename", "value", "empty", "move", "delete", "group", "equal", "add", "look", "look"])
A_YEAR = st.tuples(st.lists(st.tuples(KINDS, NUMBER, NUMBER), max_size=6), st.sampled_from(sorted(WAYS)))


@settings(max_examples=30)
@given(years=st.lists(A_YEAR, min_size=2, max_size=3))
def test_whatever_is_done_in_between_a_form_goes_on_whole(years: list[tuple[list[tuple[str, int, int]], str]]) -> None:
    form, kept = BEGUN, [BEGUN]
    for steps, way in years:
        before, year = form, (form.year or 0) + 1
        form = roll_forward(before, FIRST, year).form
        assert (form.year, form.fields["period"], form.acknowledged) == (year, f"{year}.1-12", ())
        assert form.extra["note"] == BEGUN.extra["note"]
        assert set(form.review) == set(everything(form))
        assert len(unreviewed(form, FIRST)) == len(form.review)
        assert [(row.id, row.name, row.extra) for row in form.indicators] == [
            (row.id, row.name, row.extra) for row in before.indicators
        ]
        assert [row.cells["last_year"] for row in form.indicators] == [
            row.cells["value"].strip() for row in before.indicators
        ]
        edit = Several("", ())
        done = form
        for step in steps:
            after = worked_on(done, step)
            edit = Several("", (*edit.edits, after))
            done = after.apply(done)
        assert edit.inverse(form).apply(done) == form  # the marks too
        handed_on = WAYS[way](done)
        assert [row.id for row in handed_on.indicators] == [row.id for row in done.indicators]
        assert unreviewed(handed_on, FIRST) == unreviewed(done, FIRST)
        assert handed_on == done
        form = handed_on
        kept.insert(0, form)
    lineage = lineage_of((each, FIRST) for each in kept)
    for row in form.indicators:
        told = {past.year: past.value for past in lineage.before(row.id, form.year)}
        for each in kept[1:]:
            targets = [one.cells["value"] for one in each.indicators if one.id == row.id and one.cells["value"]]
            assert [told[each.year or 0]] == targets if targets else True


@given(looked=st.lists(NUMBER, max_size=8))
def test_a_look_at_one_place_leaves_the_others(looked: list[int]) -> None:
    form = roll_forward(SAMPLE, FIRST, 2021, keep_amounts=True).form
    for number in looked:
        places = unreviewed(form, FIRST)
        where = places[number % len(places)]
        form = replace(form, review=review_without(form, where))
        assert not is_unreviewed(form, where)
        assert unreviewed(form, FIRST) == tuple(place for place in places if place != where)
