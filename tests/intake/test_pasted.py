"""The whole form as office programs put it on the clipboard."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from export.layout import lay_out
from intake.pasted import NO_FORM, Pasted, read_pasted
from models.compare import differences
from models.trouble import Unreadable
from tests.intake.grids import grid_of
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_TEXT

WRITTEN = Path(__file__).parents[1] / "forms" / "sources"
HTML, TABBED = ((WRITTEN / f"sample.{end}").read_text(encoding="utf-8") for end in ("html", "tsv"))
TAB = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
HEAD = ("附表10", FIRST.title, f"填报单位（公章）：渝中区民政局{TAB}单位：万元")


def word_html() -> str:
    """Give the sample as Word copies it: paragraphs before the table, each line of a cell a paragraph."""
    rows: dict[int, str] = {}
    for cell in grid_of(lay_out(SAMPLE, FIRST)).cells:
        if cell.row < len(HEAD):
            continue
        lines = "".join(f"<p class=MsoNormal><span>{escape(line)}</span></p>" for line in cell.text.split("\n"))
        rows.setdefault(cell.row, "")
        rows[cell.row] += f"<td rowspan={cell.rows} colspan={cell.columns}>{lines}</td>"
    table = "".join(f"<tr>{row}</tr>" for row in rows.values())
    before = "".join(f"<p class=MsoNormal>{line}</p>" for line in HEAD)
    return (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>p{}</style></head><body>'
        f"<!--StartFragment-->{before}<table class=MsoTableGrid>{table}</table><!--EndFragment--></body></html>"
    )


@pytest.mark.parametrize(
    ("pasted", "kind"),
    [
        (Pasted(HTML, "附表10\t"), "剪贴板（LibreOffice 表格）"),
        (Pasted(word_html(), "附表10"), "剪贴板（Word 表格）"),
        (Pasted("", TABBED.replace("\n", "\r\n")), "剪贴板（文字表格）"),
        (Pasted("<p>没有表格</p>", TABBED), "剪贴板（文字表格）"),
        (Pasted("<table><tr><td>别的", TABBED), "剪贴板（文字表格）"),
        (Pasted("", SAMPLE_TEXT.read_text(encoding="utf-8")), "剪贴板（文字表格）"),
    ],
    ids=["LibreOffice", "Word", "tabs", "HTML without a table", "another table", "table text"],
)
def test_the_sample_comes_from_the_clipboard_with_no_field_different(pasted: Pasted, kind: str) -> None:
    intake = read_pasted(pasted, DEFINITIONS)
    assert differences(SAMPLE, intake.form, FIRST) == ()
    assert (intake.doubts, intake.leftovers) == ((), ())
    assert intake.source.kind == kind


@pytest.mark.parametrize(
    ("mark", "writer"),
    [
        ('xmlns:x="urn:schemas-microsoft-com:office:excel"', "Excel 表格"),
        ("data-by=Kingsoft", "WPS 表格"),
        ("", "网页表格"),
    ],
)
def test_the_program_it_was_copied_from_is_named(mark: str, writer: str) -> None:
    html = HTML.replace("<html>", f"<html {mark}>").replace("LibreOffice", "")
    assert read_pasted(Pasted(html), DEFINITIONS).source.kind == f"剪贴板（{writer}）"


@pytest.mark.parametrize(
    "pasted", [Pasted(), Pasted("", "今天下午三点开会"), Pasted("<table><tr><td>甲</table>", "甲")]
)
def test_what_holds_no_form_gets_its_sentence(pasted: Pasted) -> None:
    with pytest.raises(Unreadable, match=NO_FORM):
        read_pasted(pasted, DEFINITIONS)


def test_one_line_is_short_text_and_a_row_of_cells_is_not() -> None:
    assert [Pasted("", text).is_short_text for text in ("民政局\r\n", "民政局", "", " \n", "甲\t乙", "甲\n乙")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
