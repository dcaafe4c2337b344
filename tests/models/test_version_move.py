"""A form in another form version, and back: nothing is lost, and what has no place is said."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given

from models.amounts import amount_value
from models.checks.stale import stale
from models.digest import canonical
from models.form_json import form_from_json, form_to_json
from models.roll_forward import roll_forward
from models.unreviewed import unreviewed
from models.version_move import move_to
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.form import Form


def test_the_sample_in_the_second_version() -> None:
    moved = move_to(replace(SAMPLE, review=("fields.contact", "fields.duties", "abc")), FIRST, SECOND)
    form = moved.form
    assert form.form == SECOND.id
    assert form.fields["contact"] == SAMPLE.fields["contact"]
    assert form.amounts["projects"] == SAMPLE.amounts["expense_project"]  # found by its label
    assert form.fields["unit"] == SAMPLE.fields["reporting_unit"]
    assert unreviewed(form, SECOND) == ("fields.contact",)
    assert move_to(form, SECOND, FIRST).form.review == ("fields.contact", "fields.duties", "abc")
    assert [row.id for row in form.indicators] == [row.id for row in SAMPLE.indicators]
    assert form.indicators[7].group == ("产出指标", "时效指标")
    assert form.indicators[0].cells["nature"] == "＝"
    assert "分组“产出类指标 · 进度指标”改叫“产出指标 · 时效指标”。" in moved.changed
    named = dict(moved.unplaced)
    assert named["实施起止时间"] == "2020.1-12"
    assert named["本级安排"] == SAMPLE.amounts["income_local"]


def test_a_group_the_other_version_has_not_keeps_its_name_and_is_said() -> None:
    row = replace(SAMPLE.indicators[0], level2="成本指标")
    moved = move_to(replace(SAMPLE, indicators=(row,)), FIRST, SECOND)
    assert moved.form.indicators[0].group == ("产出类指标", "成本指标")
    assert ("第1行的分组", "产出类指标 / 成本指标") in moved.unplaced


def test_amounts_are_converted_exactly_into_the_other_unit() -> None:
    yuan = replace(SECOND, unit="元")
    form = move_to(replace(SAMPLE, amounts={**SAMPLE.amounts, "expense_project": "20347.990001"}), FIRST, yuan).form
    assert amount_value(form.amounts["projects"]) == amount_value("203479900.01")


@given(forms(FIRST, most_indicators=6, longest=60))
def test_there_and_back_nothing_is_lost(form: Form) -> None:
    there = move_to(form, FIRST, SECOND)
    kept = form_from_json(form_to_json(there.form), DEFINITIONS)
    returned = move_to(kept, SECOND, FIRST)
    back, said = returned.form, "".join((*there.changed, *returned.changed))
    one, other = canonical(form, FIRST), canonical(back, FIRST)
    for before, after in zip(one["indicators"], other["indicators"], strict=True):
        if before["nature"] != after["nature"]:  # the same sign in another spelling, and it is said
            assert f"“{before['nature']}”写成了" in said
            sign = unicodedata.normalize("NFKC", before["nature"])
            assert FIRST.columns["nature"].spellings.get(sign, sign) == after["nature"]
            after["nature"] = before["nature"]
    assert one == other
    assert [row.id for row in back.indicators] == [row.id for row in form.indicators]


def test_what_is_kept_is_rolled_forward_too_and_comes_back_to_be_looked_at() -> None:
    kept = replace(SAMPLE, extra={"amounts": {"a_note": 5}})
    there = move_to(kept, FIRST, SECOND).form
    rolled = roll_forward(there, SECOND, 2021).form
    back = move_to(form_from_json(form_to_json(rolled), DEFINITIONS), SECOND, FIRST).form
    assert set(back.amounts.values()) == {""}
    assert back.extra["amounts"]["a_note"] == 5
    assert {name for name, text in back.fields.items() if text} == {
        where.partition(".")[2] for where in unreviewed(back, FIRST) if where.startswith("fields.")
    }
    (period,) = [problem for problem in stale(back, FIRST) if problem.where == "fields.period"]
    assert period.fix is not None
    assert period.fix.changes[0].after == "2021.1-12"
    assert roll_forward(there, SECOND, 2021, keep_amounts=True).form.extra["amounts"]["income_local"] == "5745.72"
