"""The figures of a grid as amounts of the version, in the unit the sheet names, with what looks wrong about them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Answer, Doubt
from models.amounts import UNITS, Amount, amount_value, read_amount
from models.characters import cleaned
from models.definition import on_one_line
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake.grid import Box
    from intake.labelled import Labelled
    from models.definition import Definition

_YUAN = "元"
_FAR_TOO_MUCH = Decimal(10_000_000_000)
"""元; more than the whole district spends: figures beyond it were typed in a smaller unit."""


class Money(NamedTuple):
    """Amounts as a form holds them, and what is doubtful about them."""

    amounts: dict[str, str]
    doubts: list[Doubt]


def read_figures(read: Labelled, definition: Definition) -> Money:
    """Read every figure in the unit of its label, else of the sheet, else of the version."""
    amounts: dict[str, str] = {}
    doubts: list[Doubt] = []
    for name, typed in read.figures.items():
        place = f"amounts.{name}"
        amount = _amount(typed, read.units.get(name) or read.unit, definition.unit)
        amounts[name] = amount.text
        if not amount.readable:
            boxes = tuple(cell.box for cell in read.cells.get(place, ()))
            answers = (Answer("照原样留着"), Answer("不导入", (Change(place, amount.text, ""),)))
            doubts.append(Doubt(place, typed, f"{amount.why}，照原样留着", boxes, answers))
    doubts += _of_unit(read, amounts, definition)
    return Money(amounts, doubts)


def _amount(typed: str, own: str, unit: str) -> Amount:
    """Read a figure typed in a unit of its own, empty for the version's."""
    typed = cleaned(typed)
    own = own or unit
    amount = read_amount(typed, own)
    if own == unit or not amount.text or not amount.readable:
        return amount
    return read_amount(amount.text + own, unit)


def _of_unit(read: Labelled, amounts: dict[str, str], definition: Definition) -> Iterator[Doubt]:
    """Doubt the unit: where none is named, and where the figures are too large for the one that is."""
    figures = {name: text for name, text in amounts.items() if read_amount(text).value}
    if not figures or definition.unit == _YUAN:
        return
    worth = max(abs(amount_value(text)) for text in figures.values()) * UNITS[definition.unit]
    name = next(iter(figures))
    if not any(read.units.get(each) for each in figures) and worth >= _FAR_TOO_MUCH:
        said = f"表上写的单位是{read.unit}" if read.unit else "表上没有写单位"
        why = f"{said}，可这些数按{definition.unit}算有上百亿元，像是按元填的"
        answers = (*_converting(figures, definition), Answer("保留原数"))
        yield Doubt(f"amounts.{name}", read.figures[name], why, _all_boxes(read, figures), answers)
    elif not read.unit and not any(read.units.values()) and not _all_say_theirs(read):
        why = f"表上没有写金额单位，按{definition.unit}读"
        answers = (Answer("保留原数"), *_converting(figures, definition))
        yield Doubt(f"amounts.{name}", read.figures[name], why, _all_boxes(read, figures), answers)
    yield from _other_units(read, figures, definition)
    yield from _one_in_yuan(read, amounts, definition)


def _other_units(read: Labelled, figures: dict[str, str], definition: Definition) -> Iterator[Doubt]:
    """Doubt the unit where the sheet names several."""
    names = [name for name in figures if not read.units.get(name)]
    for other, cell in read.other_units.items() if names else ():
        new = {name: _amount(read.figures[name], other, definition.unit) for name in names}
        changes = tuple(Change(f"amounts.{name}", figures[name], new[name].text) for name in names)
        why = f"表上写了两种金额单位，按{read.unit}读，可“{on_one_line(cell.text)}”写的是{other}"
        answers = (Answer(f"按{other}读", changes),) if all(each.readable for each in new.values()) else ()
        boxes = (cell.box, *_all_boxes(read, names))
        yield Doubt(f"amounts.{names[0]}", read.figures[names[0]], why, boxes, (*answers, Answer(f"按{read.unit}读")))


def _converting(figures: dict[str, str], definition: Definition) -> tuple[Answer, ...]:
    """Give the answer that all figures are 元, where all can be converted."""
    converted = {name: _amount(text, _YUAN, definition.unit) for name, text in figures.items()}
    changes = tuple(Change(f"amounts.{name}", figures[name], new.text) for name, new in converted.items())
    return (Answer(f"换算成{definition.unit}", changes),) if all(new.readable for new in converted.values()) else ()


def _one_in_yuan(read: Labelled, amounts: dict[str, str], definition: Definition) -> Iterator[Doubt]:
    """Doubt single figures that close a sum once they are converted from 元."""
    for wanted in definition.sums:
        values = {name: amount_value(amounts.get(name, "")) for name in (wanted.total, *wanted.parts)}
        gap = values[wanted.total] - sum(values[part] for part in wanted.parts)
        if not gap:
            continue
        for name, value in values.items():
            smaller = value / UNITS[definition.unit]
            closes = gap + (value - smaller) * (-1 if name == wanted.total else 1) == 0
            new = _amount(amounts.get(name, ""), _YUAN, definition.unit)
            if value and closes and new.readable:
                changes = (Change(f"amounts.{name}", amounts[name], new.text),)
                answers = (Answer(f"换算成{definition.unit}", changes), Answer("保留原数"))
                why = f"这一项像是按元填的：换算成 {new.text} {definition.unit}，“{wanted.name}”就对得上"
                yield Doubt(f"amounts.{name}", read.figures[name], why, _boxes(read, name), answers)


def _all_say_theirs(read: Labelled) -> bool:
    """Whether each figure bears its own unit, as 2.09亿元."""
    return all(typed.rstrip("整 ").endswith(("元", "万", "亿")) for typed in read.figures.values() if typed.strip())


def _all_boxes(read: Labelled, names: Iterable[str]) -> tuple[Box, ...]:
    return tuple(box for name in names for box in _boxes(read, name))


def _boxes(read: Labelled, name: str) -> tuple[Box, ...]:
    return tuple(cell.box for cell in read.cells.get(f"amounts.{name}", ()))
