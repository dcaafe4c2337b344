"""The balance coach: what it says of one slip in a budget that held."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.amounts import amount_value, format_amount, read_amount
from models.checks.errors import errors
from models.edits import edit_at, edit_for
from models.form import blank_form
from models.problem import Change
from tests.strategies import amounts
from tests.versions import FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form
    from models.problem import Cause, Problem

# 本级 上级 其他 | 基本 公用 项目, in 万元; totals are their sums. Figures of bureaus large and small.
BUDGETS = """
5745.72 15138.61 0 | 416.14 120.2 20347.99
312.5 88 12.36 | 201.44 35.42 176
1280 0 0 | 640 95.5 544.5
98765.43 1234.57 0 | 45000 5000.5 49999.5
45.6 0 3.21 | 30.11 6.7 12
7321.08 2980.4 150.75 | 3890.62 411.3 6150.31
18.25 1.75 0 | 11.3 2.45 6.25
20460.9 3305 880.12 | 9120.47 1304.5 14221.05
654.321 0 0.5 | 398.4 57.121 199.3
15600 4200 130 | 8700 960 10270
233.67 41.2 9.9 | 140.08 22.35 122.34
86012.35 10240.6 3317.9 | 51230.85 4120 44220
1024.16 512.08 0 | 700.24 136 700
9.36 0.64 0 | 6.15 1.2 2.65
4380.77 961.03 44.2 | 2210.5 318.6 2856.9
27.8 130.45 0 | 61.2 8.05 89
3019.6 250.4 17.35 | 1755.25 204.1 1328
540.01 60.99 5 | 333.3 41.7 231
11950.2 8120.85 402.3 | 6010.15 720.2 13743
76.54 23.1 1.2 | 48.36 7.48 45
6120.005 318.25 0 | 2905.105 377.15 3156
149.3 15.62 30.7 | 90.5 14.12 91
2600.8 1400.15 99.05 | 1833 246 2021
38120.46 12011.9 0 | 20111.3 1507.06 28514
"""
NAMES = ("income_local", "income_superior", "income_other", "expense_basic", "expense_public", "expense_project")
FAULTS_OF_A_KIND = 120


class Fault(NamedTuple):
    """A budget with one slip in it: where, and what would mend it."""

    kind: str
    form: Form
    where: str
    right: Decimal


def budgets() -> Iterator[dict[str, Decimal]]:
    for line in BUDGETS.strip().splitlines():
        figures = dict(zip(NAMES, map(Decimal, line.replace("|", " ").split()), strict=True))
        figures["income_total"] = sum((figures[name] for name in NAMES[:3]), Decimal(0))
        figures["expense_total"] = sum((figures[name] for name in NAMES[3:]), Decimal(0))
        assert figures["income_total"] == figures["expense_total"], line
        yield figures


def form_of(figures: dict[str, Decimal]) -> Form:
    return replace(SAMPLE, amounts={name: format_amount(value) for name, value in figures.items()})


def side_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Give the total and the parts of the side a figure stands on."""
    return ("income_total", NAMES[:3]) if name.startswith("income") else ("expense_total", NAMES[3:])


def swapped(text: str, chance: random.Random) -> str:
    places = [place for place, character in enumerate(text) if character != "."]
    if len(places) < 2:
        return text
    characters = list(text)
    first = chance.randrange(len(places) - 1)
    one, other = places[first], places[first + 1]
    characters[one], characters[other] = characters[other], characters[one]
    return "".join(characters)


def slip(kind: str, figures: dict[str, Decimal], chance: random.Random) -> tuple[str, str]:
    """Give the amount in which a slip was made and what was typed there."""
    name = chance.choice([*figures] if kind in {"digits-swapped", "decimal-point", "sign"} else NAMES)
    total, parts = side_of(name)
    if kind == "digits-swapped":
        return name, swapped(format_amount(figures[name]), chance)
    if kind == "part-missing":
        return name, chance.choice(["", "0"])
    if kind == "part-doubled":
        counted = chance.choice(parts)
        return total, format_amount(figures[total] + chance.choice([1, -1]) * figures[counted])
    if kind == "public-inside-basic":
        return "expense_basic", format_amount(figures["expense_basic"] + figures["expense_public"])
    place = parts.index(name) if name in parts else 0
    typed = {
        "decimal-point": figures[name] * Decimal(chance.choice(["10", "100", "0.1", "0.01"])),
        "unit-yuan": figures[name] * 10_000,
        "unit-thousand": figures[name] * 10,
        "unit-yi": figures[name] / 10_000,
        "sign": -figures[name],
        "copied-from-neighbour": figures[parts[place - 1 if place else 1]],
        "other-side-total": figures["expense_total" if name.startswith("income") else "income_total"],
    }
    return name, format_amount(typed[kind])


KINDS = [
    *("digits-swapped", "decimal-point", "unit-yuan", "unit-thousand", "unit-yi", "sign"),
    *("part-missing", "part-doubled", "copied-from-neighbour", "other-side-total", "public-inside-basic"),
]


def faults(kind: str) -> Iterator[Fault]:
    """Make slips of a kind; one that leaves a budget as it was, or a figure nobody can read, is made anew."""
    chance = random.Random(kind)  # noqa: S311 - the same each time
    choices = list(budgets())
    made = 0
    while made < FAULTS_OF_A_KIND:
        figures = chance.choice(choices)
        name, typed = slip(kind, figures, chance)
        amount = read_amount(typed)
        if not amount.readable or amount_value(typed) == figures[name]:
            continue
        made += 1
        form = form_of(figures)
        yield Fault(kind, replace(form, amounts={**form.amounts, name: amount.text}), f"amounts.{name}", figures[name])


