"""Damages of fields, of the line above the table and of amounts: further cells, several values in one, units."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from intake.grid import GridCell
from models.amounts import format_amount
from tests.intake.damage import (
    AMOUNTS,
    CELLS,
    YUAN,
    Damaged,
    amounts_as,
    cell_of,
    damage,
    moved,
    one,
    rewritten,
    says,
)
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = cell_of("收入合计").row
END = max(cell.row + cell.rows for cell in CELLS)
GOALS = next(cell for cell in CELLS if cell.text == SAMPLE.fields["goals"])
SMALL = {name: format_amount(Decimal(text) / 1000) for name, text in AMOUNTS.items()}
SMALL_YUAN = {name: format_amount(Decimal(text) * 10) for name, text in AMOUNTS.items()}
"""Amounts of a small office, whose figures in 元 might be 万元."""


def without(*texts: str) -> list[GridCell]:
    return [cell for cell in CELLS if cell.text.replace("\n", "") not in texts]


def value_of(name: str) -> GridCell:
    """Give the cell of a field's value."""
    label = cell_of(FIRST.fields[name].label.replace("\n", ""))
    return next(c for c in CELLS if (c.row, c.column) == (label.row, label.column + label.columns))


@damage("a period over two cells")
def _() -> Damaged:
    value = value_of("period")
    cells = [cell for cell in CELLS if cell is not value]
    cells += [GridCell(value.row, value.column, "2020年1月"), GridCell(value.row, value.column + 1, "至2020年12月")]
    return one(cells, says({"fields.period": "2020年1月至2020年12月"}))


@damage("a period over three cells")
def _() -> Damaged:
    value = value_of("period")
    cells = moved([cell for cell in CELLS if cell is not value], right_from=value.column + 1, right=1)
    texts = ("2020年1月", "至", "2020年12月")
    cells += [GridCell(value.row, value.column + i, text) for i, text in enumerate(texts)]
    return one(cells, says({"fields.period": "".join(texts)}))


@damage("a star between label and value")
def _() -> Damaged:
    names = ("project_name", "unit_full_name", "duties", "goals", "management", "measures")
    rows = {value_of(name).row for name in names}
    cells = [c._replace(columns=1) if c.column == 1 and c.rows == 1 else c for c in moved(CELLS, right_from=2, right=1)]
    return one([*cells, *(GridCell(row, 2, "*") for row in rows)])


@damage("a further field of another name in a row")
def _() -> Damaged:
    value = value_of("period")
    cells = moved(CELLS, right_from=value.column + 1, right=2)
    cells = [c._replace(columns=1) if c.text == value.text else c for c in cells]
    return one([*cells, GridCell(value.row, 7, "负责人"), GridCell(value.row, 8, "张三")])


@damage("goals in two rows, each with a label of its own")
def _() -> Damaged:
    label = cell_of("整体绩效目标")
    cells = moved([c for c in CELLS if c not in {GOALS, label}], down_from=GOALS.row + 1, down=1)
    for i, text in enumerate(("完成救助。", "建设社区。")):
        cells += [GridCell(GOALS.row + i, 2, f"目标{i + 1}"), GridCell(GOALS.row + i, 3, text, 1, 5)]
    return one([*cells, label._replace(rows=2)], says({"fields.goals": "目标1完成救助。\n目标2建设社区。"}))


@damage("two labels of one field, one below the other")
def _() -> Damaged:
    cells = moved(CELLS, down_from=GOALS.row, down=1)
    return one([*cells, GridCell(GOALS.row, 1, "年度绩效目标"), GridCell(GOALS.row, 2, "年度的目标。", 1, 6)])


PARAGRAPHS = ("1、强化精准救助。", "2、推进福利体系建设。", "3、创新基层治理。")


def paragraphs() -> list[GridCell]:
    """Give the cells without the goals' label, their text in three rows."""
    cells = [c for c in CELLS if c not in {GOALS, cell_of("整体绩效目标")}]
    cells = moved(cells, down_from=GOALS.row + 1, down=2)
    return [*cells, *(GOALS._replace(row=GOALS.row + i, text=text) for i, text in enumerate(PARAGRAPHS))]


@damage("short paragraphs in rows beside a merged label")
def _() -> Damaged:
    label = cell_of("整体绩效目标")._replace(rows=3)
    return one([*paragraphs(), label], says({"fields.goals": "\n".join(PARAGRAPHS)}))


@damage("short paragraphs in rows, each with the label")
def _() -> Damaged:
    labels = [cell_of("整体绩效目标")._replace(row=GOALS.row + i) for i in range(3)]
    return one([*paragraphs(), *labels], says({"fields.goals": "\n".join(PARAGRAPHS)}))


@damage("a label in the middle of three rows of a value")
def _() -> Damaged:
    label = cell_of("整体绩效目标")
    cells = moved([c for c in CELLS if c not in {GOALS, label}], down_from=GOALS.row + 1, down=2)
    return one([*cells, label._replace(row=label.row + 1), GOALS._replace(rows=3)])


@damage("two labels with their values in one cell")
def _() -> Damaged:
    return one(with_contact(f"联系人：{SAMPLE.fields['contact']}  联系电话：{SAMPLE.fields['phone']}"))


@damage("two labels with their values in one cell, on two lines")
def _() -> Damaged:
    return one(with_contact(f"联系人：{SAMPLE.fields['contact']}\n联系电话：{SAMPLE.fields['phone']}"))


@damage("a label of another name behind a value in one cell")
def _() -> Damaged:
    text = f"联系人：{SAMPLE.fields['contact']}  传真：63830000  联系电话：{SAMPLE.fields['phone']}"
    return one(with_contact(text))


