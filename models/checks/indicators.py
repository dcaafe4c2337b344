"""Checks of the indicator table: groups, numbering, names, signs, targets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from models.checks.finding import at_row, change_to, note, parameters, warning
from models.checks.runs import Run, once_for_a_run, runs_of
from models.checks.same_names import same_names
from models.checks.target import SIGNS, has_figure, is_date, read_target, without_number
from models.checks.words import first_of, words
from models.problem import Change, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.definition import Definition
    from models.form import Form, Indicator
    from models.problem import Problem

_NUMBER = re.compile(r"\s*([0-9]{1,3})(?=\s*[.．、])")
_RATE = re.compile("率(?:$|[（(≥≤=])")
_NO_LAST_YEAR = {"", "无", "—", "-", "/", "／", "新增"}
_AT_LEAST, _AT_MOST = {"≥", ">"}, {"≤", "<"}
_UNIT_IN_NAME = re.compile(r"[（(]([^（）()]{1,6})[）)]$")
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_HUNDRED = 100
_LONGEST_NAME = 56  # characters; four lines of the column on paper
_UNCHANGED_SHARE, _FEWEST_COMPARED = 0.8, 5
_MONEY_LAW = "财预〔2021〕101号：成本指标单独成组。"
_GUIDANCE = "财预〔2015〕88号：指标应指向明确、细化量化、合理可行、相应匹配。"


def indicators(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give the problems of the indicator table."""
    return _of_runs(runs_of(form.indicators), definition)


@lru_cache(maxsize=4)
def _of_runs(runs: tuple[Run, ...], definition: Definition) -> tuple[Problem, ...]:
    """Judge a table; the same one is judged once, so that a key elsewhere in the form does not wait for it."""
    found = [problem for run in runs for problem in _of_a_run(run, definition)]
    found += same_names(runs)
    found += _unknown_groups(runs, definition)
    found += _missing_groups(runs, definition)
    found += _unchanged(runs, definition)
    return tuple(found)


@once_for_a_run
def _of_a_run(run: Run, definition: Definition) -> tuple[Problem, ...]:
    """Judge the indicators of a run, and their numbers."""
    rows = enumerate(run.rows, start=run.start)
    found = [problem for index, row in rows for problem in _of_a_row_at(index, row, definition)]
    return (*found, *_numbering(run))


@lru_cache(maxsize=4096)
def _of_a_row_at(index: int, row: Indicator, definition: Definition) -> tuple[Problem, ...]:
    return tuple(at_row(index, _of_a_row(row, definition)))


@lru_cache(maxsize=4096)
def _of_a_row(row: Indicator, definition: Definition) -> tuple[Problem, ...]:
    """Judge an indicator by itself; the same one is judged once. Places are those of its columns, as ".name"."""
    name = without_number(row.name)
    value = row.cells.get("value", "").strip()
    return (
        *_nature(row, definition),
        *_value_form(row, value),
        *_last_year(row, value, definition),
        *(_name(row, name, value) if name else ()),
    )


def _nature(row: Indicator, definition: Definition) -> Iterator[Problem]:
    typed = row.cells.get("nature", "").strip()
    column = definition.columns.get("nature")
    if column is None or not typed or typed in column.choices:
        return
    where = ".nature"
    if normal := column.spellings.get(typed):
        fix = change_to(f"改为“{normal}”", where, row.cells["nature"], normal)
        yield note("indicator.nature-spelling", where, f"指标性质写的是“{typed}”，一般写作“{normal}”。", fix=fix)
    else:
        choices = "、".join(column.choices)
        yield warning("indicator.nature", where, f"指标性质写的是“{typed}”，不在可选的 {choices} 之内。请选一个。")


def _sign(row: Indicator, definition: Definition) -> str:
    typed = row.cells.get("nature", "").strip()
    column = definition.columns.get("nature")
    return column.spellings.get(typed, typed) if column else typed


