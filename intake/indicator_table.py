"""The indicator table of a grid: heads say which column is which, 一级 and 二级 hold for the rows below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.doubt import Doubt
from intake.indicator_rows import LEVELS, IndicatorTable, Row, RowReader
from intake.table_heads import read_heads
from intake.table_suspicion import table_suspicions

if TYPE_CHECKING:
    from intake.grid import GridCell
    from intake.labels import Labels
    from intake.table_heads import Heads
    from intake.view import View
    from models.definition import Definition

_MOST_GUESSES = 50
"""Rows of heads with columns missing in which these are looked for by likeness; the first is what counts."""


def read_indicators(view: View, definition: Definition, labels: Labels) -> IndicatorTable:
    """Read the table of indicators; it begins at its heads and ends where another section or field begins."""
    reader = RowReader(view, definition, labels)
    table = reader.table
    first: Heads | None = None
    guesses = 0
    for row in sorted(view.rows):
        cells = view.rows[row]
        heads = read_heads(view, row, definition, labels, table.used, guessing=guesses < _MOST_GUESSES)
        guesses += heads is not None and heads.has_gaps
        if heads and not reader.places and table.rows:
            table.doubts.append(_of_another(heads, row))
            table.used |= heads.used
        elif heads and (first is None or not set(heads.places) - set(first.places)):
            first = first or heads
            reader.begin(heads)
        elif reader.places and row in view.label_rows and _ends_table(cells, reader):
            reader.places = {}
        elif reader.places:
            reader.read(row, cells)
    reader.end_row()
    # blanks around a text go now; those around the pieces of a text are its own
    table.rows = [Row(r.level1, r.level2, {name: text.strip() for name, text in r.texts.items()}) for r in table.rows]
    table.doubts += table_suspicions(first, reader)
    return table


def _of_another(heads: Heads, row: int) -> Doubt:
    """Doubt a table behind the end of the first, as of the year before; it is left over."""
    boxes = tuple(cell.box for cell in heads.used)
    return Doubt("form", "", f"第{row + 1}行起还有一张指标表，没有读", boxes)


def _ends_table(cells: list[GridCell], reader: RowReader) -> bool:
    """Whether a row with labels is another section's: it bears a title, or begins with a field's or amount's label."""
    labels, places = reader.labels, reader.places
    first = min(span[0] for span in places.values())
    levels = max((places[level][1] for level in LEVELS if level in places), default=first + 1)
    for cell in cells:
        key = reader.view.keys.get(cell, "")
        if key in labels.sections and labels.sections[key] != reader.definition.section_of["indicators"]:
            return True
        if cell.column >= first and cell.text.strip():
            return cell.column < levels and (key in labels.fields or key in labels.amounts)
    return False
