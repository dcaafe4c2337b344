"""Understanding a grid: labels say what the cells beside and below them are.

One recogniser serves every source. Nothing is dropped silently: what found no field is given as left over, what
was read but is not certain is given as a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Doubt, Leftover
from intake.indicator_table import read_indicators
from intake.labels import after_label, labels_of, normalised
from models.amounts import UNITS, read_amount
from models.characters import clean
from models.form import Form, blank_form, with_derived_ids
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake.grid import Box, Grid, GridCell
    from intake.labels import Labels
    from models.amounts import Amount
    from models.definition import Definition, HeadPiece
    from models.definition_file import Definitions

_YEAR = re.compile(r"20\d\d")
_FEWEST_LABELS = 4


class Recognised(NamedTuple):
    """A form found in a grid, with what is doubtful in it and what found no place in it."""

    form: Form
    doubts: tuple[Doubt, ...]
    leftovers: tuple[Leftover, ...]
    found: Mapping[str, tuple[Box, ...]]
    """Where each value stands in the grid, by place of the form; a text cut over rows stands in several boxes."""


class Found(NamedTuple):
    """The grid that holds a form, its version, and the names of further grids that seem to hold one."""

    place: int
    """Of the grid among those looked through."""
    definition: Definition
    others: tuple[str, ...]


def find_form(grids: Sequence[Grid], definitions: Definitions, sheet: int | None = None) -> Found:
    """Find the grid and the version whose labels fit best, or the version of the grid asked for.

    `Unreadable` where no grid, or not the one asked for, holds a form of any version.
    """
    scores = []
    for index, grid in enumerate(grids):
        texts = [cell.text for cell in grid.cells]
        scores += [(labels_of(definitions.get(form_id)).count(texts), index, form_id) for form_id in definitions.ids()]
    asked = [score for score in scores if sheet is None or score[1] == sheet]
    count, best, form_id = max(asked, key=lambda score: score[0], default=(0, 0, ""))
    if count < _FEWEST_LABELS:
        raise Unreadable("这个文件里没有找到绩效目标申报表的栏目。请确认选对了文件，或换一份完整的表。")
    others = dict.fromkeys(grids[index].name for score, index, _ in scores if 2 * score > count and index != best)
    return Found(best, definitions.get(form_id), tuple(others))


def recognise(grid: Grid, definition: Definition) -> Recognised:
    """Read a form of a version out of a grid."""
    reader = _Reader(grid, definition, labels_of(definition))
    reader.read_head()
    table = read_indicators(grid, definition)
    reader.used |= table.used
    reader.read_labelled_cells()
    form = reader.form()
    form = replace(form, indicators=with_derived_ids(table.indicators))
    found = {f"indicators[{row}].{name}": boxes for row, at in enumerate(table.boxes) for name, boxes in at.items()}
    return Recognised(form, tuple(reader.doubts), tuple(reader.leftovers()), MappingProxyType(reader.found | found))


@dataclass
class _Reader:
    """Goes through the cells of a grid once, marking which have been understood."""

    grid: Grid
    definition: Definition
    labels: Labels
    used: set[GridCell] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[Box, ...]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unit: str = ""

    def __post_init__(self) -> None:
        self.rows: dict[int, list[GridCell]] = {}
        for cell in self.grid.cells:
            self.rows.setdefault(cell.row, []).append(cell)
        self.row, self.named, self.above = -1, set[str](), set[str]()  # the fields named in this row, and in the last

    def read_head(self) -> None:
        """Read the pieces of the line above the table, each a label with its value in the same cell."""
        for cell in self.grid.cells:
            if normalised(cell.text) in self.labels.sections:
                return
            found = self._piece_in(cell.text)
            if found is None:
                continue
            piece, value = found
            self.used.add(cell)
            if not piece.field:
                self.unit = value
            elif value or not self._value_beside(cell, piece.field):
                self.texts[piece.field] = value
                self.found[f"fields.{piece.field}"] = (cell.box,)

    def _piece_in(self, text: str) -> tuple[HeadPiece, str] | None:
        """Give the piece of the head that a text is, with its value; None where it is none, or one already read."""
        for label, piece in self.labels.pieces:
            value = after_label(text, label)
            if value is None:
                continue
            if piece.field not in self.texts and _ends_label(text, value) if piece.field else value in UNITS:
                return piece, value
        return None

    def _value_beside(self, cell: GridCell, name: str) -> bool:
        """Take the value of a head label from the cell at its right, unless that is the next piece of the head."""
        found = [value for value in self._right_of(cell)[:1] if self._piece_in(value.text) is None]
        for value in found:
            self.used.add(value)
            self.texts[name] = value.text
            self.found[f"fields.{name}"] = (value.box,)
        return bool(found)

    def read_labelled_cells(self) -> None:
        """Read every field beside its label and every amount below or beside its own."""
        for cell in self.grid.cells:
            if cell in self.used:
                continue
            key = normalised(cell.text)
            if key in self.labels.fields:
                self._read_field(cell, self.labels.fields[key])
            elif key in self.labels.amounts:
                self._read_amount(cell, self.labels.amounts[key])
            elif self.labels.is_label(cell.text):
                self.used.add(cell)

    def _read_field(self, cell: GridCell, name: str) -> None:
        """Read the cells right of a label's box; labels that are repeated in the next row go on with their texts."""
        if cell.row != self.row:
            self.row, self.above, self.named = cell.row, self.named, set()
        self.named.add(name)
        if name in self.texts and name not in self.above:
            why = "这个栏目出现了两次，只取了前一次的内容"
            self.doubts.append(Doubt(f"fields.{name}", cell.text, why, (cell.box,)))
            return
        values = self._right_of(cell)
        text = "".join(value.text for value in values)
        self.used.add(cell)
        self.used.update(values)
        self.texts[name] = self.texts.get(name, "") + text
        if values:
            place = f"fields.{name}"
            self.found[place] = (*self.found.get(place, ()), *(value.box for value in values))

    def _read_amount(self, cell: GridCell, name: str) -> None:
        """Read the cell below a label, else the one at its right."""
        self.used.add(cell)
        below = [
            value
            for value in self.rows.get(cell.row + cell.rows, ())
            if value.column == cell.column and not self.labels.is_label(value.text) and value not in self.used
        ]
        found = below or ([] if self._has_labels_beside(cell) else self._right_of(cell))
        if name in self.figures:
            why = "这一项出现了两次，只取了前一次的金额"
            self.doubts.append(Doubt(f"amounts.{name}", cell.text, why, (cell.box,)))
            return
        if found:
            self.used.add(found[0])
            self.figures[name] = found[0].text
            self.found[f"amounts.{name}"] = (found[0].box,)

    def _has_labels_beside(self, cell: GridCell) -> bool:
        """Whether the amounts of this row stand below their labels."""
        beside = (value for value in self.rows[cell.row] if value is not cell)
        return any(normalised(value.text) in self.labels.amounts for value in beside)

    def _right_of(self, label: GridCell) -> list[GridCell]:
        """Give the value cells right of a label's box, as far down as the box."""
        edge = label.column + label.columns
        found = []
        for row in range(label.row, label.row + label.rows):
            beside = [cell for cell in self.rows.get(row, ()) if cell.column >= edge and cell not in self.used]
            if self.grid.merges_known:
                beside = [cell for cell in beside if cell.column == edge]
            elif beside and self.labels.is_label(beside[0].text):
                beside = []
            found += [cell for cell in beside[:1] if cell.text]
        return found

    def form(self) -> Form:
        """Make the form of what was read."""
        form = blank_form(self.definition)
        fields = dict(form.fields) | {name: clean(text).text.strip() for name, text in self.texts.items()}
        amounts = dict(form.amounts)
        for name, typed in self.figures.items():
            amount = self._amount(typed)
            if not amount.readable:
                place = f"amounts.{name}"
                self.doubts.append(Doubt(place, typed, f"{amount.why}，照原样留着", self.found.get(place, ())))
            amounts[name] = amount.text
        year = _YEAR.search(fields.get("period", ""))
        return replace(form, fields=fields, amounts=amounts, year=int(year[0]) if year else None)

    def _amount(self, typed: str) -> Amount:
        """Read a figure in the unit the sheet names for itself, else in the version's."""
        typed = clean(typed).text
        own = self.unit or self.definition.unit
        amount = read_amount(typed, own)
        if own == self.definition.unit or not amount.text or not amount.readable:
            return amount
        return read_amount(amount.text + own, self.definition.unit)

    def leftovers(self) -> Iterable[Leftover]:
        """Give the texts that found no field."""
        left = (cell for cell in self.grid.cells if cell not in self.used and cell.text.strip())
        return (Leftover(cell.text, cell.box) for cell in left)


def _ends_label(text: str, value: str) -> bool:
    """Whether a label in a cell with its value is set off by a colon or closes the cell."""
    before = text[: len(text) - len(value)] if value else text
    return not value or before.rstrip().endswith((":", "：")) or before.endswith((" ", "\u3000"))