def _value_form(row: Indicator, value: str) -> Iterator[Problem]:
    where = ".value"
    sign = row.cells.get("nature", "").strip()
    if vague := first_of(value, words().vague):
        message = f"指标值“{value}”里的“{vague}”说不出到什么程度。请写成能核对的数，或具体的结果。"
        yield warning("indicator.vague", where, message, why=_GUIDANCE)
    elif value and not has_figure(value) and sign and sign[0] in "≥≤><＞＜≧≦":
        message = f"指标性质是“{sign}”，指标值“{value}”却没有数。请写一个数，或把性质改为“定性”。"
        yield warning("indicator.sign-with-text", where, message, also=".nature")
    elif has_figure(value) and not is_date(value) and read_target(value) is None:
        message = f"指标值“{value}”不是一个数加单位。请写成如“50个”“95%”，几件事分开写成几条。"
        yield warning("indicator.value-form", where, message)
    elif sign == "定性" and read_target(value) and not is_date(value):
        message = f"指标性质是“定性”，指标值却是一个数“{value}”。请改选 =、≥ 等符号。"
        yield warning("indicator.qualitative-number", ".nature", message, also=where)


def _name(row: Indicator, name: str, value: str) -> Iterator[Problem]:
    where = ".name"
    known, target = words(), read_target(value)
    if "数量" in row.level2 and (_RATE.search(name) or (target and target.unit in {"%", "％"})):
        message = f"“{name}”说的是比率，却放在“{row.level2}”里。请移到质量指标，或改成数量。"
        yield warning("indicator.rate-as-quantity", where, message, also=".level2")
    if "满意" in row.level1 + row.level2 and not first_of(name, known.satisfaction):
        message = f"“{row.level2 or row.level1}”里的“{name}”没有说到满意。请写谁对什么的满意度。"
        yield warning("indicator.satisfaction", where, message)
    is_measured = "成本" in row.level1 + row.level2 or _RATE.search(name)
    if resource := "" if is_measured else first_of(name, known.resources):
        message = f"“{name}”里的“{resource}”是人和钱，是手段，不是目标。请写用它办成的事。"
        yield warning("indicator.resource", where, message)
    unit = _UNIT_IN_NAME.search(name)
    if unit and target and target.unit == unit[1]:
        message = f"单位“{unit[1]}”在名称和指标值“{value}”里写了两遍。请留一处。"
        yield warning("indicator.unit-repeated", where, message, also=".value")
    bounded = "率" in name and not first_of(name, known.growing)
    if bounded and target and target.unit in {"%", "％"} and target.number > _HUNDRED:
        message = f"“{name}”的指标值是 {value}，这个比率不会超过 100%。请核对。"
        yield warning("indicator.over-hundred", ".value", message)
    if not _says_a_measure(_ASIDE.sub("", name) or name):
        yield note(
            "indicator.name-task", where, f"“{name}”像是一项任务，看不出量什么。请写成要量的那个数，如“……数量”“……率”。"
        )
    if len(name) > _LONGEST_NAME:
        yield note("indicator.name-long", where, f"指标名称有 {len(name)} 个字，纸上要占四行以上。可以的话请缩短。")


def _says_a_measure(name: str) -> bool:
    """Whether a name ends with a noun that can be measured, or holds one of two characters or more."""
    nouns = words().measures
    return name.endswith(nouns) or any(noun in name for noun in nouns if len(noun) > 1)


def _last_year(row: Indicator, value: str, definition: Definition) -> Iterator[Problem]:
    last = row.cells.get("last_year", "").strip()
    where = ".last_year"
    if last[:1] and last[:1] in SIGNS and value[:1] not in SIGNS and row.cells.get("nature", "").strip():
        message = f"上年度指标值写的是“{last}”，符号写在值里；本年度的符号写在“指标性质”里。请核对写法。"
        yield note("indicator.last-year-sign", where, message)
    now, before, sign = read_target(value), read_target(last), _sign(row, definition)
    if not now or not before or now.unit != before.unit or is_date(value) or is_date(last):
        return
    looser = (sign in _AT_LEAST and now.number < before.number) or (sign in _AT_MOST and now.number > before.number)
    if looser:
        message = f"指标值“{sign}{value}”比上年度的“{last}”松。请说明原因，或不低于上年。"
        yield warning("indicator.looser", ".value", message, also=where)


