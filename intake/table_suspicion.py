"""What is doubtful about an indicator table: its heads, names of groups, cells that stand in the wrong column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.doubt import Answer, Doubt
from intake.indicator_rows import LEVELS
from intake.signs import moved_rows
from models.definition import on_one_line
from models.place import column_label
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake.grid import Box, GridCell
    from intake.indicator_rows import IndicatorTable, RowReader
    from intake.table_heads import Heads


def table_suspicions(heads: Heads | None, reader: RowReader) -> Iterator[Doubt]:
    """Give the doubts about a table whose first heads these are."""
    if heads is None:
        yield Doubt("form", "", "没有找到指标表的表头，指标都没有读")
        return
    yield from _of_heads(heads, reader)
    yield from _of_unheaded_columns(heads, reader)
    yield from _of_parted_cells(reader)
    yield from _of_names_of_groups(reader)
    yield from _of_empty_rows(reader)
    yield from _of_several_in_one(reader)
    yield from _of_another_table(reader)
    yield from moved_rows(reader.table, reader.definition)


def _of_heads(heads: Heads, reader: RowReader) -> Iterator[Doubt]:
    """Doubt whole columns: such as have no head or two, and such as were taken by a head of another name."""
    table = reader.table
    for name in (*LEVELS, *reader.definition.columns):
        label = column_label(name, reader.definition)
        if name not in heads.places:
            why = f"指标表里没有找到“{label}”这一列，这一列都空着"
            yield Doubt(f"indicators[0].{name}" if table.rows else "form", "", why)
            continue
        if name in heads.guessed:
            head = heads.guessed[name]
            why = f"这一列的表头写的是“{on_one_line(head.text)}”，当作“{label}”读，整列请核对"
            answers = (Answer("就是这一列"), Answer("这一列不导入", tuple(_emptied(name, table))))
            yield Doubt(f"indicators[0].{name}", head.text, why, _boxes([head, *_column(reader, name)]), answers)
        elif name in heads.again and len(heads.again) == 1:
            head = heads.again[name]
            why = f"表头里有两列“{label}”，读了左边的，整列请核对"
            yield Doubt(f"indicators[0].{name}", head.text, why, _boxes([head, *_column(reader, name)]))
    if len(heads.again) > 1:
        yield Doubt("form", "", "指标表右边还有一张指标表，没有读", _boxes(heads.again.values()))


def _emptied(name: str, table: IndicatorTable) -> Iterator[Change]:
    """Give the changes that leave a column empty."""
    for place, row in enumerate(table.rows):
        text = {"level1": row.level1, "level2": row.level2, **row.texts}.get(name, "")
        if text:
            yield Change(f"indicators[{place}].{name}", text, "")


def _of_unheaded_columns(heads: Heads, reader: RowReader) -> Iterator[Doubt]:
    """Doubt columns right of which, within the table, texts stand that have no head: they may be of that column."""
    view = reader.view
    above = [cell for row in reader.head_rows for cell in view.rows[row] if cell.text.strip()]
    above = [cell for cell in above if view.keys.get(cell, "") not in reader.labels.headings]
    headed = {column for cell in above for column in range(cell.column, cell.column + cell.columns)}
    for column, cells in reader.unheaded.items():
        before = [(end, name) for name, (_, end) in heads.places.items() if end <= column and name not in LEVELS]
        if not before or column >= max(end for _, end in heads.places.values()):
            continue
        if column in headed:
            continue
        name = max(before)[1]
        why = f"“{column_label(name, reader.definition)}”右边的一列没有表头，没有读，请核对"
        yield Doubt(f"indicators[0].{name}", cells[0].text, why, _boxes([*_column(reader, name), *cells]))


def _of_parted_cells(reader: RowReader) -> Iterator[Doubt]:
    """Doubt columns that hold several cells in a row, as a number and a name, or a sign and a value."""
    table = reader.table
    for name in reader.definition.columns if reader.is_parted else ():
        rows = [row for row, cells in enumerate(table.cells) if len(cells.get(name, ())) > 1]
        # what goes on behind a page break stands in several rows
        rows = [row for row in rows if len({cell.row for cell in table.cells[row][name]}) == 1]
        if not rows:
            continue
        last = tuple(
            Change(f"indicators[{row}].{name}", table.rows[row].texts[name], table.cells[row][name][-1].text.strip())
            for row in rows
        )
        why = f"“{column_label(name, reader.definition)}”这一列有 {len(rows)} 行写在几格里，连在一起读了"
        boxes = _boxes(cell for row in rows for cell in table.cells[row][name])
        answers = (Answer("连在一起"), Answer("只要右边一格的", last))
        yield Doubt(last[0].where, last[0].before, why, boxes, answers)


def _of_names_of_groups(reader: RowReader) -> Iterator[Doubt]:
    """Doubt names of groups: one of the other level, the first comes late, cells are empty, two are no group."""
    table, labels = reader.table, reader.labels
    for level in LEVELS:
        label = column_label(level, reader.definition)
        names = dict.fromkeys(getattr(row, level) for row in table.rows)
        strange = [name for name in names if name and name not in labels.levels[level]]
        if of_other := [name for name in strange if labels.level_of(name, level) not in {"", level}]:
            other = column_label(LEVELS[level == LEVELS[0]], reader.definition)
            why = f"“{of_other[0]}”是“{other}”的名称，写在了“{label}”这一列，两列请核对"
            boxes = _boxes(cell for each in LEVELS for cell in _column(reader, each))
            yield Doubt(f"indicators[0].{level}", of_other[0], why, boxes)
        if names and not next(iter(names)) and len(names) > 1:
            why = f"第1条指标没有“{label}”，名称可能写在各组的中间，整列请核对"
            yield Doubt(f"indicators[0].{level}", "", why)
        if level in reader.blank:
            rows = reader.blank[level]
            changes = tuple(Change(f"indicators[{row}].{level}", "", name) for row, name in rows.items())
            why = f"有 {len(rows)} 行的“{label}”是空格，可能与上一行相同"
            boxes = _boxes(cell for row in rows for cell in table.cells[row].get(level, ()))
            yield Doubt(changes[0].where, "", why, boxes, (Answer("都与上一行相同", changes), Answer("就是空着")))
    yield from _of_pairs(reader)


def _of_pairs(reader: RowReader) -> Iterator[Doubt]:
    """Doubt a name of 一级 that holds from a row above, where its 二级 belongs to another by the version."""
    table, labels = reader.table, reader.labels
    above = None
    for row, (cells, each) in enumerate(zip(table.cells, table.rows, strict=True)):
        first, second = cells.get("level1"), cells.get("level2")
        if second is above or not first or not second:
            continue
        above = second
        if first[0].row != second[0].row and not labels.are_of_one_group(each.level1, each.level2):
            why = f"这里没有写“一级指标”，接着上面的“{each.level1}”读，可“{each.level2}”一般不在它下面"
            yield Doubt(f"indicators[{row}].level1", each.level1, why, _boxes([*first, *second]))


def _of_empty_rows(reader: RowReader) -> Iterator[Doubt]:
    """Doubt rows that hold signs alone, as "……", a name of 一级 alone, or names of a group that is not known."""
    table, labels = reader.table, reader.labels
    for row, (cells, each) in enumerate(zip(table.cells, table.rows, strict=True)):
        if each.texts.get("name", "")[-1:].isalnum():  # as nearly all
            continue
        texts = [text for text in each.texts.values() if text]
        if any(sign.isalnum() for text in texts for sign in text):
            continue
        if not texts and each.level2 and (labels.level_of(each.level1, "") or labels.level_of(each.level2, "")):
            continue
        why = "这一行没有指标的内容，可能是组名、省略号或表外的字"
        boxes = _boxes(cell for own in cells.values() for cell in own)
        answers = (Answer("留着"),)
        yield Doubt(f"indicators[{row}].name", each.texts.get("name", ""), why, boxes, answers)


def _of_several_in_one(reader: RowReader) -> Iterator[Doubt]:
    """Doubt rows whose name and value have as many lines each: they seem to hold that many indicators."""
    for row, (cells, each) in enumerate(zip(reader.table.cells, reader.table.rows, strict=True)):
        if "\n" not in each.texts.get("value", ""):
            continue
        name, count = each.texts.get("name", ""), each.texts["value"].count("\n") + 1
        if name.count("\n") + 1 == count:
            own = [cell for column, held in cells.items() if column not in LEVELS for cell in held]
            why = f"这一行的格子里各有 {count} 行字，像是 {count} 条指标写在了一起，请拆开"
            yield Doubt(f"indicators[{row}].name", name, why, _boxes(own), (Answer("就是一条"),))


def _of_another_table(reader: RowReader) -> Iterator[Doubt]:
    """Doubt the rows below heads that stand there again behind a single text: they may be of another year."""
    if reader.other is None or reader.other[0] >= len(reader.table.rows):
        return
    row, said = reader.other
    boxes = _boxes(cell for cells in reader.table.cells[row:] for each in cells.values() for cell in each)
    why = f"从第{row + 1}条指标起，前面又有一次表头，写着“{on_one_line(said.text)}”，可能是另一张表"
    yield Doubt(f"indicators[{row}].name", reader.table.rows[row].texts.get("name", ""), why, (said.box, *boxes))


def _column(reader: RowReader, name: str) -> list[GridCell]:
    """Give the cells in which a column stands."""
    return [cell for cells in reader.table.cells for cell in cells.get(name, ())]


def _boxes(cells: Iterable[GridCell]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(cell.box for cell in cells))
