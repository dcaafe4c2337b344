"""Errors: the form contradicts itself or cannot be used. While one is left, the paper says 草稿."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.amounts import read_amount
from models.checks.sums import sums
from models.coverage import unprintable
from models.place import describe_place
from models.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form, Indicator


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
            yield _error("field.required", f"fields.{name}", "“{}”还没有填，这一项必填。", definition)
    for name, amount in definition.amounts.items():
        if amount.required and not form.amounts[name].strip():
            yield _error("field.required", f"amounts.{name}", "“{}”还没有填，没有金额填 0。", definition)


def _unreadable(form: Form, definition: Definition) -> Iterator[Problem]:
    for name, typed in form.amounts.items():
        if why := read_amount(typed).why:
            message = f"“{{}}”写的是“{typed}”，{why}。请写成数字，如 20884.33。"
            yield _error("amount.unreadable", f"amounts.{name}", message, definition)


def _indicators(form: Form, definition: Definition) -> tuple[Problem, ...]:
    return _incomplete(form.indicators, definition)


@lru_cache(maxsize=4)
def _incomplete(rows: tuple[Indicator, ...], definition: Definition) -> tuple[Problem, ...]:
    """Give what is lacking in a table; the same one is looked through once, as below."""
    return tuple(
        _error("indicator.incomplete", f"indicators[{index}].{column}", "{}还没有填，这一格必填。", definition)
        for index, indicator in enumerate(rows)
        for column in _lacking(indicator, definition)
    )


@lru_cache(maxsize=4096)
def _lacking(indicator: Indicator, definition: Definition) -> tuple[str, ...]:
    """Give the required columns an indicator has left empty; the same one is looked through once."""
    return tuple(c.id for c in definition.columns.values() if c.required and not indicator.text(c.id).strip())


def _unprintable(form: Form, definition: Definition) -> Iterator[Problem]:
    for where, missing in _all_unprintable(form, definition):
        shown = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing[:5])
        message = f"{{}}里的{shown}打印不出来，字库里没有这个字。请换一个字。"
        yield _error(UNPRINTABLE, where, message, definition)


def _all_unprintable(form: Form, definition: Definition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each place with the characters in it that no font has."""
    texts = {f"fields.{name}": form.fields[name] for name in definition.fields}
    texts |= {f"amounts.{name}": form.amounts[name] for name in definition.amounts}
    yield from ((where, missing) for where, text in texts.items() if (missing := unprintable(text)))
    yield from _unprintable_rows(form.indicators)


@lru_cache(maxsize=4)
def _unprintable_rows(rows: tuple[Indicator, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (f"indicators[{index}].{column}", missing)
        for index, indicator in enumerate(rows)
        for column, missing in _unprintable_in(indicator)
    )


@lru_cache(maxsize=4096)
def _unprintable_in(indicator: Indicator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = ("level1", "level2", *indicator.cells)
    return tuple((column, missing) for column in columns if (missing := unprintable(indicator.text(column))))


def _error(check: str, where: str, message: str, definition: Definition) -> Problem:
    """Make an error; `{}` in the message stands for the place's name."""
    return Problem(check, Severity.ERROR, where, message.replace("{}", describe_place(where, definition), 1))
