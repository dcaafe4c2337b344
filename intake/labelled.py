"""The fields and amounts of a grid: every field beside its label, every amount below or beside its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from intake.behind_labels import labelled_pieces, without_further_label
from intake.beside_labels import paragraphs, values_beside
from intake.doubt import Answer, Doubt
from intake.figures import figure_of, figure_suspicions
from intake.head import head_pieces, in_few_words, money_unit, read_head
from intake.labels import LONGEST_LABEL, unit_in
from intake.stray import stray_labels
from intake.table_heads import likeness
from models.definition import on_one_line
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake.grid import GridCell
    from intake.head import HeadText
    from intake.labels import Labels
    from intake.view import View
    from models.definition import Definition

_ALIKE = 0.6
_CLOSING = ")）"
_LONGEST_RENAMED = 16  # characters
_MOST_CANDIDATES = 300
_MOST_SHOWN = 20
"""Times that a label met again is compared with the first, and cells of the first that are shown with it."""


@dataclass
class Labelled:
    """What stands at the labels of a grid, not yet judged."""

    texts: dict[str, str] = field(default_factory=dict)
    """By field."""
    figures: dict[str, str] = field(default_factory=dict)
    """By amount, as typed."""
    units: dict[str, str] = field(default_factory=dict)
    """Units of money that stand in an amount's own label, by amount."""
    unit: str = ""
    """The unit of money the sheet names for itself."""
    other_units: dict[str, GridCell] = field(default_factory=dict)
    """Further units that the sheet names, with where."""
    cells: dict[str, list[GridCell]] = field(default_factory=dict)
    """In which the values stand, by place of the form."""
    doubts: list[Doubt] = field(default_factory=list)
    used: set[GridCell] = field(default_factory=set)
    left: list[GridCell] = field(default_factory=list)
    """Those that are not used, the empty ones included."""


def read_labelled(view: View, definition: Definition, labels: Labels, used: set[GridCell]) -> Labelled:
    """Read what stands at the labels; `used` are cells that are understood already."""
    reader = _Reader(view, definition, labels, Labelled(used=used))
    reader.read_pieces_of_the_head()
    reader.read_cells()
    if reader.missing():
        reader.read_values_behind_labels()
        reader.read_renamed()
        reader.say_what_is_missing()
    reader.read_pieces_elsewhere()
    read, seen = reader.read, reader.seen
    read.doubts += (
        *paragraphs(read, seen),
        *figure_suspicions(read, seen, reader.others),
        *stray_labels(read, seen, definition),
    )
    return read


