"""A workbook somebody else made last year, as it may be read: doubts of every kind, a text without a place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake.doubt import Answer, Doubt, Leftover
from intake.grid import Box, Grid, GridCell, Source
from intake.intake import Intake
from models.edits import edit_at
from models.problem import Change
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from models.form import Form

FIGURES = {
    "income_total": ("C9", "208843300"),
    "income_local": ("D9", "57457200"),
    "income_superior": ("E9", "151386100"),
    "income_other": ("G9", "0"),
    "expense_total": ("C11", "208843300"),
    "expense_basic": ("D11", "4161400"),
    "expense_public": ("E11", "1202000"),
    "expense_project": ("G11", "203479900"),
}


def foreign_form() -> Form:
    """Give the form as it was read: in 元, a date serial for the period."""
    form = edit_at("fields.period", "43466").apply(replace(SAMPLE, year=None))
    for name, (_, figure) in FIGURES.items():
        form = edit_at(f"amounts.{name}", figure).apply(form)
    return form


def foreign() -> Intake:
    """Give what reading the workbook gives."""
    form = foreign_form()
    cells, found = _cells(form)
    changes = tuple(
        Change(f"amounts.{name}", figure, SAMPLE.amounts[name])
        for name, (_, figure) in FIGURES.items()
        if figure != "0"
    )
    boxes = tuple(_box(place) for place, _ in FIGURES.values())
    why = "这张表像是按元填的，本表用万元；换算成 20884.33 万元后，收支正好平衡"
    doubts = (
        Doubt("amounts.income_total", "208843300", why, boxes, (Answer("换算成万元", changes), Answer("保留原数"))),
        Doubt(
            "fields.period",
            "43466",
            "这是 Excel 的日期序号，对应 2019年1月1日，看不到结束时间",
            (_box("F4"),),
            (Answer("写成 2019年1月-12月", (Change("fields.period", "43466", "2019年1月-12月"),)),),
        ),
        Doubt(
            "indicators[1].remark",
            "另报街道",
            "它在备注列右边一格，没有列标题，可能是备注",
            (_box("H14"),),
            (Answer("放进备注", (Change("indicators[1].remark", "", "另报街道"),)),),
        ),
    )
    grid = Grid(tuple(sorted(cells)), name="附表10")
    other = Grid((GridCell(0, 0, "填表说明"),), name="填表说明")
    return Intake(
        form,
        FIRST,
        doubts,
        (Leftover("填表人：伍×× 2019年1月", _box("A30")),),
        source=Source("Excel 97 工作簿", (grid, other)),
        found=found,
    )


def _box(name: str) -> Box:
    return Box(int(name[1:]) - 1, ord(name[0]) - ord("A"))


def _cells(form: Form) -> tuple[list[GridCell], dict[str, tuple[Box, ...]]]:
    """Lay the form out on a sheet, much as the paper has it."""
    cells: list[GridCell] = [GridCell(1, 0, FIRST.title, 1, 8)]
    found: dict[str, tuple[Box, ...]] = {}

    def put(place: str, text: str, where: str = "", rows: int = 1, columns: int = 1) -> None:
        at = _box(place)
        cells.append(GridCell(at.row, at.column, text, rows, columns))
        if where:
            found[where] = (Box(at.row, at.column, rows, columns),)

    put("A4", "一、单位基本情况", rows=4)
    put("B4", "项目名称")
    put("C4", form.fields["project_name"], "fields.project_name", columns=2)
    put("E4", "起止时间")
    put("F4", form.fields["period"], columns=3)
    put("B5", "实施单位\n（全称）")
    put("C5", form.fields["unit_full_name"], "fields.unit_full_name")
    put("D5", "联系人")
    put("E5", form.fields["contact"], "fields.contact")
    put("F5", "联系电话")
    put("G5", form.fields["phone"], "fields.phone", columns=2)
    put("B6", "部门职能职责概述")
    put("C6", form.fields["duties"], "fields.duties", columns=6)
    put("B7", "整体绩效目标")
    put("C7", form.fields["goals"], "fields.goals", columns=6)
    put("A8", "二、单位资金情况", rows=4)
    put("B8", "预算安排", rows=4)
    labels = {8: ("income_total", "income_local", "income_superior", "income_other")}
    labels[10] = ("expense_total", "expense_basic", "expense_public", "expense_project")
    for row, names in labels.items():
        for column, name in zip("CDEG", names, strict=True):
            put(f"{column}{row}", FIRST.amounts[name].label, columns=2 if column in "EG" else 1)
            put(f"{column}{row + 1}", FIGURES[name][1], columns=2 if column in "EG" else 1)
    put("A12", "三、目标", rows=1 + len(form.indicators))
    for column, head in zip("BCDEFG", ("二级指标", "指标名称", "性质", "指标值", "上年值", "备注"), strict=True):
        put(f"{column}12", head)
    for index, indicator in enumerate(form.indicators):
        put(f"B{13 + index}", indicator.level2, f"indicators[{index}].level2")
        for column, name in zip("CDEFG", FIRST.columns, strict=True):
            put(
                f"{column}{13 + index}",
                indicator.cells[name],
                f"indicators[{index}].{name}" if indicator.cells[name] else "",
            )
    put("H14", "另报街道")
    put("A30", "填表人：伍×× 2019年1月", columns=3)
    return cells, found
