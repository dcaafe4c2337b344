"""Telling a form that was copied as a whole from a text for one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.definition import Definition

_FEWEST_LABELS = 4


def is_whole_form(text: str, definition: Definition) -> bool:
    """Whether a text comes out of a table and holds labels of the form, as the clipboard does after 全选, 复制."""
    if "\t" not in text:
        return False
    flat = "".join(text.split())
    labels = [each.label for each in definition.fields.values()] + [each.label for each in definition.amounts.values()]
    return sum("".join(label.split()) in flat for label in labels) >= _FEWEST_LABELS
