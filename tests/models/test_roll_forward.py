"""Last year's form rolled forward, once and over the years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks.review import review
from models.edits import (
    InsertIndicators,
    MoveIndicators,
    RemoveIndicators,
    SetIndicator,
    edit_at,
    edit_for,
)
from models.form import Acknowledgement, blank_form, new_indicator
from models.form_json import form_from_json, form_to_json
from models.lineage import Past, in_words, lineage_of
from models.roll_forward import everything, roll_forward
from models.trouble import Trouble
from models.years import moved
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

LET_STAND = Acknowledgement("field.phone", "fields.phone", "就是这样", "0" * 16, "2020-11-23T10:32:05+08:00")


def carried(form: Form) -> set[str]:
    """Give every place and indicator of a form that holds something."""
    places = {f"fields.{name}" for name, text in form.fields.items() if text.strip()}
    places |= {f"amounts.{name}" for name, text in form.amounts.items() if text.strip()}
    return places | {row.id for row in form.indicators if any(text.strip() for text in row.cells.values())}


def test_the_sample_goes_on_to_2021() -> None:
    rolled = roll_forward(replace(SAMPLE, acknowledged=(LET_STAND,)), FIRST, 2021)
    form = rolled.form
    assert (form.year, form.fields["period"], form.acknowledged) == (2021, "2021.1-12", ())
    assert [row.cells["last_year"] for row in form.indicators] == [row.cells["value"] for row in SAMPLE.indicators]
    assert [row.cells["value"] for row in form.indicators] == [row.cells["value"] for row in SAMPLE.indicators]
    assert [row.id for row in form.indicators] == [row.id for row in SAMPLE.indicators]
    assert set(form.amounts.values()) == {""}
    assert set(form.review) == carried(form)
    assert len(form.review) == 21
    assert any("不是实际完成数" in sentence for sentence in rolled.said)
    assert form_from_json(form_to_json(form), DEFINITIONS) == form


def test_amounts_are_kept_and_targets_emptied_as_asked() -> None:
    form = roll_forward(SAMPLE, FIRST, 2021, keep_amounts=True, keep_targets=False).form
    assert form.amounts == SAMPLE.amounts
    assert {f"amounts.{name}" for name in FIRST.amounts} <= set(form.review)
    assert {row.cells["value"] for row in form.indicators} == {""}
    assert [row.cells["nature"] for row in form.indicators] == [row.cells["nature"] for row in SAMPLE.indicators]
    assert [row.cells["last_year"] for row in form.indicators] == [row.cells["value"] for row in SAMPLE.indicators]


def test_the_sign_and_the_years_before_go_along_where_the_version_says_so() -> None:
    cells = {
        "name": "覆盖率",
        "nature": ">=",
        "value": "95",
        "unit": "%",
        "last_year": "＝90",
        "year_before_last": "80",
    }
    same = {"name": "人数", "nature": "＝", "value": "7"}
    rows = (new_indicator(SECOND, "产出指标", "数量指标", each) for each in (cells, same))
    blank = {"fields": dict.fromkeys(SECOND.fields, ""), "amounts": dict.fromkeys(SECOND.amounts, "")}
    form = replace(SAMPLE, form=SECOND.id, year=2022, indicators=tuple(rows), **blank)  # type: ignore[arg-type]
    rolled = roll_forward(form, SECOND, 2023).form.indicators
    assert [row.cells["last_year"] for row in rolled] == ["≥95", "7"]
    assert [row.cells["year_before_last"] for row in rolled] == ["＝90", ""]
    assert [row.cells["unit"] for row in rolled] == ["%", ""]


@pytest.mark.parametrize("year", [2019, 2020])
def test_it_goes_forward_only(year: int) -> None:
    with pytest.raises(Trouble, match="2021 年或以后"):
        roll_forward(SAMPLE, FIRST, year)


@pytest.mark.parametrize("year", [-5, 0, 3, 2000, 2100, 20201])
def test_what_is_no_year_is_refused_whatever_the_form_says_of_its_own(year: int) -> None:
    form = edit_at("fields.period", "全年").apply(replace(SAMPLE, year=None))
    with pytest.raises(Trouble, match="2001 年至 2099 年"):
        roll_forward(form, FIRST, year)


@pytest.mark.parametrize(
    ("period", "later"),
    [
        ("2018年1月-2022年12月", "2019年1月-2023年12月"),
        ("2017年1月-2018年12月", "2021年1月-2022年12月"),
        ("20年1月-12月", "21年1月-12月"),
    ],
)
def test_a_period_moves_as_the_form_does_or_begins_with_it(period: str, later: str) -> None:
    form = edit_at("fields.period", period).apply(SAMPLE)
    rolled = roll_forward(form, FIRST, 2021)
    assert rolled.form.fields["period"] == later
    assert [problem for problem in rolled.stale if problem.where == "fields.period"] == []


@pytest.mark.parametrize(
    ("nature", "value", "told"),
    [
        ("≥", "95%", "≥95%"),
        (">=", "≥95", "≥95"),
        ("≥", ">=95", ">=95"),
        ("≤", " 3天 ", "≤3天"),
        ("≤", "-3", "≤-3"),
        ("定性", "好", "好"),
        ("≥", "", ""),
        ("", "7", "7"),
    ],
)
def test_a_sign_is_written_once(nature: str, value: str, told: str) -> None:
    row = new_indicator(SECOND, "产出指标", "数量指标", {"name": "人数", "nature": nature, "value": value})
    form = replace(blank_form(SECOND, 2022), indicators=(row,))
    assert roll_forward(form, SECOND, 2023).form.indicators[0].cells["last_year"] == told


def test_years_left_out_leave_a_gap_in_the_line() -> None:
    first = replace(edit_at("indicators[0].value", "5\n个").apply(SAMPLE), year=2020)
    later = roll_forward(first, FIRST, 2023).form
    lineage = lineage_of([(later, FIRST)])
    assert in_words(lineage.before(later.indicators[0].id, 2023)) == "2020 5 个"


def test_a_period_without_a_year_stays_and_is_said() -> None:
    form = edit_at("fields.period", "全年").apply(replace(SAMPLE, year=None))
    rolled = roll_forward(form, FIRST, 2021)
    assert rolled.form.fields["period"] == "全年"
    assert any("“全年”里看不出年份" in sentence for sentence in rolled.said)


def test_years_and_documents_that_look_stale_are_listed_and_not_changed() -> None:
    goals = "2020年建成3个站，比2019年多1个，落实“十三五”规划（渝民〔2020〕17号）。2022年完成。"
    form = edit_at("fields.goals", goals).apply(SAMPLE)
    form = edit_at("indicators[0].value", "2020年12月底前").apply(form)
    rolled = roll_forward(form, FIRST, 2021)
    assert rolled.form.fields["goals"] == goals
    found = {(problem.where, problem.id): problem for problem in rolled.stale}
    plans = [problem for problem in rolled.stale if "十三五" in problem.message]
    assert [problem.where for problem in plans] == ["fields.goals"]
    value = found["indicators[0].value", "text.stale-year"].fix
    assert value is not None
    assert value.changes[0].after == "2021年12月底前"
    assert ("indicators[0].last_year", "text.stale-year") not in found  # of last year by right
    assert "7 个文号早于 2016 年（〔2015〕50号" in found["fields.management", "text.stale-document"].message
    years = next(p.fix for p in rolled.stale if p.where == "fields.goals" and "2019、2020" in p.message)
    assert years is not None
    after = edit_for(years.label, years.changes).apply(rolled.form)
    expected = "2021年建成3个站，比2020年多1个，落实“十三五”规划（渝民〔2020〕17号）。2022年完成。"
    assert after.fields["goals"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "渝财绩〔2020〕10号",
        "渝财绩[2020]10号",
        "渝财绩【2020】10号",
        "渝财绩（2020）10号",
        "渝财绩(2020)10号",
        "渝财绩﹝2020﹞10号",
        "渝财绩〔２０２０〕１０号",
        "渝财绩〔 2020 〕 第 10 号",
        "渝财绩〔2020〕",
        "2020年第10号公告",
        "补助2020人、2020.5万元",
    ],
)
def test_document_numbers_and_figures_are_not_called_a_stale_year(text: str) -> None:
    rolled = roll_forward(edit_at("fields.goals", text).apply(SAMPLE), FIRST, 2021)
    assert [problem for problem in rolled.stale if problem.where == "fields.goals"] == []


@pytest.mark.parametrize(
    "text", ["FY2020", "20年底", "二〇二〇年", "２０２０", "20201231前", "2019-2020年", "（2020）"]
)
def test_a_year_in_any_spelling_is_called_stale(text: str) -> None:
    rolled = roll_forward(edit_at("indicators[0].remark", text).apply(SAMPLE), FIRST, 2021)
    (found,) = [problem for problem in rolled.stale if problem.where == "indicators[0].remark"]
    assert found.fix is not None
    assert found.fix.changes[0].after == moved(text, 1)


PIECES = st.sampled_from(
    [
        ("2020年建成", "2021年建成"),
        ("比2019年多", "比2020年多"),
        ("二〇二〇年底", "二〇二一年底"),
        ("（２０２０）", "（２０２１）"),
        ("20年3月前", "21年3月前"),
        ("20201231前", "20211231前"),
        *(
            (text, text)
            for text in (
                "渝财绩〔2020〕10号",
                "（2019）11号",
                "【２０２０】第3号",
                "2020年第5号",
                "2020人",
                "2020.12万元",
                "120205",
                "63832020",
                "2.29亿元",
                "2022年",
                "2015年",
                "满20年",
            )
        ),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=8))
def test_the_fix_of_stale_years_moves_these_and_nothing_else(pieces: list[tuple[str, str]]) -> None:
    before, after = ("；".join(texts) for texts in zip(*pieces, strict=True))
    rolled = roll_forward(edit_at("fields.goals", before).apply(SAMPLE), FIRST, 2021)
    found = [problem for problem in rolled.stale if (problem.where, problem.id) == ("fields.goals", "text.stale-year")]
    fixed = [edit_for("", problem.fix.changes).apply(rolled.form) for problem in found if problem.fix]
    is_of_the_year_before_alone = {one for one, other in pieces if one != other} == {"比2019年多"}
    expected = [] if before == after or is_of_the_year_before_alone else [after]
    assert [form.fields["goals"] for form in fixed] == expected


def test_an_old_document_is_named_in_any_spelling_and_a_telephone_number_is_left_alone() -> None:
    form = edit_at("fields.goals", "渝财绩﹝２０１０﹞１号、渝财绩(2014)2号").apply(SAMPLE)
    form = edit_at("fields.phone", "023-6383 2020").apply(form)
    found = {problem.where: problem.message for problem in roll_forward(form, FIRST, 2021).stale}
    assert "有 2 个文号早于 2016 年（﹝２０１０﹞１号、(2014)2号）" in found["fields.goals"]
    assert "fields.phone" not in found


def test_what_was_looked_at_is_not_called_stale_again() -> None:
    form = edit_at("fields.goals", "2020年建成。").apply(SAMPLE)
    rolled = roll_forward(form, FIRST, 2021).form
    assert [p.where for p in review(rolled, FIRST) if p.id == "text.stale-year"] == ["fields.goals"]
    looked_at = replace(rolled, review=tuple(mark for mark in rolled.review if mark != "fields.goals"))
    assert [p.id for p in review(looked_at, FIRST) if p.id == "text.stale-year"] == []
    assert [p.id for p in review(form, FIRST) if "stale" in p.id] == []  # nor in a form that was never rolled forward


def test_over_two_years_with_renaming_moving_and_deleting() -> None:
    first = roll_forward(SAMPLE, FIRST, 2021).form
    for where, text in (
        ("indicators[3].name", "1.新增持证社工人数"),
        ("indicators[3].value", "55个"),
        ("indicators[1].value", "5本"),
    ):
        first = edit_at(where, text).apply(first)
    first = MoveIndicators((3,), 0).apply(first)
    first = RemoveIndicators((5,)).apply(first)
    added = new_indicator(FIRST, "产出类指标", "成本指标", {"name": "人均成本", "nature": "≤", "value": "9元"})
    first = InsertIndicators(((4, added),)).apply(first)
    second = roll_forward(first, FIRST, 2022).form
    renamed = next(row for row in second.indicators if row.id == SAMPLE.indicators[3].id)
    assert (renamed.name, renamed.cells["last_year"]) == ("1.新增持证社工人数", "55个")
    assert second.fields["period"] == "2022.1-12"
    assert set(second.review) == carried(second)
    lineage = lineage_of([(second, FIRST), (first, FIRST), (SAMPLE, FIRST)])
    assert in_words(lineage.before(renamed.id, 2022)) == "2019 ≥50个 · 2020 50个 · 2021 55个"
    assert lineage.before(added.id, 2022) == (Past(2021, "9元"),)
    gone = SAMPLE.indicators[5].id
    assert gone not in {row.id for row in second.indicators}
    assert [past.year for past in lineage.before(gone, None)] == [2019, 2020]


@st.composite
def changed_forms(draw: st.DrawFn, definition: Definition) -> tuple[Form, Form]:
    """Give a form, and the one a clerk made of its next year: renamed, moved, deleted, added to."""
    form = draw(forms(definition, most_indicators=6, longest=60))
    form = replace(form, year=draw(st.integers(2015, 2030)))
    rolled = roll_forward(form, definition, (form.year or 0) + draw(st.integers(1, 3))).form
    later = rolled
    for _ in range(draw(st.integers(0, 4))):
        rows = len(later.indicators)
        if not rows:
            break
        row = draw(st.integers(0, rows - 1))
        what = draw(st.sampled_from(["name", "value", "move", "delete"]))
        if what == "move":
            later = MoveIndicators((row,), draw(st.integers(0, rows))).apply(later)
        elif what == "delete":
            later = RemoveIndicators((row,)).apply(later)
        else:
            later = SetIndicator(row, what, f"新的{row}").apply(later)
    return form, later


@pytest.mark.parametrize("definition", [FIRST, SECOND], ids=["first", "second"])
@given(data=st.data())
def test_no_value_is_lost_and_nothing_goes_unmarked(definition: Definition, data: st.DataObject) -> None:
    form, later = data.draw(changed_forms(definition))
    following = roll_forward(later, definition, (later.year or 0) + 1).form
    assert set(following.review) == set(everything(following))
    assert carried(following) <= set(following.review)
    told = {row.id: row for row in following.indicators}
    for row in later.indicators:
        if not row.says_nothing:
            assert told[row.id].cells["last_year"].endswith(row.cells["value"].strip())
            assert told[row.id].name == row.name
    ids = {row.id for row in form.indicators}
    assert {row.id for row in following.indicators} <= ids
    for name, text in later.fields.items():
        if name != "period":
            assert following.fields[name] == text
