"""What two forms say differently."""

from __future__ import annotations

import pytest
from hypothesis import given

from models.compare import differences
from models.edits import InsertIndicators, RemoveIndicators, edit_at
from models.form import Form, new_indicator
from models.place import describe_place, value_at
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE

PLACES = [
    *(f"fields.{name}" for name in FIRST.fields),
    *(f"amounts.{name}" for name in FIRST.amounts),
    *(f"indicators[{i}].{column}" for i in range(11) for column in ("level1", "level2", *FIRST.columns)),
]


@pytest.mark.parametrize("where", PLACES)
def test_exactly_the_changed_place_is_named(where: str) -> None:
    changed = edit_at(where, "77").apply(SAMPLE)
    (found,) = differences(SAMPLE, changed, FIRST)
    assert found == (where, describe_place(where, FIRST), value_at(SAMPLE, where), "77")


def test_a_blank_inside_a_text_is_a_difference() -> None:
    changed = edit_at("fields.goals", SAMPLE.fields["goals"].replace("救助", "救 助", 1)).apply(SAMPLE)
    assert [found.where for found in differences(SAMPLE, changed, FIRST)] == ["fields.goals"]


@pytest.mark.parametrize("row", [0, 4, 10])
def test_a_row_more_or_less_is_named_alone(row: int) -> None:
    (gone,) = differences(SAMPLE, RemoveIndicators((row,)).apply(SAMPLE), FIRST)
    assert (gone.where, gone.second) == (f"indicators[{row}]", "")
    assert SAMPLE.indicators[row].name in gone.first
    added = new_indicator(FIRST, "产出类指标", "成本指标", {"name": "人均成本", "value": "5元"})
    (new,) = differences(SAMPLE, InsertIndicators(((row, added),)).apply(SAMPLE), FIRST)
    assert new == (f"indicators[{row}]", f"第{row + 1}行", "", "产出类指标 成本指标 人均成本 5元")


@given(forms(FIRST, longest=300, most_indicators=20))
def test_a_form_does_not_differ_from_itself(form: Form) -> None:
    assert differences(form, form, FIRST) == ()
