"""The indicator table of a grid: heads say which column is which, 一级 and 二级 hold for the rows below them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Doubt
from intake.table_heads import read_heads
from models.characters import cleaned
from models.definition import on_one_line
from models.place import column_label

if TYPE_CHECKING:
    from intake.grid import GridCell
    from intake.labels import Labels
    from intake.table_heads import Heads
    from intake.view import View
    from models.definition import Definition

_CONTINUED = ("（续）", "(续)")
_LEVELS = ("level1", "level2")
_MOST_GUESSES = 50
"""Rows of heads with columns missing in which these are looked for by likeness; the first is what counts."""


class Row(NamedTuple):
    """An indicator as it stands in a grid."""

    level1: str
    level2: str
    texts: dict[str, str]
    """By column of the version."""


@dataclass
class IndicatorTable:
    """The indicators of a grid, and the cells they were read from."""

    rows: list[Row] = field(default_factory=list)
    cells: list[dict[str, list[GridCell]]] = field(default_factory=list)
    """In which the texts of each indicator stand, by column, level1 and level2 included."""
    used: set[GridCell] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)


def read_indicators(view: View, definition: Definition, labels: Labels) -> IndicatorTable:
    """Read the table of indicators; it begins at its heads and ends where another section or field begins."""
    reader = _RowReader(view, definition, labels)
    first: Heads | None = None
    guesses = 0
    for row in sorted(view.rows):
        cells = view.rows[row]
        heads = read_heads(view, row, definition, labels, reader.table.used, guessing=guesses < _MOST_GUESSES)
        guesses += heads is not None and heads.has_gaps
        if heads and (first is None or not set(heads.places) - set(first.places)):
            first = first or heads
            reader.begin(heads)
        elif reader.places and row in view.label_rows and _ends_table(cells, reader):
            reader.places = {}
        elif reader.places:
            reader.read(row, cells)
    reader.end_row()
    table = reader.table
    # blanks around a text go now; those around the pieces of a text are its own
    table.rows = [Row(r.level1, r.level2, {name: text.strip() for name, text in r.texts.items()}) for r in table.rows]
    table.doubts += _of_heads(first, table, definition)
    return table


def _of_heads(heads: Heads | None, table: IndicatorTable, definition: Definition) -> list[Doubt]:
    """Doubt whole columns: such as have no head, and such as were taken by a head of another name."""
    if heads is None:
        return [Doubt("form", "", "没有找到指标表的表头，指标都没有读")]
    doubts = []
    for name in (*_LEVELS, *definition.columns):
        if name in heads.places and name not in heads.guessed:
            continue
        label = column_label(name, definition)
        if name not in heads.places:
            why = f"指标表里没有找到“{label}”这一列，这一列都空着"
            doubts.append(Doubt(f"indicators[0].{name}" if table.rows else "form", "", why))
        else:
            head = heads.guessed[name]
            boxes = tuple(cell.box for cells in table.cells for cell in cells.get(name, ()))
            why = f"这一列的表头写的是“{on_one_line(head.text)}”，当作“{label}”读，整列请核对"
            doubts.append(Doubt(f"indicators[0].{name}", head.text, why, (head.box, *boxes)))
    return doubts


def _ends_table(cells: list[GridCell], reader: _RowReader) -> bool:
    """Whether a row with labels is another section's: it bears a title, or begins with a field's or amount's label."""
    labels, places = reader.labels, reader.places
    first = min(span[0] for span in places.values())
    levels = max((places[level][1] for level in _LEVELS if level in places), default=first + 1)
    for cell in cells:
        key = reader.view.keys.get(cell, "")
        if key in labels.sections and labels.sections[key] != reader.definition.section_of["indicators"]:
            return True
        if cell.column >= first and cell.text.strip():
            return cell.column < levels and (key in labels.fields or key in labels.amounts)
    return False


class _Columns(dict[int, list[str]]):
    """The columns of the table a cell stands in, by the column of the grid it begins in; found when first asked for."""

    def __init__(self, places: dict[str, tuple[int, int]]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, column: int) -> list[str]:
        names = self[column] = [name for name, (first, end) in self._places.items() if first <= column < end]
        return names


