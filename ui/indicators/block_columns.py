"""Which columns of the indicator table a block of cells holds: by its head, its width or what stands in it. No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.checks.target import has_figure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from models.definition import Definition

LEFT_OUT = ""
"""Stands for a column of the block that is not taken."""
_LONG = 8  # characters; what is longer on the average is a name


class Columns(NamedTuple):
    """The column of each column of a block, and whether that is certain."""

    names: tuple[str, ...]
    is_sure: bool
    has_head: bool
    """Whether the first row is the head of a table."""


def columns_of(block: Sequence[Sequence[str]], definition: Definition, column: str) -> Columns:
    """Say which columns a block holds that is pasted with the caret in a column."""
    head = _by_head(block[0], definition)
    placed = _by_width(len(block[0]), definition, column)
    if head:
        agrees = bool(placed) and all(name in {LEFT_OUT, there} for name, there in zip(head, placed, strict=True))
        return Columns(placed if agrees else head, is_sure=agrees or LEFT_OUT not in head, has_head=True)
    if placed and all(_may_be(name, _texts(block, place), definition) for place, name in enumerate(placed)):
        return Columns(placed, is_sure=True, has_head=False)
    guessed = _by_content(block, definition)
    return Columns(guessed, is_sure=False, has_head=_looks_like_a_head(block))


def choices(definition: Definition) -> dict[str, str]:
    """Give what a column of a block may be: ids and the labels of the table's columns, all in one line."""
    levels = dict(zip(("level1", "level2"), definition.level_labels, strict=True))
    labels = {**levels, **{column.id: column.label for column in definition.columns.values()}}
    return {LEFT_OUT: "不要这一列", **{name: re.sub(r"\s", "", label) for name, label in labels.items()}}


def _by_head(row: Sequence[str], definition: Definition) -> tuple[str, ...]:
    """Give the columns that a row names, where most of its cells are the heads of columns."""
    known = {label: name for name, label in choices(definition).items()}
    for column in definition.columns.values():
        known |= {re.sub(r"\s", "", alias): column.id for alias in column.aliases}
    found = [known.get(re.sub(r"\s", "", text), LEFT_OUT) for text in row]
    texts = [text for text in row if text.strip()]
    named = [name for name in found if name]
    return tuple(found) if len(named) * 2 > len(texts) and len(set(named)) == len(named) else ()


def _by_width(count: int, definition: Definition, column: str) -> tuple[str, ...]:
    """Give all columns, all but the groups, or those from the caret on; nothing where there are not so many."""
    own = tuple(definition.columns)
    everything = ("level1", "level2", *own)
    if count in {len(everything), len(own) + 1, len(own)}:
        return everything[len(everything) - count :]
    start = own.index(column) if column in own else 0
    return own[start : start + count] if start + count <= len(own) else ()


def _may_be(name: str, texts: Sequence[str], definition: Definition) -> bool:
    """Whether all texts of a column may stand in a column of the table."""
    if name in {"level1", "level2"}:
        known = {word for group in definition.groups for word in _words_of(group, name)}
        return not texts or any(text in known for text in texts)
    column = definition.columns[name]
    if column.choices:
        return all(text in column.choices or text in column.spellings for text in texts)
    return name != "name" or not texts or not all(_is_target(text) for text in texts)


def _by_content(block: Sequence[Sequence[str]], definition: Definition) -> tuple[str, ...]:
    """Guess the columns of a block by what stands in them, each column of the table once."""
    count = max(map(len, block))
    found = [LEFT_OUT] * count
    texts = [_texts(block, place) for place in range(count)]
    free = list(range(count))

    def take(name: str, places: Iterable[int]) -> None:
        place = next((each for each in places if each in free), None)
        if place is not None and name not in found:
            found[place] = name
            free.remove(place)

    for name in ("level1", "level2"):
        take(name, [place for place in free if texts[place] and _may_be(name, texts[place], definition)])
    for column in definition.columns.values():
        if column.choices:
            take(column.id, [place for place in free if texts[place] and _may_be(column.id, texts[place], definition)])
    by_length = sorted(free, key=lambda place: -sum(map(len, texts[place])) / max(1, len(texts[place])))
    take("name", by_length)
    targets = [place for place in free if texts[place] and sum(map(_is_target, texts[place])) * 2 > len(texts[place])]
    rest = [name for name, column in definition.columns.items() if name not in found and not column.choices]
    for name in [name for name in rest if not definition.columns[name].left]:
        take(name, targets)
    for name in [name for name in rest if definition.columns[name].left]:
        take(name, list(free))
    return tuple(found)


def _looks_like_a_head(block: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has no figures though those below it do."""
    return len(block) > 1 and not any(map(has_figure, block[0])) and all(any(map(has_figure, row)) for row in block[1:])


def _texts(block: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in block if place < len(row) and row[place].strip()]


def _is_target(text: str) -> bool:
    return has_figure(text) and len(text) <= _LONG and not re.match(r"\d+\s*[.．、]", text)


def _words_of(group: object, name: str) -> Collection[str]:
    return (getattr(group, name), *getattr(group, f"{name}_aliases"))
