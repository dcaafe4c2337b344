"""Edits: small named values, each of which makes a new form, knows its inverse and its label for the undo menu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from models.amounts import read_amount
from models.characters import clean
from models.place import describe_place, indicator_place
from models.unreviewed import is_unreviewed, review_without

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.definition import Definition
    from models.form import Acknowledgement, Form, Indicator
    from models.problem import Change


class Edit(Protocol):
    """What every edit can do. `inverse` is asked with the form before the edit."""

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""

    def inverse(self, form: Form) -> Edit:
        """Give the edit that takes this one back, `form` being the form before it."""

    def label(self, definition: Definition) -> str:
        """Say in Chinese what is done, for 撤销 and 重做."""


def edit_at(where: str, text: str, unit: str = "万元") -> Edit:
    """Make the edit that puts a text at a place; an amount is read first, in the version's unit."""
    text = clean(text).text
    if place := indicator_place(where):
        return SetIndicator(*place, text)
    kind, _, name = where.partition(".")
    return SetField(name, text) if kind == "fields" else SetAmount(name, read_amount(text, unit).text)


def edit_for(label: str, changes: Iterable[Change], unit: str = "万元") -> Edit:
    """Make one edit of a fix's changes."""
    return Several(label, tuple(edit_at(change.where, change.after, unit) for change in changes))


@dataclass(frozen=True, slots=True)
class SetField:
    """Write a field."""

    field: str
    text: str

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        review = review_without(form, f"fields.{self.field}")
        return replace(form, fields={**form.fields, self.field: self.text}, review=review)

    def inverse(self, form: Form) -> Edit:
        """Write what stood there."""
        return _back(SetField(self.field, form.fields.get(self.field, "")), form, f"fields.{self.field}")

    def label(self, definition: Definition) -> str:
        """Name the field."""
        return f"修改“{describe_place(f'fields.{self.field}', definition)}”"


@dataclass(frozen=True, slots=True)
class SetAmount:
    """Write an amount, as digits or as typed where unreadable."""

    amount: str
    text: str

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        review = review_without(form, f"amounts.{self.amount}")
        return replace(form, amounts={**form.amounts, self.amount: self.text}, review=review)

    def inverse(self, form: Form) -> Edit:
        """Write what stood there."""
        return _back(SetAmount(self.amount, form.amounts.get(self.amount, "")), form, f"amounts.{self.amount}")

    def label(self, definition: Definition) -> str:
        """Name the amount."""
        return f"修改“{describe_place(f'amounts.{self.amount}', definition)}”"


@dataclass(frozen=True, slots=True)
class SetIndicator:
    """Write one cell of an indicator; `column` may be level1 or level2."""

    index: int
    column: str
    text: str

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        rows = list(form.indicators)
        rows[self.index] = rows[self.index].with_text(self.column, self.text)
        return replace(form, indicators=tuple(rows), review=review_without(form, f"indicators[{self.index}]"))

    def inverse(self, form: Form) -> Edit:
        """Write what stood there."""
        before = SetIndicator(self.index, self.column, form.indicators[self.index].text(self.column))
        return _back(before, form, f"indicators[{self.index}]")

    def label(self, definition: Definition) -> str:
        """Name the row and the column."""
        return f"修改{describe_place(f'indicators[{self.index}].{self.column}', definition)}"


@dataclass(frozen=True, slots=True)
class InsertIndicators:
    """Put indicators in; each is given with the row it has afterwards, ascending."""

    rows: tuple[tuple[int, Indicator], ...]

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        indicators = list(form.indicators)
        for index, indicator in self.rows:
            indicators.insert(index, indicator)
        return replace(form, indicators=tuple(indicators))

    def inverse(self, form: Form) -> RemoveIndicators:  # noqa: ARG002 - the protocol asks with the form
        """Take them out."""
        return RemoveIndicators(tuple(index for index, _ in self.rows))

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Count them."""
        return f"添加 {len(self.rows)} 条指标"


@dataclass(frozen=True, slots=True)
class RemoveIndicators:
    """Take indicators out, by their rows."""

    indexes: tuple[int, ...]

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        gone = set(self.indexes)
        return replace(form, indicators=tuple(row for i, row in enumerate(form.indicators) if i not in gone))

    def inverse(self, form: Form) -> InsertIndicators:
        """Put them back where they stood."""
        return InsertIndicators(tuple((index, form.indicators[index]) for index in sorted(set(self.indexes))))

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Count them."""
        return f"删除 {len(set(self.indexes))} 条指标"


