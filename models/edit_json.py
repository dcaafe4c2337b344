"""Edits as JSON, so that what was done can be taken back after a restart too."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from models import edits
from models.form import Acknowledgement, Form, Indicator

if TYPE_CHECKING:
    from models.edits import Edit

KINDS: dict[str, type[Any]] = {
    name: kind
    for name, kind in vars(edits).items()
    if isinstance(kind, type) and is_dataclass(kind) and hasattr(kind, "inverse")
}
"""All kinds of edit, by name."""


def edit_to_json(edit: Edit) -> bytes:
    """Write an edit as JSON, UTF-8."""
    values = _values(edit)
    try:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a character among keys this program does not know
        return json.dumps(values, separators=(",", ":")).encode()


def edit_from_json(data: bytes) -> Edit:
    """Read an edit; ValueError, LookupError or TypeError where it is none."""
    edit: Edit = _object(json.loads(data))
    if type(edit).__name__ not in KINDS:
        raise ValueError(type(edit))
    return edit


def _values(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give a value as JSON: a list for a tuple, an object with its kind for everything of ours."""
    if isinstance(value, tuple):
        return [_values(item) for item in value]
    if isinstance(value, Indicator):
        cells, extra = dict(value.cells), dict(value.extra)
        return {"Indicator": [value.level1, value.level2, cells, value.id, *([extra] if extra else [])]}
    if isinstance(value, Acknowledgement):
        return {"Acknowledgement": list(asdict(value).values())}
    if isinstance(value, Form):
        mappings = dict(value.fields), dict(value.amounts), dict(value.extra)
        rows = [_values(part) for part in (value.indicators, value.acknowledged, value.review)]
        return {"Form": [value.form, value.year, *mappings, *rows]}
    if is_dataclass(value) and type(value).__name__ in KINDS:
        return {type(value).__name__: [_values(getattr(value, field.name)) for field in fields(value)]}
    return value


def _object(value: Any) -> Any:  # noqa: ANN401
    """Give what `_values` was given."""
    if isinstance(value, list):
        return tuple(_object(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((kind, values),) = value.items()
    if kind == "Indicator":
        return Indicator(*values)
    if kind == "Acknowledgement":
        return Acknowledgement(*values)
    if kind == "Form":
        form, year, texts, amounts, extra, *rows = values
        indicators, acknowledged, review = map(_object, rows)
        return Form(form, year, texts, amounts, indicators, acknowledged, review, extra)
    return KINDS[kind](*map(_object, values))
