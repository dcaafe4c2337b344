"""What has become of a form, as people say it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.alterations import ADDED, CHANGED, MOVED, REMOVED, Alteration, alterations, counted_by_section
from models.compare import differences
from models.edits import InsertIndicators, MoveIndicators, RemoveIndicators, edit_at
from models.form import Form, new_indicator
from models.place import value_at
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE, SECOND

NEW = new_indicator(FIRST, "产出类指标", "数量指标", {"name": "救助站", "nature": "=", "value": "2个"})


@pytest.mark.parametrize(
    ("where", "label"),
    [
        ("fields.reporting_unit", "填报单位"),
        ("fields.period", "一、实施起止时间"),
        ("amounts.expense_public", "二、公用支出"),
        ("indicators[2].value", "三、数量指标 3 ・ 指标值"),
        ("indicators[4].name", "三、质量指标 1 ・ 指标名称"),
        ("fields.measures", "四、工作措施"),
    ],
)
def test_a_changed_place_is_named_with_its_section(where: str, label: str) -> None:
    now = edit_at(where, "77").apply(SAMPLE)
    (found,) = alterations(SAMPLE, now, FIRST)
    assert found == Alteration(where, label, CHANGED, value_at(SAMPLE, where), "77")


def test_they_come_in_the_order_of_the_paper_and_are_counted_by_section() -> None:
    now = SAMPLE
    for where in ("fields.measures", "indicators[1].value", "amounts.income_total", "fields.project_name"):
        now = edit_at(where, "7").apply(now)
    found = alterations(SAMPLE, replace(now, year=2021), FIRST)
    assert [each.label[:2] for each in found] == ["年度", "一、", "二、", "三、", "四、"]
    assert sorted(counted_by_section(found, FIRST).values()) == [1, 1, 1, 1, 1]


def test_a_new_indicator_does_not_make_the_rows_below_it_other_ones() -> None:
    (found,) = alterations(SAMPLE, InsertIndicators(((1, NEW),)).apply(SAMPLE), FIRST)
    assert found == Alteration("indicators[1]", "三、数量指标 2", ADDED, "", "救助站 = 2个")


def test_a_removed_indicator_is_said_where_it_stood() -> None:
    (found,) = alterations(SAMPLE, RemoveIndicators((10,)).apply(SAMPLE), FIRST)
    assert (found.where, found.kind, found.after) == ("indicators[9]", REMOVED, "")
    assert SAMPLE.indicators[10].name in found.before


def test_a_moved_and_changed_indicator_is_said_to_be_moved_and_changed() -> None:
    now = MoveIndicators((0,), 7, ("产出类指标", "质量指标")).apply(SAMPLE)
    now = edit_at("indicators[6].value", "99%").apply(now)
    moved, changed = alterations(SAMPLE, now, FIRST)
    assert moved == Alteration("indicators[6]", "三、质量指标 4", MOVED, "“数量指标”第 1 条", "“质量指标”第 4 条")
    assert changed == Alteration("indicators[6].value", "三、质量指标 4 ・ 指标值", CHANGED, "100%", "99%")


def test_a_change_of_the_first_level_alone_is_told() -> None:
    now = edit_at("indicators[0].level1", "另一级").apply(SAMPLE)
    (found,) = alterations(SAMPLE, now, FIRST)
    assert (found.before, found.after) == ("“产出类指标・数量指标”第 1 条", "“另一级・数量指标”第 1 条")


def test_an_indicator_put_back_by_hand_is_no_change() -> None:
    again = replace(SAMPLE.indicators[3], id="another")
    now = replace(SAMPLE, indicators=(*SAMPLE.indicators[:3], again, *SAMPLE.indicators[4:]))
    assert alterations(SAMPLE, now, FIRST) == ()


@given(forms(FIRST, longest=60, most_indicators=6), st.data())
def test_none_are_found_just_where_the_forms_say_the_same(form: Form, data: st.DataObject) -> None:
    rows = data.draw(st.permutations(form.indicators))
    other = replace(form, indicators=tuple(rows))
    assert alterations(form, form, FIRST) == ()
    same = not differences(form, other, FIRST)
    assert same == (not alterations(form, other, FIRST))
    assert {each.kind for each in alterations(form, other, FIRST)} <= {MOVED, CHANGED}


@settings(max_examples=40)
@given(forms(SECOND, longest=60, most_indicators=6), forms(SECOND, longest=60, most_indicators=6))
def test_every_place_can_be_gone_to(before: Form, now: Form) -> None:
    for each in alterations(before, now, SECOND):
        if each.where.startswith(("fields", "amounts")):
            assert each.after.strip() != each.before.strip()
            value_at(now, each.where)
        elif each.kind in {ADDED, MOVED}:
            assert value_at(now, f"{each.where}.name") is not None
