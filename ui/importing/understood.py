"""What was understood of a file, as a list: fields, amounts, and indicators with their cells. No Qt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from models.place import column_label, describe_place, value_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from intake.grid import Box
    from intake.intake import Intake


class Entry(NamedTuple):
    """Something that was understood: a field or amount, or an indicator with its cells below."""

    where: str
    label: str
    value: str
    boxes: tuple[Box, ...]
    cells: tuple[Entry, ...] = ()


def understood(intake: Intake, doubtful: Collection[str]) -> tuple[Entry, ...]:
    """Give what was read, but for the places that are doubtful, in the paper's order."""
    definition = intake.definition
    entries: list[Entry] = []
    for where in definition.section_of:
        if where == "indicators":
            entries += _rows(intake)
        elif where not in doubtful and value_at(intake.form, where):
            label = describe_place(where, definition)
            entries.append(Entry(where, label, value_at(intake.form, where), intake.found.get(where, ())))
    return tuple(entries)


def count_places(entries: Iterable[Entry]) -> int:
    """Count the places that were read with certainty."""
    return sum(len(entry.cells) or 1 for entry in entries)


def _rows(intake: Intake) -> Iterator[Entry]:
    """Give the indicators, numbered within their groups."""
    numbers: Counter[tuple[str, str]] = Counter()
    for place, indicator in enumerate(intake.form.indicators):
        numbers[indicator.group] += 1
        cells = tuple(_cells(intake, place))
        if cells:
            label = f"{indicator.level2 or indicator.level1 or '指标'} {numbers[indicator.group]}"
            own = (cell for cell in cells if not cell.where.endswith((".level1", ".level2")))
            boxes = tuple(box for cell in own for box in cell.boxes)
            yield Entry(f"indicators[{place}]", label, _summary(intake, place), boxes, cells)


def _cells(intake: Intake, place: int) -> Iterator[Entry]:
    for name in ("level1", "level2", *intake.definition.columns):
        if text := intake.form.indicators[place].text(name):
            where = f"indicators[{place}].{name}"
            yield Entry(where, column_label(name, intake.definition), text, intake.found.get(where, ()))


def _summary(intake: Intake, place: int) -> str:
    """Say an indicator in a line: name, sign and target, last year's."""
    cells, columns = intake.form.indicators[place].cells, intake.definition.columns
    target = " ".join(text for name in ("nature", "value") if (text := cells.get(name, "")))
    last = next((f"，上年 {cells[name]}" for name, each in columns.items() if each.rolled_from and cells[name]), "")
    return f"{cells['name']}　{target}{last}"