def with_contact(text: str) -> list[GridCell]:
    """Give the cells with contact and telephone in one."""
    label = cell_of("绩效管理联系人")
    cells = [cell for cell in CELLS if not (cell.row == label.row and cell.column >= label.column)]
    return [*cells, GridCell(label.row, label.column, text, 1, 4)]


@damage("all amounts in one cell")
def _() -> Damaged:
    cells = [cell for cell in CELLS if not (TOP <= cell.row < TOP + 4 and cell.column > 1)]
    text = "；".join(f"{each.label}：{AMOUNTS[name]}" for name, each in FIRST.amounts.items())
    return one([*cells, GridCell(TOP, 2, text, 4, 6)])


@damage("a date behind the unit's name")
def _() -> Damaged:
    cells = [c._replace(text=f"{c.text}  填报日期：2020年1月5日") if "公章" in c.text else c for c in CELLS]
    return one(cells)


@damage("a cover with another unit")
def _() -> Damaged:
    texts = (("填报单位", "重庆市某局"), ("联系人", "王五"), ("联系电话", "10086"))
    cover = [GridCell(row, 1 + i, text) for row, pair in enumerate(texts) for i, text in enumerate(pair)]
    return one([*cover, *moved(CELLS, down=6)])


@damage("a label of signatures, that of the table under another name")
def _() -> Damaged:
    cells = [c._replace(text="座机") if c.text == "联系\n电话" else c for c in CELLS]
    return one(
        [*cells, GridCell(END, 1, "填报人"), GridCell(END, 2, "张三"), GridCell(END, 4, "联系电话：13900000000")]
    )


@damage("notes on how to fill it in below, one label under another name")
def _() -> Damaged:
    notes = ("填报说明", "联系电话：填写固定电话。", "项目名称：填写全称。")
    cells = [c._replace(text="座机") if c.text == "联系\n电话" else c for c in CELLS]
    return one([*cells, *(GridCell(END + 1 + i, 0, text, 1, 8) for i, text in enumerate(notes))])


@damage("a table of notes above the form")
def _() -> Damaged:
    rows = (("项目名称", "填全称"), ("联系电话", "填固定电话"), ("收入合计", "三项之和"), ("管理办法", "列出制度"))
    notes = [GridCell(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    return one([*notes, *moved(CELLS, down=6)])


@damage("values that are labels, merges unknown")
def _() -> Damaged:
    said = says({"fields.project_name": "项目支出", "fields.contact": "电话"})
    words = {SAMPLE.fields["project_name"]: "项目支出", SAMPLE.fields["contact"]: "电话"}
    return one([cell._replace(rows=1, columns=1) for cell in rewritten(words)], said, merges_known=False)


def in_rows(rows: Mapping[str, tuple[str, ...]], *heads: str) -> list[GridCell]:
    """Give the cells with the amounts one below the other, each with the texts of its row."""
    cells = [cell for cell in CELLS if not (TOP <= cell.row < TOP + 4 and cell.column > 1)]
    cells = moved(cells, down_from=TOP + 4, down=5)
    lines = [("项目", *heads), *((FIRST.amounts[name].label, *texts) for name, texts in rows.items())]
    return [*cells, *(GridCell(TOP + i, 2 + j, t) for i, line in enumerate(lines) for j, t in enumerate(line) if t)]


@damage("amounts in rows, last year's before this year's")
def _() -> Damaged:
    return one(in_rows({name: (f"{float(text) + 1:.2f}", text) for name, text in AMOUNTS.items()}, "上年数", "本年数"))


@damage("amounts in rows with a share, one of them empty")
def _() -> Damaged:
    rows = {name: (text if name != "income_other" else "", "0.25") for name, text in AMOUNTS.items()}
    return one(in_rows(rows, "金额", "占比"), says({"amounts.income_other": ""}))


@damage("two figures below one label")
def _() -> Damaged:
    label = cell_of("上级补助")
    cells = [c for c in CELLS if (c.row, c.column) != (label.row + 1, label.column)]
    figures = ("15000", AMOUNTS["income_superior"])
    return one([*cells, *(GridCell(label.row + 1, label.column + i, text) for i, text in enumerate(figures))])


@damage("one figure below two labels")
def _() -> Damaged:
    row, columns = TOP + 1, {cell_of("本级安排").column, cell_of("上级补助").column}
    cells = [c for c in CELLS if not (c.row == row and c.column in columns)]
    said = says({"amounts.income_local": "20884.33", "amounts.income_superior": "20884.33"})
    return one([*cells, GridCell(row, min(columns), "20884.33", 1, 3)], said)


def small(words: Mapping[str, str], *more: GridCell) -> Damaged:
    """Give a small office's form in 元, which its head calls 万元, with some texts replaced."""
    cells = rewritten(words, tuple(amounts_as(SMALL_YUAN)))
    return one([*cells, *more], says({f"amounts.{name}": text for name, text in SMALL.items()}))


@damage("another unit in the heading of the amounts")
def _() -> Damaged:
    return small({"预算安排": "预算安排（元）"})


@damage("another unit in the title of the section")
def _() -> Damaged:
    return small({"二、单位资金情况": "二、单位资金情况（单位：元）"})


@damage("another unit in a cell below the form")
def _() -> Damaged:
    return small({}, GridCell(END, 1, "注：以上金额单位：元"))


@damage("the unit in the title alone")
def _() -> Damaged:
    cells = rewritten({FIRST.title: f"{FIRST.title}（单位：元）", "单位：万元": ""}, tuple(amounts_as(YUAN)))
    return one(cells)