@dataclass
class _Reader:
    """Goes through the labels of a grid."""

    view: View
    definition: Definition
    labels: Labels
    read: Labelled
    seen: dict[str, GridCell] = field(default_factory=dict)
    """The last label met of each field and amount, by place."""
    others: dict[str, list[GridCell]] = field(default_factory=dict)
    """Further figures that stand at the label of an amount."""
    pieces: dict[str, list[str]] = field(default_factory=dict)
    """Of each field's text, while it goes on from label to label."""
    again: Counter[str] = field(default_factory=Counter)
    """How often a field or amount was met again, by place."""

    def read_pieces_of_the_head(self) -> None:
        """Read the line above the table."""
        for piece in read_head(self.view, self.labels):
            self._take_piece(piece)

    def read_pieces_elsewhere(self) -> None:
        """Look for pieces of the head in what is left: they may say something else than the line above the table."""
        left = [cell for cell in self.view.cells if cell not in self.read.used]
        for cell in in_few_words(left):
            for piece in head_pieces(cell, self.view, self.labels):
                self._take_piece(piece)
        self.read.left = [cell for cell in left if cell not in self.read.used]

    def _take_piece(self, piece: HeadText) -> None:
        self.read.used |= {piece.cell, piece.value_cell}
        if not piece.field:
            self._name_unit(piece.value, piece.cell)
        elif (place := f"fields.{piece.field}") in self.seen:
            self._met_again(place, lambda: self.read.texts.get(piece.field, ""), piece.value, [piece.value_cell])
        else:
            self._take(place, piece.cell, piece.value_cell, piece.value)

    def _name_unit(self, unit: str, cell: GridCell) -> None:
        """Note a unit of money that the sheet names; the first holds."""
        if not self.read.unit:
            self.read.unit = unit
        elif unit != self.read.unit:
            self.read.other_units.setdefault(unit, cell)

    def read_cells(self) -> None:
        """Read every field beside its label and every amount below or beside its own."""
        for cell in self.view.keys if self.read.unit else self.view.cells:  # beside labels, the unit alone is of use
            if cell in self.read.used:
                continue
            key = self.view.keys.get(cell, "")
            if key in self.labels.fields:
                self._read_field(cell, self.labels.fields[key])
            elif key in self.labels.amounts:
                self._read_amount(cell, self.labels.amounts[key])
            elif key:
                self.read.used.add(cell)
                if cell.text[-1] in _CLOSING and (unit := unit_in(cell.text)):
                    self._name_unit(unit, cell)
            elif not self.read.unit and (unit := money_unit(cell.text, self.labels)):
                self.read.unit = unit
                self.read.used.add(cell)
        for name in self.pieces:
            self._joined(name)

    def _read_field(self, label: GridCell, name: str) -> None:
        """Read the cells right of a label's box; labels that are repeated in the next row go on with their texts."""
        place = f"fields.{name}"
        before = self.seen.get(place)
        values, doubts = values_beside(label, place, self.view, self.read.used)
        self.read.used.add(label)
        goes_on = before is not None and self._goes_on(before, label)
        pieces = self.pieces.setdefault(name, [self.read.texts.get(name, "")])
        if before is not None and not goes_on and any(pieces):
            self._met_again(place, lambda: self._joined(name), "".join(value.text for value in values), values)
            return
        self.seen[place] = label
        self.read.used.update(values)
        pieces += (value.text for value in values)
        self.read.doubts += doubts
        if values:
            self.read.cells.setdefault(place, []).extend(values)
            if self.definition.fields[name].kind == "long":
                self._read_on(name, label, values[-1])

    def _goes_on(self, before: GridCell, label: GridCell) -> bool:
        """Whether a label is the one above it again."""
        is_below = before.row + before.rows == label.row and before.column == label.column
        return is_below and self.view.keys.get(before) == self.view.keys.get(label)

    def _joined(self, name: str) -> str:
        """Join the pieces of a field's text that were read so far."""
        text = self.read.texts[name] = "".join(self.pieces[name])
        self.pieces[name] = [text]
        return text

    def _read_on(self, name: str, label: GridCell, last: GridCell) -> None:
        """Take rows below that bear no label and a text in the value's column alone: a text cut without merging."""
        row = max(label.row + label.rows, last.row + last.rows)
        pieces: list[GridCell] = []
        while cells := [cell for cell in self.view.rows.get(row, ()) if cell.text.strip()]:
            if any(cell in self.view.keys or cell in self.read.used for cell in cells):
                break
            if len(cells) != 1 or cells[0].column != last.column:
                break
            if self.view.label_rows.intersection(range(row, row + cells[0].rows)):
                break
            pieces += cells
            row = cells[0].row + cells[0].rows
        if not pieces:
            return
        place, before = f"fields.{name}", self._joined(name)
        joined = "\n".join([before, *(piece.text for piece in pieces)])
        run = before + "".join(piece.text for piece in pieces)
        self.pieces[name] = [joined]
        self.read.cells[place].extend(pieces)
        self.read.used.update(pieces)
        answers = (
            Answer("接上，各自成段"),
            Answer("接上，连成一段", (Change(place, joined, run),)),
            Answer("不接", (Change(place, joined, before),)),
        )
        why = f"下面 {len(pieces)} 行没有题目，当作“{self._label(place)}”接着的内容"
        boxes = tuple(piece.box for piece in pieces)
        self.read.doubts.append(Doubt(place, pieces[0].text, why, boxes, answers))

    def _read_amount(self, label: GridCell, name: str) -> None:
        """Read the cell below a label or the one at its right, whichever holds a figure."""
        place = f"amounts.{name}"
        self.read.used.add(label)
        found = figure_of(label, self.view, self.read.used)
        value = found.value
        if place in self.seen and self.read.figures.get(name):
            figure = self.read.figures[name]
            self._met_again(place, lambda: figure, value.text if value else "", [value] if value else [])
            return
        self.seen[place] = label
        self.read.units[name] = unit_in(label.text)
        if value:
            self.read.used.add(value)
            self.read.figures[name] = value.text
            self.read.cells[place] = [value]
        if found.others:
            self.others[name] = found.others

    def _met_again(self, place: str, first: Callable[[], str], other: str, cells: list[GridCell]) -> None:
        """Doubt a field that stands there a second time with something else; of many times, the first are compared."""
        self.read.used.update(cells)
        self.again[place] += 1
        before = first() if self.again[place] <= _MOST_SHOWN else None
        if other.strip() in {"", (before or "").strip()}:
            return
        answers = [Answer("用前一次的")]
        if before is not None:
            answers.append(Answer("用后一次的", (Change(place, before, other),)))
        boxes = tuple(cell.box for cell in (*self.read.cells.get(place, ())[:_MOST_SHOWN], *cells))
        why = "这一栏出现了两次，内容不同，取了前一次的"
        self.read.doubts.append(Doubt(place, other, why, boxes, tuple(answers)))

    def missing(self) -> dict[str, list[str]]:
        """Give the fields and amounts whose label was not met, with its spellings."""
        found: dict[str, list[str]] = {}
        for kind, spellings in (("fields", self.labels.fields), ("amounts", self.labels.amounts)):
            for key, name in spellings.items():
                if (place := f"{kind}.{name}") not in self.seen:
                    found.setdefault(place, []).append(key)
        return found

    def read_values_behind_labels(self) -> None:
        """Read what stands in one cell with its label, behind a colon; a cell may hold several."""
        missing = self.missing().keys()
        fields = {key: f"fields.{name}" for key, name in self.labels.fields.items()}
        spellings = fields | {key: f"amounts.{name}" for key, name in self.labels.amounts.items()}
        for cell in list(self._unused()):
            if not {":", "："}.intersection(cell.text[:LONGEST_LABEL]):
                continue
            pieces = labelled_pieces(cell.text, spellings, self._is_long)
            if missing.isdisjoint(place for place, _ in pieces):
                continue
            for place, value in pieces:
                if place in self.seen:
                    kind, _, name = place.partition(".")
                    first = (self.read.texts if kind == "fields" else self.read.figures).get(name, "")
                    self._met_again(place, partial(str, first), value, [cell])
                elif value:
                    self._take(place, cell, cell, value)

    def _is_long(self, place: str) -> bool:
        kind, _, name = place.partition(".")
        return kind == "fields" and self.definition.fields[name].kind == "long"

    def read_renamed(self) -> None:
        """Take labels of other names for those that were not met, where they are alike; each is a doubt."""
        missing = self.missing()
        candidates = [cell for cell in self._unused() if len(cell.text) <= _LONGEST_RENAMED][:_MOST_CANDIDATES]
        pairs = sorted(
            ((likeness(cell.text, keys), place, cell) for cell in candidates for place, keys in missing.items()),
            key=lambda pair: (-pair[0], pair[2].row, pair[2].column),
        )
        for alike, place, cell in pairs:
            if alike < _ALIKE:
                return
            if place in self.seen or cell in self.read.used:
                continue
            kind, _, name = place.partition(".")
            self._read_field(cell, name) if kind == "fields" else self._read_amount(cell, name)
            value = self._joined(name) if kind == "fields" else self.read.figures.get(name, "")
            why = f"题目写的是“{on_one_line(cell.text)}”，当作“{self._label(place)}”读"
            boxes = tuple(each.box for each in (cell, *self.read.cells.get(place, ())))
            answers = (Answer("就是这一栏"), Answer("不导入", (Change(place, value, ""),)))
            self.read.doubts.append(Doubt(place, value, why, boxes, answers))

    def say_what_is_missing(self) -> None:
        """Doubt what has no label in the grid: it may be empty, or called something else."""
        for place in self.missing():
            why = f"表里没有找到“{self._label(place)}”这一栏，空着"
            self.read.doubts.append(Doubt(place, "", why))

    def _take(self, place: str, label: GridCell, cell: GridCell, value: str) -> None:
        """Take a text that stands in one cell with its label; what follows behind another label is a doubt."""
        kind, _, name = place.partition(".")
        first = value if self._is_long(place) else without_further_label(value)
        if first != value:
            why = f"后面还写着“{on_one_line(value[len(first) :].strip())}”，像是另一栏的，一起读了"
            answers = (Answer(f"只要“{first}”", (Change(place, value, first),)), Answer("保留原样"))
            self.read.doubts.append(Doubt(place, value, why, (cell.box,), answers))
        (self.read.texts if kind == "fields" else self.read.figures)[name] = value
        self.seen[place] = label
        self.read.cells[place] = [cell]
        self.read.used.add(cell)

    def _unused(self) -> Iterator[GridCell]:
        keys, used = self.view.keys, self.read.used
        return (cell for cell in self.view.cells if cell not in used and cell not in keys and cell.text.strip())

    def _label(self, place: str) -> str:
        kind, _, name = place.partition(".")
        return on_one_line((self.definition.fields if kind == "fields" else self.definition.amounts)[name].label)
