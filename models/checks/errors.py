"""Errors: the form contradicts itself or cannot be used. While one is left, the paper says 草稿."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from models.amounts import amount_value, format_amount, read_amount
from models.coverage import unprintable
from models.place import describe_place
from models.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition, Sum
    from models.form import Form


UNPRINTABLE = "text.unprintable"
"""The one error that stops the paper: what cannot be printed would be lost on it."""


def errors(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give all errors of a form, in the order of its parts."""
    return tuple(
        problem
        for check in (_required, _unreadable, _sums, _indicators, _unprintable)
        for problem in check(form, definition)
    )


def _required(form: Form, definition: Definition) -> Iterator[Problem]:
    for name, field in definition.fields.items():
        if field.required and not form.fields[name].strip():
            yield _error("required", f"fields.{name}", "“{}”还没有填，这一项必填。", definition)
    for name, amount in definition.amounts.items():
        if amount.required and not form.amounts[name].strip():
            yield _error("required", f"amounts.{name}", "“{}”还没有填，没有金额填 0。", definition)


def _unreadable(form: Form, definition: Definition) -> Iterator[Problem]:
    for name, typed in form.amounts.items():
        if why := read_amount(typed).why:
            message = f"“{{}}”写的是“{typed}”，{why}。请写成数字，如 20884.33。"
            yield _error("amount.unreadable", f"amounts.{name}", message, definition)


def _sums(form: Form, definition: Definition) -> Iterator[Problem]:
    for wanted in definition.sums:
        total, parts = amount_value(form.amounts[wanted.total]), _sum_of_parts(form, wanted)
        if _is_judged(form, definition, wanted) and total != parts:
            yield Problem(
                f"budget.{wanted.id}",
                Severity.ERROR,
                f"amounts.{wanted.total}",
                _gap_sentence(definition, wanted, total, parts),
                why=wanted.reading,
                also=tuple(f"amounts.{part}" for part in wanted.parts),
            )


def _is_judged(form: Form, definition: Definition, wanted: Sum) -> bool:
    """Whether a sum can be judged: its total and every required part are there and readable."""
    for name in (wanted.total, *wanted.parts):
        typed = form.amounts[name]
        needed = definition.amounts[name].required or name == wanted.total
        if (needed and not typed) or not read_amount(typed).readable:
            return False
    return True


def _sum_of_parts(form: Form, wanted: Sum) -> Decimal:
    return sum((amount_value(form.amounts[part]) for part in wanted.parts), Decimal(0))


def _gap_sentence(definition: Definition, wanted: Sum, total: Decimal, parts: Decimal) -> str:
    gap = format_amount(abs(parts - total))
    more = "多" if parts > total else "少"
    total_name = describe_place(f"amounts.{wanted.total}", definition)
    if len(wanted.parts) == 1:
        name = describe_place(f"amounts.{wanted.parts[0]}", definition)
    else:
        name = f"{wanted.name}各项之和"
    figures = f"{name} {format_amount(parts)}，比{total_name} {format_amount(total)}"
    return f"{figures} {more} {gap} {definition.unit}。请逐项核对。"


def _indicators(form: Form, definition: Definition) -> Iterator[Problem]:
    for index, indicator in enumerate(form.indicators):
        for column in definition.columns.values():
            if column.required and not indicator.text(column.id).strip():
                where = f"indicators[{index}].{column.id}"
                yield _error("indicator.incomplete", where, "{}还没有填，这一格必填。", definition)


def _unprintable(form: Form, definition: Definition) -> Iterator[Problem]:
    for where, text in _all_texts(form, definition):
        if missing := unprintable(text):
            shown = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing[:5])
            message = f"{{}}里的{shown}打印不出来，字库里没有这个字。请换一个字。"
            yield _error(UNPRINTABLE, where, message, definition)


def _all_texts(form: Form, definition: Definition) -> Iterator[tuple[str, str]]:
    yield from ((f"fields.{name}", form.fields[name]) for name in definition.fields)
    yield from ((f"amounts.{name}", form.amounts[name]) for name in definition.amounts)
    for index, indicator in enumerate(form.indicators):
        for column in ("level1", "level2", *definition.columns):
            yield f"indicators[{index}].{column}", indicator.text(column)


def _error(check: str, where: str, message: str, definition: Definition) -> Problem:
    """Make an error; `{}` in the message stands for the place's name."""
    return Problem(check, Severity.ERROR, where, message.replace("{}", describe_place(where, definition), 1))
