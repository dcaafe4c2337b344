"""Checks of the order of long texts: ordinals, headings, two texts that go by the same items, goals and indicators."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.checks.finding import named, note, parameters, warning
from models.checks.target import without_number
from models.checks.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form
    from models.problem import Problem

_NUMERALS = {"十": 10, **{numeral: place for place, numeral in enumerate("一二三四五六七八九", start=1)}}
_BEFORE = r"(?:^|(?<=[\n。；：，）;:,) \u3000]))"
_FAMILIES = (
    re.compile(_BEFORE + "([一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十])"),
    re.compile("[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(_BEFORE + r"([0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"[（(]([0-9]{1,2})[）)]"),
    re.compile(_BEFORE + "([一二三四五六七八九十]{1,3})是"),
)
_HEADING_END = re.compile("[：:。；;，,（(《\n]")
_LONGEST_HEADING = 12
_FULL_ITEM = 20  # characters; an item this long has something under its heading
_FEWEST_SHARED = 2
_GOAL = re.compile(
    r"(?:^|\n)\s*(?:[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][0-9一二三四五六七八九十]{1,3}[）)])"
)
_HAN_RUN = re.compile("[\u3400-\u9fff]+")


class Item(NamedTuple):
    """An item 一、二、… of a text: its ordinal, its number, its heading, and all it says."""

    ordinal: str
    number: int
    heading: str
    text: str


def outline(form: Form, definition: Definition) -> Iterator[Problem]:
    """Give the problems of the order of long texts."""
    for name, field in definition.fields.items():
        if field.kind == "long":
            yield from _ordinals(f"fields.{name}", form.fields[name], definition)
            yield from _empty_headings(f"fields.{name}", form.fields[name], definition)
    yield from _items_match(form, definition)
    yield from _goals_covered(form, definition)


@lru_cache(maxsize=256)
def items(text: str) -> tuple[Item, ...]:
    """Give the items 一、二、… of a text."""
    matches = [*_FAMILIES[0].finditer(text)]
    if not matches:
        return ()
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return tuple(
        Item(match[1], _number(match[1]), _heading(text[match.end() : end]), text[match.end() : end].strip())
        for match, end in zip(matches, ends, strict=True)
    )


def _heading(text: str) -> str:
    return _HEADING_END.split(text.strip(), maxsplit=1)[0].strip()


def _number(ordinal: str) -> int:
    """Give the number of an ordinal, as 12 for 十二."""
    if ordinal.isdecimal():
        return int(ordinal)
    tens, ten, ones = ordinal.partition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones if ten else tens, 0)


@lru_cache(maxsize=256)
def _skips(text: str) -> tuple[tuple[str, str], ...]:
    """Give the ordinals that are not followed by the next one, each with what follows; a new 1 begins a new list."""
    found = []
    for family in _FAMILIES:
        before, number = "", 0
        for match in family.finditer(text):
            next_ = _number(match[1])
            if number and next_ not in {1, number + 1}:
                found.append((before, match[1]))
            before, number = match[1], next_
    return tuple(found)


def _ordinals(where: str, text: str, definition: Definition) -> Iterator[Problem]:
    for before, after in _skips(text):
        message = f"{named(where, definition)}里的序号不连：“{before}”后面是“{after}”。请补上漏的一条，或重排序号。"
        yield warning("text.ordinals", where, message)


def _empty_headings(where: str, text: str, definition: Definition) -> Iterator[Problem]:
    found = items(text)
    if not any(len(item.text) > _FULL_ITEM for item in found):
        return
    for item in found:
        if item.text.rstrip("。；;：: \n") == item.heading and len(item.heading) <= _LONGEST_HEADING:
            heading = f"{named(where, definition)}里的“{item.ordinal}、{item.heading}”"
            message = f"{heading}只有标题，下面没有内容。请补上，或删去这一条。"
            yield warning("text.empty-heading", where, message)


def _items_match(form: Form, definition: Definition) -> Iterator[Problem]:
    """Compare two texts that go by the same items, known by items of the same number and heading in both."""
    names = parameters("text.items-match", definition).get("fields", ())
    for first, second in pairwise(names):
        one, other = items(form.fields[first]), items(form.fields[second])
        shared = {item[1:3] for item in one} & {item[1:3] for item in other}
        if len(shared) < max(_FEWEST_SHARED, min(len(one), len(other)) / 2):
            continue
        yield from _lacking((first, one), (second, other), definition)
        yield from _lacking((second, other), (first, one), definition)


def _lacking(
    having: tuple[str, tuple[Item, ...]],
    lacking: tuple[str, tuple[Item, ...]],
    definition: Definition,
) -> Iterator[Problem]:
    there = {item.number for item in lacking[1]}
    where, also = f"fields.{lacking[0]}", f"fields.{having[0]}"
    for item in having[1]:
        if item.number not in there:
            having_name, lacking_name = named(also, definition), named(where, definition)
            message = f"{having_name}有第“{item.ordinal}”条（{item.text[:12]}…），{lacking_name}没有。两处应一一对应。"
            yield warning("text.items-match", where, message, also=also)


def _goals_covered(form: Form, definition: Definition) -> Iterator[Problem]:
    said = "".join(without_number(indicator.name) for indicator in form.indicators)
    for name in parameters("text.goals-covered", definition).get("fields", ()):
        goals = [goal.strip() for goal in _GOAL.split(form.fields[name]) if goal.strip()]
        if not said or len(goals) < _FEWEST_SHARED:
            continue
        for number, goal in enumerate(goals, start=1):
            if not _pairs(goal) & _pairs(said):
                message = f"第 {number} 个目标“{goal[:16]}…”没有哪条指标说到它。请补一条指标，或核对目标。"
                yield note("text.goals-covered", f"fields.{name}", message)


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[str]:
    """Give every two neighbouring characters of a text that say something."""
    common = words().common
    for word in common:
        text = text.replace(word, " ")
    return frozenset(run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1))
