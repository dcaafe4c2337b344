"""Last year's form rolled forward: its targets become 上年度指标值, period and year move, all is to be looked at.

Indicators keep their ids, so that their values over the years stay together whatever is done to their names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from models.checks.finding import parameters
from models.checks.stale import ROLLED_FROM, stale
from models.trouble import Trouble
from models.years import FIRST, LAST, moved, years_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from models.definition import ColumnDefinition, Definition
    from models.form import Form, Indicator
    from models.problem import Problem


class RolledForward(NamedTuple):
    """This year's form, with what in it looks like last year's and what was done, in whole sentences."""

    form: Form
    stale: tuple[Problem, ...]
    said: tuple[str, ...]


def year_of(form: Form, definition: Definition) -> int | None:
    """Give the year a form is for, else the first year of its period; None where neither says it."""
    if form.year is not None:
        return form.year
    found = [year.value for name in _periods(definition) for year in years_in(form.fields.get(name, ""))]
    return found[0] if found else None


def roll_forward(
    form: Form,
    definition: Definition,
    year: int,
    *,
    keep_amounts: bool = False,
    keep_targets: bool = True,
) -> RolledForward:
    """Roll a form forward to a later year; `Trouble` where the form is of that year or after it, or it is no year.

    This year's targets are last year's as a proposal, or empty; amounts are emptied unless they are to be kept.
    """
    if not FIRST < year <= LAST:
        raise Trouble(f"不能结转到 {year} 年，只能结转到 {FIRST + 1} 年至 {LAST} 年。请改写年份。")
    source = year_of(form, definition)
    if source is not None and source >= year:
        raise Trouble(f"这份表是 {source} 年的，不能结转到 {year} 年。请选 {source + 1} 年或以后。")
    source = year - 1 if source is None else source
    periods = _periods(definition)
    fields = {
        name: moved(text, _distance(text, source, year)) if name in periods else text
        for name, text in form.fields.items()
    }
    emptied = () if keep_targets else _targets(definition)
    rows = [_rolled(row, definition, emptied) for row in form.indicators if not row.says_nothing]
    result = replace(
        form,
        year=year,
        fields=fields,
        amounts=dict(form.amounts) if keep_amounts else dict.fromkeys(form.amounts, ""),
        indicators=tuple(rows),
        acknowledged=(),
        extra={**(form.extra if keep_amounts else _without_amounts(form.extra)), ROLLED_FROM: source},
    )
    result = replace(result, review=everything(result))
    said = _said(result, definition, source, keep_amounts=keep_amounts, keep_targets=keep_targets)
    return RolledForward(result, tuple(stale(result, definition)), said)


def everything(form: Form) -> tuple[str, ...]:
    """Give the places of all fields and amounts that hold something, and the ids of all indicators that do.

    What is kept for another form version is among them: it comes back to be looked at.
    """
    places = [f"{kind}.{name}" for kind, name, text in _texts(form) if text.strip()]
    return (*places, *dict.fromkeys(row.id for row in form.indicators if not row.says_nothing))


def _texts(form: Form) -> Iterator[tuple[str, str, str]]:
    """Give the fields and amounts of a form, those kept for another version too: kind, id and text."""
    for kind, own in (("fields", form.fields), ("amounts", form.amounts)):
        for name, text in (*own.items(), *form.extra.get(kind, {}).items()):
            if isinstance(text, str):
                yield kind, name, text


def last_year_text(row: Indicator, column: ColumnDefinition, definition: Definition) -> str:
    """Give what a row of last year's form says in a column of this year's, the sign in front where it belongs there."""
    text = row.cells.get(column.rolled_from, "").strip()
    nature = definition.columns.get("nature")
    sign = row.cells.get("nature", "").strip()
    sign = nature.spellings.get(sign, sign) if nature else sign
    if not text or sign not in column.rolled_signs or nature is None:
        return text
    spellings = (sign, *(written for written, normal in nature.spellings.items() if normal == sign))
    return text if text.startswith(spellings) else sign + text


def _without_amounts(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Empty the amounts that are kept for another form version."""
    if "amounts" not in extra:
        return dict(extra)
    kept = {name: "" if isinstance(value, str) else value for name, value in extra["amounts"].items()}
    return {**extra, "amounts": kept}


def _rolled(row: Indicator, definition: Definition, emptied: tuple[str, ...]) -> Indicator:
    cells: Mapping[str, str] = {
        name: last_year_text(row, column, definition)
        if column.rolled_from
        else ""
        if name in emptied
        else row.cells.get(name, "")
        for name, column in definition.columns.items()
    }
    return replace(row, cells=cells)


def _targets(definition: Definition) -> tuple[str, ...]:
    """Give the columns whose texts are carried into another one and that are not themselves carried into."""
    sources = {column.rolled_from for column in definition.columns.values()}
    return tuple(name for name, column in definition.columns.items() if name in sources and not column.rolled_from)


def _periods(definition: Definition) -> tuple[str, ...]:
    """Give the fields that are a period, as the version names them for the check of periods."""
    return tuple(parameters("field.period", definition).get("fields", ()))


def _distance(period: str, source: int, year: int) -> int:
    """Give by how many years a period moves: as the form where its year lies in it, else so that it begins then."""
    found = [each.value for each in years_in(period)] or [source]
    return year - (source if min(found) <= source <= max(found) else found[0])


def _said(
    form: Form, definition: Definition, source: int, *, keep_amounts: bool, keep_targets: bool
) -> tuple[str, ...]:
    """Say what was carried: the target, which need not be what came of it."""
    said = []
    if form.indicators and (into := [each for each in definition.columns.values() if each.rolled_from]):
        label = into[-1].label.replace("\n", "")
        said.append(f"“{label}”填的是 {source} 年表上的目标，不是实际完成数，请核对。")
        if not keep_targets:
            said.append(f"{form.year} 年的指标值已清空，请重新填写。")
    if form.amounts:
        said.append("金额照抄了上年，请改成今年的。" if keep_amounts else f"金额已清空，请填 {form.year} 年的数。")
    periods = (form.fields.get(name, "").strip() for name in _periods(definition))
    said += [f"“{text}”里看不出年份，没有改动，请核对起止时间。" for text in periods if text and not years_in(text)]
    return tuple(said)
