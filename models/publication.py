"""The publication copy of a form: what names a person is masked in the form itself, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

_MASK = "*"
_BETWEEN_NAMES = "、，,；;/\n"
_WITHIN_NUMBERS = "-－— ()（）*"
_SHOWN_DIGITS = 3
"""Of a telephone number: the area code, or the network of a mobile number."""


def publication(form: Form, definition: Definition) -> Form:
    """Give a form with its private fields masked, and without what was noted beside it for finance alone."""
    fields = dict(form.fields)
    for name, field in definition.fields.items():
        if field.private:
            fields[name] = _name(fields[name]) if field.private == "name" else _phone(fields[name])
    indicators = tuple(replace(row, extra=MappingProxyType({})) for row in form.indicators)
    return replace(form, fields=fields, indicators=indicators, acknowledged=(), review=(), extra=MappingProxyType({}))


def has_private(definition: Definition) -> bool:
    """Whether a version has fields that a publication copy masks."""
    return any(field.private for field in definition.fields.values())


def _name(text: str) -> str:
    """Keep the first character of each name; blanks stay, as within “李  明”."""
    masked, begins = [], True
    for character in text:
        is_mark = character in _BETWEEN_NAMES
        masked.append(character if begins or is_mark or character.isspace() else _MASK)
        begins = is_mark or (begins and character.isspace())
    return "".join(masked)


def _phone(text: str) -> str:
    """Keep the first three digits of each number, and the marks between them."""
    masked, seen = [], 0
    for character in text:
        seen = seen + character.isalnum() if character.isalnum() or character in _WITHIN_NUMBERS else 0
        masked.append(_MASK if character.isalnum() and seen > _SHOWN_DIGITS else character)
    return "".join(masked)
