"""Years and document numbers that look as if they were left over from last year, in what is still to be looked at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models.checks.finding import change_to, named, note, parameters
from models.years import moved, moved_some, years_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form
    from models.problem import Problem

ROLLED_FROM = "rolled_from"
"""The key of a form's unknown ones under which it keeps the year it was rolled forward from."""

_FOUR = "((?:[1１][9９]|[2２][0０])[0-9０-９]{2})"
_NUMBER = r"\s*+(?:第\s*+)?[0-9０-９]{1,4}(?![0-9０-９])\s*号?"
_DOCUMENT = re.compile(
    rf"[〔﹝〖【［\[]\s*{_FOUR}\s*[〕﹞〗】］\]](?:{_NUMBER})?|[（(]\s*{_FOUR}\s*[）)]{_NUMBER}"
    rf"|{_FOUR}(?:\s*年\s*第|[-－—])\s*[0-9０-９]{{1,4}}\s*号"
)
_PLANS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_OLD = 5  # years; a document older than that may have been replaced
_MOST_NAMED = 3


class _Stale(NamedTuple):
    check: str
    message: str
    after: str | None = None
    label: str = ""


def stale(form: Form, definition: Definition) -> Iterator[Problem]:
    """Give what looks like last year's in a form that was rolled forward, where it has not been looked at yet."""
    source = form.extra.get(ROLLED_FROM)
    if form.year is None or not isinstance(source, int) or not form.review:
        return
    periods = parameters("field.period", definition).get("fields", ())
    for where, text in _to_be_looked_at(form, definition):
        is_period = where.removeprefix("fields.") in periods
        for found in _past_period(text, form.year) if is_period else _found(text, source, form.year):
            fix = None if found.after is None else change_to(found.label, where, text, found.after)
            yield note(found.check, where, f"{named(where, definition)}里{found.message}", fix=fix)


def _to_be_looked_at(form: Form, definition: Definition) -> Iterator[tuple[str, str]]:
    """Give the texts that are marked; last year's values are meant to be of last year, a telephone number has none."""
    marked = set(form.review)
    for name, field in definition.fields.items():
        if f"fields.{name}" in marked and not field.private:
            yield f"fields.{name}", form.fields[name]
    for index, row in enumerate(form.indicators):
        if row.id in marked:
            for name, column in definition.columns.items():
                if not column.rolled_from:
                    yield f"indicators[{index}].{name}", row.cells[name]


@lru_cache(maxsize=1024)
def _found(text: str, source: int, year: int) -> tuple[_Stale, ...]:
    return (*_years(text, source, year), *_plans(text, year), *_documents(text, year))


def _past_period(text: str, year: int) -> Iterator[_Stale]:
    """Give a period that was over before the form's year; one that came out of another form version has not moved."""
    found = sorted({each.value for each in years_in(text)})
    if found and found[-1] < year:
        names = "、".join(map(str, found))
        message = f"写着 {names} 年，现在是 {year} 年的表，请核对。"
        yield _Stale("text.stale-year", message, moved(text, year - found[0]), f"改为从 {year} 年起")


def _years(text: str, source: int, year: int) -> Iterator[_Stale]:
    documents = [match.span() for match in _DOCUMENT.finditer(text)]
    plain = {
        each.value
        for each in years_in(text)
        if source - 1 <= each.value < year and not any(start <= each.start < end for start, end in documents)
    }
    if not plain & set(range(source, year)):
        return
    names = "、".join(str(each) for each in sorted(plain))
    message = f"写着 {names} 年，像是上年留下的。现在是 {year} 年的表，请核对。"
    after = _moved_outside(text, year - source, frozenset(plain), documents)
    others = "、".join(str(each + year - source) for each in sorted(plain))
    yield _Stale("text.stale-year", message, after, f"改为 {others} 年")


def _moved_outside(text: str, by: int, which: frozenset[int], documents: list[tuple[int, int]]) -> str:
    """Move years, but for those of document numbers."""
    pieces, done = [], 0
    for start, end in documents:
        pieces += [moved_some(text[done:start], by, which), text[start:end]]
        done = end
    return "".join((*pieces, moved_some(text[done:], by, which)))


def _plans(text: str, year: int) -> Iterator[_Stale]:
    for plan, last in _PLANS.items():
        if plan in text and year > last:
            yield _Stale("text.stale-plan", f"写着“{plan}”，它到 {last} 年已结束。请看是否该换。")


def _documents(text: str, year: int) -> Iterator[_Stale]:
    """Name the documents that are older than five years, all of a text together."""
    matches = _DOCUMENT.finditer(text)
    old = list(dict.fromkeys(m[0].strip() for m in matches if int(m[1] or m[2] or m[3]) < year - _OLD))
    if old:
        names = "、".join(old[:_MOST_NAMED]) + ("等" if len(old) > _MOST_NAMED else "")
        message = f"有 {len(old)} 个文号早于 {year - _OLD} 年（{names}）。请看文件是否仍然有效、有没有新的。"
        yield _Stale("text.stale-document", message)