def _numbering(run: Run) -> Iterator[Problem]:
    """Find a run whose numbers do not count 1, 2, 3; the fix counts those that are numbered anew."""
    rows = enumerate(run.rows, start=run.start)
    numbered = [(index, row.name, match) for index, row in rows if (match := _number_of(row.name))]
    wrong = [place for place, (_, _, match) in enumerate(numbered) if int(match[1]) != place + 1]
    if not wrong:
        return
    index, name, match = numbered[wrong[0]]
    changes = tuple(
        Change(f"indicators[{number}].name", text, f"{text[: m.start(1)]}{place + 1}{text[m.end(1) :]}")
        for place, (number, text, m) in enumerate(numbered)
        if int(m[1]) != place + 1
    )
    group = run.group[1] or run.group[0]
    message = f"“{group}”里的编号应从 1 连着排，第{index + 1}行却是 {match[1]}（“{name.strip()[:20]}”）。"
    yield warning("indicator.numbering", f"indicators[{index}].name", message, fix=Fix("重新编号", changes))


@lru_cache(maxsize=4096)
def _number_of(name: str) -> re.Match[str] | None:
    return _NUMBER.match(name)


@lru_cache(maxsize=16)
def _allowed(definition: Definition) -> frozenset[tuple[str, str]]:
    return frozenset(
        (level1, level2)
        for group in definition.groups
        for level1 in (group.level1, *group.level1_aliases)
        for level2 in (group.level2, *group.level2_aliases)
    )


def _unknown_groups(runs: Sequence[Run], definition: Definition) -> Iterator[Problem]:
    allowed = _allowed(definition)
    for run in runs:
        if not allowed or run.group in allowed:
            continue
        name = (run.group[0].strip(), run.group[1].strip())
        if name not in allowed and any(name):
            choices = "、".join(dict.fromkeys(group.level2 for group in definition.groups))
            message = f"本表没有“{' / '.join(filter(None, name))}”这一组，内容照样保留。可选的有：{choices}。"
            yield warning("indicator.unknown-group", f"indicators[{run.start}].level2", message)


def _missing_groups(runs: Sequence[Run], definition: Definition) -> Iterator[Problem]:
    if not runs:
        return
    wanted = parameters("indicator.groups-missing", definition).get("groups", ())
    there = {run.group[1].strip() for run in runs}
    lacking = [
        group.level2
        for group in definition.groups
        if group.level2 in wanted and not there & {group.level2, *group.level2_aliases}
    ]
    if lacking:
        why = _MONEY_LAW if any("成本" in name for name in lacking) else ""
        message = f"没有{'、'.join(lacking)}。有内容的话请补上，确实没有就不必填。"
        yield note("indicator.groups-missing", "form", message, why=why)


@once_for_a_run
def _compared(run: Run) -> tuple[int, int]:
    """Count the indicators that can be compared with last year, and those of them that are equal."""
    pairs = [(row.cells.get("value", "").strip(), row.cells.get("last_year", "").strip()) for row in run.rows]
    compared = [(now, last) for now, last in pairs if now and last not in _NO_LAST_YEAR]
    return len(compared), sum(now == last for now, last in compared)


def _unchanged(runs: Sequence[Run], definition: Definition) -> Iterator[Problem]:
    share = parameters("indicator.unchanged", definition).get("share", _UNCHANGED_SHARE)
    counts = [_compared(run) for run in runs]
    compared, equal = sum(count for count, _ in counts), sum(count for _, count in counts)
    if compared >= _FEWEST_COMPARED and equal >= share * compared:
        message = f"{compared} 条有上年度值的指标里有 {equal} 条与上年度相同。请看看是不是只抄了上年的。"
        yield note("indicator.unchanged", "form", message)
