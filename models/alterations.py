"""What has become of a form from one revision to a later one, place by place, as people say it.

Unlike `models.compare`, which holds two files against each other, this knows indicators by their ids: one that was
moved is said to be moved. Places are those of the later form, so that a click can lead there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from models.compare import differences
from models.definition import on_one_line
from models.digest import canonical
from models.place import column_label, section_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form, Indicator

_Key = tuple[str, int]
"""An indicator's id, and how often it stood before: an id from a foreign file may stand twice."""
CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"


class Alteration(NamedTuple):
    """A place that stands differently now; `kind` is "changed", "added", "removed" or "moved".

    `before` and `after` are texts of the place where it was changed, what the indicator says where it came or went,
    and where it stood and stands where it was moved.
    """

    where: str
    label: str
    kind: str
    before: str
    after: str


class _Row(NamedTuple):
    """An indicator of one of the two forms: its row, and its place in its group as printed, from 1."""

    row: int
    number: int
    indicator: Indicator

    @property
    def group(self) -> str:
        return self.indicator.level2.strip() or self.indicator.level1.strip() or "未分组"


def alterations(before: Form, now: Form, definition: Definition) -> tuple[Alteration, ...]:
    """Give what stands differently in `now`, in the paper's order; both forms are of this version."""
    found = list(_of_fields(before, now, definition))
    if canonical(before, definition)["indicators"] != canonical(now, definition)["indicators"]:
        found += _of_indicators(before, now, definition)
    order = {where: place for place, where in enumerate(definition.section_of)}
    found.sort(key=lambda each: order.get("indicators" if each.where.startswith("indicators") else each.where, -1))
    if before.year != now.year:
        found.insert(0, Alteration("form", "年度", CHANGED, str(before.year or ""), str(now.year or "")))
    return tuple(found)


def counted_by_section(found: tuple[Alteration, ...], definition: Definition) -> Counter[str]:
    """Count alterations by their section; those of the head and the year under ""."""
    return Counter(section_at(each.where, definition) for each in found)


def _of_fields(before: Form, now: Form, definition: Definition) -> Iterator[Alteration]:
    for each in differences(replace(before, indicators=()), replace(now, indicators=()), definition):
        yield Alteration(each.where, _in_section(each.where, each.label, definition), CHANGED, each.first, each.second)


def _of_indicators(before: Form, now: Form, definition: Definition) -> list[Alteration]:
    """Match indicators by id, what is left by its text, and say what became of each."""
    old, new = _rows(before), _rows(now)
    pairs = _paired(old, new)
    partners = {later: earlier for earlier, later in pairs}
    stayed = _in_order([old[partners[key]].row for key in new if key in partners])
    section = _in_section("indicators", "", definition)
    found = []
    for key, row in new.items():
        where, label = f"indicators[{row.row}]", f"{section}{row.group} {row.number}"
        earlier = old[partners[key]] if key in partners else None
        if earlier is None:
            found.append(Alteration(where, label, ADDED, "", _said(row.indicator)))
            continue
        if earlier.row not in stayed or earlier.indicator.group != row.indicator.group:
            whole = earlier.group == row.group and earlier.indicator.level1 != row.indicator.level1
            found.append(Alteration(where, label, MOVED, _stands(earlier, whole=whole), _stands(row, whole=whole)))
        for column in definition.columns:
            was, is_now = earlier.indicator.text(column).strip(), row.indicator.text(column).strip()
            if was != is_now:
                name = f"{label} ・ {column_label(column, definition)}"
                found.append(Alteration(f"{where}.{column}", name, CHANGED, was, is_now))
    gone = [key for key in old if key not in {earlier for earlier, _ in pairs}]
    last = max((row.row for row in new.values()), default=0)
    for row in (old[key] for key in gone):
        label = f"{section}{row.group} {row.number}"
        found.append(Alteration(f"indicators[{min(row.row, last)}]", label, REMOVED, _said(row.indicator), ""))
    return found


def _rows(form: Form) -> dict[_Key, _Row]:
    """Give the rows that say something by their keys."""
    rows: dict[_Key, _Row] = {}
    seen: Counter[str] = Counter()
    place = 0
    for _, run in groupby(form.indicators, key=lambda indicator: indicator.group):
        number = 0
        for indicator in run:
            if not indicator.says_nothing:
                number += 1
                rows[indicator.id, seen[indicator.id]] = _Row(place, number, indicator)
                seen[indicator.id] += 1
            place += 1
    return rows


def _paired(old: dict[_Key, _Row], new: dict[_Key, _Row]) -> list[tuple[_Key, _Key]]:
    pairs = [(key, key) for key in old if key in new]
    left: dict[tuple[str, ...], list[_Key]] = {}
    for key, row in old.items():
        if key not in new:
            left.setdefault(_texts(row.indicator), []).append(key)
    for key, row in new.items():
        if key not in old and (same := left.get(_texts(row.indicator))):
            pairs.append((same.pop(0), key))
    return pairs


def _in_order(rows: list[int]) -> set[int]:
    """Give the longest run of rows that still follow one another; the others were moved."""
    tails: list[int] = []
    lengths = []
    for row in rows:
        place = bisect_left(tails, row)
        tails[place : place + 1] = [row]
        lengths.append(place)
    stayed, wanted = set(), len(tails) - 1
    for row, length in zip(reversed(rows), reversed(lengths), strict=True):
        if length == wanted:
            stayed.add(row)
            wanted -= 1
    return stayed


def _in_section(where: str, label: str, definition: Definition) -> str:
    """Put the numeral of its section before a label, as 三、."""
    section = section_at(where, definition)
    title = next((on_one_line(each.title) for each in definition.sections if each.id == section), "")
    numeral, mark, _ = title.partition("、")
    return f"{numeral}{mark}{label}" if mark else label


def _texts(indicator: Indicator) -> tuple[str, ...]:
    return (*indicator.group, *indicator.cells.values())


def _said(indicator: Indicator) -> str:
    return " ".join(text for text in map(str.strip, indicator.cells.values()) if text)


def _stands(row: _Row, *, whole: bool) -> str:
    """Say where an indicator stands, with its 一级 where that alone tells the difference."""
    group = f"{row.indicator.level1.strip()}・{row.group}" if whole else row.group
    return f"“{group}”第 {row.number} 条"
