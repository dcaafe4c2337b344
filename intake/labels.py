"""The labels of a form version, as a reader meets them: spelt a little differently, repeated, continued."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models.amounts import UNITS
from models.characters import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.definition import AmountDefinition, ColumnDefinition, Definition, FieldDefinition, HeadPiece

_DROPPED = re.compile(r"[\s:：*_＊]+")
_CONTINUED = re.compile(r"\(续\)$")
LONGEST_LABEL = 40
"""Characters; a longer text is no label."""
_MOST_KEYS = 65536


@lru_cache(maxsize=65536)
def normalised(text: str) -> str:
    """Give a label without blanks, colons and stars, brackets and widths unified, without （续）."""
    if len(text) > LONGEST_LABEL:
        return ""
    text = unicodedata.normalize("NFKC", cleaned(text))
    return text if text.isalnum() else _CONTINUED.sub("", _DROPPED.sub("", text))


class _Keys(dict[str, str]):
    """The label that each text is, "" for none; every short text is worked out once, most stand in all forms."""

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, text: str) -> str:
        if len(text) > LONGEST_LABEL:
            return ""
        key = normalised(text)
        if key not in self._known:
            plain = _IN_UNIT.sub("", key)
            key = next((each for each in (plain, _NUMBERED.sub("", plain)) if each in self._known), "")
        if len(self) >= _MOST_KEYS:
            self.clear()
        self[text] = key
        return key


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

    known: frozenset[str]
    """All of them."""
    beginnings: frozenset[str]
    """Every beginning of a label or of a group's name, for such as were split over cells."""
    unit: re.Pattern[str]
    """Finds the unit of money in a text of its own, as "(单位:万元)"."""

    of_table: frozenset[str]
    """Those of fields, amounts and columns."""
    levels: dict[str, frozenset[str]]
    """Names of groups of indicators, by level."""
    groups: frozenset[tuple[str, str]]
    """Names of both levels that belong together."""
    whole: frozenset[str]
    """All labels and names of groups, which may be split over cells."""
    keys: _Keys
    """The label that a text is, "" for none; a number before it and a unit behind it do not matter."""

    def is_label(self, text: str) -> bool:
        """Whether a text is one of the version's labels."""
        return bool(self.keys[text])

    def level_of(self, text: str, first: str) -> str:
        """Give the level whose groups a text names, "" for none; one of both is that which is asked for first."""
        key = _reduced(normalised(text))
        return next((level for level in (first, *self.levels) if key in self.levels.get(level, ())), "")

    def are_of_one_group(self, level1: str, level2: str) -> bool:
        """Whether two names of groups belong together, or the version does not know one of them."""
        if (level1, level2) in self.groups:
            return True
        first, second = _reduced(normalised(level1)), _reduced(normalised(level2))
        are_known = first in self.levels["level1"] and second in self.levels["level2"]
        return (first, second) in self.groups or not are_known

    def count(self, texts: Iterable[str]) -> int:
        """Count how many different labels of the version are among some texts."""
        return len(self.among(texts))

    def among(self, texts: Iterable[str]) -> set[str]:
        """Give the labels of the version that are among some texts."""
        keys = self.keys
        return {keys[text] for text in texts} - {""}


_NUMBERED = re.compile(r"^(?:\([0-9一二三四五六七八九十]{1,2}\)|[0-9一二三四五六七八九十]{1,2}[.、,])")
_IN_UNIT = re.compile(r"\((?:单位)?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")\)$")


def _reduced(key: str) -> str:
    """Give a normalised label without a number before it and a unit of money behind it."""
    return _IN_UNIT.sub("", _NUMBERED.sub("", key))


def unit_in(label: str) -> str:
    """Give the unit of money that stands behind a label in its own cell, "" for none."""
    match = _IN_UNIT.search(normalised(label))
    return match[1] if match else ""


@lru_cache(maxsize=16)
def labels_of(definition: Definition) -> Labels:
    """Gather the labels of a version with all their other names."""
    columns = {normalised(name): "level1" for name in (definition.level_labels[0], *definition.level_aliases[0])}
    columns |= {normalised(name): "level2" for name in (definition.level_labels[1], *definition.level_aliases[1])}
    columns |= _names(definition.columns)
    headings = {column.heading for column in definition.columns.values()}
    blocks = [block for section in definition.sections for block in section.blocks]
    headings |= {entry.text for block in blocks for row in block.grid for entry in row}
    amounts, fields = _names(definition.amounts), _names(definition.fields)
    plain = frozenset(map(normalised, headings)) - {""} - set(amounts)
    sections = {normalised(section.title): section.id for section in definition.sections if section.title}
    others = frozenset({normalised(definition.mark), normalised(definition.title)}) - {""}
    pieces = tuple(sorted(dict.fromkeys(_pieces(definition)), key=lambda pair: -len(pair[0])))
    known = frozenset({*fields, *amounts, *columns, *plain, *sections, *others}) - {""}
    groups = frozenset(
        (normalised(level1), normalised(level2))
        for group in definition.groups
        for level1 in (group.level1, *group.level1_aliases)
        for level2 in (group.level2, *group.level2_aliases)
    )
    levels = {"level1": frozenset(level1 for level1, _ in groups), "level2": frozenset(level2 for _, level2 in groups)}
    whole = known.union(*levels.values())
    before = "|".join({re.escape(label) for label, piece in pieces if not piece.field} or {"(?!)"})
    return Labels(
        fields=fields,
        amounts=amounts,
        columns=columns,
        headings=plain,
        sections=sections,
        others=others,
        pieces=pieces,
        known=known,
        of_table=frozenset({*fields, *amounts, *columns}),
        levels=levels,
        groups=groups,
        whole=whole,
        keys=_Keys(known),
        beginnings=frozenset(label[:end] for label in whole for end in range(1, len(label))),
        unit=re.compile(rf"\(?(?:金额)?(?:{before})(?:人民币)?({'|'.join(sorted(UNITS, key=len, reverse=True))})\)?"),
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
