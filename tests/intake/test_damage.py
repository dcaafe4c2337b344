"""Old forms as they come: every place is read right or marked doubtful, none is silently wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake.grid import Source
from intake.understanding import understand
from models.edits import edit_for
from models.place import value_at
from tests.intake.damage import DAMAGES, tally
from tests.versions import DEFINITIONS, FIRST, SAMPLE

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


@pytest.mark.parametrize("name", ["as it was", "no merged cells", "merges unknown", "labels by other known names"])
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
    ],
)
def test_the_likeliest_answer_settles_the_doubt(name: str, place: str, label: str) -> None:
    intake = read(name)
    answers = {answer.label: answer for doubt in intake.doubts for answer in doubt.answers[:1]}
    settled = edit_for("存疑", answers[label].changes, FIRST.unit).apply(intake.form)
    assert value_at(settled, place) == value_at(SAMPLE, place)
    assert all(change.before == value_at(intake.form, change.where) for change in answers[label].changes)


def test_a_formula_without_value_beside_a_figure_is_no_unit() -> None:
    grid = DAMAGES["a column of units put in, taken out of the values"]().grids[0]
    cells = tuple(cell._replace(text="", kind="formula") if cell.text == "个" else cell for cell in grid.cells)
    intake = understand(Source("", (grid._replace(cells=cells),)), DEFINITIONS)
    assert "单位“”" not in "".join(doubt.why for doubt in intake.doubts)
    assert any("公式" in doubt.why for doubt in intake.doubts)


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
