"""Sums that do not hold: the gap, the reading the version uses, the likely causes and the fix."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from models.amounts import amount_value, format_amount
from models.checks.coach import cause_sentence, causes, failing_sums
from models.place import describe_place
from models.problem import Change, Fix, Problem, Severity
from models.sum_states import money, parts_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition, Sum
    from models.form import Form
    from models.problem import Cause


def sums(form: Form, definition: Definition) -> Iterator[Problem]:
    """Give a problem for every sum of the version that can be judged and does not hold."""
    for wanted in failing_sums(form.amounts, definition):
        total, parts = amount_value(form.amounts[wanted.total]), _sum_of_parts(form, wanted)
        found = causes(form, definition, wanted)
        yield Problem(
            f"budget.{wanted.id}",
            Severity.ERROR,
            f"amounts.{wanted.total}",
            _gap_sentence(definition, wanted, total, parts, found),
            why=wanted.reading,
            fix=_fix(found[0], definition) if found else None,
            also=tuple(f"amounts.{part}" for part in wanted.parts),
            causes=found,
        )


def _sum_of_parts(form: Form, wanted: Sum) -> Decimal:
    return sum((amount_value(form.amounts[part]) for part in wanted.parts), Decimal(0))


def _fix(cause: Cause, definition: Definition) -> Fix:
    label = f"把“{describe_place(cause.where, definition)}”改为 {cause.after}"
    return Fix(label, (Change(cause.where, cause.before, cause.after),))


def _gap_sentence(
    definition: Definition,
    wanted: Sum,
    total: Decimal,
    parts: Decimal,
    found: tuple[Cause, ...],
) -> str:
    gap = money(abs(parts - total))
    more = "多" if parts > total else "少"
    total_name = describe_place(f"amounts.{wanted.total}", definition)
    if len(wanted.parts) == 1:
        name = describe_place(f"amounts.{wanted.parts[0]}", definition)
    else:
        name = f"{wanted.name}{parts_words(wanted)}"
    figures = f"{name} {format_amount(parts)}，比{total_name} {format_amount(total)}"
    advice = cause_sentence(found[0], definition) if found else "没有找到明显的原因，请逐项核对"
    return f"{figures} {more} {gap} {definition.unit}。{advice}。"
