"""Places of a form: `fields.<id>`, `amounts.<id>`, `indicators[3].<column>`, `indicators[3]`, `form`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from models.definition import on_one_line

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

_INDICATOR = re.compile(r"indicators\[(\d+)\](?:\.(\w+))?")


@lru_cache(maxsize=65536)
def indicator_place(where: str) -> tuple[int, str] | None:
    """Give the row (from 0) and column id ("" for the whole row) of a place in the indicator table, else None."""
    match = _INDICATOR.fullmatch(where)
    return (int(match[1]), match[2] or "") if match else None


def value_at(form: Form, where: str) -> str:
    """Give the text that stands at a place; KeyError or IndexError where there is no such place."""
    if place := indicator_place(where):
        return form.indicators[place[0]].text(place[1])
    kind, _, name = where.partition(".")
    return {"fields": form.fields, "amounts": form.amounts}[kind][name]


def describe_place(where: str, definition: Definition) -> str:
    """Name a place for people, as "支出合计" or "第4行“指标值”"."""
    if place := indicator_place(where):
        row, column = place
        return f"第{row + 1}行“{column_label(column, definition)}”" if column else f"第{row + 1}行"
    kind, _, name = where.partition(".")
    if kind == "fields":
        return on_one_line(definition.fields[name].label)
    if kind == "amounts":
        return on_one_line(definition.amounts[name].label)
    return "整张表"


def column_label(column: str, definition: Definition) -> str:
    """Name a column of the indicator table, 一级 and 二级 included."""
    if column in {"level1", "level2"}:
        return on_one_line(definition.level_labels[column == "level2"])
    return on_one_line(definition.columns[column].label)


def section_at(where: str, definition: Definition) -> str:
    """Give the id of the section a place lies in; "" for the head and for the form as a whole."""
    return definition.section_of.get("indicators" if where.startswith("indicators") else where, "")
