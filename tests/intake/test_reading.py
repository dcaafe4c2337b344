"""Reading files: what they really are, and what is said where they cannot be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.layout import lay_out
from export.outputs import pdf_of
from export.pages import compose
from export.pdf import write_pdf
from intake.reading import read_bytes, read_form
from models.edits import edit_at
from models.form_json import form_to_json
from models.trouble import Unreadable
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON, SAMPLE_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from models.form import Form

ZIP = b"PK\x05\x06" + bytes(18)


def pdf_saying(shown: Form, attached: bytes | None) -> bytes:
    pages = compose(lay_out(shown, FIRST), FIRST.paper)
    return write_pdf(pages, title=FIRST.title, draft=False, attached=attached)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_samples_text_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "样表.xlsx"  # the extension says nothing
    path.write_bytes(SAMPLE_TEXT.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    assert read_form(path, DEFINITIONS).form == SAMPLE


def test_our_json_and_our_pdf_are_read() -> None:
    assert read_form(SAMPLE_JSON, DEFINITIONS).form == SAMPLE
    intake = read_bytes(pdf_of(SAMPLE, FIRST), DEFINITIONS)
    assert (intake.form, intake.edited) == (SAMPLE, ())


@pytest.mark.parametrize(
    "where",
    ["fields.contact", "fields.reporting_unit", "fields.management", "amounts.expense_public", "indicators[8].value"],
)
def test_where_pages_and_copy_disagree_the_pages_win_and_the_field_is_named(where: str) -> None:
    shown = edit_at(where, "77").apply(SAMPLE)
    intake = read_bytes(pdf_saying(shown, form_to_json(SAMPLE)), DEFINITIONS)
    assert [difference.where for difference in intake.edited] == [where]
    assert intake.form == shown
    assert intake.copy == SAMPLE


def test_a_row_more_on_the_pages_is_taken_from_the_pages() -> None:
    shown = replace(SAMPLE, indicators=(*SAMPLE.indicators, SAMPLE.indicators[3].with_text("name", "2.新的一条")))
    intake = read_bytes(pdf_saying(shown, form_to_json(SAMPLE)), DEFINITIONS)
    assert [difference.where for difference in intake.edited] == ["indicators[11]"]
    assert intake.form.indicators[11].name == "2.新的一条"


def test_a_blank_that_pages_cannot_show_comes_from_the_copy() -> None:
    form = edit_at("fields.goals", "一  二\n\n三 ").apply(SAMPLE)
    assert read_bytes(pdf_of(form, FIRST), DEFINITIONS).form == form


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版文件已损坏"),
        (ZIP, "压缩包"),
        (b"PK\x03\x04broken", "不完整"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"<html><body><table></table></body></html>", "没有找到"),
        (b"MIME-Version: 1.0\r\nX: y", "mht"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"{\\rtf1 hello}", "写字板"),
        (b"MZ\x90\x00", "程序"),
        (b"\x00\x01\x02\x03" * 20, "不是表格"),
        (b"%PDF-1.7\nbroken", "已损坏"),
        (b"just some words", "没有找到"),
        ("姓名\t年龄".encode(), "没有找到"),
        (b"\xff\xff\xff\xff", "编码"),
    ],
)
def test_every_other_kind_gets_its_own_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, DEFINITIONS)
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_pdf_without_the_attached_copy_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有附带"):
        read_bytes(pdf_saying(SAMPLE, None), DEFINITIONS)


def test_missing_files_folders_and_empty_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b" \n")
    (tmp_path / "大.txt").write_bytes(b"a" * (21 * 1024 * 1024))
    for name, said in (("没有.txt", "没有找到文件"), ("", "是文件夹"), ("空.txt", "是空的"), ("大.txt", "20 MB")):
        with pytest.raises(Unreadable, match=said):
            read_form(tmp_path / name, DEFINITIONS)
    with pytest.raises(Unreadable, match=r"没有|读不了"):
        read_form(tmp_path / ("长" * 300), DEFINITIONS)


def is_read_or_refused(data: bytes) -> bool:
    """Whether a form comes of some bytes, or a whole sentence why there is none."""
    try:
        return bool(read_bytes(data, DEFINITIONS).form.form)
    except Unreadable as refusal:
        return str(refusal).endswith("。")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    assert is_read_or_refused(data)


GOOD = {"text": SAMPLE_TEXT.read_bytes(), "json": SAMPLE_JSON.read_bytes(), "pdf": pdf_of(SAMPLE, FIRST)}
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.sampled_from(sorted(GOOD)), DAMAGE)
def test_a_damaged_file_is_read_or_refused_with_a_sentence(kind: str, damage: list[tuple[float, bytes, int]]) -> None:
    data = GOOD[kind]
    for place, added, cut in damage:
        start = int(place * len(data))
        data = data[:start] + added + data[start + cut :]
    assert is_read_or_refused(data)
