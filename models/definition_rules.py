"""Whether the parts of a form version fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.definition import Definition
    from models.toml_table import Table


def hold_together(definition: Definition, top: Table) -> None:
    """Refuse a version where a field or amount does not stand on the paper once, or whose columns do not fit.

    `Unreadable` names the file and the key.
    """
    placed = [piece.field for piece in definition.head if piece.field]
    blocks = [block for section in definition.sections for block in section.blocks]
    placed += [name for block in blocks for name in block.fields]
    for name in definition.fields:
        if placed.count(name) != 1:
            raise top.wrong(f"fields.{name}", f"应在表上出现一次，现在出现 {placed.count(name)} 次")
    figures = [entry.amount for block in blocks for row in block.grid for entry in row]
    for name in definition.amounts:
        if figures.count(name) != 1:
            raise top.wrong(f"amounts.entries.{name}", f"应在表上出现一次，现在出现 {figures.count(name)} 次")
    if [block.kind for block in blocks].count("indicators") != 1:
        raise top.wrong("sections", '应有一个 kind = "indicators" 的块')
    if not {"name", "value"} <= set(definition.columns):
        raise top.wrong("indicators.columns", "应有 name 和 value 两列")
    for column in definition.columns.values():
        if column.rolled_from and column.rolled_from not in definition.columns:
            raise top.wrong(f"indicators.columns.{column.id}.rolled_from", f"没有 {column.rolled_from!r} 这一列")
    _fit_columns(definition, top)


def _fit_columns(definition: Definition, top: Table) -> None:
    """Refuse blocks that do not fill the columns of the workbook, or whose cells do not fit their own columns."""
    for section in definition.sections:
        width = len(definition.workbook_columns) - (1 if section.title else 0)
        for block in section.blocks:
            if sum(block.spans) != width or min(block.spans) < 1:
                raise top.wrong(f"sections.{section.id}", f"spans 之和应为 {width}，现在是 {sum(block.spans)}")
            expected = {
                "fields": 2 * len(block.fields),
                "text": 2,
                "indicators": 2 + len(definition.columns),
                "amounts": len(block.widths),
            }[block.kind]
            if len(block.widths) != expected or min(block.widths) <= 0:
                raise top.wrong(f"sections.{section.id}", f"widths 应有 {expected} 个正数")
            if block.kind == "text" and len(block.fields) != 1:
                raise top.wrong(f"sections.{section.id}", 'kind = "text" 的块应有一个 field')
