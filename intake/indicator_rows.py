"""The rows of an indicator table: what stands in each column, and which names of groups hold for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Answer, Doubt
from models.characters import cleaned
from models.definition import on_one_line
from models.place import column_label
from models.problem import Change

if TYPE_CHECKING:
    from intake.grid import Box, GridCell
    from intake.labels import Labels
    from intake.table_heads import Heads
    from intake.view import View
    from models.definition import Definition

LEVELS = ("level1", "level2")
_CONTINUED = ("（续）", "(续)")
_LONGEST_SHARED = 200
"""Characters of a value that is written into each of the rows it is merged over."""
_CONTINUED_MARK = "续"  # as in 续表 and 接上页（续）


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


class _Columns(dict[int, list[str]]):
    """The columns of the table a cell stands in, by the column of the grid it begins in; found when first asked for."""

    def __init__(self, places: dict[str, tuple[int, int]]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, column: int) -> list[str]:
        names = self[column] = [name for name, (first, end) in self._places.items() if first <= column < end]
        return names


@dataclass
class RowReader:
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
    merged: dict[str, GridCell] = field(default_factory=dict)
    """Values whose boxes reach into the rows below, by column."""
    single: GridCell | None = None
    """The only text of the row before, where names of groups stand; it is none the version knows."""
    is_parted: bool = False
    """Whether a column holds several cells with a text in some row."""
    unheaded: dict[int, list[GridCell]] = field(default_factory=dict)
    """Texts that stand within the table in a column of the grid that is no column of the version, by that column."""
    head_rows: set[int] = field(default_factory=set)
    last: dict[str, str] = field(default_factory=dict)
    """The last name of each level that holds for the rows below it."""
    blank: dict[str, dict[int, str]] = field(default_factory=dict)
    """Indicators whose cell of a level is there and empty, with the last name above it, by level."""
    other: tuple[int, GridCell] | None = None
    """The first indicator below heads that stand there again behind a single text, and that text."""

    def begin(self, heads: Heads) -> None:
        """Take a row as the heads of the table, or of its next page."""
        self.goes_on = bool(self.table.rows)
        self.places = heads.places
        self.columns = _Columns(heads.places)
        self.table.used |= heads.used
        self.head_rows.update(cell.row for cell in heads.used)
        self.merged = {}
        if self.single is not None:
            if _CONTINUED_MARK in self.single.text:
                self.table.used.add(self.single)
            elif self.other is None:
                self.other = len(self.table.rows), self.single
            self.single = None

    def read(self, row: int, cells: list[GridCell]) -> None:
        """Take a row as an indicator, unless it holds nothing, the lower heads or the name of a group."""
        used = self.table.used
        free = [cell for cell in cells if cell not in used]
        if not free:
            return
        found = self._by_column(free)
        if row in self.view.label_rows:
            used.update(cell for cell in free if self.view.keys.get(cell, "") in self.labels.sections)
        values = dict.fromkeys(self.definition.columns, "")
        boxed: dict[str, list[GridCell]] = {}
        for name, held in found.items():
            if name in values:
                boxed[name] = held
                values[name] = cleaned(held[0].text) if len(held) == 1 else joined(held)
        if not any(values.values()) and self._is_aside(row, found):
            return
        self._set_levels(found)
        self.end = max([held[0].row + held[0].rows for held in boxed.values()], default=row)
        if self.merged or self.end > row + 1:
            self._share(row, boxed, values)
        if self.goes_on and values["name"].startswith(_CONTINUED):
            self._continue(values, boxed)
        elif any(text.strip() for text in values.values()) or (
            any(self.levels.values()) and self.reach.get("level2", 0) > row
        ):
            self._add(values, boxed)
        self.goes_on = False

    def _by_column(self, cells: list[GridCell]) -> dict[str, list[GridCell]]:
        """Give the cells of a row by the columns of the table they begin in, empty ones only where no other is."""
        found: dict[str, list[GridCell]] = {}
        for cell in cells:
            names = self.columns[cell.column]
            if not names and cell.text.strip():
                self.unheaded.setdefault(cell.column, []).append(cell)
            for name in names:
                if name not in found or not found[name][0].text.strip():
                    found[name] = [cell]
                elif cell.text.strip():
                    found[name].append(cell)
                    self.is_parted = True
        return found

    def _is_aside(self, row: int, found: dict[str, list[GridCell]]) -> bool:
        """Whether a row without values goes on with the one above, or is the name of a group, which is then set.

        A row whose empty cells are given is an indicator without texts.
        """
        cells = [cell for held in found.values() for cell in held]
        if not any(cell.text.strip() for cell in cells):  # a row too tall for a spreadsheet is merged over several
            return row < self.end
        return len(cells) == 1 and cells[0].rows == 1 and self._is_of_groups(cells[0])

    def _is_of_groups(self, cell: GridCell) -> bool:
        """Take the only text of a row for what it is, where it stands in a column of levels: it may name a group."""
        level = next((name for name in self.columns[cell.column] if name in LEVELS), "")
        named = self.labels.level_of(cell.text, level)
        if not level or (level == "level2" and named != "level1"):
            return False
        if not named:
            self.single = cell
            return True
        self._set_levels({named: [cell]})
        return True

    def _share(self, row: int, boxed: dict[str, list[GridCell]], values: dict[str, str]) -> None:
        """Let a value merged over several rows hold for each that has a name or value of its own; each is a doubt."""
        has_own = any(values.get(name, "").strip() for name in ("name", "value"))
        for name, cell in self.merged.items():
            if has_own and name not in boxed and row < cell.row + cell.rows:
                place, label = f"indicators[{len(self.table.rows)}].{name}", column_label(name, self.definition)
                if len(cell.text) > _LONGEST_SHARED:
                    why = f"“{label}”这一格合并了几行，内容较长，只写在第一行"
                    self.table.doubts.append(Doubt(place, "", why, (cell.box,)))
                    continue
                boxed[name], values[name] = [cell], cleaned(cell.text)
                text, why = values[name].strip(), f"“{label}”这一格合并了几行，每行都写了一次"
                answers = (Answer("每行都写"), Answer("这一行不写", (Change(place, text, ""),)))
                self.table.doubts.append(Doubt(place, text, why, (cell.box,), answers))
        held = {name: cells[0] for name, cells in boxed.items() if cells[0].text.strip()} | self.merged
        self.merged = {name: cell for name, cell in held.items() if cell.row + cell.rows > row + 1}

    def _add(self, values: dict[str, str], boxed: dict[str, list[GridCell]]) -> None:
        """Add an indicator; only now the names of its group are of use."""
        self.end_row()
        row = len(self.table.rows)
        self.table.rows.append(Row(self.levels.get("level1", ""), self.levels.get("level2", ""), values))
        self.table.cells.append({**self.level_cells, **boxed})
        self.table.used.update(*self.table.cells[-1].values())
        if not self.table.rows[-1].level1 or not self.table.rows[-1].level2:
            for level, name in self.last.items():
                if name and not self.levels.get(level):
                    self.blank.setdefault(level, {})[row] = name
        if self.single is not None:
            text, boxes = (
                on_one_line(self.single.text),
                (self.single.box, *self._boxes("level1"), *self._boxes("level2")),
            )
            place, before = f"indicators[{row}].level1", self.table.rows[-1].level1
            why = f"上面一行只写着“{text}”，可能是这些指标的组名，没有读"
            answers = (Answer("不是组名"), Answer(f"写成 {text}", (Change(place, before, self.single.text.strip()),)))
            self.table.doubts.append(Doubt(place, before, why, boxes, answers))
            self.single = None

    def end_row(self) -> None:
        """Join the texts of the last indicator with the pieces that go on with them."""
        for name, pieces in self.further.items():
            self.table.rows[-1].texts[name] += "".join(pieces)
        self.further = {}

    def _boxes(self, level: str) -> list[Box]:
        return [cell.box for cell in self.level_cells.get(level, ())]

    def _set_levels(self, found: dict[str, list[GridCell]]) -> None:
        """Set 一级 and 二级 where they are named; they hold for the rows below until another name stands there."""
        above = self.levels.get("level1")
        if "level1" in found and "level2" not in found and above != joined(found["level1"]).strip():
            self.levels.pop("level2", None)
            self.level_cells.pop("level2", None)
        for level in LEVELS:
            if level in found:
                cells = found[level]
                text = joined(cells).strip()
                self.levels[level] = text[: -len(_CONTINUED[0])] if text.endswith(_CONTINUED) else text
                self.level_cells[level] = cells
                self.reach[level] = cells[0].row + cells[0].rows
                if text or cells[0].rows > 1:
                    self.last[level] = self.levels[level]
                if level == "level1" and text and self.levels[level] != above:
                    self.last.pop("level2", None)

    def _continue(self, values: dict[str, str], boxed: dict[str, list[GridCell]]) -> None:
        """Add the pieces of a row that was cut by a page break to its beginning."""
        values["name"] = values["name"][len(_CONTINUED[0]) :]
        for name, text in values.items():
            self.further.setdefault(name, []).append(text)
        for name, cells in boxed.items():
            self.table.cells[-1].setdefault(name, []).extend(cells)
            self.table.used.update(cells)


def joined(cells: list[GridCell]) -> str:
    """Give the text of cells that stand in one column of a row."""
    return cleaned(cells[0].text if len(cells) == 1 else "".join(cell.text.strip() for cell in cells))
