"""The labels of a form version, as a reader meets them: spelt a little differently, repeated, continued."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models.amounts import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.definition import AmountDefinition, ColumnDefinition, Definition, FieldDefinition, HeadPiece

_DROPPED = re.compile(r"[\s:：*_＊]+")
_CONTINUED = re.compile(r"\(续\)$")
LONGEST_LABEL = 40
"""Characters; a longer text is no label."""


@lru_cache(maxsize=65536)
def normalised(text: str) -> str:
    """Give a label without blanks, colons and stars, brackets and widths unified, without （续）."""
    if len(text) > LONGEST_LABEL:
        return ""
    return _CONTINUED.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", text)))


class Labels(NamedTuple):
    """Everything of a version that may stand in a cell without being a value, by normalised spelling."""

    fields: dict[str, str]
    amounts: dict[str, str]
    columns: dict[str, str]
    """Columns of the indicator table, level1 and level2 included."""
    headings: frozenset[str]
    """Headings over several columns, and headings in the grid of amounts."""
    sections: dict[str, str]
    others: frozenset[str]
    """Mark and title."""
    pieces: tuple[tuple[str, HeadPiece], ...]
    """Labels of the head line, longest first; each is followed by its value in the same cell."""

    def is_label(self, text: str) -> bool:
        """Whether a text is one of the version's labels."""
        key = normalised(text)
        return bool(key) and (
            key in self.fields
            or key in self.amounts
            or key in self.columns
            or key in self.headings
            or key in self.sections
            or key in self.others
        )

    def count(self, texts: Iterable[str]) -> int:
        """Count how many different labels of the version are among some texts."""
        return len({normalised(text) for text in texts if self.is_label(text)})


@lru_cache(maxsize=16)
def labels_of(definition: Definition) -> Labels:
    """Gather the labels of a version with all their other names."""
    columns = {normalised(name): "level1" for name in (definition.level_labels[0], *definition.level_aliases[0])}
    columns |= {normalised(name): "level2" for name in (definition.level_labels[1], *definition.level_aliases[1])}
    columns |= _names(definition.columns)
    headings = {column.heading for column in definition.columns.values()}
    blocks = [block for section in definition.sections for block in section.blocks]
    headings |= {entry.text for block in blocks for row in block.grid for entry in row}
    amounts = _names(definition.amounts)
    return Labels(
        fields=_names(definition.fields),
        amounts=amounts,
        columns=columns,
        headings=frozenset(map(normalised, headings)) - {""} - set(amounts),
        sections={normalised(section.title): section.id for section in definition.sections if section.title},
        others=frozenset({normalised(definition.mark), normalised(definition.title)}) - {""},
        pieces=tuple(sorted(_pieces(definition), key=lambda pair: -len(pair[0]))),
    )


def _names(entries: Mapping[str, FieldDefinition | AmountDefinition | ColumnDefinition]) -> dict[str, str]:
    """Map every spelling of some entries to the entry's id; the first that claims a spelling has it."""
    found: dict[str, str] = {}
    for entry in entries.values():
        found.setdefault(normalised(entry.label), entry.id)
    for entry in entries.values():
        for alias in entry.aliases:
            found.setdefault(normalised(alias), entry.id)
    return found


def _pieces(definition: Definition) -> Iterable[tuple[str, HeadPiece]]:
    for piece in definition.head:
        if not piece.field:
            unit = max((unit for unit in UNITS if piece.label.endswith(unit)), key=len, default="")
            yield normalised(piece.label.removesuffix(unit)), piece
            continue
        yield normalised(piece.label), piece
        field = definition.fields[piece.field]
        yield from ((normalised(name), piece) for name in (field.label, *field.aliases))


def after_label(text: str, label: str) -> str | None:
    """Give what follows a normalised label in a cell's text, None where it does not begin with it."""
    if not normalised(text[:LONGEST_LABEL]).startswith(label):
        return None
    for end in range(1, min(len(text), LONGEST_LABEL) + 1):
        if normalised(text[:end]) == label:
            rest = text[end:].lstrip()
            return rest[1:].lstrip() if rest[:1] in {":", "："} else rest
    return None
