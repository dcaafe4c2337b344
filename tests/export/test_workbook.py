"""The workbook: it says what the form says, to the blank, whoever reads it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.outputs import pdf_of, workbook_of
from export.workbook import write_workbook
from intake.reading import read_bytes
from models.compare import differences
from models.digest import check_code
from models.edits import edit_at
from models.form import Indicator, blank_form, with_derived_ids
from models.trouble import NotWritten
from tests.office import audited, converted, needs_office
from tests.strategies import forms, texts
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from models.definition import Definition
    from models.form import Form

VERSIONS = [FIRST, SECOND]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
either_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.id)
some_forms = st.sampled_from(VERSIONS).flatmap(
    lambda version: st.tuples(forms(version, most_indicators=60), st.just(version)),
)


def bare(form: Form, version: Definition) -> bytes:
    """Write a workbook without its hidden copy, so that its visible cells are all there is."""
    return write_workbook(form, version, note=check_code(form, version), draft=False, hidden_copy=False)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_a_sheet_holds_its_text_in_utf_8_whichever_xml_library_is_installed() -> None:
    assert SAMPLE.fields["reporting_unit"] in part(workbook_of(SAMPLE, FIRST), "xl/worksheets/sheet1.xml")


def test_a_value_over_two_rows_beside_an_empty_field_is_not_taken_for_that_field() -> None:
    form = blank_form(FIRST)
    form = replace(form, fields={**form.fields, "phone": "各社区的电话见附表，" * 30})
    assert read_bytes(bare(form, FIRST), DEFINITIONS).form.fields == form.fields


def edited(data: bytes, change: Callable[[Any], object]) -> bytes:
    """Open a workbook with openpyxl, as a colleague would in Excel, change its sheet and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell_with(page: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl's cells have many types
    (found,) = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    return found


@given(some_forms)
def test_a_form_comes_back_from_its_workbook(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    intake = read_bytes(workbook_of(form, version), DEFINITIONS)
    assert intake.edited == ()
    assert intake.form == form


@given(some_forms)
def test_the_visible_cells_alone_say_everything(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    intake = read_bytes(bare(form, version), DEFINITIONS)
    assert intake.definition is version
    assert differences(form, intake.form, version) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("=100%", "+86 23", "-", "-5%", "@单位", "'引号", "_x000D_", "_x005F_x000D_", "a_x0041_b", "1-2", "00123"),
        *(
            "1e5",
            "TRUE",
            "#N/A",
            "2020-12",
            "两  个　空格",
            "一\n\n二",
            "=SUM(A1:A9)",
            "㐀𫖯",
            "<b>&amp;</b>",
            "&P &[Page]",
        ),
    ],
)
def test_no_text_turns_into_anything_else(text: str) -> None:
    form = SAMPLE
    for where in (
        "fields.contact",
        "fields.goals",
        "indicators[3].value",
        "indicators[0].name",
        "indicators[9].level2",
    ):
        form = edit_at(where, text).apply(form)
    data = bare(form, FIRST)
    assert differences(form, read_bytes(data, DEFINITIONS).form, FIRST) == ()
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")


@given(texts(30), st.sampled_from(["reporting_unit", "project_name", "phone", "duties"]))
def test_the_same_form_gives_the_same_bytes(text: str, field: str) -> None:
    form = edit_at(f"fields.{field}", text).apply(SAMPLE)
    assert workbook_of(form, FIRST) == workbook_of(form, FIRST)


def test_forty_thousand_characters_are_all_there() -> None:
    text = "".join(f"第{number}句，严格按照有关规定执行；" for number in range(2400))
    assert len(text) > 40_000 * 0.9
    form = edit_at("fields.management", text).apply(SAMPLE)
    assert differences(form, read_bytes(bare(form, FIRST), DEFINITIONS).form, FIRST) == ()


@pytest.mark.parametrize("blank", [" ", "\u3000", "\n", " \n"])
def test_blanks_that_fill_whole_rows_are_all_there(blank: str) -> None:
    form = edit_at("fields.management", f"甲{blank * 6000}乙").apply(SAMPLE)
    assert differences(form, read_bytes(bare(form, FIRST), DEFINITIONS).form, FIRST) == ()


def test_a_text_that_no_cell_can_hold_is_refused_by_name() -> None:
    form = edit_at("indicators[10].level2", "长" * 33_000).apply(SAMPLE)
    with pytest.raises(NotWritten, match=r"长.*33000 个字.*缩短。$"):
        workbook_of(form, FIRST)


def test_amounts_are_figures_shown_as_entered() -> None:
    form = edit_at("amounts.income_other", "0.000000").apply(SAMPLE)
    form = edit_at("amounts.income_total", "123456789.123456").apply(form)
    form = edit_at("amounts.expense_public", "约120").apply(form)
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(form, FIRST)))
    found = {}
    for name in FIRST.amounts:
        _, place = next(book.defined_names[f"jixiao_amounts_{name}"].destinations)
        cell = book.worksheets[0][place.replace("$", "")]
        found[name] = (cell.value, cell.number_format, cell.data_type)
    assert found["income_total"] == (123456789.123456, "0.000000", "n")
    assert found["income_other"] == (0, "0.000000", "n")
    assert found["expense_basic"] == (416.14, "0.00", "n")
    assert found["expense_public"] == ("约120", "@", "s")


