"""Edits and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import (
    ArrangeIndicators,
    InsertIndicators,
    MoveIndicators,
    RemoveIndicators,
    RestoreForm,
    SetAcknowledged,
    SetAmount,
    SetField,
    SetIndicator,
    Several,
    edit_at,
    edit_for,
)
from models.form import Acknowledgement, new_indicator
from models.problem import Change
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from models.edits import Edit

ROW = new_indicator(FIRST, "产出类指标", "成本指标", {"name": "1.人均成本", "nature": "≤", "value": "5元"})
NOTE = Acknowledgement("text.period", "fields.period", "就是这样写的", "abc", "2020-11-23T10:32:05")


def single_edits(rows: int) -> SearchStrategy[Any]:
    indexes = st.lists(st.integers(0, rows - 1), min_size=1, unique=True).map(tuple) if rows else st.just(())
    fields = [
        st.builds(SetField, st.sampled_from([*FIRST.fields]), st.text(max_size=5)),
        st.builds(SetAmount, st.sampled_from([*FIRST.amounts]), st.sampled_from(["", "1", "20.5"])),
        st.just(SetAcknowledged((NOTE,))),
        st.just(RestoreForm(replace(SAMPLE, year=2019, review=("fields.goals",)), "回到 09:31 的内容")),
        st.integers(0, rows).map(lambda i: InsertIndicators(((i, ROW), (i + 1, ROW)))),
        st.permutations(range(rows)).map(
            lambda order: ArrangeIndicators(tuple(SAMPLE.indicators[i % 11] for i in order), "排序"),
        ),
        st.builds(RemoveIndicators, indexes),
        st.builds(MoveIndicators, indexes, st.integers(0, rows), st.sampled_from([None, ("甲", "乙")])),
    ]
    if rows:
        column = st.sampled_from(["level1", "level2", *FIRST.columns])
        fields.append(st.builds(SetIndicator, st.integers(0, rows - 1), column, st.text(max_size=3)))
    return st.one_of(fields)


@given(st.data())
def test_edits_undone_to_the_start_and_redone_give_equal_forms(data: st.DataObject) -> None:
    form, undo, forms = SAMPLE, [], [SAMPLE]
    for _ in range(data.draw(st.integers(1, 12))):
        edit: Edit = data.draw(single_edits(len(form.indicators)))
        undo.append(edit.inverse(form))
        form = edit.apply(form)
        forms.append(form)
        assert edit.label(FIRST)
    redo = []
    for back in reversed(undo):
        redo.append(back.inverse(form))
        form = back.apply(form)
    assert form == SAMPLE
    for forward, expected in zip(reversed(redo), forms[1:], strict=True):
        form = forward.apply(form)
        assert form == expected


@given(st.data())
def test_several_edits_are_taken_back_as_one(data: st.DataObject) -> None:
    edits, form = [], SAMPLE
    for _ in range(data.draw(st.integers(1, 6))):
        edits.append(data.draw(single_edits(len(form.indicators))))
        form = edits[-1].apply(form)
    together = Several("粘贴", tuple(edits))
    assert together.apply(SAMPLE) == form
    assert together.inverse(SAMPLE).apply(form) == SAMPLE


def test_moving_rows_keeps_their_order_and_takes_the_new_group() -> None:
    moved = MoveIndicators((0, 2), 7, ("产出类指标", "质量指标")).apply(SAMPLE).indicators
    names = [row.name[:2] for row in moved]
    assert names == ["2.", "4.", "1.", "2.", "3.", "1.", "3.", "4.", "1.", "2.", "1."]
    assert [row.level2 for row in moved[2:7]] == ["质量指标"] * 5
    assert {row.id for row in moved} == {row.id for row in SAMPLE.indicators}


def test_an_edit_at_a_place_reads_and_cleans_what_was_typed() -> None:
    form = edit_at("amounts.income_total", "２亿元").apply(SAMPLE)
    form = edit_at("fields.contact", "伍\u200b老师").apply(form)
    form = edit_at("indicators[3].value", "60个").apply(form)
    assert form.amounts["income_total"] == "20000"
    assert form.fields["contact"] == "伍老师"
    assert form.indicators[3].cells["value"] == "60个"


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (SetField("unit_full_name", ""), "修改“实施单位（全称）”"),
        (SetAmount("expense_project", ""), "修改“项目支出”"),
        (SetIndicator(3, "value", ""), "修改第4行“指标值”"),
        (SetIndicator(0, "level2", ""), "修改第1行“二级指标”"),
        (RemoveIndicators((1, 2)), "删除 2 条指标"),
        (InsertIndicators(((0, ROW),)), "添加 1 条指标"),
        (MoveIndicators((1,), 0), "移动 1 条指标"),
    ],
)
def test_the_undo_menu_names_what_is_done(edit: Edit, label: str) -> None:
    assert edit.label(FIRST) == label


def test_a_fix_is_one_edit() -> None:
    fix = edit_for(
        "改为 20347.99",
        [Change("amounts.expense_project", "20374.99", "20347.99"), Change("fields.period", "", "2020年1月-12月")],
    )
    wrong = replace(SAMPLE, amounts={**SAMPLE.amounts, "expense_project": "20374.99"})
    fixed = fix.apply(wrong)
    assert fixed.amounts["expense_project"] == "20347.99"
    assert fixed.fields["period"] == "2020年1月-12月"
    assert fix.inverse(wrong).apply(fixed) == wrong
