"""Errors: the form contradicts itself or cannot be used. While one is left, the paper says 草稿."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.amounts import read_amount
from models.checks.runs import Run, once_for_a_run, runs_of
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
    return _incomplete(runs_of(form.indicators), definition)


@lru_cache(maxsize=4)
def _incomplete(runs: tuple[Run, ...], definition: Definition) -> tuple[Problem, ...]:
    """Give what is lacking in a table; the same one is looked through once, as below."""
    return tuple(problem for run in runs for problem in _incomplete_in(run, definition))


@once_for_a_run
def _incomplete_in(run: Run, definition: Definition) -> tuple[Problem, ...]:
    return tuple(
        _error("indicator.incomplete", f"indicators[{index}].{column.id}", "{}还没有填，这一格必填。", definition)
        for index, indicator in enumerate(run.rows, start=run.start)
        for column in definition.columns.values()
        if column.required and not indicator.text(column.id).strip()
    )


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
    yield from _unprintable_rows(runs_of(form.indicators))


@lru_cache(maxsize=4)
def _unprintable_rows(runs: tuple[Run, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(found for run in runs for found in _unprintable_in(run))


@once_for_a_run
def _unprintable_in(run: Run) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (f"indicators[{index}].{column}", missing)
        for index, indicator in enumerate(run.rows, start=run.start)
        for column in ("level1", "level2", *indicator.cells)
        if (missing := _unprintable_of(indicator.text(column)))
    )


@lru_cache(maxsize=8192)
def _unprintable_of(text: str) -> tuple[str, ...]:
    return unprintable(text)


def _error(check: str, where: str, message: str, definition: Definition) -> Problem:
    """Make an error; `{}` in the message stands for the place's name."""
    return Problem(check, Severity.ERROR, where, message.replace("{}", describe_place(where, definition), 1))
