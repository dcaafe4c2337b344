"""A form moved to another form version: by ids, else by labels; what has no place there is said and kept.

What the other version does not know stays with the form under its own key, as unknown keys of its JSON do, so that it
comes back when the form is moved back.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from models.amounts import read_amount
from models.definition import on_one_line
from models.form import Form, Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.definition import (
        AmountDefinition,
        ColumnDefinition,
        Definition,
        FieldDefinition,
        GroupDefinition,
    )

    Entry = FieldDefinition | AmountDefinition | ColumnDefinition


class Unplaced(NamedTuple):
    """Something of the form that the other version has no place for: its name for people and what it says."""

    label: str
    text: str


class Moved(NamedTuple):
    """A form in the other version, what had no place there, and what is written differently now."""

    form: Form
    unplaced: tuple[Unplaced, ...]
    changed: tuple[str, ...]
    """Whole sentences."""


def move_to(form: Form, old: Definition, new: Definition) -> Moved:
    """Move a form to another version. Marks of 待复核 go along; what was let stand is to be judged anew.

    A mark of what has no place there is kept as well: it counts for nothing until the form is moved back.
    """
    if old is new:
        return Moved(form, (), ())
    mover = _Mover(old, new)
    fields, other_fields = mover.texts(form.fields, form.extra.get("fields"), old.fields, new.fields)
    amounts, other_amounts = mover.amounts(form)
    rows = tuple(mover.row(row, index) for index, row in enumerate(form.indicators))
    extra = {key: value for key, value in form.extra.items() if key not in {"fields", "amounts"}}
    extra |= {key: kept for key, kept in (("fields", other_fields), ("amounts", other_amounts)) if kept}
    moved = Form(new.id, form.year, fields, amounts, rows, review=mover.marks(form), extra=extra)
    return Moved(moved, tuple(mover.unplaced), tuple(dict.fromkeys(mover.changed)))


class _Mover:
    """Knows which parts of two versions are the same, and notes what is not."""

    def __init__(self, old: Definition, new: Definition) -> None:
        self._old, self._new = old, new
        self.fields = _pairs(old.fields, new.fields)
        self.figures = _pairs(old.amounts, new.amounts)
        self.columns = _pairs(old.columns, new.columns)
        self.unplaced: list[Unplaced] = []
        self.changed: list[str] = []

    def texts(
        self,
        held: Mapping[str, str],
        kept: object,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """Give the texts of the new version, and apart from them what it has no place for."""
        pairs = self.fields if old is self._old.fields else self.figures
        others: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
        back = {name for name in new if isinstance(others.get(name), str)}
        texts = {name: others.pop(name) if name in back else "" for name in new}
        for name, text in held.items():
            if name in pairs:
                if texts[pairs[name]] not in {"", text}:
                    self.unplaced.append(Unplaced(on_one_line(new[pairs[name]].label), texts[pairs[name]]))
                texts[pairs[name]] = text
            elif text.strip():
                others[name] = text
                self.unplaced.append(Unplaced(on_one_line(old[name].label), text))
        return texts, others

    def amounts(self, form: Form) -> tuple[dict[str, str], dict[str, Any]]:
        """Give the amounts in the new version's unit."""
        texts, others = self.texts(form.amounts, form.extra.get("amounts"), self._old.amounts, self._new.amounts)
        if self._old.unit == self._new.unit:
            return texts, others
        taken = {self.figures[name] for name in form.amounts if name in self.figures}
        for name in taken:
            amount = read_amount(texts[name], self._old.unit)
            if amount.value is not None:
                texts[name] = read_amount(amount.text + self._old.unit, self._new.unit).text
        self.changed.append(f"金额已从{self._old.unit}换算成{self._new.unit}。")
        return texts, others

    def row(self, row: Indicator, index: int) -> Indicator:
        """Give an indicator with the new version's columns and the new names of its groups."""
        cells = {name: text for name in self._new.columns if isinstance(text := row.extra.get(name, ""), str)}
        extra = {key: value for key, value in row.extra.items() if key not in self._new.columns}
        for name, text in row.cells.items():
            if name in self.columns:
                cells[self.columns[name]] = self._choice(self.columns[name], text)
            elif text.strip():
                extra[name] = text
                label = on_one_line(self._old.columns[name].label)
                self.unplaced.append(Unplaced(f"第{index + 1}行“{label}”", text))
        group = self._group(row, index)
        return Indicator(*group, {name: cells.get(name, "") for name in self._new.columns}, row.id, extra)

    def marks(self, form: Form) -> tuple[str, ...]:
        """Give the marks of 待复核 with the new version's places; those of indicators are ids and stay as they are."""
        places = {f"fields.{old}": f"fields.{new}" for old, new in self.fields.items()}
        places |= {f"amounts.{old}": f"amounts.{new}" for old, new in self.figures.items()}
        return tuple(places.get(mark, mark) for mark in form.review)

    def _choice(self, column: str, text: str) -> str:
        """Give a text as the new version's column spells it, where it has that choice."""
        defined, typed = self._new.columns[column], text.strip()
        if not defined.choices or typed in defined.choices:
            return text
        found = defined.spellings.get(typed) or next((c for c in defined.choices if _plain(c) == _plain(typed)), "")
        if not typed or not found:
            return text
        self.changed.append(f"“{on_one_line(defined.label)}”的“{typed}”写成了“{found}”。")
        return found

    def _group(self, row: Indicator, index: int) -> tuple[str, str]:
        """Give the new version's name of a group; one it has not keeps its own and is said."""
        here = [g for g in self._old.groups if row.level1 in _names1(g) and row.level2 in _names2(g)]
        one, two = {row.level1}, {row.level2}
        for group in here:
            one |= _names1(group)
            two |= _names2(group)
        there = [g for g in self._new.groups if one & _names1(g) and two & _names2(g)]
        if not there:
            if any(name.strip() for name in row.group) and self._new.groups:
                text = " / ".join(name for name in row.group if name)
                self.unplaced.append(Unplaced(f"第{index + 1}行的分组", text))
            return row.group
        name = next((g for g in there if (g.level1, g.level2) == row.group), there[0])
        if (name.level1, name.level2) != row.group:
            self.changed.append(f"分组“{row.level1} · {row.level2}”改叫“{name.level1} · {name.level2}”。")
        return name.level1, name.level2


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Say which entry of the new version each of the old one is: that of the same id, else the one of its label."""
    found = {name: name for name in old if name in new}
    taken = set(found.values())
    for name, entry in old.items():
        if name in found:
            continue
        labels = _labels(entry)
        other = next((n for n, e in new.items() if n not in taken and labels & _labels(e)), None)
        if other is not None:
            found[name] = other
            taken.add(other)
    return found


def _labels(entry: Entry) -> set[str]:
    return {_plain(label) for label in (entry.label, *entry.aliases)}


def _plain(text: str) -> str:
    return re.sub(r"[\s:：]", "", unicodedata.normalize("NFKC", text))


def _names1(group: GroupDefinition) -> set[str]:
    return {group.level1, *group.level1_aliases}


def _names2(group: GroupDefinition) -> set[str]:
    return {group.level2, *group.level2_aliases}
