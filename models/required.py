"""The places of a form that have to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form


NOT_YET_FILLED = {"field.required", "indicator.incomplete"}
"""Checks that say that something is empty, which is no problem before the section was left."""


def required_places(definition: Definition) -> Iterator[str]:
    """Give the places that a version wants filled in."""
    yield from (f"fields.{name}" for name, field in definition.fields.items() if field.required)
    yield from (f"amounts.{name}" for name, amount in definition.amounts.items() if amount.required)


def unfilled(form: Form, definition: Definition) -> Iterator[str]:
    """Give the required places that are empty."""
    for where in required_places(definition):
        group, _, name = where.partition(".")
        if not (form.fields if group == "fields" else form.amounts)[name].strip():
            yield where