def failing_sums(form: Form) -> list[Problem]:
    return [problem for problem in errors(form, FIRST) if problem.id.startswith("budget.")]


def explains(cause: Cause, fault: Fault) -> bool:
    return (cause.kind, cause.where, Decimal(cause.after)) == (fault.kind, fault.where, fault.right)


def place_of(fault: Fault) -> int:
    """Give the place of the right cause among those of the first failing sum, or 99.

    Causes that ask for the very same change explain the figures equally well: they share a place if all of them are
    within the first three.
    """
    found = failing_sums(fault.form)[0].causes
    place = next((place for place, cause in enumerate(found) if explains(cause, fault)), 99)
    if place == 99:
        return place
    alike = [
        i for i, cause in enumerate(found) if (cause.where, cause.after) == (found[place].where, found[place].after)
    ]
    return alike[0] if alike[-1] < 3 else place


def test_the_right_cause_is_found_for_seeded_faults() -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for kind in KINDS:
        for fault in faults(kind):
            place = place_of(fault)
            table[kind]["all"] += 1
            table[kind]["first"] += place == 0
            table[kind]["three"] += place < 3
    lines = [
        f"{kind:24} {row['all']:5} {row['first'] / row['all']:7.1%} {row['three'] / row['all']:7.1%}"
        for kind, row in table.items()
    ]
    print("\n".join(["kind                      made   first   first three", *lines]))  # noqa: T201 - seen with -s
    total = sum(table.values(), Counter())
    print(f"{'all':24} {total['all']:5} {total['first'] / total['all']:7.1%} {total['three'] / total['all']:7.1%}")  # noqa: T201
    assert total["all"] >= 1000
    assert total["first"] / total["all"] >= 0.90
    assert total["three"] / total["all"] >= 0.98


@pytest.mark.parametrize("figures", [*budgets()], ids=str)
def test_a_budget_that_holds_has_no_causes(figures: dict[str, Decimal]) -> None:
    assert failing_sums(form_of(figures)) == []


@pytest.mark.parametrize(
    ("changes", "kind", "where", "after"),
    [
        ({"expense_project": "20374.99"}, "digits-swapped", "expense_project", "20347.99"),
        ({"expense_basic": "4161400"}, "unit-yuan", "expense_basic", "416.14"),
        ({"expense_project": "2.034799"}, "unit-yi", "expense_project", "20347.99"),
        ({"income_superior": "-15138.61"}, "sign", "income_superior", "15138.61"),
        ({"expense_public": "12020"}, "decimal-point", "expense_public", "120.2"),
        ({"expense_public": ""}, "part-missing", "expense_public", "120.2"),
        ({"expense_total": "21004.53"}, "part-doubled", "expense_total", "20884.33"),
        ({"expense_public": "416.14"}, "copied-from-neighbour", "expense_public", "120.2"),
        ({"expense_project": "20884.33"}, "other-side-total", "expense_project", "20347.99"),
        ({"expense_basic": "536.34"}, "public-inside-basic", "expense_basic", "416.14"),
    ],
)
def test_each_kind_by_hand(changes: dict[str, str], kind: str, where: str, after: str) -> None:
    form = replace(SAMPLE, amounts={**SAMPLE.amounts, **changes})
    problem = failing_sums(form)[0]
    cause = problem.causes[0]
    assert (cause.kind, cause.where, cause.after) == (kind, f"amounts.{where}", after)
    assert cause.before == form.amounts[where]
    assert problem.fix is not None
    assert problem.fix.changes == (Change(f"amounts.{where}", cause.before, after),)


def test_a_figure_in_thousands_is_called_both_slips_it_may_be() -> None:
    form = edit_at("amounts.expense_basic", "4161.4").apply(SAMPLE)
    assert {cause.kind for cause in failing_sums(form)[0].causes[:2]} == {"decimal-point", "unit-thousand"}


def test_nothing_is_suggested_where_nothing_explains_the_gap() -> None:
    form = edit_at("amounts.expense_basic", "400.01").apply(SAMPLE)
    (problem,) = failing_sums(form)
    assert (problem.causes, problem.fix) == ((), None)
    assert problem.message.endswith("少 16.13 万元。没有找到明显的原因，请逐项核对。")


def test_the_other_sides_total_is_trusted() -> None:
    """收入 holds and 支出合计 agrees with it: the slip is in a part of 支出, never in the total."""
    form = edit_at("amounts.expense_public", "1202").apply(SAMPLE)
    (problem,) = failing_sums(form)
    assert {cause.where for cause in problem.causes} == {"amounts.expense_public"}


some_figures = st.one_of(amounts(), st.sampled_from(["0", "1", "2", "10", "12", "21", "120", "100", "", "-12", "0.1"]))


@given(st.sampled_from([FIRST, SECOND]), st.lists(some_figures, min_size=9, max_size=9))
def test_every_cause_closes_its_gap_and_breaks_nothing(version: Definition, typed: list[str]) -> None:
    form = replace(blank_form(version), amounts=dict(zip(version.amounts, typed, strict=False)))
    before = {problem.id for problem in errors(form, version) if problem.id.startswith("budget.")}
    for problem in errors(form, version):
        for cause in problem.causes:
            assert cause.before != cause.after
            mended = edit_for("", [Change(cause.where, cause.before, cause.after)]).apply(form)
            after = {each.id for each in errors(mended, version) if each.id.startswith("budget.")}
            assert problem.id not in after
            assert after < before