@dataclass(frozen=True, slots=True)
class MoveIndicators:
    """Move indicators before the row `to` (counted before the move) and into a group, or keep each its own."""

    indexes: tuple[int, ...]
    to: int
    group: tuple[str, str] | None = None

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        moved = set(self.indexes)
        rows = form.indicators
        carried = [
            rows[i] if self.group is None else replace(rows[i], level1=self.group[0], level2=self.group[1])
            for i in sorted(moved)
        ]
        before = [rows[i] for i in range(self.to) if i not in moved]
        after = [rows[i] for i in range(self.to, len(rows)) if i not in moved]
        return replace(form, indicators=(*before, *carried, *after))

    def inverse(self, form: Form) -> ArrangeIndicators:
        """Put all rows back as they stood."""
        return ArrangeIndicators(form.indicators, f"移动 {len(set(self.indexes))} 条指标")

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Count them."""
        return f"移动 {len(set(self.indexes))} 条指标"


@dataclass(frozen=True, slots=True)
class ArrangeIndicators:
    """Set the whole table of indicators: sorting, renumbering, pasting, and the way back from a move."""

    indicators: tuple[Indicator, ...]
    what: str

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        return replace(form, indicators=self.indicators)

    def inverse(self, form: Form) -> ArrangeIndicators:
        """Set the table as it was."""
        return ArrangeIndicators(form.indicators, self.what)

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Say what was done."""
        return self.what


@dataclass(frozen=True, slots=True)
class SetAcknowledged:
    """Set which problems are let stand."""

    acknowledged: tuple[Acknowledgement, ...]

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        return replace(form, acknowledged=self.acknowledged)

    def inverse(self, form: Form) -> SetAcknowledged:
        """Set them as they were."""
        return SetAcknowledged(form.acknowledged)

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Say what was done."""
        return "确认无误"


@dataclass(frozen=True, slots=True)
class RestoreForm:
    """Set the whole form as it was in a revision, with all that is not printed."""

    form: Form
    what: str

    def apply(self, form: Form) -> Form:  # noqa: ARG002 - whatever stood there
        """Give the form of the revision."""
        return self.form

    def inverse(self, form: Form) -> RestoreForm:
        """Set the form as it was before."""
        return RestoreForm(form, self.what)

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Say what was done."""
        return self.what


@dataclass(frozen=True, slots=True)
class SetReview:
    """Set what is still to be looked at, as `Form.review` has it."""

    review: tuple[str, ...]

    def apply(self, form: Form) -> Form:
        """Give the form after the edit."""
        return replace(form, review=self.review)

    def inverse(self, form: Form) -> SetReview:
        """Set it as it was."""
        return SetReview(form.review)

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Say what was done."""
        return "复核确认"


@dataclass(frozen=True, slots=True)
class Several:
    """Several edits as one action."""

    what: str
    edits: tuple[Edit, ...]

    def apply(self, form: Form) -> Form:
        """Apply them in order."""
        for edit in self.edits:
            form = edit.apply(form)
        return form

    def inverse(self, form: Form) -> Several:
        """Take them back in the opposite order."""
        inverses = []
        for edit in self.edits:
            inverses.append(edit.inverse(form))
            form = edit.apply(form)
        return Several(self.what, tuple(reversed(inverses)))

    def label(self, definition: Definition) -> str:  # noqa: ARG002 - the protocol asks with the version
        """Say what was done."""
        return self.what


def _back(before: Edit, form: Form, where: str) -> Edit:
    """Give the edit that writes a value as it was; what was still to be looked at is so again."""
    return Several("", (before, SetReview(form.review))) if is_unreviewed(form, where) else before


def place_of(edit: Edit) -> str:
    """Give the place an edit is about, the first of several; "" where it is about none."""
    if isinstance(edit, SetField):
        return f"fields.{edit.field}"
    if isinstance(edit, SetAmount):
        return f"amounts.{edit.amount}"
    if isinstance(edit, SetIndicator):
        return f"indicators[{edit.index}].{edit.column}"
    if isinstance(edit, InsertIndicators):
        return f"indicators[{edit.rows[0][0]}].name" if edit.rows else ""
    if isinstance(edit, Several):
        return place_of(edit.edits[0]) if edit.edits else ""
    return "indicators[0].name" if isinstance(edit, ArrangeIndicators) and edit.indicators else ""
