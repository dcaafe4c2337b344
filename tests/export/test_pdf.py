"""The PDF as a file: what a reader finds in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from export.edition import USUAL
from export.layout import lay_out
from export.outputs import pdf_of
from export.pages import compose
from export.pdf import write_pdf
from export.read_back import prove
from intake.pdf import attached_copy
from models.digest import check_code
from models.edits import edit_at
from models.form import Form, blank_form
from models.form_json import form_to_json
from models.trouble import NotWritten
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.definition import Definition

FORMS = [st.tuples(forms(version), st.just(version)) for version in (FIRST, SECOND)]


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.slow
@settings(max_examples=25)
@given(st.one_of(FORMS))
def test_any_form_is_read_back_from_its_pdf(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    data = pdf_of(form, version)
    prove(data, form, version, DEFINITIONS)
    assert pdf_of(form, version) == data


def test_the_attached_file_is_the_forms_json() -> None:
    copy = attached_copy(pdf_of(SAMPLE, FIRST))
    assert copy == form_to_json(SAMPLE)
    assert json.loads(copy)["form"] == FIRST.id


def test_every_page_has_its_number_and_the_check_code() -> None:
    texts = page_texts(pdf_of(SAMPLE, FIRST))
    for number, text in enumerate(texts, start=1):
        assert f"第 {number} 页 共 3 页" in " ".join(text.split())
        assert check_code(SAMPLE, FIRST) in text


def test_title_language_and_print_settings_stand_in_the_file_and_no_date() -> None:
    data = pdf_of(SAMPLE, FIRST)
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "部门整体支出绩效目标申报表"
    assert document.get_metadata_dict()["CreationDate"] == ""
    assert document.get_metadata_dict()["ModDate"] == ""
    for entry in (b"/PrintScaling /None", b"/DisplayDocTitle true", b"/Lang (zh-CN)", b"%PDF-1.7"):
        assert entry in data


def test_only_the_bundled_fonts_are_in_the_file() -> None:
    data = pdf_of(SAMPLE, FIRST)
    assert b"JixiaoSerifCore" in data
    assert b"JixiaoSerifTitle" in data
    assert b"Helvetica" not in data
    assert b"JixiaoSerifExt" not in data


def test_rare_characters_copy_out_as_they_are() -> None:
    form = edit_at("fields.contact", "𫖯仰喆龘㐀").apply(SAMPLE)
    (first, *_) = page_texts(pdf_of(form, FIRST))
    assert "𫖯仰喆龘㐀" in "".join(first.split())


def test_a_character_that_no_font_has_stops_the_paper_and_is_named() -> None:
    with pytest.raises(NotWritten, match=r"绩效管理联系人.*“😀”（U\+1F600）.*换一个字。"):
        pdf_of(edit_at("fields.contact", "伍😀").apply(SAMPLE), FIRST)


def test_a_draft_says_so_on_every_page_without_touching_its_text() -> None:
    wrong = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)
    plain = write_pdf(
        compose(lay_out(wrong, FIRST), FIRST.paper, USUAL.note(wrong, FIRST)),
        title="",
        draft=False,
        attached=None,
    )
    draft = pdf_of(wrong, FIRST)
    assert page_texts(draft) == page_texts(plain)
    assert drawn_words(draft) == [1, 1, 1]
    assert drawn_words(plain) == [0, 0, 0]
    assert drawn_words(pdf_of(SAMPLE, FIRST)) == [0, 0, 0]


def drawn_words(data: bytes) -> list[int]:
    """Count the words drawn as outlines on each page."""
    document = pypdfium2.PdfDocument(data)
    return [len(list(page.get_objects([raw.FPDF_PAGEOBJ_FORM], max_depth=1))) for page in document]


def test_a_blank_form_is_printed_as_a_draft() -> None:
    data = pdf_of(blank_form(SECOND), SECOND)
    assert drawn_words(data) == [1]
    prove(data, blank_form(SECOND), SECOND, DEFINITIONS)


def test_what_reads_back_differently_is_refused_with_the_fields_name() -> None:
    other = edit_at("fields.contact", "伍小姐").apply(SAMPLE)
    with pytest.raises(NotWritten, match="绩效管理联系人"):
        prove(pdf_of(other, FIRST), SAMPLE, FIRST, DEFINITIONS)
    forged = write_pdf(
        compose(lay_out(other, FIRST), FIRST.paper),
        title="",
        draft=False,
        attached=form_to_json(SAMPLE),
    )
    with pytest.raises(NotWritten, match="绩效管理联系人"):
        prove(forged, SAMPLE, FIRST, DEFINITIONS)
    with pytest.raises(NotWritten, match="读不回来"):
        prove(b"%PDF-1.7 nothing", SAMPLE, FIRST, DEFINITIONS)


def test_an_indicator_cut_by_a_page_break_is_still_one_indicator() -> None:
    long = SAMPLE.indicators[3].with_text("name", "很长的指标名称" * 300).with_text("remark", "说明" * 40)
    form = replace(SAMPLE, indicators=(*SAMPLE.indicators[:3], long, *SAMPLE.indicators[4:]))
    prove(pdf_of(form, FIRST), form, FIRST, DEFINITIONS)


def test_indicators_without_a_group_stay_without_one() -> None:
    rows = list(SAMPLE.indicators)
    for index in (3, 4, 9):
        rows[index] = rows[index].with_text("level1", "").with_text("level2", "")
    rows[6] = rows[6].with_text("level2", "")
    form = replace(SAMPLE, indicators=tuple(rows))
    prove(pdf_of(form, FIRST), form, FIRST, DEFINITIONS)
