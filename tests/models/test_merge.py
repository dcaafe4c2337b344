"""Another form's content taken over place by place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.digest import canonical
from models.edits import RemoveIndicators, edit_at
from models.form import Form, with_derived_ids
from models.merge import merge_edit, offers
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE


def test_places_and_rows_that_differ_are_offered() -> None:
    form = RemoveIndicators((4,)).apply(edit_at("fields.contact", "李四").apply(SAMPLE))
    form = edit_at("indicators[0].value", "90%").apply(form)
    found = offers(form, SAMPLE, FIRST)
    assert [(offer.where, offer.now, offer.then) for offer in found[:2]] == [
        ("fields.contact", "李四", "伍老师"),
        ("indicators[0].value", "90%", "100%"),
    ]
    assert [offer.label for offer in found[2:]] == ["新指标：质量指标"]
    merged = merge_edit(form, found, FIRST).apply(form)
    assert [row.name for row in merged.indicators[4:7]] == [SAMPLE.indicators[i].name for i in (5, 6, 4)]


def test_indicators_of_other_ids_are_matched_by_group_and_name() -> None:
    renumbered = [
        replace(row, id="", cells={**row.cells, "name": row.name.replace(".", "、")}) for row in SAMPLE.indicators
    ]
    found = offers(SAMPLE, replace(SAMPLE, indicators=with_derived_ids(renumbered)), FIRST)
    assert {offer.where.partition(".")[2] for offer in found} == {"name"}


@given(forms(FIRST, most_indicators=5, longest=40), forms(FIRST, most_indicators=5, longest=40), st.data())
def test_taking_all_makes_the_places_equal_and_one_step_takes_it_back(
    form: Form, other: Form, data: st.DataObject
) -> None:
    found = offers(form, other, FIRST)
    edit = merge_edit(form, found, FIRST)
    merged = edit.apply(form)
    assert edit.inverse(form).apply(merged) == form
    one, two = canonical(merged, FIRST), canonical(other, FIRST)
    assert (one["fields"], one["amounts"]) == (two["fields"], two["amounts"])
    assert len(merged.indicators) >= len(form.indicators)
    wanted = [tuple(row.items()) for row in two["indicators"]]
    have = [tuple(row.items()) for row in one["indicators"]]
    assert all(have.count(row) >= wanted.count(row) for row in wanted)
    some = data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []
    partly = merge_edit(form, some, FIRST).apply(form)
    assert len(partly.indicators) == len(form.indicators) + sum(offer.row is not None for offer in some)


def test_what_nobody_has_looked_at_goes_along_and_is_to_be_looked_at() -> None:
    other = edit_at("indicators[0].value", "90%").apply(edit_at("fields.contact", "李四").apply(SAMPLE))
    other = edit_at("fields.phone", "66666666").apply(other)
    other = replace(other, review=("fields.contact", SAMPLE.indicators[0].id, SAMPLE.indicators[4].id))
    form = replace(RemoveIndicators((4,)).apply(SAMPLE), review=("fields.duties",))
    found = offers(form, other, FIRST)
    assert [offer.is_unreviewed for offer in found] == [True, False, True, True]
    edit = merge_edit(form, found, FIRST)
    merged = edit.apply(form)
    assert set(merged.review) == {"fields.duties", *other.review}
    assert edit.what == "并入 4 处"
    assert edit.inverse(form).apply(merged) == form
