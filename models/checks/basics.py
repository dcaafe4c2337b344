"""Checks of the short fields and the amounts: period, names, telephone, figures that look odd."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from models.amounts import amount_value, read_amount
from models.checks.finding import change_to, named, note, parameters, warning
from models.checks.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form
    from models.problem import Problem

_DASHES = "-－—–~～至到"
_DATE = (
    r"20[0-9]{2}\s*[年./-]\s*[0-9]{1,2}"
    rf"(?:\s*月?\s*$|\s*月(?:\s*[0-9]{{1,2}}\s*[日号])?|[./-][0-9]{{1,2}}日?|(?=\s*[{_DASHES}]))"
)
_TO = rf"\s*[{_DASHES}]+\s*"
_WITHIN_A_YEAR = (
    r"20[0-9]{2}\s*年\s*[0-9]{1,2}(?:\s*月(?:\s*[0-9]{1,2}\s*[日号])?)?"
    + _TO
    + r"[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*[日号])?"
)
_PERIOD = re.compile(rf"(?:{_DATE}{_TO}{_DATE}|{_WITHIN_A_YEAR}|20[0-9]{{2}}\s*年度?)")
_SHORT_PERIOD = re.compile(rf"(20[0-9]{{2}})\s*[年./-]?\s*([0-9]{{1,2}})月?{_TO}([0-9]{{1,2}})月?")
_PHONE_WITHOUT_AREA = re.compile(r"[2-8][0-9]{6,7}")
_DATE_SERIAL = re.compile(r"4[0-9]{4}")
_TWO_UNITS = re.compile(r"[局委办院所中心会处队站校馆][、，,;；/\s]+\S*[局委办院所心会处队站校馆]$")
_DECEMBER = 12
_DECIMALS = 2
_YUAN_AT_LEAST = 100_000  # 万元; a part this large and a thousand times the others was typed in 元
_TIMES_THE_OTHERS = 1000


def basics(form: Form, definition: Definition) -> Iterator[Problem]:
    """Give the problems of short fields and amounts; which fields a check reads stands in the version's file."""
    for check, judge in _OF_FIELDS.items():
        for name in parameters(check, definition).get("fields", ()):
            if form.fields[name].strip():
                yield from judge(check, f"fields.{name}", form.fields[name].strip(), definition)
    yield from _unit_names(form, definition)
    yield from _limits(form, definition)
    yield from _figures(form, definition)
    yield from _typed_in_yuan(form, definition)


def _period(check: str, where: str, text: str, definition: Definition) -> Iterator[Problem]:
    if _PERIOD.fullmatch(text):
        return
    name = named(where, definition)
    match = _SHORT_PERIOD.fullmatch(text)
    fix = None
    if match and 1 <= int(match[2]) <= int(match[3]) <= _DECEMBER:
        better = f"{match[1]}年{int(match[2])}月-{int(match[3])}月"
        fix = change_to(f"改为“{better}”", where, text, better)
    message = f"{name}写的是“{text}”，看不出从哪年哪月到哪年哪月。请写成“2020年1月-12月”或起止各带年份。"
    yield warning(check, where, message, fix=fix)


def _contact(check: str, where: str, text: str, definition: Definition) -> Iterator[Problem]:
    title = next((title for title in words().titles if text.endswith(title)), "")
    if title or len(text) == 1:
        name = named(where, definition)
        yield note(check, where, f"{name}写的是“{text}”，不是全名。请写姓名，财政退改时好联系。")


def _phone(check: str, where: str, text: str, definition: Definition) -> Iterator[Problem]:
    if _PHONE_WITHOUT_AREA.fullmatch(text.replace(" ", "")):
        name = named(where, definition)
        yield note(check, where, f"{name}写的是“{text}”，没有区号。请在前面写上区号，如 023-。")


def _two_units(check: str, where: str, text: str, definition: Definition) -> Iterator[Problem]:
    if _TWO_UNITS.search(text):
        name = named(where, definition)
        yield warning(check, where, f"{name}里像是写了两个单位：“{text}”。一张表只填一个单位，请分开填。")


def _date_serial(check: str, where: str, text: str, definition: Definition) -> Iterator[Problem]:
    if _DATE_SERIAL.fullmatch(text):
        name = named(where, definition)
        message = f"{name}写的是“{text}”，像是从 Excel 复制来的日期变成了数字。请改写成日期或文字。"
        yield warning(check, where, message)


_OF_FIELDS = {
    "field.period": _period,
    "field.contact-name": _contact,
    "field.phone": _phone,
    "field.two-units": _two_units,
    "field.date-serial": _date_serial,
}


def _unit_names(form: Form, definition: Definition) -> Iterator[Problem]:
    check = "field.unit-name"
    read = parameters(check, definition)
    if not read:
        return
    short, full = form.fields[read["short"]].strip(), form.fields[read["full"]].strip()
    if short and short != full and full.endswith(short):
        where = f"fields.{read['short']}"
        message = f"{named(where, definition)}写的是简称“{short}”，公章上是全称“{full}”。"
        fix = change_to(f"改为“{full}”", where, form.fields[read["short"]], full)
        yield note(check, where, message, fix=fix, also=f"fields.{read['full']}")


def _limits(form: Form, definition: Definition) -> Iterator[Problem]:
    for name, field in definition.fields.items():
        length = len(form.fields[name])
        if field.limit and length > field.limit:
            where = f"fields.{name}"
            excess = f"最多 {field.limit} 个。请删去 {length - field.limit} 个字"
            message = f"{named(where, definition)}有 {length} 个字，{excess}。"
            yield warning("field.too-long", where, message)


def _figures(form: Form, definition: Definition) -> Iterator[Problem]:
    for name, typed in form.amounts.items():
        amount = read_amount(typed)
        if amount.value is None:
            continue
        where = f"amounts.{name}"
        label = named(where, definition)
        if amount.value < 0:
            yield warning("amount.negative", where, f"{label}是负数 {typed}。预算金额一般不为负，请核对。")
        if len(typed.partition(".")[2].rstrip("0")) > _DECIMALS:
            yield note("amount.decimals", where, f"{label}写的是 {typed}，小数超过 {_DECIMALS} 位。能用，但请核对。")


def _typed_in_yuan(form: Form, definition: Definition) -> Iterator[Problem]:
    """Find a part that is out of all proportion to the others of its sum."""
    for wanted in definition.sums:
        values = {part: amount_value(form.amounts[part]) for part in wanted.parts}
        for part, value in values.items():
            others = max((other for name, other in values.items() if name != part), default=Decimal(0))
            if others > 0 and value >= _YUAN_AT_LEAST and value > _TIMES_THE_OTHERS * others:
                where = f"amounts.{part}"
                figure = f"{named(where, definition)}是 {form.amounts[part]} {definition.unit}"
                message = f"{figure}，比同栏其他数大一千倍以上，像是按元填的。请核对单位。"
                yield warning("amount.yuan", where, message)
