"""What was filled in before, found again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import RemoveIndicators, edit_at
from models.reuse import MOST, Past, Reusable, insert_edit, piece_at
from tests.strategies import texts
from tests.versions import FIRST, SAMPLE


def known() -> Reusable:
    found = Reusable()
    older = edit_at("fields.reporting_unit", "旧局").apply(replace(SAMPLE, year=2018))
    for form in (SAMPLE, older):
        found.add(form, FIRST)
    return found


def test_names_are_found_by_beginning_and_inside_with_or_without_a_number() -> None:
    found = known()
    assert [each.text for each in found.names("3.社区养老")] == ["社区养老服务覆盖率"]
    assert [each.text for each in found.names("覆盖率", "质量指标")][:1] != []
    assert found.names("养老")[0].text == "养老机构补贴及时发放率"  # begins with it
    assert {each.year for each in found.names("养老")} == {2020}
    assert found.names("养") == ()
    assert found.names("社区养老服务覆盖率") == ()  # is there already


def test_the_group_with_the_caret_comes_first() -> None:
    found = known().names("社会救助", "服务对象满意度指标")
    assert found[0].indicator is not None
    assert found[0].indicator.level2 == "服务对象满意度指标"


def test_paragraphs_of_the_same_field_come_first_and_long_ones_by_sentence_too() -> None:
    found = known()
    texts = [each.text for each in found.paragraphs("fields.goals", "1、强化")]
    assert texts == [SAMPLE.fields["goals"].split("\n")[0]]
    texts = [each.text for each in found.paragraphs("fields.goals", "负责婚姻登记")]
    assert texts == ["负责婚姻登记、殡葬管理工作，推进婚俗、殡葬改革。"]
    assert len(found.paragraphs("fields.measures", "一")) == 0


@pytest.mark.parametrize(
    ("text", "caret", "piece"),
    [
        ("加强管理", 4, ("加强管理", 0)),
        ("第一句。 加强", 7, ("加强", 5)),
        ("第一段\n加强\n第三段", 6, ("加强", 4)),
        ("加强管理", 2, None),
        ("加", 1, None),
        ("一句完了。", 5, None),
    ],
)
def test_the_piece_being_typed(text: str, caret: int, piece: tuple[str, int] | None) -> None:
    assert piece_at(text, caret) == piece


@given(texts(), st.data())
def test_a_piece_stands_where_it_says(text: str, data: st.DataObject) -> None:
    caret = data.draw(st.integers(0, len(text)))
    if piece := piece_at(text, caret):
        assert text[piece.start : caret] == piece.text
        assert not set(piece.text) & set("。；\n")


def test_never_more_than_a_few_are_offered() -> None:
    found = Reusable()
    rows = tuple(
        replace(SAMPLE.indicators[0], cells={**SAMPLE.indicators[0].cells, "name": f"覆盖率{n}"}) for n in range(50)
    )
    found.add(replace(SAMPLE, indicators=rows), FIRST)
    assert len(found.names("覆盖")) == MOST


def test_earlier_indicators_go_into_their_groups_to_be_looked_at_and_keep_their_line() -> None:
    form = replace(RemoveIndicators((0, 5, 10)).apply(SAMPLE), year=2021)
    rows = [SAMPLE.indicators[i] for i in (0, 5, 10)]
    edit = insert_edit(form, rows, FIRST, [2020, 2020, 2017])
    after = edit.apply(form)
    assert [row.level2 for row in after.indicators] == [row.level2 for row in SAMPLE.indicators]
    added = {row.id: row for row in after.indicators if row.id in {each.id for each in rows}}
    assert len(added) == 3
    assert set(after.review) == set(added)
    assert added[rows[1].id].cells["last_year"] == rows[1].cells["value"]
    assert added[rows[2].id].cells["last_year"] == ""  # of a year too long ago to be last year's
    assert edit.inverse(form).apply(after) == form


def test_what_was_changed_or_deleted_since_comes_after_what_stands() -> None:
    before = edit_at("fields.goals", "1、强化旧的保障。\n1、强\n只在以前。").apply(SAMPLE)
    now = RemoveIndicators((2,)).apply(SAMPLE)
    past, found = Past(), Reusable()
    past.add(before, FIRST)
    found.add(now, FIRST)
    found.add_past(past, now)
    texts = [each.text for each in found.paragraphs("fields.goals", "1、")]
    assert texts == [SAMPLE.fields["goals"].split("\n")[0], "1、强化旧的保障。"]  # not what was being typed: 1、强
    assert [each.origin for each in found.paragraphs("fields.goals", "只在")] == ["旧稿 2020 渝中区民政局"]
    deleted = SAMPLE.indicators[2]
    assert [each.indicator for each in found.indicators() if each.is_past] == [deleted]
    assert found.names(deleted.name[:-2])[-1].indicator == deleted
    found.add(SAMPLE, FIRST)  # another draft still holds it
    assert not any(each.is_past for each in found.indicators())


def test_an_indicator_of_this_year_that_was_deleted_comes_back_as_it_was() -> None:
    form = RemoveIndicators((3,)).apply(SAMPLE)
    after = insert_edit(form, [SAMPLE.indicators[3]], FIRST, [SAMPLE.year]).apply(form)
    assert set(after.indicators) == set(SAMPLE.indicators)


def test_an_indicator_that_is_there_already_gets_an_id_of_its_own() -> None:
    after = insert_edit(SAMPLE, [SAMPLE.indicators[0]], FIRST, [2020]).apply(SAMPLE)
    assert len({row.id for row in after.indicators}) == len(SAMPLE.indicators) + 1