@dataclass
class _RowReader:
    """Reads the rows of the table one after the other."""

    view: View
    definition: Definition
    labels: Labels
    table: IndicatorTable = field(default_factory=IndicatorTable)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First and one past the last column of the grid, by column of the table."""
    columns: _Columns = field(default_factory=lambda: _Columns({}))
    levels: dict[str, str] = field(default_factory=dict)
    level_cells: dict[str, list[GridCell]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    """One past the last row that the box of a level's name covers."""
    end: int = 0
    """One past the last row that the boxes of the last indicator's values cover."""
    goes_on: bool = False
    """Whether the row before was the heads of a later page."""
    further: dict[str, list[str]] = field(default_factory=dict)
    """Pieces that go on with the texts of the last indicator, by column."""

    def begin(self, heads: Heads) -> None:
        """Take a row as the heads of the table, or of its next page."""
        self.goes_on = bool(self.table.rows)
        self.places = heads.places
        self.columns = _Columns(heads.places)
        self.table.used |= heads.used

    def read(self, row: int, cells: list[GridCell]) -> None:
        """Take a row as an indicator, unless it holds nothing or the lower heads."""
        used = self.table.used
        free = [cell for cell in cells if cell not in used]
        if not free:
            return
        found = self._by_column(free)
        if not found and row < self.end:  # a row too tall for a spreadsheet is merged over several
            return
        if row in self.view.label_rows:
            used.update(cell for cell in free if self.view.keys.get(cell, "") in self.labels.sections)
        self._set_levels(found)
        columns = self.definition.columns
        boxed = {name: [found[name]] for name in columns if name in found}
        values = {name: cleaned(found[name].text) if name in found else "" for name in columns}
        self.end = max([row + found[name].rows for name in boxed], default=0)
        if self.goes_on and values["name"].startswith(_CONTINUED):
            self._continue(values, boxed)
        elif any(text.strip() for text in values.values()) or (
            any(self.levels.values()) and self.reach.get("level2", 0) > row
        ):
            self._add(values, boxed)
        self.goes_on = False

    def _by_column(self, cells: list[GridCell]) -> dict[str, GridCell]:
        """Give the cells of a row by the columns of the table they begin in; those with a text before empty ones."""
        found: dict[str, GridCell] = {}
        for cell in cells:
            for name in self.columns[cell.column]:
                if name not in found or (cell.text.strip() and not found[name].text.strip()):
                    found[name] = cell
        return found

    def _add(self, values: dict[str, str], boxed: dict[str, list[GridCell]]) -> None:
        """Add an indicator; only now the names of its group are of use."""
        self.end_row()
        self.table.rows.append(Row(self.levels.get("level1", ""), self.levels.get("level2", ""), values))
        self.table.cells.append({**self.level_cells, **boxed})
        self.table.used.update(*self.table.cells[-1].values())

    def end_row(self) -> None:
        """Join the texts of the last indicator with the pieces that go on with them."""
        for name, pieces in self.further.items():
            self.table.rows[-1].texts[name] += "".join(pieces)
        self.further = {}

    def _set_levels(self, found: dict[str, GridCell]) -> None:
        """Set 一级 and 二级 where they are named; they hold for the rows below until another name stands there."""
        if "level1" in found and "level2" not in found and self.levels.get("level1") != found["level1"].text.strip():
            self.levels.pop("level2", None)
            self.level_cells.pop("level2", None)
        for level in _LEVELS:
            if level in found:
                cell = found[level]
                text = cleaned(cell.text).strip()
                self.levels[level] = text[: -len(_CONTINUED[0])] if text.endswith(_CONTINUED) else text
                self.level_cells[level] = [cell]
                self.reach[level] = cell.row + cell.rows

    def _continue(self, values: dict[str, str], boxed: dict[str, list[GridCell]]) -> None:
        """Add the pieces of a row that was cut by a page break to its beginning."""
        values["name"] = values["name"][len(_CONTINUED[0]) :]
        for name, text in values.items():
            self.further.setdefault(name, []).append(text)
        for name, cells in boxed.items():
            self.table.cells[-1].setdefault(name, []).extend(cells)
            self.table.used.update(cells)
