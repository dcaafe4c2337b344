"""The indicator table of a grid: heads say which column is which, 一级 and 二级 hold for the rows below them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from intake.labels import labels_of, normalised
from models.characters import clean
from models.form import Indicator

if TYPE_CHECKING:
    from intake.grid import Box, Grid, GridCell
    from intake.labels import Labels
    from models.definition import Definition

_CONTINUED = ("（续）", "(续)")
_FEWEST_HEADS = 3
_LEVELS = ("level1", "level2")


@dataclass
class IndicatorTable:
    """The indicators of a grid, without ids, and the cells they were read from."""

    indicators: list[Indicator] = field(default_factory=list)
    boxes: list[dict[str, tuple[Box, ...]]] = field(default_factory=list)
    """Where the texts of each indicator stand, by column, level1 and level2 included."""
    used: set[GridCell] = field(default_factory=set)


def read_indicators(grid: Grid, definition: Definition) -> IndicatorTable:
    """Read the table of indicators; it begins at its heads and ends where another section or field begins."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    reader = _RowReader(definition, labels_of(definition))
    for row in range(max(rows, default=-1) + 1):
        cells = rows.get(row, [])
        heads = _heads(cells, rows.get(row + 1, []), reader.labels, merges_known=grid.merges_known)
        if heads:
            reader.begin(heads, cells)
        elif reader.places and _ends_table(cells, definition, reader.labels, reader.places):
            reader.places = {}
        elif reader.places:
            reader.read(row, cells)
    reader.table.indicators = [_trimmed(indicator) for indicator in reader.table.indicators]
    return reader.table


def _trimmed(indicator: Indicator) -> Indicator:
    """Give an indicator without the blanks around its texts; those around the pieces of a text are its own."""
    return replace(indicator, cells={name: text.strip() for name, text in indicator.cells.items()})


def _heads(
    cells: list[GridCell],
    below: list[GridCell],
    labels: Labels,
    *,
    merges_known: bool,
) -> dict[str, int]:
    """Give the grid column of each column of the table where a row, with the next, holds its heads; else nothing."""
    upper = _columns(cells, labels)
    groups = sorted(cell.column for cell in cells if normalised(cell.text) in labels.headings)
    lower = _columns(below, labels) if groups else {}
    if not set(_LEVELS) <= set(upper.values()) or len(upper) + len(lower) < _FEWEST_HEADS:
        return {}
    places = {name: column for column, name in lower.items()}
    shift = 0
    for column in sorted((*upper, *groups)):
        if column in upper:
            places[upper[column]] = column + shift
        elif not merges_known:  # a heading over several columns may stand in one cell, with its neighbours moved up
            after = min((other for other in (*upper, *groups) if other > column), default=None)
            under = _side_by_side(column + shift, lower)
            if after is not None and after - column < under:
                shift += under - (after - column)
    return places


def _columns(cells: list[GridCell], labels: Labels) -> dict[int, str]:
    found = ((cell.column, labels.columns.get(normalised(cell.text))) for cell in cells)
    return {column: name for column, name in found if name}


def _side_by_side(first: int, lower: dict[int, str]) -> int:
    """Count the lower heads that stand side by side from a column on."""
    count = 0
    while first + count in lower:
        count += 1
    return count


def _ends_table(cells: list[GridCell], definition: Definition, labels: Labels, places: dict[str, int]) -> bool:
    """Whether a row belongs to another section: it bears its title, or begins with the label of a field or amount."""
    for cell in cells:
        key = normalised(cell.text)
        if cell.column < places["level1"]:
            if key in labels.sections and labels.sections[key] != definition.section_of["indicators"]:
                return True
        else:
            return cell.column <= places["level2"] and (key in labels.fields or key in labels.amounts)
    return False


@dataclass
class _RowReader:
    """Reads the rows of the table one after the other."""

    definition: Definition
    labels: Labels
    table: IndicatorTable = field(default_factory=IndicatorTable)
    places: dict[str, int] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    level_boxes: dict[str, tuple[Box, ...]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    """One past the last row that the box of a level's name covers."""
    end: int = 0
    """One past the last row that the boxes of the last indicator's values cover."""
    goes_on: bool = False
    """Whether the row before was the heads of a later page."""

    def begin(self, places: dict[str, int], cells: list[GridCell]) -> None:
        """Take a row as the heads of the table, or of its next page."""
        self.goes_on = bool(self.table.indicators)
        self.places = places
        self.table.used |= {cell for cell in cells if self.labels.is_label(cell.text)}

    def read(self, row: int, cells: list[GridCell]) -> None:
        """Take a row as an indicator, unless it holds nothing or the lower heads."""
        at = {cell.column: cell for cell in cells}
        found = {name: at[column] for name, column in self.places.items() if column in at}
        if found and all(self.labels.columns.get(normalised(cell.text)) == name for name, cell in found.items()):
            self.table.used |= set(found.values())
            return
        if not found and row < self.end:  # a row too tall for a spreadsheet is merged over several
            return
        self.end = max((row + found[name].rows for name in self.definition.columns if name in found), default=0)
        band = {cell for cell in cells if normalised(cell.text) in self.labels.sections}
        self.table.used |= {*found.values(), *band}
        self._set_levels(found)
        values = {name: clean(found[name].text).text if name in found else "" for name in self.definition.columns}
        boxes: dict[str, tuple[Box, ...]] = {}
        boxes |= {name: (found[name].box,) for name in self.definition.columns if name in found}
        if self.goes_on and values["name"].startswith(_CONTINUED):
            self._continue(values, boxes)
        elif any(text.strip() for text in values.values()) or (
            any(self.levels.values()) and self.reach.get("level2", 0) > row
        ):
            indicator = Indicator(self.levels.get("level1", ""), self.levels.get("level2", ""), values)
            self.table.indicators.append(indicator)
            self.table.boxes.append({**self.level_boxes, **boxes})
        self.goes_on = False

    def _set_levels(self, found: dict[str, GridCell]) -> None:
        """Set 一级 and 二级 where they are named; they hold for the rows below until another name stands there."""
        if "level1" in found and "level2" not in found:
            self.levels.pop("level2", None)
            self.level_boxes.pop("level2", None)
        for level in _LEVELS:
            if level in found:
                text = clean(found[level].text).text.strip()
                self.levels[level] = next((text.removesuffix(c) for c in _CONTINUED if text.endswith(c)), text)
                self.level_boxes[level] = (found[level].box,)
                self.reach[level] = found[level].row + found[level].rows

    def _continue(self, values: dict[str, str], boxes: dict[str, tuple[Box, ...]]) -> None:
        """Add the pieces of a row that was cut by a page break to its beginning."""
        last = self.table.indicators[-1]
        values["name"] = values["name"][len(_CONTINUED[0]) :]
        joined = {name: last.cells[name] + text for name, text in values.items()}
        self.table.indicators[-1] = Indicator(last.level1, last.level2, joined)
        for name, more in boxes.items():
            self.table.boxes[-1][name] = (*self.table.boxes[-1].get(name, ()), *more)