def test_every_field_and_amount_has_its_name() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(SAMPLE, FIRST)))
    places = [f"fields_{name}" for name in FIRST.fields] + [f"amounts_{name}" for name in FIRST.amounts]
    assert sorted(book.defined_names) == sorted(f"jixiao_{place}" for place in places)
    ((_, place),) = book.defined_names["jixiao_fields_contact"].destinations
    assert book.worksheets[0][place.replace("$", "")].value == "伍老师"


def test_it_prints_like_the_paper() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(SAMPLE, FIRST, note="校验码 7K4M2-Q9PX3", draft=True)))
    page = book.worksheets[0]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "portrait")
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
        True,
        1,
        0,
    )
    assert page.print_title_rows == "$1:$3"
    assert page.print_area == f"'附表10'!$A$1:$H${page.max_row}"
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert page.oddFooter.right.text == "校验码 7K4M2-Q9PX3"
    assert page.oddHeader.center.text == "草稿"
    assert len(page.row_breaks.brk) == 2
    clean = openpyxl.load_workbook(io.BytesIO(write_workbook(SAMPLE, FIRST, note="", draft=False)))
    assert clean.worksheets[0].oddHeader.center.text is None
    assert clean.worksheets[0].oddFooter.right.text is None


def test_the_choices_are_offered_for_every_indicator() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook_of(SAMPLE, FIRST))).worksheets[0]
    (offer,) = page.data_validations.dataValidation
    assert offer.formula1.strip('"').split(",") == list(FIRST.columns["nature"].choices)
    rows = {row for area in offer.sqref.ranges for row in range(area.min_row, area.max_row + 1)}
    column = next(iter(offer.sqref.ranges)).min_col
    natures = [page.cell(row, column).value for row in sorted(rows)]
    assert natures == [indicator.text("nature") for indicator in SAMPLE.indicators]
    assert offer.errorStyle == "warning"


@given(some_forms)
@settings(max_examples=15)
def test_no_box_lies_on_another_or_over_a_page_break(drawn: tuple[Form, Definition]) -> None:
    page = openpyxl.load_workbook(io.BytesIO(bare(*drawn))).worksheets[0]
    boxes = [area.bounds for area in page.merged_cells.ranges]
    for one, other in combinations(boxes, 2):
        apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
        assert apart, (one, other)
    for stop in (each.id for each in page.row_breaks.brk):
        assert [box for box in boxes if box[1] <= stop < box[3]] == []


