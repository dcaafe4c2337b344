"""Names of exported files: such as every disk takes."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.edition import USUAL, Edition
from export.naming import clean_name, export_name, free_name
from models.edits import edit_at
from models.form import blank_form
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_says_unit_year_form_and_code() -> None:
    code = USUAL.code(SAMPLE, FIRST)
    assert export_name(SAMPLE, FIRST, USUAL) == f"渝中区民政局_2020_附表10_{code}"
    assert export_name(SAMPLE, FIRST, Edition(public=True)) == "渝中区民政局_2020_附表10_公开版"
    assert export_name(SAMPLE, FIRST, Edition(copies=False)) == "渝中区民政局_2020_附表10"
    assert export_name(blank_form(FIRST), FIRST, Edition(copies=False)) == "附表10"


def test_of_a_long_unit_the_code_is_not_cut() -> None:
    form = edit_at("fields.reporting_unit", "民政局" * 100).apply(SAMPLE)
    name = export_name(form, FIRST, USUAL)
    assert name.endswith(USUAL.code(form, FIRST))
    assert len(name.encode()) <= 200


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("表.. ", "表"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("lpt²", "_lpt²"),
        ("console", "console"),
        ('甲\\/:*?"<>|\n乙', "甲乙"),
        (" . ", "申报表"),
        ("", "申报表"),
    ],
)
def test_what_windows_does_not_take_is_mended(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@given(st.text(max_size=300))
def test_any_name_is_one_that_windows_and_linux_take(typed: str) -> None:
    name = clean_name(typed)
    assert not PureWindowsPath(f"{name}.pdf").is_reserved()
    assert PureWindowsPath(f"{name}.pdf").name == PurePosixPath(f"{name}.pdf").name == f"{name}.pdf"
    assert 0 < len(f"{name}.xlsx".encode()) < 255
    assert name == name.rstrip(" .")
    assert clean_name(name) == name


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    assert free_name(tmp_path, "表", [".pdf", ".xlsx"]) == "表"
    (tmp_path / "表.xlsx").touch()
    (tmp_path / "表（2）.pdf").touch()
    assert free_name(tmp_path, "表", [".pdf", ".xlsx"]) == "表（3）"
    assert free_name(tmp_path, "表", [".docx"]) == "表"
