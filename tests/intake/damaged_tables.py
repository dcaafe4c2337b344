"""Damages of the indicator table: columns put in, cells that moved, names of groups set otherwise, further tables."""

from __future__ import annotations

from dataclasses import replace

from intake.grid import GridCell
from models.form import with_derived_ids
from tests.intake.damage import (
    CELLS,
    COLUMN,
    FIRST_ROW,
    LAST_ROW,
    Damaged,
    cell_of,
    damage,
    grid,
    moved,
    one,
    rewritten,
    says,
    unmerged,
)
from tests.versions import FIRST, SAMPLE

HEAD_ROW = FIRST_ROW - 2
ROWS = range(FIRST_ROW, LAST_ROW + 1)
NAME, NATURE, VALUE = COLUMN["name"], COLUMN["nature"], COLUMN["value"]
LAST_YEAR, REMARK = VALUE + 1, VALUE + 2
COUNT = len(SAMPLE.indicators)


def with_column(column: int, head: str, texts: list[str]) -> list[GridCell]:
    """Put a column into the table before one of the grid."""
    cells = moved(CELLS, right_from=column, right=1)
    return [
        *cells,
        GridCell(HEAD_ROW, column, head, 2),
        *(GridCell(row, column, text) for row, text in zip(ROWS, texts, strict=True)),
    ]


def in_table(cell: GridCell, *columns: int) -> bool:
    return cell.row in ROWS and cell.column in columns


def without_moved_heads(cells: list[GridCell]) -> list[GridCell]:
    """Give the cells as text that leaves merged ones out: what stands behind a heading moves up to it."""
    wide = cell_of("三级指标")
    shift = wide.columns - 1
    return [
        cell._replace(column=cell.column - shift, columns=1) if cell.row == HEAD_ROW and cell.column > NAME else cell
        for cell in unmerged(cells)
    ]


@damage("a column of values reached put in")
def _() -> Damaged:
    return one(with_column(LAST_YEAR, "实际完成值", [f"{90 + i}%" for i in range(COUNT)]))


@damage("a column of values reached put in, as text without merged cells")
def _() -> Damaged:
    cells = with_column(LAST_YEAR, "实际完成值", [f"{90 + i}%" for i in range(COUNT)])
    return one(without_moved_heads(cells), merges_known=False)


@damage("columns with the years in their names, as text without merged cells")
def _() -> Damaged:
    cells = rewritten({"指标值": "2020年指标值", "三级指标上年度指标值": "2019年指标值"})
    return one(without_moved_heads(cells), merges_known=False)


@damage("two columns of remarks")
def _() -> Damaged:
    return one(with_column(REMARK, "备注", [f"另注{i}" for i in range(COUNT)]))


@damage("sign and value in two cells under one head")
def _() -> Damaged:
    cells = [cell for cell in CELLS if not (cell.row == FIRST_ROW - 1 and cell.column in {NATURE, VALUE})]
    return one([*cells, GridCell(FIRST_ROW - 1, NATURE, "指标值", 1, 2)])


@damage("number and name in two cells under one head")
def _() -> Damaged:
    cells = [c._replace(columns=2) if c.text == "指标名称" else c for c in numbers_apart()]
    return one(cells)


@damage("number and name in two cells, the second without a head")
def _() -> Damaged:
    return one(numbers_apart())


def numbers_apart() -> list[GridCell]:
    """Give the cells with a number before each name, in the column of names; the names in a further one."""
    made = []
    for cell in moved(CELLS, right_from=NATURE, right=1):
        if in_table(cell, NAME):
            made += [cell._replace(text=str(cell.row)), cell._replace(column=NAME + 1)]
        else:
            made.append(cell)
    return made


def groups_in_rows(columns: int) -> tuple[list[GridCell], dict[str, str]]:
    """Give the cells with the names of groups in rows of their own, and what the form says of them."""
    cells = [cell for cell in CELLS if not in_table(cell, 1, 2)]
    group = ("", "")
    for row, indicator in reversed(list(zip(ROWS, SAMPLE.indicators, strict=True))):
        before = SAMPLE.indicators[row - FIRST_ROW - 1].group if row > FIRST_ROW else group
        names = [indicator.level1] * (indicator.level1 != before[0])
        names += [f"（一）{indicator.level2}"] * (indicator.group != before)
        cells = moved(cells, down_from=row, down=len(names))
        cells += [GridCell(row + place, 1, name, 1, columns) for place, name in enumerate(names)]
    said = {f"indicators[{row}].level2": f"（一）{each.level2}" for row, each in enumerate(SAMPLE.indicators)}
    return cells, said


