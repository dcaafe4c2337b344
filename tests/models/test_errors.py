"""The errors that make a paper a draft."""

from __future__ import annotations

import pytest

from models.checks.errors import errors
from models.checks.report import report_json, report_lines
from models.edits import edit_at
from models.form import Form, blank_form
from tests.versions import FIRST, SAMPLE, SECOND


def found(form: Form) -> list[tuple[str, str]]:
    return [(problem.id, problem.where) for problem in errors(form, FIRST)]


def test_the_sample_has_none() -> None:
    assert errors(SAMPLE, FIRST) == ()


@pytest.mark.parametrize("empty", ["", " ", "　", "\n"])
@pytest.mark.parametrize("where", ["fields.contact", "fields.management"])
def test_a_required_field_may_not_be_empty(where: str, empty: str) -> None:
    assert found(edit_at(where, empty).apply(SAMPLE)) == [("field.required", where)]
    assert found(edit_at(where, "无").apply(SAMPLE)) == []


@pytest.mark.parametrize(
    ("amount", "typed", "checks"),
    [
        ("expense_project", "20374.99", ["budget.expense-sum"]),
        ("income_local", "5745.73", ["budget.income-sum"]),
        ("expense_total", "20884.34", ["budget.expense-sum", "budget.balance"]),
        ("income_total", "0", ["budget.income-sum", "budget.balance"]),
        ("income_other", "见附件", ["amount.unreadable"]),
        ("expense_public", "120.20", []),
    ],
)
def test_sums_have_to_hold(amount: str, typed: str, checks: list[str]) -> None:
    assert [check for check, _ in found(edit_at(f"amounts.{amount}", typed).apply(SAMPLE))] == checks


def test_the_sentence_has_the_figures_and_the_reading() -> None:
    (problem,) = errors(edit_at("amounts.expense_project", "20374.99").apply(SAMPLE), FIRST)
    said = "支出三项之和 20911.33，比支出合计 20884.33 多 27.00 万元。“项目支出”的 4 和 7 像是写颠倒了。"
    assert problem.message == said
    assert problem.why == "本表口径：公用支出与基本支出并列，不含在内。"


def test_a_sum_is_not_judged_before_all_its_parts_are_there() -> None:
    form = edit_at("amounts.expense_total", "5").apply(blank_form(FIRST))
    assert {check for check, _ in found(form)} == {"field.required"}


def test_parts_that_are_not_required_count_as_nothing() -> None:
    form = blank_form(SECOND)
    for name, typed in {"total": "10", "grant": "10", "other": "0", "grant_now": "10"}.items():
        form = edit_at(f"amounts.{name}", typed).apply(form)
    assert {p.id for p in errors(form, SECOND)} == {"field.required"}
    form = edit_at("amounts.grant_carried", "1").apply(form)
    assert "budget.grant-sum" in {p.id for p in errors(form, SECOND)}


@pytest.mark.parametrize("column", ["name", "value"])
def test_an_indicator_needs_name_and_value(column: str) -> None:
    where = f"indicators[4].{column}"
    assert found(edit_at(where, "").apply(SAMPLE)) == [("indicator.incomplete", where)]


@pytest.mark.parametrize(
    "where", ["fields.goals", "indicators[0].level2", "indicators[10].remark", "amounts.income_other"]
)
def test_a_character_no_font_has_is_named_with_its_place(where: str) -> None:
    problems = [p for p in errors(edit_at(where, "好😀").apply(SAMPLE), FIRST) if p.id == "text.unprintable"]
    assert [problem.where for problem in problems] == [where]
    assert "“😀”（U+1F600）" in problems[0].message


def test_the_report_is_grouped_by_section_in_the_papers_order() -> None:
    form = edit_at("fields.measures", "").apply(edit_at("amounts.income_local", "1").apply(SAMPLE))
    form = edit_at("fields.reporting_unit", "").apply(form)
    lines = list(report_lines(errors(form, FIRST), FIRST))
    assert [line for line in lines if not line.startswith(" ")] == ["表头和整张表", "二、单位资金情况", "四、保障措施"]
    assert '"where": "fields.measures"' in report_json(errors(form, FIRST))
