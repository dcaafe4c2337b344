"""The balance coach: the likely slips behind a sum that does not hold, each with the change that settles it.

A slip is taken for a cause only if mending one figure closes the gap to the last digit and no sum that held breaks.
So a total that agrees with the other side is trusted by itself: changing it would break the balance.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.amounts import amount_value, format_amount, read_amount
from models.place import describe_place
from models.problem import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.definition import Definition, Sum
    from models.form import Form

MOST_CAUSES = 6
_SIMPLEST_FIRST = (
    "digits-swapped",
    "decimal-point",
    "sign",
    "unit-yuan",
    "unit-thousand",
    "unit-yi",
    "public-inside-basic",
    "other-side-total",
    "copied-from-neighbour",
    "part-doubled",
    "part-missing",
)
_SENTENCES = {
    "digits-swapped": "“{}”像是把相邻的两个数字写反了",
    "decimal-point": "“{}”的小数点像是点错了位置",
    "sign": "“{}”的正负号像是写反了",
    "unit-yuan": "“{}”像是按元填的",
    "unit-thousand": "“{}”像是按千元填的",
    "unit-yi": "“{}”像是按亿元填的",
    "public-inside-basic": "“{}”里像是已经含了另一项，而本表两项并列",
    "other-side-total": "“{}”像是填成了合计数",
    "copied-from-neighbour": "“{}”像是照抄了相邻的一项",
    "part-doubled": "“{}”像是把一项多算或少算了一遍",
    "part-missing": "“{}”像是漏填了",
}
_UNITS = {"unit-yuan": Decimal("0.0001"), "unit-thousand": Decimal("0.1"), "unit-yi": Decimal(10_000)}
_POINTS = tuple(map(Decimal, ("10", "0.1", "100", "0.01")))


class _Slip(NamedTuple):
    """A kind of slip and the figure it would have changed."""

    kind: str
    name: str
    after: Decimal


def causes(form: Form, definition: Definition, wanted: Sum) -> tuple[Cause, ...]:
    """Give the likely causes of a sum that does not hold, best first; none where nothing explains the gap."""
    failing = failing_sums(form.amounts, definition)
    if wanted not in failing:
        return ()
    figures = {name: amount_value(typed) for name, typed in form.amounts.items()}
    ranked = []
    for place, slip in enumerate(dict.fromkeys(_slips(form, definition, wanted, figures))):
        left = failing_sums({**form.amounts, slip.name: format_amount(slip.after)}, definition)
        if set(left) < set(failing) and wanted not in left and _can_be_written(slip):
            ranked.append((len(left), _SIMPLEST_FIRST.index(slip.kind), place, slip))
    return tuple(
        Cause(slip.kind, f"amounts.{slip.name}", form.amounts[slip.name], format_amount(slip.after))
        for *_, slip in sorted(ranked)[:MOST_CAUSES]
    )


def failing_sums(amounts: Mapping[str, str], definition: Definition) -> list[Sum]:
    """Give the sums of a version that can be judged and do not hold; `amounts` as a form holds them."""
    figures = {name: amount_value(typed) for name, typed in amounts.items()}
    return [each for each in definition.sums if _gap(each, figures) and _is_judged(each, amounts, definition)]


def cause_sentence(cause: Cause, definition: Definition) -> str:
    """Say a cause in Chinese, as “基本支出”像是按元填的."""
    name = describe_place(cause.where, definition)
    if cause.kind == "digits-swapped" and cause.before:
        digits = _swapped(amount_value(cause.before), amount_value(cause.after))
        if len(set(digits)) > 1:
            return f"“{name}”的 {digits[1]} 和 {digits[0]} 像是写颠倒了"
    return _SENTENCES[cause.kind].format(name)


def _is_judged(wanted: Sum, amounts: Mapping[str, str], definition: Definition) -> bool:
    """Whether total and parts are readable and there, but for one part left out."""
    entered = [amounts[part] for part in wanted.parts]
    if not amounts[wanted.total] or not all(read_amount(typed).readable for typed in (amounts[wanted.total], *entered)):
        return False
    missing = sum(1 for part in wanted.parts if definition.amounts[part].required and not amounts[part])
    return missing == 0 or (missing == 1 and any(entered))


def _gap(wanted: Sum, figures: Mapping[str, Decimal]) -> Decimal:
    """Give by how much the parts exceed the total."""
    return sum((figures[part] for part in wanted.parts), Decimal(0)) - figures[wanted.total]


def _can_be_written(slip: _Slip) -> bool:
    """Whether a figure is one that a form can hold, and is not negative unless its sign is what was wrong."""
    return read_amount(format_amount(slip.after)).readable and (slip.after >= 0 or slip.kind == "sign")


def _slips(form: Form, definition: Definition, wanted: Sum, figures: Mapping[str, Decimal]) -> Iterator[_Slip]:
    """Give every slip that explains the gap of a sum, whatever it does to the others."""
    gap = _gap(wanted, figures)
    needed = {part: figures[part] - gap for part in wanted.parts} | {wanted.total: figures[wanted.total] + gap}
    for name, after in needed.items():
        yield from (_Slip(kind, name, after) for kind in _slips_of_a_figure(figures[name], after))
    if len(wanted.parts) > 1:
        totals = {figures[each.total] for each in definition.sums} - {Decimal(0)}
        yield from _slips_of_copying(wanted, figures, needed, totals)
        yield from _slips_of_counting(wanted, figures, needed, gap)
        yield from _missing_parts(form, wanted, needed)


def _slips_of_a_figure(typed: Decimal, needed: Decimal) -> Iterator[str]:
    """Give the kinds of slip that turn the needed figure into the typed one."""
    if not typed:
        return
    if _swapped(typed, needed):
        yield "digits-swapped"
    if needed == -typed:
        yield "sign"
    if any(typed * factor == needed for factor in _POINTS):
        yield "decimal-point"
    yield from (kind for kind, factor in _UNITS.items() if typed * factor == needed)


def _swapped(typed: Decimal, needed: Decimal) -> str:
    """Give the two neighbouring digits by whose places alone two figures differ, as typed; zeros at the ends count."""
    if typed.is_signed() != needed.is_signed():
        return ""
    (whole, fraction), (other_whole, other_fraction) = _digits(typed), _digits(needed)
    before, after = max(len(whole), len(other_whole)), max(len(fraction), len(other_fraction))
    one = whole.rjust(before, "0") + fraction.ljust(after, "0")
    other = other_whole.rjust(before, "0") + other_fraction.ljust(after, "0")
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1:  # noqa: PLR2004 - a pair
        return ""
    first, second = places
    is_swapped = one[first] == other[second] and one[second] == other[first]
    return one[first] + one[second] if is_swapped else ""


def _digits(figure: Decimal) -> tuple[str, str]:
    whole, _, fraction = format_amount(abs(figure)).partition(".")
    return whole, fraction


def _slips_of_copying(
    wanted: Sum,
    figures: Mapping[str, Decimal],
    needed: Mapping[str, Decimal],
    totals: set[Decimal],
) -> Iterator[_Slip]:
    """Give the parts that hold a figure of another place: a total, or the part beside them."""
    yield from (_Slip("other-side-total", part, needed[part]) for part in wanted.parts if figures[part] in totals)
    for first, second in zip(wanted.parts, wanted.parts[1:], strict=False):
        if figures[first] == figures[second] != 0:  # people fill in from left to right, so the second is the copy
            yield _Slip("copied-from-neighbour", second, needed[second])
            yield _Slip("copied-from-neighbour", first, needed[first])


def _slips_of_counting(
    wanted: Sum, figures: Mapping[str, Decimal], needed: Mapping[str, Decimal], gap: Decimal
) -> Iterator[_Slip]:
    """Give the figures in which a part was counted once too often or not at all."""
    yield from (
        _Slip("public-inside-basic", around, needed[around])
        for part, around in wanted.inside
        if figures[part] == gap and around in needed
    )
    for part in wanted.parts:
        if figures[part] and abs(gap) == abs(figures[part]):
            yield _Slip("part-doubled", wanted.total, needed[wanted.total])
            yield from (_Slip("part-doubled", other, needed[other]) for other in wanted.parts if other != part)
    yield from (_Slip("part-doubled", part, needed[part]) for part in wanted.parts if figures[part] == 2 * gap)


def _missing_parts(form: Form, wanted: Sum, needed: Mapping[str, Decimal]) -> Iterator[_Slip]:
    """Give the parts that are empty, then those that are 0."""
    empty = [part for part in wanted.parts if not form.amounts[part]]
    zero = [
        part for part in wanted.parts if form.amounts[part] and needed[part] and not amount_value(form.amounts[part])
    ]
    yield from (_Slip("part-missing", part, needed[part]) for part in (*empty, *zero))
