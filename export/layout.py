"""Laying out: a form and its version become a sheet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from export.sheet import Block, Cell, Head, HeadCell, Role, Row, Sheet, SheetSection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.definition import BlockDefinition, ColumnDefinition, Definition
    from models.form import Form, Indicator


def lay_out(form: Form, definition: Definition) -> Sheet:
    """Lay a form out as its version says."""
    return Sheet(
        head=_head(form, definition),
        band=definition.paper.band_share if any(section.title for section in definition.sections) else 0.0,
        sections=tuple(
            SheetSection(section.title, tuple(_block(block, form, definition) for block in section.blocks))
            for section in definition.sections
        ),
    )


def _head(form: Form, definition: Definition) -> Head:
    pieces = tuple(
        HeadCell(
            label=piece.label,
            text=form.fields[piece.field] if piece.field else "",
            where=f"fields.{piece.field}" if piece.field else "",
            running=piece.running,
            right=piece.right,
            seal=piece.seal,
        )
        for piece in definition.head
    )
    return Head(definition.mark, definition.title, pieces)


def _block(block: BlockDefinition, form: Form, definition: Definition) -> Block:
    total = sum(block.widths)
    widths = tuple(width / total for width in block.widths)
    headings: tuple[Row, ...] = ()
    if block.kind == "indicators":
        headings = _headings(definition)
        rows = (*headings, *_indicator_rows(form, tuple(definition.columns.values())))
    elif block.kind == "amounts":
        rows = _grid_rows(block, form)
    else:
        rows = (_field_row(block, form, definition),)
    return Block(widths, block.spans, rows, heading_rows=len(headings))


def _field_row(block: BlockDefinition, form: Form, definition: Definition) -> Row:
    """Lay labels and values side by side."""
    cells = []
    for index, name in enumerate(block.fields):
        field = definition.fields[name]
        role = Role.LONG_TEXT if field.kind == "long" else Role.VALUE
        cells.append(Cell(2 * index, 1, 1, field.label, Role.LABEL))
        cells.append(
            Cell(2 * index + 1, 1, 1, form.fields[name], role, f"fields.{name}", left=role is Role.LONG_TEXT),
        )
    return Row(tuple(cells))


def _grid_rows(block: BlockDefinition, form: Form) -> tuple[Row, ...]:
    """Lay the grid of amounts; entries fill the columns that cells from above leave open."""
    taken: set[tuple[int, int]] = set()
    rows = []
    for index, entries in enumerate(block.grid):
        cells = []
        column = 0
        for entry in entries:
            while (index, column) in taken:
                column += 1
            text, role, where = entry.text, Role.LABEL, ""
            if entry.amount:
                text, role, where = form.amounts[entry.amount], Role.AMOUNT, f"amounts.{entry.amount}"
            cells.append(Cell(column, entry.columns, entry.rows, text, role, where))
            taken |= {(index + r, column + c) for r in range(entry.rows) for c in range(entry.columns)}
            column += entry.columns
        rows.append(Row(tuple(cells)))
    return tuple(rows)


def _headings(definition: Definition) -> tuple[Row, ...]:
    """Lay the heads of the indicator table: one row, or two where a heading stands over several columns."""
    columns = tuple(definition.columns.values())
    rows = 2 if any(column.heading for column in columns) else 1
    upper = [Cell(i, 1, rows, label, Role.LABEL) for i, label in enumerate(definition.level_labels)]
    lower = []
    place = len(upper)
    for heading, run in groupby(columns, key=lambda column: column.heading):
        members = list(run)
        labels = [Cell(place + i, 1, 1 if heading else rows, c.label, Role.LABEL) for i, c in enumerate(members)]
        if heading:
            upper.append(Cell(place, len(members), 1, heading, Role.LABEL))
            lower.extend(labels)
        else:
            upper.extend(labels)
        place += len(members)
    return (Row(tuple(upper)), Row(tuple(lower)))[:rows]


def _indicator_rows(form: Form, columns: Sequence[ColumnDefinition]) -> Iterator[Row]:
    """Lay the indicators; 一级 and 二级 stand once over each run of equal names. Without any, one blank row."""
    if not form.indicators:
        yield Row(tuple(Cell(i, 1, 1, "", Role.VALUE) for i in range(len(columns) + 2)))
    level1 = _runs([(indicator.level1,) for indicator in form.indicators])
    level2 = _runs([indicator.group for indicator in form.indicators])
    for index, indicator in enumerate(form.indicators):
        cells = [
            Cell(column, 1, runs[index], indicator.text(level), Role.GROUP, f"indicators[{index}].{level}")
            for column, (level, runs) in enumerate((("level1", level1), ("level2", level2)))
            if index in runs
        ]
        yield Row((*cells, *_indicator_cells(index, indicator, columns)))


def _indicator_cells(index: int, indicator: Indicator, columns: Sequence[ColumnDefinition]) -> Iterator[Cell]:
    for place, column in enumerate(columns):
        where = f"indicators[{index}].{column.id}"
        yield Cell(place + 2, 1, 1, indicator.text(column.id), Role.VALUE, where, left=column.left)


def _runs(names: list[tuple[str, ...]]) -> dict[int, int]:
    """Give the length of each run of equal names by the row it begins in."""
    lengths: dict[int, int] = {}
    row = 0
    for _, run in groupby(names):
        lengths[row] = len(list(run))
        row += lengths[row]
    return lengths
