"""Old forms as they come: every place is read right or marked doubtful, none is silently wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake.grid import Source
from intake.understanding import understand
from models.edits import edit_for
from models.place import value_at
from tests.intake.damages import DAMAGES, tally
from tests.versions import DEFINITIONS, FIRST

if TYPE_CHECKING:
    from intake.intake import Intake

CERTAIN = 0.6  # of all places at least, in every damage


@pytest.mark.parametrize("name", DAMAGES)
def test_nothing_is_silently_wrong(name: str) -> None:
    found = tally(DAMAGES[name]())
    assert found.wrong == ()
    assert found.right > CERTAIN * (found.right + found.doubtful)


def read(name: str) -> Intake:
    return understand(Source("", DAMAGES[name]().grids), DEFINITIONS)


@pytest.mark.parametrize(
    "name",
    [
        "as it was",
        "no merged cells",
        "merges unknown",
        "labels by other known names",
        "labels and values in one cell",
        "two labels with their values in one cell",
        "all amounts in one cell",
        "a label in the middle of three rows of a value",
        "names of groups in rows of their own, over the table",
        "names of groups over two rows, not merged",
        "each indicator over two rows",
        "the unit in the title alone",
    ],
)
def test_what_is_certain_brings_no_doubt(name: str) -> None:
    assert (read(name).doubts, read(name).leftovers) == ((), ())


@pytest.mark.parametrize(
    ("name", "place", "label"),
    [
        ("in 元, and says 万元", "amounts.income_total", "换算成万元"),
        ("one amount in 元", "amounts.expense_basic", "换算成万元"),
        ("a column of units put in, taken out of the values", "indicators[3].value", "写成 50个"),
        ("signs within the values, their column empty", "indicators[3].nature", "拆成“≥”和“50个”"),
        ("an indicator over two rows", "indicators[1].name", "合成一条"),
        ("a sign deleted, what stood right of it moved up", "indicators[3].value", "移回原来的列"),
        ("a cell put in before a sign", "indicators[3].nature", "移回原来的列"),
        ("names of groups only in the first row, with empty cells below", "indicators[2].level2", "都与上一行相同"),
        ("another unit in the heading of the amounts", "amounts.expense_basic", "按元读"),
        ("short paragraphs in rows beside a merged label", "fields.goals", "各自成段"),
        ("a date behind the unit's name", "fields.reporting_unit", "只要“渝中区民政局”"),
    ],
)
def test_the_likeliest_answer_settles_the_doubt(name: str, place: str, label: str) -> None:
    intake = read(name)
    changes = [change for doubt in intake.doubts for a in doubt.answers[:1] if a.label == label for change in a.changes]
    settled = edit_for("存疑", tuple(changes), FIRST.unit).apply(intake.form)
    assert value_at(settled, place) == value_at(DAMAGES[name]().says, place)
    assert all(change.before == value_at(intake.form, change.where) for change in changes)


def test_a_formula_without_value_beside_a_figure_is_no_unit() -> None:
    grid = DAMAGES["a column of units put in, taken out of the values"]().grids[0]
    cells = tuple(cell._replace(text="", kind="formula") if cell.text == "个" else cell for cell in grid.cells)
    intake = understand(Source("", (grid._replace(cells=cells),)), DEFINITIONS)
    assert "单位“”" not in "".join(doubt.why for doubt in intake.doubts)
    assert any("公式" in doubt.why for doubt in intake.doubts)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("last year's table behind a title right below", "可能是另一张表"),
        ("last year's table below the form", "还有一张指标表，没有读"),
        ("the last section on a second sheet", "没有读，只读了“第一页”"),
        ("a table of notes above the form", "没有读，只读了“第2份”"),
        ("a date behind the unit's name", "后面还写着“填报日期：2020年1月5日”"),
        ("a label of another name behind a value in one cell", "后面还写着“传真：63830000”"),
        ("another unit in a cell below the form", "写了两种金额单位"),
        ("two labels of one field, one below the other", "出现了两次，内容不同"),
        ("two indicators in one row, on two lines each", "像是 2 条指标写在了一起"),
    ],
)
def test_what_is_not_read_is_said(name: str, said: str) -> None:
    assert sum(said in doubt.why for doubt in read(name).doubts) == 1


def test_every_answer_starts_from_what_was_read() -> None:
    for name in DAMAGES:
        intake = read(name)
        for doubt in intake.doubts:
            assert len(doubt.answers) <= 3
            for change in (change for answer in doubt.answers for change in answer.changes):
                assert change.before == value_at(intake.form, change.where)


def test_texts_without_a_place_are_left_over_with_their_cell() -> None:
    intake = read("who filled it in, below the table")
    assert [leftover.text for leftover in intake.leftovers] == ["填报人：张三", "审核人：李四", "注：本表一式两份。"]
    cells = {cell.box: cell.text for cell in intake.source.grid.cells}
    assert all(cells[leftover.box] == leftover.text for leftover in intake.leftovers)


def test_the_second_of_two_forms_in_a_sheet_is_read_when_asked_for() -> None:
    intake = read("two forms one below the other")
    assert intake.source.names == ("第1份", "第2份")
    assert intake.form.fields["contact"] == "伍老师"
    other = understand(intake.source, DEFINITIONS, 1)
    assert other.form.fields["contact"] == "陆老师"
