"""What is still to be looked at: where it stands, what confirms it, and that undo brings it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import MoveIndicators, RemoveIndicators, SetReview, edit_at
from models.form_json import form_from_json, form_to_json
from models.unreviewed import is_unreviewed, next_place, review_without, unreviewed
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from models.edits import Edit

IDS = [row.id for row in SAMPLE.indicators]
WAITING = replace(SAMPLE, review=("amounts.income_other", IDS[2], "fields.measures", "fields.period", IDS[0], "gone"))
ORDER = ("fields.period", "amounts.income_other", "indicators[0]", "indicators[2]", "fields.measures")


def test_it_is_told_in_the_order_of_the_paper() -> None:
    assert unreviewed(WAITING, FIRST) == ORDER
    assert unreviewed(SAMPLE, FIRST) == ()
    assert form_from_json(form_to_json(WAITING), DEFINITIONS).review == WAITING.review


def test_an_indicator_is_known_wherever_it_moves() -> None:
    moved = MoveIndicators((0,), 11).apply(WAITING)
    assert unreviewed(moved, FIRST)[2:4] == ("indicators[1]", "indicators[10]")
    assert unreviewed(RemoveIndicators((0, 2)).apply(WAITING), FIRST) == (*ORDER[:2], ORDER[4])


@pytest.mark.parametrize(
    ("here", "wanted"),
    [
        ("", "fields.period"),
        ("fields.period", "amounts.income_other"),
        ("indicators[0].value", "indicators[2]"),
        ("indicators[2].name", "fields.measures"),
        ("fields.measures", "fields.period"),
    ],
)
def test_the_next_comes_after_the_caret_and_round_the_end(here: str, wanted: str) -> None:
    assert next_place(ORDER, here, FIRST) == wanted


changes = st.sampled_from(["fields.period", "fields.contact", "amounts.income_other", "indicators[0].value"])


@given(where=changes, text=st.text("甲12", max_size=3), confirm=st.booleans())
def test_a_change_confirms_its_place_alone_and_its_inverse_brings_it_back(where: str, text: str, confirm: bool) -> None:  # noqa: FBT001 - given
    edit: Edit = SetReview(review_without(WAITING, where)) if confirm else edit_at(where, text)
    after = edit.apply(WAITING)
    assert not is_unreviewed(after, where)
    others = [each for each in ORDER if not where.startswith(each)]
    assert [each for each in unreviewed(after, FIRST) if each in others] == others
    assert edit.inverse(WAITING).apply(after) == WAITING
