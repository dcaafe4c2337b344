"""Where an indicator of a group belongs in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.definition import Definition
    from models.form import Indicator


def place_in_group(rows: Sequence[Indicator], group: tuple[str, str], definition: Definition) -> int:
    """Give the row behind the last one of a group; of a group with none, where the version's order has it."""
    inside = [place for place, row in enumerate(rows) if row.group == group]
    return inside[-1] + 1 if inside else place_of_new_group(rows, group, definition)


def place_of_new_group(rows: Sequence[Indicator], group: tuple[str, str], definition: Definition) -> int:
    """Give the row at which a group with no indicators belongs, in the version's order."""
    order = {(each.level1, each.level2): place for place, each in enumerate(definition.groups)}
    own = order.get(group, len(order))
    before = [place for place, row in enumerate(rows) if order.get(row.group, -1) < own]
    return before[-1] + 1 if before else 0
