"""What was understood of a file, as a list: fields, amounts, and indicators with their cells. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.place import column_label, describe_place, value_at

if TYPE_CHECKING:
    from intake.grid import Box
    from intake.reading import Intake
    from ui.importing.session import Session


class Entry(NamedTuple):
    """Something that was understood: a field or amount, or an indicator with its cells below."""

    where: str
    label: str
    value: str
    boxes: tuple[Box, ...]
    cells: tuple[Entry, ...] = ()


def understood(session: Session) -> tuple[Entry, ...]:
    """Give what was read with certainty, as it was read, in the paper's order."""
    intake, definition = session.intake, session.intake.definition
    doubtful = {where for question in session.questions for where in question.marks}
    entries: list[Entry] = []
    for where in definition.section_of:
        if where == "indicators":
            entries += [_row_entry(intake, row) for row in range(len(intake.form.indicators))]
        elif where not in doubtful and value_at(intake.form, where):
            label = describe_place(where, definition)
            entries.append(Entry(where, label, value_at(intake.form, where), intake.found.get(where, ())))
    return tuple(entry for entry in entries if entry.cells or not entry.where.startswith("indicators"))


def count_understood(session: Session) -> int:
    """Count the places that were read with certainty."""
    return sum(len(entry.cells) or 1 for entry in understood(session))


def _row_entry(intake: Intake, row: int) -> Entry:
    indicator, definition = intake.form.indicators[row], intake.definition
    cells = [
        Entry(
            f"indicators[{row}].{name}",
            column_label(name, definition),
            indicator.text(name),
            intake.found.get(f"indicators[{row}].{name}", ()),
        )
        for name in ("level1", "level2", *definition.columns)
        if indicator.text(name)
    ]
    same = [i for i, each in enumerate(intake.form.indicators) if each.group == indicator.group]
    label = f"{indicator.level2 or indicator.level1 or '指标'} {same.index(row) + 1}"
    boxes = tuple(box for cell in cells if not cell.where.endswith((".level1", ".level2")) for box in cell.boxes)
    return Entry(f"indicators[{row}]", label, _summary(intake, row), boxes, tuple(cells))


def _summary(intake: Intake, row: int) -> str:
    """Say an indicator in a line: name, sign and target, last year's."""
    cells, columns = intake.form.indicators[row].cells, intake.definition.columns
    target = " ".join(text for name in ("nature", "value") if (text := cells.get(name, "")))
    last = next((f"，上年 {cells[name]}" for name, each in columns.items() if each.rolled_from and cells[name]), "")
    return f"{cells['name']}　{target}{last}"
