"""The line above the table: unit, notes and the unit of money, each in a cell of its own or all in one line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from intake.labels import LONGEST_LABEL, after_label
from models.amounts import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake.grid import GridCell
    from intake.labels import Labels
    from intake.view import View
    from models.definition import HeadPiece

_BLANKS = re.compile(r"[ \u3000\xa0\t]+")  # a piece of the head may begin behind them
_UNITS, _CLOSING = tuple(UNITS), ")） \u3000\xa0\t\n"
_APART = re.compile(r"(?:[ \u3000\xa0]{2}|\t)[ \u3000\xa0\t]*")  # parts pieces of one cell for certain


_LONGEST = 10_000
"""Characters above or beside a table, an instruction how to fill it in included; each blank may begin a piece."""


class HeadText(NamedTuple):
    """A piece of the head with its value and the cells they stand in; `field` is "" for the unit of money."""

    field: str
    value: str
    cell: GridCell
    value_cell: GridCell
    is_split: bool = False
    """Whether the value was one of several in its cell."""


def read_head(view: View, labels: Labels) -> Iterator[HeadText]:
    """Read the pieces above the table."""
    in_head = {piece.field for _, piece in labels.pieces}
    for cell in in_few_words(view.cells):
        key = view.keys.get(cell, "")
        if key in labels.sections or key in labels.columns:
            return
        if key in labels.fields and labels.fields[key] not in in_head:
            return
        if key not in labels.others:
            yield from head_pieces(cell, view, labels)


def in_few_words(cells: Iterable[GridCell]) -> Iterator[GridCell]:
    """Give the first of some cells, until they say more than stands around a table."""
    left = _LONGEST
    for cell in cells:
        left -= len(cell.text)
        if left < 0:
            return
        yield cell


def money_unit(text: str, labels: Labels) -> str:
    """Give the unit of money that a text names, as "单位：万元"; "" where it says something else."""
    if len(text) > LONGEST_LABEL:
        return ""
    match = labels.unit.fullmatch("".join(unicodedata.normalize("NFKC", text).replace(":", "").split()))
    return match[1] if match else ""


def _unit_at_end(text: str, labels: Labels) -> Iterator[int]:
    """Give where the unit of money begins that is written right behind something else, as "民政局单位：万元"."""
    if not text.rstrip(_CLOSING).endswith(_UNITS):
        return
    for start in range(max(len(text) - LONGEST_LABEL, 1), len(text)):
        if not text[start].isspace() and money_unit(text[start:], labels) in UNITS:
            yield start
            return


def head_pieces(cell: GridCell, view: View, labels: Labels) -> Iterator[HeadText]:
    """Give the pieces that stand in a cell; a label alone takes its value from the next cell."""
    starts = sorted({0, *(match.end() for match in _BLANKS.finditer(cell.text)), *_unit_at_end(cell.text, labels)})
    pieces = [(start, piece) for start in starts if (piece := _piece_at(cell.text[start:], labels))]
    for number, (start, (label, named)) in enumerate(pieces):
        end = pieces[number + 1][0] if number + 1 < len(pieces) else len(cell.text)
        text = cell.text[start:end].strip()
        if not named.field:
            yield HeadText("", money_unit(text, labels), cell, cell)
            continue
        value = after_label(text, label) or ""
        beside = None if value or len(pieces) > 1 else _beside(cell, view, labels)
        yield HeadText(named.field, beside.text if beside else value, cell, beside or cell, len(pieces) > 1)


def _beside(cell: GridCell, view: View, labels: Labels) -> GridCell | None:
    """Give the cell right of a label of the head, unless that is the next piece."""
    value = next((other for other in view.right_of(cell, cell.row) if other.text.strip()), None)
    return None if value is None or _piece_at(value.text, labels) or value in view.keys else value


def _piece_at(text: str, labels: Labels) -> tuple[str, HeadPiece] | None:
    """Give the piece of the head that a text begins with, and its label."""
    if not text.strip():
        return None
    for label, piece in labels.pieces:
        if not piece.field:
            first = _APART.split(text.strip(), maxsplit=1)[0]
            if money_unit(first, labels) in UNITS:
                return label, piece
            continue
        value = after_label(text, label)
        if value is not None and _ends_label(text, value):
            return label, piece
    return None


def _ends_label(text: str, value: str) -> bool:
    """Whether a label in a cell with its value is set off by a colon or closes the cell."""
    before = text[: len(text) - len(value)] if value else text
    return not value or before.rstrip().endswith((":", "：")) or before.endswith((" ", "\u3000"))
