"""Errors: the form contradicts itself or cannot be used. While one is left, the paper says 草稿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.amounts import read_amount
from models.checks.sums import sums
from models.coverage import unprintable
from models.place import describe_place
from models.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form


UNPRINTABLE = "text.unprintable"
"""The one error that stops the paper: what cannot be printed would be lost on it."""


def errors(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give all errors of a form, in the order of its parts."""
    return tuple(
        problem
        for check in (_required, _unreadable, sums, _indicators, _unprintable)
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
