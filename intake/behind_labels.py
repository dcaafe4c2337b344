"""Texts that stand in one cell with their labels, and cells that stand behind a value without a label of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.labels import LONGEST_LABEL, after_label, normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake.grid import GridCell

_PARTS = re.compile(r"[\s；;，,。]+")  # behind which the next label of a cell may begin
_FURTHER = re.compile(r"(?<!\s)(?=\s*?(?:[ \u3000\xa0]{2}|[\t\n]))\s++[\u4e00-\u9fff]{2,12}[：:]")
"""A gap, and behind it a label and a colon; each run of blanks is gone through once."""
_LABELLED = re.compile(r"\s*[\u4e00-\u9fff]{2,12}[：:]")
_COLONS = (":", "：")
_MARKS = ("*", "＊", "※", "★")
_LONGEST_NAME = 12  # characters of a label that the version does not have
_LONGEST_OF_SEVERAL = 2_000  # characters of a cell in which several labels, or one behind a value, are looked for


def labelled_pieces(text: str, spellings: Mapping[str, str], is_long: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Part a text at the labels in it that a colon follows; gives place and value of each.

    `spellings` are places by normalised label. The text must begin with a label; a long field takes all of it.
    """
    first = _label_at(text, spellings)
    if first is None:
        return []
    place, value = first
    if is_long(place) or len(text) > _LONGEST_OF_SEVERAL:
        return [(place, value)]
    start = len(text) - len(value)
    found = [(place, start, start)]
    for match in _PARTS.finditer(text, start):
        following = _label_at(text[match.end() :], spellings)
        if following is not None:
            found.append((following[0], match.start(), len(text) - len(following[1])))
    ends = [begin for _, begin, _ in found[1:]] + [len(text)]
    return [(place, text[start:end].strip()) for (place, _, start), end in zip(found, ends, strict=True)]


def _label_at(text: str, spellings: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the place of the label that a text begins with, and what follows the colon behind it."""
    ends = [end for colon in _COLONS if (end := text.find(colon, 0, LONGEST_LABEL)) > 0]
    if not ends or (place := spellings.get(normalised(text[: min(ends)]))) is None:
        return None
    return place, after_label(text, normalised(text[: min(ends)])) or ""


def without_further_label(text: str) -> str:
    """Give a text up to where, behind a gap, another label and a colon follow."""
    match = _FURTHER.search(text) if len(text) <= _LONGEST_OF_SEVERAL else None
    return text[: match.start()].rstrip() if match and match.start() else text


def is_mark(text: str) -> bool:
    """Whether a text may only mark a field that has to be filled in."""
    return text.strip() in _MARKS


def goes_on(value: str, cells: Sequence[GridCell]) -> bool:
    """Whether the texts in the cells behind a value go on with it: as the end of a period, or behind a number."""
    texts = [cell.text for cell in cells]
    has_figures = any(sign.isdigit() for text in (value, *texts) for sign in text)
    return has_figures and not _is_pair(cells) and not any(_LABELLED.match(text) for text in texts)


def _is_pair(cells: Sequence[GridCell]) -> bool:
    """Whether cells are labels that the version does not have, each with its value."""
    names = [normalised(cell.text) for cell in cells[::2]]
    return len(cells) % 2 == 0 and all(1 < len(name) <= _LONGEST_NAME and name.isalpha() for name in names)
