"""What can be done with indicators: each is one edit, taken back as one; gives the rows that are chosen afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from models.checks.runs import runs_of
from models.edits import (
    ArrangeIndicators,
    InsertIndicators,
    MoveIndicators,
    RemoveIndicators,
    SetIndicator,
    SetReview,
    Several,
)
from models.form import new_indicator
from models.groups import place_of_new_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.edits import Edit
    from models.form import Indicator
    from ui.document import Document

_NUMBER = re.compile(r"^\s*[0-9]{1,3}\s*[.．、]\s*")
Group = tuple[str, str]


class IndicatorCommands:
    """Changes the table of indicators of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.numbers_by_itself = False
        """Whether the numbers before names are renewed with each move, insertion and removal."""

    @property
    def rows(self) -> tuple[Indicator, ...]:
        """The indicators as they are."""
        return self._document.form.indicators

    def allowed(self) -> list[Group]:
        """Give the groups the version allows, in its order."""
        return [(group.level1, group.level2) for group in self._document.definition.groups]

    def missing(self) -> list[Group]:
        """Give the groups the version allows that have no indicator yet."""
        present = {run.group for run in runs_of(self.rows)}
        return [group for group in self.allowed() if group not in present]

    def add(self, group: Group | None, after: int = -1) -> int:
        """Add an indicator at the end of a group, of that of the row `after` where none is named; give its row."""
        rows = self.rows
        if group is None:
            group = rows[after].group if 0 <= after < len(rows) else self.allowed()[0]
        inside = [i for i, row in enumerate(rows) if row.group == group]
        if 0 <= after < len(rows) and rows[after].group == group:
            inside = [i for i in self._run_at(after) if rows[i].group == group]
        row = inside[-1] + 1 if inside else place_of_new_group(rows, group, self._document.definition)
        made = new_indicator(self._document.definition, *group, {})
        self._apply(InsertIndicators(((row, made),)))
        return row

    def delete(self, chosen: Sequence[int]) -> int:
        """Delete indicators; give the row that is in their place then, -1 for none."""
        if chosen:
            self._apply(RemoveIndicators(tuple(chosen)))
        return min(chosen[0] if chosen else 0, len(self.rows) - 1)

    def move(self, chosen: Sequence[int], to: int, group: Group | None) -> list[int]:
        """Move indicators before the row `to` and into a group."""
        start = to - sum(row < to for row in chosen)
        self._apply(MoveIndicators(tuple(chosen), to, group))
        return list(range(start, start + len(chosen)))

    def shift(self, chosen: Sequence[int], step: int) -> list[int]:
        """Move indicators a row up, -1, or down, 1; at the edge of a group they first join the next one."""
        rows = self.rows
        beside = (chosen[0] - 1 if step < 0 else chosen[-1] + 1) if chosen else -1
        if not 0 <= beside < len(rows):
            return list(chosen)
        if rows[beside].group != rows[chosen[0]].group:
            return self.move(chosen, chosen[0], rows[beside].group)
        return self.move(chosen, beside if step < 0 else beside + 1, rows[beside].group)

    def shift_group(self, chosen: Sequence[int], step: int, *, within_level1: bool) -> list[int]:
        """Move whole groups before the group above, -1, or behind the one below, 1; where wanted in its 一级 alone."""
        rows = self.rows
        beside = (chosen[0] - 1 if step < 0 else chosen[-1] + 1) if chosen else -1
        if not 0 <= beside < len(rows):
            return list(chosen)
        if within_level1 and rows[beside].level1 != rows[chosen[0]].level1:
            return list(chosen)
        key = attrgetter("level1", "level2") if within_level1 else attrgetter("level1")
        end = beside
        while 0 <= end + step < len(rows) and key(rows[end + step]) == key(rows[beside]):
            end += step
        return self.move(chosen, end if step < 0 else end + 1, None)

    def numbered_name(self, row: int, name: str) -> str:
        """Give a name with the number of its row, where numbers come by themselves."""
        bare = _NUMBER.sub("", name)
        if not self.numbers_by_itself or not bare:
            return name
        return f"{row - self._run_at(row)[0] + 1}.{bare}"

    def to_next_group(self, chosen: Sequence[int], step: int) -> list[int]:
        """Move indicators to the end of the group before, -1, or after, 1, in the version's order."""
        groups = self.allowed()
        own = self.rows[chosen[0]].group if chosen else None
        place = groups.index(own) + step if own in groups else 0
        return self.to_group(chosen, groups[place]) if chosen and 0 <= place < len(groups) else list(chosen)

    def to_group(self, chosen: Sequence[int], group: Group) -> list[int]:
        """Move indicators to the end of a group."""
        inside = [i for i, row in enumerate(self.rows) if row.group == group and i not in set(chosen)]
        return self.move(
            chosen, inside[-1] + 1 if inside else place_of_new_group(self.rows, group, self._document.definition), group
        )

    def duplicate(self, chosen: Sequence[int]) -> list[int]:
        """Put copies of indicators behind the last of them; what was not looked at is not in the copy either."""
        if not chosen:
            return []
        start = chosen[-1] + 1
        copies = [new_indicator(self._document.definition, *self.rows[i].group, self.rows[i].cells) for i in chosen]
        review = self._document.form.review
        waiting = [copy.id for i, copy in zip(chosen, copies, strict=True) if self.rows[i].id in review]
        self._apply(InsertIndicators(tuple(enumerate(copies, start=start))), waiting)
        return list(range(start, start + len(copies)))

    def fill_down(self, chosen: Sequence[int], column: str) -> None:
        """Write what stands in the first row's cell into the others; of one row, what stands above it."""
        rows = self.rows
        source, targets = (chosen[0], chosen[1:]) if len(chosen) > 1 else (chosen[0] - 1 if chosen else -1, chosen)
        if source >= 0 and targets:
            text = rows[source].text(column)
            edits = tuple(SetIndicator(row, column, text) for row in targets)
            self._document.apply(Several("向下填充", edits))

    def clear(self, cells: Sequence[tuple[int, str]]) -> None:
        """Empty some cells."""
        self._document.apply(Several("清除内容", tuple(SetIndicator(row, column, "") for row, column in cells)))

    def renumber(self) -> None:
        """Give the indicators of each group the numbers from 1."""
        self._document.apply(ArrangeIndicators(renumbered(self.rows), "重新编号"))

    def sort(self, column: str) -> None:
        """Sort the indicators within their groups by what stands in a column."""
        rows: list[Indicator] = []
        for _, run in groupby(self.rows, key=lambda row: row.group):
            rows += sorted(run, key=lambda row: _NUMBER.sub("", row.text(column)))
        self._document.apply(ArrangeIndicators(tuple(rows), "组内排序"))

    def order_groups(self) -> None:
        """Put the groups in the version's order; indicators of one group come together."""
        order = {group: place for place, group in enumerate(self.allowed())}
        rows = sorted(self.rows, key=lambda row: order.get(row.group, len(order)))
        self._document.apply(ArrangeIndicators(tuple(rows), "按表样排列分组"))

    def change_group(self, chosen: Sequence[int], group: Group) -> None:
        """Let indicators belong to another group, where they stand."""
        edits = [SetIndicator(row, "level1", group[0]) for row in chosen]
        edits += [SetIndicator(row, "level2", group[1]) for row in chosen]
        self._document.apply(Several(f"改为“{group[1]}”", tuple(edits)))

    def insert(self, made: Sequence[Indicator], row: int) -> list[int]:
        """Insert indicators that come from elsewhere before a row."""
        self._apply(InsertIndicators(tuple(enumerate(made, start=row))))
        return list(range(row, row + len(made)))

    def _apply(self, edit: InsertIndicators | RemoveIndicators | MoveIndicators, waiting: Sequence[str] = ()) -> None:
        """Do it, numbering the indicators where asked to; some are still to be looked at afterwards."""
        form, name = self._document.form, edit.label(self._document.definition)
        done: Edit = edit
        if self.numbers_by_itself:
            done = ArrangeIndicators(renumbered(edit.apply(form).indicators), name)
        if waiting:
            done = Several(name, (done, SetReview((*form.review, *waiting))))
        self._document.apply(done)

    def _run_at(self, row: int) -> list[int]:
        """Give the rows of the run of one group that a row is in."""
        first = last = row
        while first > 0 and self.rows[first - 1].group == self.rows[row].group:
            first -= 1
        while last + 1 < len(self.rows) and self.rows[last + 1].group == self.rows[row].group:
            last += 1
        return list(range(first, last + 1))


def renumbered(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Give indicators with names numbered from 1 in each group; an empty name stays empty."""
    made: list[Indicator] = []
    for _, run in groupby(rows, key=lambda row: row.group):
        for number, row in enumerate(run, start=1):
            bare = _NUMBER.sub("", row.name)
            name = f"{number}.{bare}" if bare else row.name
            made.append(row if name == row.name else replace(row, cells={**row.cells, "name": name}))
    return tuple(made)
