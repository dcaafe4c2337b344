"""Forms on paper: what stands on the pages, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.fonts import BODY
from export.layout import lay_out
from export.line_breaking import CLOSING
from export.measured import CONTINUED
from export.pages import Box, Page, compose
from export.typography import MM
from models.edits import edit_at
from models.form import Form, blank_form
from models.place import indicator_place, value_at
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.definition import Definition

FORMS = [st.tuples(forms(version), st.just(version)) for version in (FIRST, SECOND)]
HALF_EM = 5.25
LONG_NAME = 60


def pages_of(form: Form, version: Definition) -> tuple[Page, ...]:
    return compose(lay_out(form, version), version.paper, "7K4M2-Q9PX3")


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(box: Box) -> str:
    return squeezed("".join(line.text for line in box.lines))


@pytest.mark.slow
@settings(max_examples=60)
@given(st.one_of(FORMS))
def test_any_form_is_set_whole_and_within_its_frames(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    pages = pages_of(form, version)
    check_values(pages, form, version)
    for number, page in enumerate(pages):
        check_group_names(page, form)
        check_lines_within_cells(page)
        if page.frame:
            check_frame(page, page.frame, version)
            check_not_only_heads(page, form, number)


def check_values(pages: tuple[Page, ...], form: Form, version: Definition) -> None:
    """Each value stands on the pages once, whole and in order."""
    pieces: dict[str, list[str]] = {}
    for page in pages:
        for box in page.boxes:
            pieces.setdefault(box.where, []).append(text_of(box))
    in_head = {piece.field for piece in version.head}
    places = [f"fields.{name}" for name in version.fields if name not in in_head]
    places += [f"amounts.{name}" for name in version.amounts]
    places += [f"indicators[{i}].{column}" for i in range(len(form.indicators)) for column in version.columns]
    for where in places:
        first, *others = pieces[where]
        shown = first + "".join(text.removeprefix(CONTINUED) for text in others)
        assert shown == squeezed(value_at(form, where)), where


def check_group_names(page: Page, form: Form) -> None:
    """The names of 一级 and 二级 stand over their rows on every page."""
    rows = [place[0] for box in page.boxes if (place := indicator_place(box.where)) and place[1] == "value"]
    shown = [
        (*place, text_of(box)) for box in page.boxes if (place := indicator_place(box.where)) and "level" in place[1]
    ]
    for row, level, text in shown:
        assert squeezed(form.indicators[row].text(level)).endswith(text)
    if rows and len(form.indicators[rows[0]].level1) < LONG_NAME:
        assert any(level == "level1" and row <= rows[0] for row, level, _ in shown)


def check_lines_within_cells(page: Page) -> None:
    """No line crosses the rules of its cell; a mark that hangs over has no ink there."""
    for box in page.boxes:
        for line in box.lines:
            hanging = HALF_EM if line.text[-1] in CLOSING else 0
            end = line.x + BODY.width(line.text, line.size) + line.spacing * (len(line.text) - 1) - hanging
            assert line.x >= box.x - 0.1 or len(line.text) == 1
            assert end <= box.x + box.width + 0.1 or len(line.text) == 1
            assert box.y <= line.y - 0.1 * line.size
            assert line.y + 0.85 * line.size <= box.y + box.height


def check_frame(page: Page, frame: tuple[float, float, float, float], version: Definition) -> None:
    """The frame keeps the margins, and the cells tile it."""
    left, bottom, right, top = frame
    paper = version.paper
    assert left == pytest.approx(paper.left_mm * MM)
    assert right == pytest.approx(page.width - paper.right_mm * MM)
    assert bottom >= paper.bottom_mm * MM - 0.1
    assert top <= page.height - paper.top_mm * MM + 0.1
    area = sum(box.width * box.height for box in page.boxes)
    assert area == pytest.approx((right - left) * (top - bottom), rel=1e-6)


def check_not_only_heads(page: Page, form: Form, number: int) -> None:
    """The lowest row of a page is no head; and a later page has some values."""
    lowest = min(box.y for box in page.boxes)
    bottom = [box for box in page.boxes if abs(box.y - lowest) < 0.1]
    blank_row = not form.indicators and not any(box.lines for box in bottom[-3:])
    assert any(box.where for box in bottom) or blank_row
    assert number == 0 or any(box.where for box in page.boxes) or blank_row


def test_the_sample_fills_three_pages() -> None:
    pages = pages_of(SAMPLE, FIRST)
    assert len(pages) == 3
    assert all(page.frame for page in pages)


def test_a_text_that_goes_over_a_page_says_so_in_its_label() -> None:
    labels = [[text_of(box) for box in page.boxes if not box.where] for page in pages_of(SAMPLE, FIRST)]
    assert "管理办法" in labels[1]
    assert f"管理办法{CONTINUED}" in labels[2]


def test_a_cut_text_leaves_three_lines_before_and_two_after() -> None:
    for times in range(20, 60):
        form = edit_at("fields.management", "字" * 35 * times).apply(SAMPLE)
        pieces = [
            len(box.lines) for page in pages_of(form, FIRST) for box in page.boxes if box.where == "fields.management"
        ]
        if len(pieces) > 1:
            assert pieces[0] >= 3
            assert pieces[-1] >= 2


def test_the_heads_of_the_indicator_table_stand_on_each_of_its_pages() -> None:
    form = replace(SAMPLE, indicators=SAMPLE.indicators * 10)
    for page in pages_of(form, FIRST):
        texts = [text_of(box) for box in page.boxes]
        if any(box.where.endswith(".value") for box in page.boxes):
            assert texts.count("指标值") == 1
            assert texts.count("三级指标") == 1


def test_a_blank_form_has_one_blank_row_of_indicators() -> None:
    (page,) = pages_of(blank_form(FIRST), FIRST)
    assert [text_of(box) for box in page.boxes].count("") == 7 + 8 + 9
    assert sum(not box.where and not box.lines for box in page.boxes) == 7


def test_the_seal_clears_the_title() -> None:
    lines = pages_of(SAMPLE, FIRST)[0].lines
    title = next(line for line in lines if line.bold)
    unit = next(line for line in lines if line.text.startswith("填报单位"))
    assert title.y - unit.y == pytest.approx(24 * MM)


def test_a_nearly_empty_last_page_is_saved_by_tighter_type() -> None:
    def size_and_pages(characters: int) -> tuple[float, int]:
        pages = pages_of(edit_at("fields.measures", "字" * characters).apply(SAMPLE), FIRST)
        return next(box.lines[0].size for box in pages[0].boxes if box.where == "fields.duties"), len(pages)

    results = [size_and_pages(characters) for characters in range(700, 1700, 35)]
    assert {size for size, pages in results if pages <= 3} > {10.5}
    assert results[0] == (10.5, 3)


def test_a_unit_name_too_long_for_its_line_goes_on_below() -> None:
    form = edit_at("fields.reporting_unit", "重庆市渝中区民政局" * 9).apply(SAMPLE)
    text = "".join(line.text for line in pages_of(form, FIRST)[0].lines)
    assert "填报单位（公章）：" + "重庆市渝中区民政局" * 9 in text.replace("单位：万元", "")


def test_the_running_head_cuts_a_long_name_and_keeps_the_unit_of_money() -> None:
    form = edit_at("fields.reporting_unit", "重庆市渝中区民政局" * 9).apply(SAMPLE)
    lines = [line for line in pages_of(form, FIRST)[1].lines if "填报单位：" in line.text]
    assert lines[0].text.endswith("…  单位：万元")
    assert lines[0].x + BODY.width(lines[0].text, lines[0].size) <= 595.3 - FIRST.paper.right_mm * MM + 0.1


def test_a_long_figure_is_made_smaller_rather_than_broken() -> None:
    form = edit_at("amounts.income_total", "-999999999.999999").apply(SAMPLE)
    (box,) = (box for box in pages_of(form, FIRST)[0].boxes if box.where == "amounts.income_total")
    assert [line.text for line in box.lines] == ["-999999999.999999"]
    assert 5 < box.lines[0].size < 10.5
