"""How the sums of a form stand: what is missing, what is equal, by how much they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.amounts import amount_value, format_amount, read_amount
from models.place import describe_place

if TYPE_CHECKING:
    from models.definition import Definition, Sum
    from models.form import Form

_NUMERALS = "零一二三四五六七八九十"


class SumState(NamedTuple):
    """A sum of the version as it stands in a form; figures in the version's unit."""

    wanted: Sum
    total: Decimal
    parts: Decimal
    missing: tuple[str, ...]
    """Amounts that are not entered or cannot be read, and without which the sum cannot be judged."""

    @property
    def gap(self) -> Decimal:
        """By how much the parts exceed the total."""
        return self.parts - self.total

    @property
    def fails(self) -> bool:
        """Whether everything is entered and does not add up."""
        return not self.missing and self.gap != 0


def sum_states(form: Form, definition: Definition) -> tuple[SumState, ...]:
    """Give how each sum stands."""
    return tuple(_state(form, definition, wanted) for wanted in definition.sums)


def gap_words(state: SumState) -> str:
    """Say the gap: 相等, 多 27.00, 少 3.6, or that it cannot be judged yet."""
    if state.missing:
        return "还没填全"
    if not state.gap:
        return "相等"
    return f"{'多' if state.gap > 0 else '少'} {money(abs(state.gap))}"


def sides(state: SumState, definition: Definition) -> tuple[str, str, str]:
    """Give the line of a sum: its total, the sign, the parts together."""
    total = f"{describe_place(f'amounts.{state.wanted.total}', definition)} {format_amount(state.total)}"
    if len(state.wanted.parts) == 1:
        other = f"{describe_place(f'amounts.{state.wanted.parts[0]}', definition)} {format_amount(state.parts)}"
        return total, _sign(state), other
    return total, _sign(state), f"{parts_words(state.wanted)} {format_amount(state.parts)}"


def parts_words(wanted: Sum) -> str:
    """Name the parts of a sum together, as 三项之和."""
    count = len(wanted.parts)
    return f"{_NUMERALS[count] if count < len(_NUMERALS) else count}项之和"


def figures(state: SumState, form: Form) -> str:
    """Give the parts' figures as entered, as （416.14 + 120.2 + 20374.99）; "" for a single part."""
    entered = [form.amounts[part] or "0" for part in state.wanted.parts]
    return f"（{' + '.join(entered)}）" if len(entered) > 1 else ""


def missing_words(states: tuple[SumState, ...], definition: Definition) -> str:
    """Say what has still to be entered before the sums can be judged."""
    names = list(dict.fromkeys(name for state in states for name in state.missing))
    labels = "、".join(describe_place(f"amounts.{name}", definition) for name in names)
    count = _NUMERALS[len(names)] if len(names) < len(_NUMERALS) else str(len(names))
    return f"还差 {labels} {'两' if len(names) == 2 else count}项" if names else ""  # noqa: PLR2004 - 两, not 二


def balance_words(states: tuple[SumState, ...], definition: Definition) -> str:
    """Say in one line how the money stands, for the status bar."""
    failing = [state for state in states if state.fails]
    if failing:
        worst = failing[0]
        single = len(worst.wanted.parts) == 1
        what = "收支相比" if single else f"{worst.wanted.name}{sides(worst, definition)[2].split(' ')[0]}"
        return f"{what}{gap_words(worst)} {definition.unit}"
    if any(state.missing for state in states):
        return "金额还没填全"
    return f"收支平衡 {money(states[-1].total)} {definition.unit}" if states else ""


def figure_sum(where: str, form: Form, definition: Definition) -> tuple[str, Decimal] | None:
    """Give the total that a place is, or is a part of, and what its parts add up to; None for any other place."""
    name = where.partition(".")[2] if where.startswith("amounts.") else ""
    sums = [each for each in definition.sums if len(each.parts) > 1]
    wanted = next((each for each in sums if each.total == name), None)
    wanted = wanted or next((each for each in sums if name in each.parts), None)
    if wanted is None:
        return None
    return wanted.total, sum((amount_value(form.amounts[part]) for part in wanted.parts), Decimal(0))


def money(value: Decimal) -> str:
    """Write a figure for comparing, with at least two decimals."""
    text = format_amount(value)
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(2, '0')}"


def _state(form: Form, definition: Definition, wanted: Sum) -> SumState:
    missing = []
    for name in (wanted.total, *wanted.parts):
        typed = form.amounts[name]
        needed = definition.amounts[name].required or name == wanted.total
        if (needed and not typed) or not read_amount(typed).readable:
            missing.append(name)
    parts = sum((amount_value(form.amounts[part]) for part in wanted.parts), Decimal(0))
    return SumState(wanted, amount_value(form.amounts[wanted.total]), parts, tuple(missing))


def _sign(state: SumState) -> str:
    return "＝" if not state.gap or state.missing else "≠"
