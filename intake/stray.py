"""Labels of the table that were met outside it, as in a line of signatures or in notes on how to fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.doubt import Answer, Doubt
from models.definition import on_one_line
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake.grid import GridCell
    from intake.labelled import Labelled
    from models.definition import Definition


def stray_labels(read: Labelled, labels: Mapping[str, GridCell], definition: Definition) -> Iterator[Doubt]:
    """Doubt fields that another section parts from all others of their own. `labels` are by place."""
    ordered_rows = [labels[place].row for place in definition.section_of if place in labels]
    if ordered_rows == sorted(ordered_rows):  # as nearly always
        return
    rows: dict[str, dict[str, int]] = {}
    for place, cell in labels.items():
        if section := definition.section_of.get(place, ""):
            rows.setdefault(section, {})[place] = cell.row
    for section, own in rows.items():
        if len(own) == 1:
            continue
        ordered = sorted(own, key=own.__getitem__)
        for place, near in ((ordered[0], ordered[1]), (ordered[-1], ordered[-2])):
            first, last = sorted((own[place], own[near]))
            between = (row for name, each in rows.items() if name != section for row in each.values())
            kind, _, name = place.partition(".")
            text = read.texts.get(name, "") if kind == "fields" else ""
            if text and any(first < row < last for row in between):
                label = on_one_line(definition.fields[name].label)
                why = f"“{label}”离同一部分的别的栏目很远，可能不是表里的"
                answers = (Answer("就是这一栏"), Answer("不导入", (Change(place, text, ""),)))
                yield Doubt(place, text, why, tuple(cell.box for cell in read.cells.get(place, ())), answers)
