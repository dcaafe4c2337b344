"""Every source that a form comes in: what LibreOffice wrote of the sample, Word documents, web pages, text."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from export.layout import lay_out
from intake.apart import Worker
from intake.clipboard import read_clipboard
from intake.docx import read_docx
from intake.grid import Source
from intake.reading import read_bytes, read_form
from intake.understanding import understand
from models.compare import differences
from models.place import value_at
from tests.intake.documents import document, paragraph, run, table
from tests.intake.grids import grid_of
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.intake import Intake

WRITTEN = Path(__file__).parents[1] / "forms" / "sources"
KINDS = {
    "sample.xls": "Excel 97 工作簿",
    "sample.ods": "OpenDocument 工作簿",
    "sample.html": "网页",
    "sample.tsv": "文本表格（制表符分隔）",
}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


def is_the_sample(intake: Intake) -> bool:
    return not differences(SAMPLE, intake.form, FIRST) and (intake.doubts, intake.leftovers) == ((), ())


@pytest.mark.parametrize("name", KINDS)
def test_what_libreoffice_wrote_of_the_sample_is_the_sample(name: str, worker: Worker) -> None:
    intake = read_form(WRITTEN / name, DEFINITIONS, worker=worker)
    assert is_the_sample(intake)
    assert intake.source.kind == KINDS[name]
    cells = {cell.box: cell.text for cell in intake.source.grid.cells}
    for place, boxes in intake.found.items():
        assert value_at(SAMPLE, place) in "".join(cells[box] for box in boxes)


def test_old_files_read_by_their_content_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "去年.docx").write_bytes((WRITTEN / "sample.xls").read_bytes())
    (tmp_path / "去年.xls").write_bytes((WRITTEN / "sample.html").read_bytes())
    for name, kind in (("去年.docx", "Excel 97 工作簿"), ("去年.xls", "网页")):
        assert read_form(tmp_path / name, DEFINITIONS).source.kind == kind


@pytest.mark.parametrize("name", ["sample.html", "sample.tsv"])
def test_what_libreoffice_puts_on_the_clipboard_is_the_sample(name: str) -> None:
    text = (WRITTEN / name).read_text(encoding="utf-8")
    grid = read_clipboard(text, None) if name.endswith("html") else read_clipboard(None, text)
    assert grid is not None
    assert is_the_sample(understand(Source("剪贴板", (grid,)), DEFINITIONS))


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.xls", "figures.ods"])
def test_figures_come_as_their_cells_show_them(name: str, worker: Worker) -> None:
    """100% kept as 1, 80.00% as 0.8, 3本 as 3; a date and a formula without value are doubts."""
    intake = read_form(WRITTEN / name, DEFINITIONS, worker=worker)
    wrong = {d.where for d in differences(SAMPLE, intake.form, FIRST)}
    shown = {f"indicators[10].{column}" for column in ("value", "last_year")}
    assert {value_at(intake.form, place) for place in shown} == {"80.00%"}
    assert wrong == {"fields.period", "indicators[2].value"} | shown
    doubts = {doubt.where: doubt for doubt in intake.doubts}
    assert set(doubts) == {"fields.period", "indicators[2].value"}
    period = doubts["fields.period"]
    assert period.value == "2020年12月"
    assert period.answers[0].label == "写成 2020年1月-12月"
    assert period.answers[0].changes == (("fields.period", "2020年12月", "2020年1月-12月"),)
    assert period.boxes == intake.found["fields.period"]


def test_a_word_document_with_merged_cells_is_the_sample() -> None:
    grid = grid_of(lay_out(SAMPLE, FIRST))
    head = paragraph("附表10") + paragraph(FIRST.title) + paragraph("填报单位（公章）：渝中区民政局\t      单位：万元")
    intake = read_bytes(document(head + table(grid, first=3)), DEFINITIONS)
    assert is_the_sample(intake)
    assert intake.source.kind == "Word 文档"


def test_word_text_in_content_controls_and_insertions_counts_and_deleted_text_does_not() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"
    tracked = f"<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('丁')}</w:moveFrom><w:moveTo>{run('戊')}</w:moveTo>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("己")
    choice = "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:r><w:t>庚</w:t></w:r></mc:Choice>"
    choice += "<mc:Fallback><w:r><w:t>辛</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    grid = read_docx(document(f"<w:p>{control}{tracked}{moved}{field}{choice}{symbol}</w:p>"))
    assert [cell.text for cell in grid.cells] == ["甲乙戊己庚≥"]


def test_a_table_within_a_cell_and_rows_that_begin_later_keep_their_places() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc></w:tr></w:tbl>"
    first = f"<w:tr><w:tc>{paragraph('外')}{inner}</w:tc><w:tc>{paragraph('二')}</w:tc></w:tr>"
    second = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph("三")}</w:tc></w:tr>'
    grid = read_docx(document(f"<w:tbl>{first}{second}</w:tbl>"))
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (0, 0, "外\n内"),
        (0, 1, "二"),
        (1, 1, "三"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_separated_text_is_read_in_every_encoding(encoding: str, separator: str) -> None:
    rows = csv.reader(io.StringIO((WRITTEN / "sample.tsv").read_text(encoding="utf-8")), "excel-tab")
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    assert is_the_sample(read_bytes(written.getvalue().encode(encoding), DEFINITIONS))


def test_another_sheet_of_the_same_file_is_read_when_asked_for() -> None:
    grid = grid_of(lay_out(SAMPLE, FIRST))._replace(name="今年")
    older = grid._replace(
        name="去年", cells=tuple(c._replace(text=c.text.replace("伍老师", "陆老师")) for c in grid.cells)
    )
    source = Source("Excel 工作簿", (grid, older))
    intake = understand(source, DEFINITIONS)
    assert (intake.form.fields["contact"], intake.source.used) == ("伍老师", 0)
    assert [(doubt.where, doubt.value) for doubt in intake.doubts] == [("form", "去年")]
    other = understand(intake.source, DEFINITIONS, 1)
    assert (other.form.fields["contact"], other.source.used, other.doubts) == ("陆老师", 1, ())


def test_a_web_page_keeps_all_digits_of_a_figure_and_doubts_one_in_another_unit() -> None:
    page = (WRITTEN / "sample.html").read_text(encoding="utf-8")
    rounded = page.replace(">20347.99<", ">20,348<").replace('sdval="416.14"', 'sdval="4161400"')
    assert rounded.count("20,348") == 1
    intake = read_bytes(rounded.encode(), DEFINITIONS)
    assert intake.form.amounts["expense_project"] == SAMPLE.amounts["expense_project"]
    assert intake.form.amounts["expense_basic"] == "4161400"
    assert {doubt.where for doubt in intake.doubts} >= {"amounts.expense_basic"}