@given(some_forms)
@settings(max_examples=15)
def test_every_style_and_address_exists(drawn: tuple[Form, Definition]) -> None:
    data = workbook_of(*drawn)
    styles = ET.fromstring(part(data, "xl/styles.xml"))  # noqa: S314 - of our own making
    count = len(styles.find(f"{SHEET}cellXfs") or ())
    sheet = ET.fromstring(part(data, "xl/worksheets/sheet1.xml"))  # noqa: S314
    cells = list(sheet.iter(f"{SHEET}c"))
    assert cells
    for cell in cells:
        assert re.fullmatch("[A-Z]{1,2}[1-9][0-9]*", cell.get("r", ""))
        assert 0 <= int(cell.get("s", "0")) < count
    assert len({cell.get("r") for cell in cells}) == len(cells)


def some_workbooks() -> Iterator[tuple[Form, Definition]]:
    """Give forms that show every kind of row and cell."""
    yield SAMPLE, FIRST
    for version in VERSIONS:
        yield blank_form(version), version
    awkward = SAMPLE
    for where, text in {
        "fields.goals": "第一段  有两个空格\n=1+1\n_x000D_",
        "fields.management": "一、按照有关规定执行；" * 900,
        "indicators[3].value": "=100%",
        "indicators[4].name": "@名称",
        "indicators[5].value": "'50",
        "amounts.income_total": "123456789.123456",
    }.items():
        awkward = edit_at(where, text).apply(awkward)
    yield awkward, FIRST


@pytest.mark.slow
def test_the_standard_finds_no_fault(tmp_path: Path) -> None:
    for number, (form, version) in enumerate(some_workbooks()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook_of(form, version))
        assert audited(path) == []


@pytest.mark.slow
def test_a_planted_fault_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook_of(SAMPLE, FIRST))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetData>", b"<sheetDate/><sheetData>"))
    assert any("sheetDate" in fault for fault in audited(path))


@pytest.mark.slow
@needs_office
def test_a_form_comes_back_after_another_program_has_saved_it(tmp_path: Path) -> None:
    for number, (form, version) in enumerate(some_workbooks()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook_of(form, version))
        intake = read_bytes(converted(path, "xlsx").read_bytes(), DEFINITIONS)
        assert intake.edited == ()
        assert intake.copy == form


def test_an_edited_cell_is_named_and_decides() -> None:
    data = workbook_of(SAMPLE, FIRST)
    for before, after, where in (
        ("伍老师", "伍一一", "fields.contact"),
        (416.14, 416.15, "amounts.expense_basic"),
        ("各2个", "各 2个", "indicators[2].value"),
        ("1.流浪乞讨劝导救助率", "1.流浪乞讨救助率", "indicators[0].name"),
    ):

        def change(page: Any, before: object = before, after: object = after) -> None:  # noqa: ANN401
            cell_with(page, before).value = after  # type: ignore[arg-type]

        intake = read_bytes(edited(data, change), DEFINITIONS)
        assert [difference.where for difference in intake.edited] == [where]
        assert intake.edited[0].second == str(after)
        assert intake.copy == SAMPLE
        assert intake.form == edit_at(where, str(after)).apply(SAMPLE)


def test_a_group_renamed_by_hand_is_named() -> None:
    def rename(page: Any) -> None:  # noqa: ANN401
        cell_with(page, "服务对象满意度指标").value = "受益对象满意度"

    intake = read_bytes(edited(workbook_of(SAMPLE, FIRST), rename), DEFINITIONS)
    assert [difference.where for difference in intake.edited] == ["indicators[10].level2"]


def test_a_damaged_hidden_copy_is_said_and_the_cells_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(SAMPLE, FIRST)))
    book["_jixiao"]["A3"].value += " "
    buffer = io.BytesIO()
    book.save(buffer)
    intake = read_bytes(buffer.getvalue(), DEFINITIONS)
    assert differences(SAMPLE, intake.form, FIRST) == ()
    assert any("不完好" in doubt.why for doubt in intake.doubts)
    assert intake.copy is None


