"""A pasted block of cells in the table: which columns it fills, what it adds, in one edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.characters import clean
from models.edits import InsertIndicators, SetIndicator, Several
from models.form import new_indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.definition import Definition
    from models.edits import Edit
    from models.form import Indicator
    from ui.document import Document


class Pasted(NamedTuple):
    """The rows that were filled or added, and what was done, in words."""

    rows: list[int]
    sentence: str


def paste(block: Sequence[Sequence[str]], document: Document, row: int, column: str) -> Pasted:
    """Put a block at a cell. With names in it its rows are new indicators, else it fills the rows from there on."""
    definition = document.definition
    columns = _columns(len(block[0]), definition, column)
    entries = [dict(zip(columns, (clean(text).text.strip() for text in line), strict=False)) for line in block]
    entries = [entry for entry in entries if not _is_head(entry, definition)]
    split = [_split_nature(entry, definition) for entry in entries]
    if not entries:
        return Pasted([], "剪贴板里只有表头，没有指标。")
    if "name" in columns and (row < 0 or len(columns) > 1):
        return _insert(entries, document, row, next((words for words in split if words), ""))
    return _fill(entries, document, row)


def _columns(count: int, definition: Definition, column: str) -> tuple[str, ...]:
    """Say which columns a block of this width is: all, all but the groups, or those from the caret on."""
    everything = ("level1", "level2", *definition.columns)
    if count >= len(everything):
        return everything
    own = tuple(definition.columns)
    if count == len(own):
        return own
    if count == len(own) + 1:
        return everything[1:]
    start = own.index(column) if column in own else 0
    return own[start : start + count]


def _is_head(entry: dict[str, str], definition: Definition) -> bool:
    """Whether a pasted row is the head of the table: its cells are the columns' own labels."""
    labels = {re.sub(r"\s", "", each.label) for each in definition.columns.values()}
    labels |= {re.sub(r"\s", "", label) for label in definition.level_labels}
    found = [re.sub(r"\s", "", text) for text in entry.values() if text]
    return bool(found) and sum(text in labels for text in found) * 2 > len(found)


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


def _insert(entries: Sequence[dict[str, str]], document: Document, row: int, split: str) -> Pasted:
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
    document.apply(InsertIndicators(tuple(enumerate(made, start=start))))
    return Pasted(list(range(start, start + len(made))), f"粘贴了 {len(made)} 条指标。{split}")


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
