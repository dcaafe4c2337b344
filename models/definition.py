"""A form version: everything that is particular to one published form, as read from `resources/forms/<id>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


def on_one_line(label: str) -> str:
    """Give a label without the line breaks that it has on paper."""
    return label.replace("\n", "")


class Paper(NamedTuple):
    """A4 with its margins in mm; `seal_gap_mm` is kept clear between the title and the line that is sealed."""

    landscape: bool
    top_mm: float
    right_mm: float
    bottom_mm: float
    left_mm: float
    seal_gap_mm: float
    band_share: float
    """The share of the frame that the bands of the section titles take, 0 to 1."""
    unbroken: tuple[str, ...]
    """Words of labels and group names that are not broken over lines."""


class HeadPiece(NamedTuple):
    """A piece of the line above the table: a label, with the value of a field unless `field` is empty."""

    label: str
    field: str
    running: str
    right: bool
    seal: bool


class FieldDefinition(NamedTuple):
    """A field of text. `label` holds the paper's line breaks; `limit` is in characters, 0 for none."""

    id: str
    label: str
    kind: str
    """"line" or "long"."""
    required: bool
    limit: int
    help: str
    example: str
    aliases: tuple[str, ...]
    private: str = ""
    """How it is masked in a publication copy: "name", "phone", "" for not at all."""


class AmountDefinition(NamedTuple):
    """An amount of the grid of money."""

    id: str
    label: str
    required: bool
    help: str
    example: str
    aliases: tuple[str, ...]


class Sum(NamedTuple):
    """A sum that has to hold: the total equals its parts. One part alone says that two totals are equal."""

    id: str
    name: str
    total: str
    parts: tuple[str, ...]
    reading: str
    """How this version reads a part that is counted differently elsewhere; empty where nothing is to be said."""
    inside: tuple[tuple[str, str], ...]
    """Pairs (part, other part): elsewhere the first is counted inside the second."""


class ColumnDefinition(NamedTuple):
    """A column of the indicator table. With `choices` the value is one of them."""

    id: str
    label: str
    heading: str
    """The label over several columns, as 三级指标; empty where the column stands alone."""
    required: bool
    left: bool
    choices: tuple[str, ...]
    spellings: Mapping[str, str]
    """Other spellings of the choices, each with its normal form."""
    help: str
    example: str
    aliases: tuple[str, ...]
    rolled_from: str = ""
    """The column of last year's form whose text stands here this year; empty for a column of its own."""
    rolled_signs: tuple[str, ...] = ()
    """The signs of last year's 指标性质 that are written in front of it."""


class GroupDefinition(NamedTuple):
    """A group of indicators the version allows: a 一级 and one of its 二级, with names used elsewhere."""

    level1: str
    level2: str
    level1_aliases: tuple[str, ...]
    level2_aliases: tuple[str, ...]


class GridEntry(NamedTuple):
    """An entry of the grid of amounts: a heading, an amount's label or an amount."""

    text: str
    amount: str
    """The id of the amount that stands here, empty for a label or heading."""
    columns: int
    rows: int


class BlockDefinition(NamedTuple):
    """A block of rows. `kind` is "fields", "text", "amounts" or "indicators"."""

    kind: str
    widths: tuple[float, ...]
    spans: tuple[int, ...]
    fields: tuple[str, ...] = ()
    grid: tuple[tuple[GridEntry, ...], ...] = ()


class SectionDefinition(NamedTuple):
    """A section: a title (empty for none, with the paper's line breaks) and its blocks in order."""

    id: str
    title: str
    blocks: tuple[BlockDefinition, ...]


class CheckSetting(NamedTuple):
    """What a version says of a check; `severity` "" leaves the check's own, "off" switches it off."""

    severity: str = ""
    authority: str = ""
    parameters: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, repr=False)
class Definition:
    """A form version. Equal only to itself: it is loaded once and passed around."""

    id: str
    name: str
    mark: str
    title: str
    unit: str
    """The unit of all amounts, 万元 or 元."""
    head: tuple[HeadPiece, ...]
    paper: Paper
    workbook_columns: tuple[int, ...]
    """Widths of the workbook's columns in pixels, from A."""
    fields: Mapping[str, FieldDefinition]
    amounts: Mapping[str, AmountDefinition]
    sums: tuple[Sum, ...]
    level_labels: tuple[str, str]
    level_aliases: tuple[tuple[str, ...], tuple[str, ...]]
    columns: Mapping[str, ColumnDefinition]
    groups: tuple[GroupDefinition, ...]
    sections: tuple[SectionDefinition, ...]
    checks: Mapping[str, CheckSetting]

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<Definition {self.id}>"

    def __eq__(self, other: object) -> bool:
        return self is other

    @cached_property
    def section_of(self) -> Mapping[str, str]:
        """The section's id for every `fields.…` and `amounts.…` place and for `indicators`; the head's is ""."""
        places = {f"fields.{piece.field}": "" for piece in self.head if piece.field}
        for section in self.sections:
            for block in section.blocks:
                places |= {f"fields.{name}": section.id for name in block.fields}
                places |= {f"amounts.{e.amount}": section.id for row in block.grid for e in row if e.amount}
                if block.kind == "indicators":
                    places["indicators"] = section.id
        return MappingProxyType(places)
