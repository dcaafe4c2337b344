"""The heads of an indicator table, in one row or two: which column of the grid is which."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from intake.labels import LONGEST_LABEL, normalised

if TYPE_CHECKING:
    from intake.grid import GridCell
    from intake.labels import Labels
    from intake.view import View
    from models.definition import Definition

_FEWEST_HEADS = 3
_ALIKE = 0.6
_MOST_UNKNOWN = 40
"""Heads of other names that are compared with those that are missing."""
_BEYOND = 1_000_000  # a column right of every other
_LEVELS = ("level1", "level2")


@dataclass
class Heads:
    """The columns of a table: first and one past the last grid column of each, and the cells that say so."""

    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    used: set[GridCell] = field(default_factory=set)
    guessed: dict[str, GridCell] = field(default_factory=dict)
    """Heads of another name that were taken for a column, because they are alike or stand in its place."""
    again: dict[str, GridCell] = field(default_factory=dict)
    """Heads of columns that have one already, further left."""
    moved: dict[GridCell, int] = field(default_factory=dict)
    """By how many columns a head stands left of its column, where that is so."""
    has_gaps: bool = False
    """Whether columns were not found by their names."""

    def place(self, name: str, cell: GridCell) -> None:
        """Take a head for a column, unless the column has one."""
        first = self.column_of(cell)
        if self.places.setdefault(name, (first, first + cell.columns))[0] != first:
            self.again.setdefault(name, cell)

    def guess(self, name: str, cell: GridCell) -> None:
        """Take a head of another name for a column."""
        self.place(name, cell)
        self.guessed[name] = cell
        self.used.add(cell)

    def column_of(self, cell: GridCell) -> int:
        """Give the column of the grid whose head a cell is."""
        return cell.column + self.moved.get(cell, 0)


def read_heads(
    view: View,
    row: int,
    definition: Definition,
    labels: Labels,
    used: set[GridCell],
    *,
    guessing: bool = True,
) -> Heads | None:
    """Read the heads where a row, with the next that holds something, bears some not yet used; else None.

    Columns that are not found by their names are guessed, if that is asked for.
    """
    if row not in view.label_rows:  # as most rows
        return None
    upper = [cell for cell in view.rows[row] if view.keys.get(cell, "") in labels.columns and cell not in used]
    if not upper:
        return None
    groups = [cell for cell in view.rows[row] if view.keys.get(cell, "") in labels.headings]
    below = _below(view, row) if groups or len(upper) < _FEWEST_HEADS else []
    lower = [cell for cell in below if view.keys.get(cell, "") in labels.columns]
    if 2 * len(lower) <= len(below):
        below = lower = []
    names = {labels.columns[view.keys[cell]] for cell in (*upper, *lower)}
    if len(names) < _FEWEST_HEADS or not names.intersection((*_LEVELS, "name")) or not _is_apart(upper, view):
        return None
    heads = Heads(used={*upper, *groups, *lower})
    if not view.merges_known:
        heads.moved = _moved(_texts(view, row), upper, {cell.column for cell in below})
    for cell in sorted((*lower, *upper), key=heads.column_of):
        heads.place(labels.columns[view.keys[cell]], cell)
    missing = [name for name in (*_LEVELS, *definition.columns) if name not in heads.places]
    heads.has_gaps = bool(missing)
    if missing and guessing:
        _guess(heads, view, row, definition, labels)
    return heads


def _is_apart(upper: list[GridCell], view: View) -> bool:
    """Whether a row of heads is more than an indicator whose texts happen to be names of columns."""
    row = [cell for cell in view.rows[upper[0].row] if cell.text.strip()]
    return 2 * sum(cell in view.keys for cell in row) > len(row)


def _below(view: View, row: int) -> list[GridCell]:
    """Give the texts of the next row that holds some."""
    return next((texts for other in range(row + 1, row + 4) if (texts := _texts(view, other))), [])


def _texts(view: View, row: int) -> list[GridCell]:
    return [cell for cell in view.rows.get(row, ()) if cell.text.strip()]


def _moved(row: list[GridCell], upper: list[GridCell], under: set[int]) -> dict[GridCell, int]:
    """Say by how many columns the texts of the first row of heads stand too far left.

    A heading over several columns may stand in one cell, with its neighbours moved up to it. `under` are the columns
    with a text in the second row.
    """
    moved, shift = {}, 0
    for cell, after in zip(row, (*row[1:], None), strict=True):
        moved[cell] = shift
        if cell not in upper and after is not None:
            count = 0
            while cell.column + shift + count in under:
                count += 1
            shift += max(0, count - (after.column - cell.column))
    return moved


def _guess(heads: Heads, view: View, row: int, definition: Definition, labels: Labels) -> None:
    """Take heads of other names for columns that were not found, by likeness, else by their place in the order."""
    order = (*_LEVELS, *definition.columns)
    missing = [name for name in order if name not in heads.places]
    rows = {cell.row for cell in heads.used} | {row}
    taken = {column for first, end in heads.places.values() for column in range(first, end)}
    unknown = [
        cell
        for each in sorted(rows)
        for cell in _texts(view, each)
        if cell not in heads.used and cell not in view.keys and heads.column_of(cell) not in taken
    ][:_MOST_UNKNOWN]
    for name in missing:
        spellings = [key for key, column in labels.columns.items() if column == name]
        alike = max(unknown, key=lambda cell: likeness(cell.text, spellings), default=None)
        if alike is not None and likeness(alike.text, spellings) >= _ALIKE:
            unknown.remove(alike)
            heads.guess(name, alike)
    for run in _runs(order, heads):
        before = max((heads.places[o][1] for o in order[: order.index(run[0])] if o in heads.places), default=0)
        after = next((heads.places[o][0] for o in order[order.index(run[-1]) :] if o in heads.places), _BEYOND)
        between = sorted((c for c in unknown if before <= heads.column_of(c) < after), key=heads.column_of)
        if len(between) == len(run):
            for name, cell in zip(run, between, strict=True):
                heads.guess(name, cell)


def _runs(order: tuple[str, ...], heads: Heads) -> list[list[str]]:
    """Give the columns that were not found, those that follow each other together."""
    runs: list[list[str]] = [[]]
    for name in order:
        if name not in heads.places:
            runs[-1].append(name)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def likeness(text: str, spellings: list[str]) -> float:
    """Say how alike a text is to the likest of some normalised labels, 0 to 1."""
    key = normalised(text) if len(text) <= LONGEST_LABEL else ""
    return max((SequenceMatcher(None, key, other).ratio() for other in spellings), default=0.0) if key else 0.0
