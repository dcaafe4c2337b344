"""What a reviewer says: of the real form, of forms without a fault, of planted faults; and that every fix mends."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.checks import review as review_room
from models.checks.review import acknowledge, let_stand, review, review_live, review_texts
from models.definition import CheckSetting
from models.edits import edit_at, edit_for
from models.form import blank_form
from models.form_json import form_from_json, form_to_json
from models.place import describe_place, value_at
from models.problem import Problem, Severity
from tests.clean_forms import clean_forms, mended_sample
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

CLEAN = mended_sample()

# Written from the reviewer's table, a line for each of its rows: check, place.
ROWS = """
indicator.same-name indicators[10].name
indicator.satisfaction indicators[10].name
indicator.numbering indicators[7].name
indicator.rate-as-quantity indicators[0].name
indicator.value-form indicators[2].value
indicator.name-task indicators[1].name note
indicator.last-year-sign indicators[3].last_year note
field.period fields.period
field.unit-name fields.reporting_unit note
text.ordinals fields.measures
text.empty-heading fields.measures
text.items-match fields.measures
text.slip fields.management
text.slip fields.measures
text.punctuation fields.measures
text.brackets indicators[7].remark
text.document-number fields.management
text.half-width indicators[1].name
text.blanks fields.management note
text.goals-covered fields.goals note
indicator.groups-missing form note
indicator.unchanged form note
field.contact-name fields.contact note
field.phone fields.phone note
""".strip()


def warnings_of(form: Form, definition: Definition = FIRST) -> set[tuple[str, str]]:
    return {(p.id, p.where) for p in review(form, definition) if p.severity is not Severity.NOTE}


def test_the_real_form_gets_every_remark_of_the_table_and_no_other_above_a_note() -> None:
    found = {(problem.id, problem.where): problem for problem in review(SAMPLE, FIRST)}
    expected = [row.split() for row in ROWS.splitlines()]
    for check, where, *grade in expected:
        assert (check, where) in found
        assert found[check, where].severity is (Severity.NOTE if grade else Severity.WARNING)
    assert warnings_of(SAMPLE) == {(row[0], row[1]) for row in expected if len(row) == 2}


def test_the_real_instances_are_named_in_the_sentences() -> None:
    said = "\n".join(problem.message for problem in review(SAMPLE, FIRST))
    for instance in (
        "2020.1-12",
        "各2个",
        "三、人生关怀",
        "七、社区养老机构",
        "“四”后面是“六”",
        "（2018）11号",
        "〔2010〕184",
    ):
        assert instance in said
    assert "9 条有上年度值的指标里有 8 条" in said
    (period,) = [problem for problem in review(SAMPLE, FIRST) if problem.id == "field.period"]
    assert period.fix is not None
    assert period.fix.changes[0].after == "2020年1月-12月"


@pytest.mark.parametrize("form", [CLEAN, *clean_forms()], ids=lambda form: form.fields["reporting_unit"])
def test_a_clean_form_gets_no_error_and_no_warning(form: Form) -> None:
    assert warnings_of(form) == set()


def test_there_are_enough_clean_forms() -> None:
    counts = [len(form.indicators) for form in clean_forms()]
    assert len(counts) >= 10
    assert (min(counts), max(counts)) == (1, 60)


PLANTED = [
    ("fields.period", "长期", "field.period", None),
    ("fields.period", "44196", "field.date-serial", None),
    ("fields.unit_full_name", "重庆市渝中区民政局、重庆市渝中区财政局", "field.two-units", None),
    ("fields.duties", "XX局负责全区民政工作。", "text.placeholder", None),
    ("fields.goals", "一、做好救助，，养老工作。", "text.punctuation", "一、做好救助，养老工作。"),
    ("fields.goals", "做好救助;做好养老。", "text.half-width", "做好救助；做好养老。"),
    ("fields.management", "《临时救助办法（渝民发〔2015〕50号）", "text.brackets", None),
    ("fields.management", "《临时救助办法》（渝民发〔2015]50号）", "text.brackets", None),
    ("fields.management", "按办法(2015年修订）执行", "text.brackets", "按办法（2015年修订）执行"),
    ("fields.management", "渝民发[2015]50号", "text.document-number", "渝民发〔2015〕50号"),
    ("fields.measures", "1.定人；2.定岗；4.定责。", "text.ordinals", None),
    ("fields.measures", "转款专用，专人管理。", "text.slip", "专款专用，专人管理。"),
    ("amounts.income_other", "-1", "amount.negative", None),
    ("indicators[4].value", "120%", "indicator.over-hundred", None),
    ("indicators[3].value", "良好", "indicator.sign-with-text", None),
    ("indicators[4].value", "进一步提高", "indicator.vague", None),
    ("indicators[3].value", "40个", "indicator.looser", None),
    ("indicators[3].name", "3.在职人员数量", "indicator.resource", None),
    ("indicators[3].name", "3.新增社会工作专业人才数量（个）", "indicator.unit-repeated", None),
    ("indicators[10].name", "1.救助覆盖率", "indicator.satisfaction", None),
    ("indicators[5].name", "5.贫困残疾人护理补贴覆盖率", "indicator.numbering", "2.贫困残疾人护理补贴覆盖率"),
    ("indicators[7].level2", "速度指标", "indicator.unknown-group", None),
    ("indicators[3].nature", "大概", "indicator.nature", None),
    ("indicators[3].nature", ">=", "indicator.nature-spelling", "≥"),
    ("indicators[3].value", "50个，60人", "indicator.value-form", None),
    ("amounts.expense_public", "120.2001", "amount.decimals", None),
    ("indicators[3].name", "3." + "很长的指标名称" * 9 + "数量", "indicator.name-long", None),
]


@pytest.mark.parametrize(("where", "text", "check", "mended"), PLANTED, ids=[f"{row[2]}-{row[0]}" for row in PLANTED])
def test_a_planted_fault_is_found_at_its_place(where: str, text: str, check: str, mended: str | None) -> None:
    form = edit_at(where, text).apply(CLEAN)
    found = [problem for problem in review(form, FIRST) if problem.id == check]
    assert [problem for problem in found if problem.where == where]
    assert [problem for problem in review(CLEAN, FIRST) if (problem.id, problem.where) == (check, where)] == []
    fixes = [change.after for p in found if p.fix for change in p.fix.changes if change.where == where]
    assert fixes == ([mended] if mended else [])


def test_a_number_under_a_qualitative_sign_is_found_at_the_sign() -> None:
    form = edit_at("indicators[3].nature", "定性").apply(CLEAN)
    assert ("indicator.qualitative-number", "indicators[3].nature") in warnings_of(form)


def test_a_part_typed_in_yuan_is_found_though_the_total_agrees() -> None:
    amounts = {**CLEAN.amounts, "income_superior": "151386100", "income_total": "151391845.72"}
    form = replace(CLEAN, amounts=amounts)
    assert ("amount.yuan", "amounts.income_superior") in warnings_of(form)


def test_a_field_over_its_limit_says_by_how_much() -> None:
    field = FIRST.fields["goals"]._replace(limit=10)
    version = replace(FIRST, fields={**FIRST.fields, "goals": field})
    form = edit_at("fields.goals", "十二个字的目标就是这么长").apply(CLEAN)
    messages = [problem.message for problem in review(form, version) if problem.id == "field.too-long"]
    assert messages == ["“整体绩效目标”有 12 个字，最多 10 个。请删去 2 个字。"]


def test_a_version_switches_a_check_off_or_grades_it_anew() -> None:
    checks = {
        **FIRST.checks,
        "text.slip": CheckSetting(severity="off"),
        "text.blanks": CheckSetting(severity="error", authority="某某号文"),
    }
    version = replace(FIRST, checks=checks)
    found = review(SAMPLE, version)
    assert [problem for problem in found if problem.id == "text.slip"] == []
    graded = [problem for problem in found if problem.id == "text.blanks"]
    assert {(problem.severity, problem.why) for problem in graded} == {(Severity.ERROR, "某某号文")}


def test_the_grades_of_a_versions_file_hold() -> None:
    form = edit_at("fields.goals", "做好救助,  做好养老,扶助").apply(blank_form(SECOND))
    found = {problem.id: problem.severity for problem in review_texts(form, SECOND)}
    assert found == {"text.half-width": Severity.NOTE}


def test_a_check_that_raises_is_logged_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(form: Form, definition: Definition) -> tuple[Problem, ...]:
        raise KeyError(form.form, definition.id)

    checks = (broken, *review_room._live())  # noqa: SLF001 - there is no bug to hand
    monkeypatch.setattr(review_room, "_live", lambda: checks)
    with caplog.at_level(logging.ERROR):
        found = review(SAMPLE, FIRST)
    assert [(record.name, bool(record.exc_info)) for record in caplog.records] == [("jixiao.checks", True)]
    caplog.clear()
    assert ("field.period", "fields.period") in {(problem.id, problem.where) for problem in found}


def problem_at(form: Form, check: str, where: str) -> Problem:
    (found,) = [problem for problem in review(form, FIRST) if (problem.id, problem.where) == (check, where)]
    return found


@pytest.mark.parametrize(
    ("check", "where", "elsewhere"),
    [
        ("field.period", "fields.period", "fields.contact"),
        ("indicator.value-form", "indicators[2].value", "indicators[2].remark"),
        ("indicator.same-name", "indicators[10].name", "indicators[3].name"),
    ],
)
def test_a_warning_is_let_stand_until_its_text_changes(check: str, where: str, elsewhere: str) -> None:
    problem = problem_at(SAMPLE, check, where)
    form = acknowledge(SAMPLE, problem, "已向财政说明情况，同意这样写", "2020-03-01T10:00:00").apply(SAMPLE)
    form = form_from_json(form_to_json(form), DEFINITIONS)
    assert (check, where) not in {(p.id, p.where) for p in review(form, FIRST)}
    assert [(p.id, a.reason) for p, a in let_stand(form, FIRST)] == [(check, "已向财政说明情况，同意这样写")]
    assert (check, where) not in {(p.id, p.where) for p in review(edit_at(elsewhere, "甲乙").apply(form), FIRST)}
    changed = edit_at(where, value_at(form, where) + "等").apply(form)
    assert let_stand(changed, FIRST) == ()


def test_it_follows_an_indicator_that_moves() -> None:
    problem = problem_at(SAMPLE, "indicator.value-form", "indicators[2].value")
    form = acknowledge(SAMPLE, problem, "两类各两个，合写更清楚", "2020-03-01T10:00:00").apply(SAMPLE)
    moved = replace(form, indicators=(form.indicators[2], *form.indicators[:2], *form.indicators[3:]))
    assert "indicator.value-form" not in {p.id for p in review(moved, FIRST)}


def test_an_error_cannot_be_let_stand() -> None:
    form = edit_at("fields.contact", "").apply(SAMPLE)
    (problem,) = [problem for problem in review(form, FIRST) if problem.severity is Severity.ERROR]
    with pytest.raises(ValueError, match="required"):
        acknowledge(form, problem, "没有联系人", "2020-03-01T10:00:00")


def identity(problem: Problem) -> tuple[str, str, str]:
    return problem.id, problem.where, problem.message


GROWING = {"amount.decimals", "indicator.name-long", "text.empty-heading"}
"""What length brings up: a figure typed in 元 has more decimals in 万元, a name with all its marks is longer, and
headings are looked at once something long stands under one of them."""


def check_fixes(form: Form, version: Definition) -> int:
    """Apply every fix by itself: its problem is gone, and none is there that was not there before."""
    before = review(form, version)
    for problem in before:
        if problem.fix is None:
            continue
        for change in problem.fix.changes:
            assert value_at(form, change.where) == change.before
        mended = review(edit_for(problem.fix.label, problem.fix.changes, version.unit).apply(form), version)
        assert [*map(identity, mended)].count(identity(problem)) < [*map(identity, before)].count(identity(problem))
        counts = {check: sum(each.id == check for each in before) for check in {each.id for each in (*before, *mended)}}
        counts[problem.id] -= 1
        for check, count in counts.items():
            if check not in GROWING:
                assert sum(each.id == check for each in mended) <= count, (problem, check)
    return sum(problem.fix is not None for problem in before)


def test_every_fix_of_the_real_form_mends() -> None:
    assert check_fixes(SAMPLE, FIRST) >= 12


pieces = st.sampled_from(
    [
        *(
            "转款专用",
            "应退出则退出",
            "，：",
            "。。",
            "、，",
            ",",
            ";",
            "(",
            "）",
            "（",
            ")",
            "〔",
            "]",
            "渝民发（2018）11号",
            "〔2010〕184、",
        ),
        *(
            "  ",
            "　　 ",
            "一、",
            "二、",
            "四、",
            "1.",
            "3.",
            "社区",
            "救助率",
            "养老",
            "《",
            "》",
            "“",
            "”",
            "\n",
            "2020",
            "100%",
            "≥",
        ),
    ],
)
awkward = st.lists(pieces, max_size=12).map("".join)


@given(st.lists(awkward, min_size=6, max_size=6), st.sampled_from(["2020.1-12", "2020-1至3", "2021", "2020.13-14"]))
@example(["一、应退出则退出,〔2010〕184、  ,一、", *[""] * 5], "2021")
def test_every_fix_of_awkward_texts_mends(typed: list[str], period: str) -> None:
    form = edit_at("fields.period", period).apply(SAMPLE)
    for where, text in zip(("fields.goals", "fields.management", "fields.measures"), typed, strict=False):
        form = edit_at(where, text).apply(form)
    for where, text in zip(
        ("indicators[1].name", "indicators[2].name", "indicators[9].remark"), typed[3:], strict=True
    ):
        form = edit_at(where, text).apply(form)
    check_fixes(form, FIRST)


@given(
    st.sampled_from([FIRST, SECOND]).flatmap(
        lambda v: st.tuples(forms(v, most_indicators=12, longest=2000), st.just(v))
    )
)
def test_any_form_is_reviewed_and_every_place_exists(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    for problem in review(form, version):
        assert problem.message.endswith("。")
        for where in (problem.where, *problem.also):
            assert describe_place(where, version)
            if where != "form":
                value_at(form, where)


def test_the_parts_of_a_review_are_the_whole() -> None:
    assert review(SAMPLE, FIRST) == (*review_live(SAMPLE, FIRST), *review_texts(SAMPLE, FIRST))


def test_a_blank_form_is_told_of_nothing_but_what_is_missing() -> None:
    assert {problem.id for problem in review(blank_form(FIRST), FIRST)} == {"field.required"}