def test_the_hidden_copy_is_found_by_name_however_far_it_is_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(SAMPLE, FIRST)))
    assert book["_jixiao"].sheet_state == "veryHidden"
    book["_jixiao"].sheet_state = "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    intake = read_bytes(buffer.getvalue(), DEFINITIONS)
    assert (intake.copy, intake.doubts) == (SAMPLE, ())


def every_place(form: Form) -> Iterator[tuple[str, str]]:
    """Give every place of a form with another text for it: a blank put inside, else a figure or a word more."""
    for name, text in form.fields.items():
        yield f"fields.{name}", f"{text[:2]} {text[2:]}"
    for name, text in form.amounts.items():
        yield f"amounts.{name}", f"1{text}"
    for index, indicator in enumerate(form.indicators):
        for column in ("level1", "level2", *indicator.cells):
            yield f"indicators[{index}].{column}", indicator.text(column) + "外"


def test_one_change_anywhere_is_found_against_the_paper_at_just_its_place() -> None:
    paper = read_bytes(pdf_of(SAMPLE, FIRST), DEFINITIONS).form
    places = list(every_place(SAMPLE))
    assert len(places) == 10 + 8 + 7 * 11
    for where, text in places:
        changed = edit_at(where, text).apply(SAMPLE)
        intake = read_bytes(workbook_of(changed, FIRST), DEFINITIONS)
        found = differences(paper, intake.form, FIRST)
        assert [(difference.where, difference.second) for difference in found] == [(where, text)]


def row_of(level1: str, level2: str, name: str = "") -> Indicator:
    return Indicator(level1, level2, {column: name if column == "name" else "" for column in FIRST.columns})


@pytest.mark.parametrize(
    "rows",
    [
        [row_of("", "")],
        [*SAMPLE.indicators[:2], row_of("", ""), *SAMPLE.indicators[2:]],
        [*SAMPLE.indicators, row_of("", "")],
        [
            *SAMPLE.indicators[:3],
            row_of("产出类指标", "", "甲"),
            row_of("产出类指标", "", "乙"),
            *SAMPLE.indicators[3:],
        ],
        [*SAMPLE.indicators[:3], row_of("", "", "甲"), *SAMPLE.indicators[3:]],
        [*SAMPLE.indicators, row_of("甲类", "乙类")],
    ],
    ids=["blank alone", "blank within a group", "blank at the end", "no 二级", "no group", "a group alone"],
)
def test_blank_rows_and_groups_without_a_name_stop_no_export(rows: list[Indicator]) -> None:
    form = replace(SAMPLE, indicators=with_derived_ids(rows))
    for data in (pdf_of(form, FIRST), workbook_of(form, FIRST), bare(form, FIRST)):
        intake = read_bytes(data, DEFINITIONS)
        assert intake.edited == ()
        assert differences(form, intake.form, FIRST) == ()


def test_short_fields_that_go_on_side_by_side_are_read_to_their_ends() -> None:
    form = SAMPLE
    for name in ("unit_full_name", "contact", "phone"):
        form = edit_at(f"fields.{name}", f"{name}《渝民发〔2018〕3号》" * 150).apply(form)
    for data in (bare(form, FIRST), pdf_of(form, FIRST)):
        intake = read_bytes(data, DEFINITIONS)
        assert (intake.edited, differences(form, intake.form, FIRST)) == ((), ())


@pytest.mark.parametrize("version", [FIRST, SECOND], ids=lambda version: version.id)
def test_rows_of_a_group_with_nothing_in_them_are_read_again(version: Definition) -> None:
    group = version.groups[0]
    empty = Indicator(group.level1, group.level2, dict.fromkeys(version.columns, ""))
    form = replace(blank_form(version), indicators=with_derived_ids([empty] * 3))
    for data in (bare(form, version), workbook_of(form, version)):
        assert differences(form, read_bytes(data, DEFINITIONS).form, version) == ()
