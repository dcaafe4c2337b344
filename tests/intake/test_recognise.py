"""Understanding grids: the sample's text, and the sheets of random forms."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.layout import lay_out
from intake.grid import Box, Grid, GridCell
from intake.head import money_unit
from intake.labels import labels_of
from intake.recognise import find_form, recognise
from intake.table_text import table_text_grid
from models.characters import clean
from models.compare import differences
from models.edits import edit_at
from models.form import Form, blank_form
from models.place import value_at
from models.trouble import Unreadable
from tests.intake.grids import grid_of
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_TEXT, SECOND

if TYPE_CHECKING:
    from models.definition import Definition

FORMS = [st.tuples(forms(version, longest=500, most_indicators=30), st.just(version)) for version in (FIRST, SECOND)]


def sample_text() -> str:
    return SAMPLE_TEXT.read_text(encoding="utf-8")


def read(text: str) -> Form:
    return recognise(table_text_grid(text), FIRST).form


def test_the_samples_text_is_the_sample() -> None:
    found = recognise(table_text_grid(sample_text()), FIRST)
    assert differences(SAMPLE, found.form, FIRST) == ()
    assert found.form == SAMPLE
    assert (found.doubts, found.leftovers) == ((), ())


@given(st.one_of(FORMS), st.integers(0, 3), st.integers(0, 3))
def test_a_sheet_laid_out_is_understood_wherever_it_stands(
    drawn: tuple[Form, Definition],
    down: int,
    right: int,
) -> None:
    form, version = drawn
    form = replace(form, indicators=tuple(i for i in form.indicators if any(t.strip() for t in i.cells.values())))
    grid = grid_of(lay_out(form, version), down=down, right=right)
    assert differences(form, recognise(grid, version).form, version) == ()


def test_heads_repeated_on_every_page_are_no_indicators() -> None:
    form = replace(SAMPLE, indicators=tuple(i.with_text("level2", "数量指标") for i in SAMPLE.indicators * 3))
    grid = grid_of(lay_out(form, FIRST), repeat_heads_every=4)
    assert differences(form, recognise(grid, FIRST).form, FIRST) == ()


def test_a_text_cut_over_rows_with_its_label_repeated_is_one_text() -> None:
    text = sample_text()
    cut = text.replace("二、城镇定救：《重庆", "\n\n\t\n\t管理办法（续）\n\t二、城镇定救：《重庆")
    assert cut != text
    assert read(cut).fields["management"] == SAMPLE.fields["management"]


def test_values_that_look_like_labels_stay_values() -> None:
    form = edit_at("indicators[1].name", "指标值").apply(SAMPLE)
    form = edit_at("indicators[2].remark", "备注").apply(form)
    form = edit_at("fields.goals", "管理办法").apply(form)
    grid = grid_of(lay_out(form, FIRST))
    assert differences(form, recognise(grid, FIRST).form, FIRST) == ()


def test_a_sheet_in_yuan_is_converted() -> None:
    text = sample_text().replace("单位：万元", "单位：元").replace("120.2", "1,202,000.00")
    form = read(text)
    assert form.amounts["expense_public"] == "120.2"
    assert form.amounts["income_total"] == "2.088433"


def test_other_names_of_labels_are_understood() -> None:
    text = (
        sample_text().replace("联系电话", "联 系 方 式：").replace("收入合计", "收入总计").replace("指标性质", "性质")
    )
    assert read(text) == SAMPLE


def test_what_is_not_certain_is_said_and_nothing_is_dropped() -> None:
    text = sample_text().replace("416.14", "约四百万").replace("\t伍老师", "\t伍老师\n\t顺便一提")
    found = recognise(table_text_grid(text), FIRST)
    assert found.form.amounts["expense_basic"] == "约四百万"
    assert [(doubt.where, doubt.value) for doubt in found.doubts] == [("amounts.expense_basic", "约四百万")]
    assert [leftover.text for leftover in found.leftovers] == ["顺便一提"]


def test_empty_cells_do_not_take_their_neighbours_label() -> None:
    form = blank_form(FIRST)
    assert recognise(grid_of(lay_out(form, FIRST)), FIRST).form == form
    text = sample_text().replace("\t伍老师\n", "\t\n")
    assert read(text).fields["contact"] == ""
    assert read(text).fields["phone"] == SAMPLE.fields["phone"]


def test_an_empty_unit_name_is_not_filled_with_the_unit_of_money_beside_it() -> None:
    text = sample_text().replace("填报单位（公章）：渝中区民政局", "填报单位（公章）：")
    form = read(text)
    assert form.fields["reporting_unit"] == ""
    assert form.amounts == SAMPLE.amounts


def test_a_unit_name_in_the_cell_beside_its_label_is_found() -> None:
    text = sample_text().replace("填报单位（公章）：渝中区民政局", "填报单位（公章）：\n\t渝中区民政局")
    assert read(text) == SAMPLE


@pytest.mark.parametrize("blank", ["  ", " ", "\u3000", ""])
@pytest.mark.parametrize(
    ("unit", "total"), [("单位：万元", "20884.33"), ("单位: 元", "2.088433"), ("（金额单位：万元）", "20884.33")]
)
def test_the_unit_of_money_behind_the_units_name_is_no_part_of_it(blank: str, unit: str, total: str) -> None:
    head = f"填报单位（公章）：渝中区 民政局{blank}{unit}"
    form = read(re.sub(r"填报单位（公章）：渝中区民政局\s*单位：万元", head, sample_text()))
    assert (form.fields["reporting_unit"], form.amounts["income_total"]) == ("渝中区 民政局", total)


def test_the_year_is_guessed_from_the_period() -> None:
    assert read(sample_text()).year == 2020
    assert read(sample_text().replace("2020.1-12", "全年")).year is None


@pytest.mark.parametrize("version", [FIRST, SECOND])
def test_the_version_is_found_by_its_labels(version: Definition) -> None:
    assert find_form([grid_of(lay_out(blank_form(version), version))], DEFINITIONS).definition is version


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有找到"):
        find_form([table_text_grid("姓名\n\t年龄\n\n张三\n\t30")], DEFINITIONS)


CELLS = st.lists(
    st.builds(
        GridCell,
        row=st.integers(0, 12),
        column=st.integers(0, 9),
        text=st.sampled_from(
            [
                "一级指标",
                "二级指标",
                "指标名称",
                "指标值",
                "三级指标",
                "备注",
                "收入合计",
                "管理办法",
                "（续）",
                "单位：元",
                "12",
                "甲",
            ],
        )
        | st.text(min_size=1, max_size=5),
        rows=st.integers(1, 4),
        columns=st.integers(1, 4),
    ),
    max_size=60,
)


@given(CELLS, st.booleans())
def test_any_grid_gives_a_form_that_holds_every_text_or_says_what_is_left(cells: list[GridCell], known: bool) -> None:  # noqa: FBT001 - drawn
    placed = {(cell.row, cell.column): cell for cell in cells}
    grid = Grid(tuple(placed[key] for key in sorted(placed)), merges_known=known)
    found, labels = recognise(grid, FIRST), labels_of(FIRST)
    held = [*found.form.fields.values(), *found.form.amounts.values()]
    held += [text for each in found.form.indicators for text in (each.level1, each.level2, *each.cells.values())]
    held += [clean(each.text).text for each in found.leftovers] + [clean(each.value).text for each in found.doubts]
    for cell in grid.cells:
        text = clean(cell.text).text.strip()
        is_said = any(text in each for each in held) or text == "（续）"
        assert is_said or labels.is_label(cell.text) or money_unit(cell.text, labels)


def test_each_value_says_where_it_stood() -> None:
    grid = grid_of(lay_out(SAMPLE, FIRST), down=2, right=1)
    found = recognise(grid, FIRST)
    cells = {cell.box: cell.text for cell in grid.cells}
    held = {place: "".join(cells[box] for box in boxes) for place, boxes in found.found.items()}
    for place in ("fields.contact", "fields.management", "amounts.income_local", "indicators[3].value"):
        assert held[place].strip() == value_at(SAMPLE, place)
    assert held["indicators[5].level2"] == held["indicators[4].level2"] == "质量指标"
    assert held["fields.reporting_unit"].endswith(SAMPLE.fields["reporting_unit"])
    assert found.found["amounts.income_total"][0].name == "D11"


def test_columns_beyond_z_are_named_as_spreadsheets_name_them() -> None:
    assert [Box(3, column).name for column in (0, 25, 26, 701, 702)] == ["A4", "Z4", "AA4", "ZZ4", "AAA4"]