@damage("names of groups in rows of their own, over the table")
def _() -> Damaged:
    cells, said = groups_in_rows(7)
    return one(cells, says(said))


@damage("names of groups in rows of their own, in the first column")
def _() -> Damaged:
    cells, said = groups_in_rows(1)
    return one(cells, says(said))


@damage("names of groups in rows of their own, with empty cells behind them")
def _() -> Damaged:
    cells, said = groups_in_rows(1)
    taken = {(cell.row, cell.column) for cell in cells}
    rows = {cell.row for cell in cells if cell.column == 1 and FIRST_ROW <= cell.row < cell_of("管理办法").row + 9}
    named = {cell.row for cell in cells if "指标" in cell.text and cell.column == 1} & rows
    return one([*cells, *(GridCell(r, c, "") for r in named for c in range(2, 8) if (r, c) not in taken)], says(said))


@damage("names of groups in the middle row of each, not merged")
def _() -> Damaged:
    cells = [c._replace(row=c.row + (c.rows - 1) // 2, rows=1) if in_table(c, 1, 2) else c for c in CELLS]
    return one(cells)


@damage("names of groups over two rows, not merged")
def _() -> Damaged:
    cells = []
    for cell in CELLS:
        if in_table(cell, 1) and cell.rows > 1:
            cells += [cell._replace(text=cell.text[:-2], rows=1), GridCell(cell.row + 1, 1, cell.text[-2:])]
        else:
            cells.append(cell._replace(rows=1) if in_table(cell, 1, 2) else cell)
    return one(cells)


@damage("names of groups only in the first row, with empty cells below")
def _() -> Damaged:
    cells = [cell._replace(rows=1) if in_table(cell, 1, 2) else cell for cell in CELLS]
    taken = {(cell.row, cell.column) for cell in cells}
    return one([*cells, *(GridCell(r, c, "") for r in ROWS for c in (1, 2) if (r, c) not in taken)])


@damage("a group's name that belongs to another")
def _() -> Damaged:
    cells = [c._replace(rows=1) if in_table(c, 1, 2) else c for c in CELLS if c.text != "效益类指标"]
    return one(cells)


@damage("a group's box over the next group")
def _() -> Damaged:
    first, second = cell_of("产出类指标"), cell_of("效益类指标")
    cells = [cell for cell in CELLS if cell not in {first, second}]
    return one([*cells, first._replace(rows=first.rows + second.rows)])


@damage("two indicators in one row, on two lines each")
def _() -> Damaged:
    cells = [cell for cell in CELLS if not (cell.row in ROWS[:2] and cell.column >= NAME)]
    texts = ["\n".join(each.text(column) for each in SAMPLE.indicators[:2]) for column in FIRST.columns]
    cells += [GridCell(FIRST_ROW, NAME + i, text) for i, text in enumerate(texts) if text.strip()]
    joined = SAMPLE.indicators[0]
    for column, text in zip(FIRST.columns, texts, strict=True):
        joined = joined.with_text(column, text.strip())
    return one(cells, replace(SAMPLE, indicators=with_derived_ids([joined, *SAMPLE.indicators[2:]])))


@damage("a sum at the end of the table")
def _() -> Damaged:
    cells = moved(CELLS, down_from=LAST_ROW + 1, down=1)
    return one([*cells, GridCell(LAST_ROW + 1, 1, "合计", 1, 2), GridCell(LAST_ROW + 1, VALUE, "100分")])


@damage("dots at the end of the table")
def _() -> Damaged:
    cells = moved(CELLS, down_from=LAST_ROW + 1, down=1)
    return one([*cells, GridCell(LAST_ROW + 1, NAME, "……"), GridCell(LAST_ROW + 1, VALUE, "……")])


@damage("a note between the indicators")
def _() -> Damaged:
    cells = moved(CELLS, down_from=FIRST_ROW + 2, down=1)
    return one([*cells, GridCell(FIRST_ROW + 2, 1, "注：以下由业务科室填写", 1, 7)])


@damage("an opinion below the indicators")
def _() -> Damaged:
    cells = moved(CELLS, down_from=LAST_ROW + 1, down=1)
    return one([*cells, GridCell(LAST_ROW + 1, 1, "科室意见", 1, 2), GridCell(LAST_ROW + 1, NAME, "同意", 1, 5)])


@damage("each indicator over two rows")
def _() -> Damaged:
    cells = CELLS
    for row in reversed(ROWS):
        cells = moved(cells, down_from=row + 1, down=1)
        cells = [c._replace(rows=2) if c.row == row and c.rows == 1 and c.column else c for c in cells]
        cells.append(GridCell(row + 1, REMARK, ""))
    return one(cells)


def row_moved(first: int, by: int, gone: int = -1) -> list[GridCell]:
    """Give the cells with those of the fourth indicator moved from a column on, one of them gone."""
    row = FIRST_ROW + 3
    cells = [cell for cell in CELLS if (cell.row, cell.column) != (row, gone)]
    return [c._replace(column=c.column + by) if c.row == row and c.column >= first else c for c in cells]


@damage("a sign deleted, what stood right of it moved up")
def _() -> Damaged:
    return one(row_moved(VALUE, -1, gone=NATURE), says({"indicators[3].nature": ""}))


@damage("a name deleted, what stood right of it moved up")
def _() -> Damaged:
    return one(row_moved(NATURE, -1, gone=NAME), says({"indicators[3].name": ""}))


@damage("a cell put in before a sign")
def _() -> Damaged:
    return one(row_moved(NATURE, 1))


@damage("rows of a group begin at the left")
def _() -> Damaged:
    rows = range(FIRST_ROW + 1, FIRST_ROW + 4)
    by = NAME - 1
    return one([c._replace(column=c.column - by) if c.row in rows and c.column >= NAME else c for c in unmerged(CELLS)])


@damage("values merged over three indicators")
def _() -> Damaged:
    row = FIRST_ROW + 4
    cells = [c for c in CELLS if not (c.row in {row + 1, row + 2} and c.column in {VALUE, LAST_YEAR})]
    return one([c._replace(rows=3) if c.row == row and c.column in {VALUE, LAST_YEAR} else c for c in cells])


@damage("a remark merged over three indicators")
def _() -> Damaged:
    text = "由业务科室提供"
    said = says({f"indicators[{row}].remark": text for row in range(3)})
    return one([*CELLS, GridCell(FIRST_ROW, REMARK, text, 3)], said)


@damage("a long remark merged over three indicators")
def _() -> Damaged:
    text = "由业务科室提供，按月核对。" * 30
    said = says({f"indicators[{row}].remark": text for row in range(3)})
    return one([*CELLS, GridCell(FIRST_ROW, REMARK, text, 3)], said)


@damage("a name merged over two values")
def _() -> Damaged:
    row = FIRST_ROW + 2
    cells = [cell for cell in CELLS if (cell.row, cell.column) != (row + 1, NAME)]
    said = says({"indicators[3].name": SAMPLE.indicators[2].name})
    return one([c._replace(rows=2) if (c.row, c.column) == (row, NAME) else c for c in cells], said)


def last_year(row: int) -> list[GridCell]:
    """Give last year's table, from a row on."""
    table = [cell for cell in CELLS if HEAD_ROW <= cell.row <= LAST_ROW and cell.column]
    return [
        cell._replace(row=cell.row - HEAD_ROW + row, text=f"旧{cell.text}" if in_table(cell, NAME) else cell.text)
        for cell in table
    ]


@damage("last year's table behind a title right below")
def _() -> Damaged:
    height = LAST_ROW - HEAD_ROW + 2
    cells = moved(CELLS, down_from=LAST_ROW + 1, down=height)
    old = [i.with_text("name", f"旧{i.text('name')}") for i in SAMPLE.indicators]
    title = GridCell(LAST_ROW + 1, 1, "附：2019年度完成情况", 1, 7)
    said = replace(SAMPLE, indicators=with_derived_ids([*SAMPLE.indicators, *old]))
    return one([*cells, title, *last_year(LAST_ROW + 2)], said)


@damage("last year's table below the form")
def _() -> Damaged:
    end = max(cell.row + cell.rows for cell in CELLS)
    return one([*CELLS, GridCell(end, 1, "2019年度", 1, 7), *last_year(end + 1)])


@damage("heads again behind a row that says so")
def _() -> Damaged:
    row = FIRST_ROW + 4
    heads = [cell for cell in CELLS if HEAD_ROW <= cell.row < FIRST_ROW and cell.column]
    cells = [cell._replace(rows=1) if in_table(cell, 1, 2) else cell for cell in CELLS]
    cells = moved(cells, down_from=row, down=3)
    return one(
        [*cells, GridCell(row, 1, "（续表）", 1, 7), *(c._replace(row=c.row - HEAD_ROW + row + 1) for c in heads)]
    )


@damage("the last section on a second sheet")
def _() -> Damaged:
    row = cell_of("管理办法").row
    first = grid([cell for cell in CELLS if cell.row < row], name="第一页")
    second = grid([cell._replace(row=cell.row - row) for cell in CELLS if cell.row >= row], name="第二页")
    return Damaged((first, second), says({"fields.management": "", "fields.measures": ""}))
