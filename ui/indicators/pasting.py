"""A pasted block of cells in the table: which columns it fills, what it adds, in one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.characters import clean
from models.edits import InsertIndicators, SetIndicator, Several
from models.form import new_indicator
from ui.indicators.block_columns import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.definition import Definition
    from models.edits import Edit
    from models.form import Indicator
    from ui.document import Document
    from ui.indicators.commands import IndicatorCommands


class Pasted(NamedTuple):
    """The rows that were filled or added, and what was done, in words."""

    rows: list[int]
    sentence: str


def paste(
    block: Sequence[Sequence[str]], columns: Sequence[str], document: Document, commands: IndicatorCommands, row: int
) -> Pasted:
    """Put a block with these columns at a row. With names in it its rows are new indicators, else it fills rows."""
    definition = document.definition
    entries = [
        {name: clean(text).text.strip() for name, text in zip(columns, line, strict=False) if name != LEFT_OUT}
        for line in block
    ]
    split = [_split_nature(entry, definition) for entry in entries]
    if not entries:
        return Pasted([], "剪贴板里只有表头，没有指标。")
    if "name" in columns and (row < 0 or len(columns) > 1):
        return _insert(entries, document, commands, row, next((words for words in split if words), ""))
    return _fill(entries, document, row)


def _split_nature(entry: dict[str, str], definition: Definition) -> str:
    """Part a sign from the value it stands before, where the column for signs is empty; say what was parted."""
    column = next((name for name, each in definition.columns.items() if each.choices), None)
    if column is None or "value" not in entry:
        return ""
    spellings = {
        **{choice: choice for choice in definition.columns[column].choices},
        **definition.columns[column].spellings,
    }
    if entry.get(column):
        entry[column] = spellings.get(entry[column], entry[column])
        return ""
    typed = entry["value"]
    for spelling in sorted(spellings, key=len, reverse=True):
        if spelling and typed.startswith(spelling) and typed != spelling:
            entry[column], entry["value"] = spellings[spelling], typed.removeprefix(spelling).strip()
            return f"其中“{typed}”已拆成性质“{entry[column]}”和指标值“{entry['value']}”。"
    return ""


def _insert(
    entries: Sequence[dict[str, str]], document: Document, commands: IndicatorCommands, row: int, split: str
) -> Pasted:
    """Add indicators after a row; a group that is not named is that of the row before."""
    rows, definition = document.form.indicators, document.definition
    group = rows[row].group if 0 <= row < len(rows) else (definition.groups[0].level1, definition.groups[0].level2)
    made: list[Indicator] = []
    for entry in entries:
        group = (
            entry.get("level1") or _level1_of(entry.get("level2", ""), group, definition),
            entry.get("level2") or group[1],
        )
        cells = {name: entry.get(name, "") for name in definition.columns}
        made.append(new_indicator(definition, *group, cells))
    start = min(row + 1, len(rows)) if row >= 0 else len(rows)
    return Pasted(commands.insert(made, start), f"粘贴了 {len(made)} 条指标。{split}")


def _level1_of(level2: str, group: tuple[str, str], definition: Definition) -> str:
    """Give the 一级 that a 二级 belongs to, that of the row before where the version does not say."""
    return next((each.level1 for each in definition.groups if each.level2 == level2), group[0])


def _fill(entries: Sequence[dict[str, str]], document: Document, row: int) -> Pasted:
    """Write into the rows that are there; what goes beyond the last becomes new indicators of its group."""
    rows, definition = document.form.indicators, document.definition
    edits: list[Edit] = []
    added: list[Indicator] = []
    for place, entry in enumerate(entries, start=row):
        if place < len(rows):
            edits += [SetIndicator(place, column, text) for column, text in entry.items()]
        else:
            added.append(new_indicator(definition, *rows[-1].group, entry))
    if added:
        edits.append(InsertIndicators(tuple(enumerate(added, start=len(rows)))))
    document.apply(Several("粘贴", tuple(edits)))
    return Pasted(list(range(row, row + len(entries))), f"粘贴了 {len(entries)} 行。")
