"""From the bytes of a file to its grids, by what it really is: reading, apart from understanding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Doubt
from intake.grid import Source
from intake.package import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, TOO_FULL, TOO_WIDE
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.grid import Grid
    from intake.preflight import Findings
    from intake.sheet_scan import Hidden

PDF = "本程序的 PDF"
_LINES_OF_A_ROW = 10  # on average, in table text
_LONG = "这个文本文件太大，不像一份申报表，没有打开。请把申报表的文字单独存成一个文件再试。"


class Read(NamedTuple):
    """What was read of a file, not yet understood."""

    source: Source
    copy: bytes | None = None
    """The exact copy of the form that ours carry, JSON; empty where it came along damaged."""
    notes: tuple[Doubt, ...] = ()
    """What was not run, followed or shown."""


def read_source(kind: str, data: bytes) -> Read:
    """Read the grids of a file of a kind that `kind_of` gives; `Unreadable` says why it cannot be read."""
    readers = {"text": _text, "html": _html, "xlsx": _workbook, "ole": _old_workbook, "ods": _ods, "docx": _docx}
    return readers.get(kind, _pdf)(data)


def _text(data: bytes) -> Read:
    from intake.delimited import grid_of_rows, is_tabbed, separated_rows, tabbed_rows  # noqa: PLC0415 - a kind each
    from intake.table_text import decode_text, table_text_grid  # noqa: PLC0415

    if len(data) > MOST_TEXT:
        raise Unreadable(_LONG)
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\t") > MOST_CELLS:
        raise Unreadable(TOO_FULL)
    if text.count("\n") > MOST_ROWS * _LINES_OF_A_ROW:
        raise Unreadable(TOO_WIDE)
    if is_tabbed(text):
        kind, grid = "文本表格（制表符分隔）", grid_of_rows(tabbed_rows(text.rstrip("\n")))
    elif "\t" not in text and (rows := separated_rows(text)):
        kind, grid = "文本表格（CSV）", grid_of_rows(rows)
    else:
        kind, grid = "文本文件", table_text_grid(text)
    if max((cell.column for cell in grid.cells), default=0) >= MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    return Read(Source(kind, (grid,)))


def _html(data: bytes) -> Read:
    from intake.html import html_document  # noqa: PLC0415
    from intake.table_text import decode_html  # noqa: PLC0415

    text = decode_html(data)
    if "<frameset" in text[:100_000].lower():
        raise Unreadable(
            "这个网页只是目录，表在旁边文件夹的别的网页里。请用 Excel 或 WPS 打开原来的工作簿，另存为 .xlsx 再试。"
        )
    kind = "Excel 网页" if "office:excel" in text[:5_000] else "Word 网页" if "office:word" in text[:5_000] else "网页"
    return Read(Source(kind, (html_document(text),)))


def _docx(data: bytes) -> Read:
    from intake.docx import read_docx  # noqa: PLC0415

    return Read(Source("Word 文档", (read_docx(data),)))


def _ods(data: bytes) -> Read:
    from intake.ods import read_ods  # noqa: PLC0415

    sheets, copy, hidden = read_ods(data)
    return Read(Source("OpenDocument 工作簿", sheets), _joined(copy), tuple(_said_of(None, sheets, hidden)))


def _workbook(data: bytes) -> Read:
    from intake.preflight import preflight  # noqa: PLC0415
    from intake.workbook import read_workbook  # noqa: PLC0415

    findings = preflight(data)
    sheets, copy, hidden = read_workbook(findings.package, findings.formats)
    kind = "Excel 工作簿（带宏）" if findings.macros else "Excel 工作簿"
    return Read(Source(kind, sheets), _joined(copy), tuple(_said_of(findings, sheets, hidden)))


def _old_workbook(data: bytes) -> Read:
    from intake.old_workbook import old_workbook_findings  # noqa: PLC0415
    from intake.workbook import read_workbook  # noqa: PLC0415

    findings = old_workbook_findings(data)
    sheets, copy, hidden = read_workbook(data, findings.formats)
    return Read(Source("Excel 97 工作簿", sheets), _joined(copy), tuple(_said_of(findings, sheets, hidden)))


def _pdf(data: bytes) -> Read:
    from intake.pdf import attached_copy, page_grid  # noqa: PLC0415 - PDFium is loaded for PDFs only

    attached = attached_copy(data)
    if attached is None:
        raise Unreadable(
            "这个 PDF 里没有附带表的内容，不是由本程序导出的，或导出时关掉了附带。请换用工作簿或原来的草稿。"
        )
    return Read(Source(PDF, (page_grid(data),)), attached)


def _joined(column: tuple[str, ...] | None) -> bytes | None:
    """Give the exact copy of a column of cells, empty where it is not whole."""
    from models.hidden_copy import join  # noqa: PLC0415 - for workbooks only

    try:
        return join(column) if column is not None else None
    except Unreadable:
        return b""


def _said_of(findings: Findings | None, sheets: tuple[Grid, ...], hidden: tuple[str, ...]) -> Iterator[Doubt]:
    """Say what a workbook brought along that was not run, followed or shown."""
    if findings and findings.macros:
        yield Doubt("form", "宏", "文件里带有宏，没有运行，只读了格子里的值")
    if findings and findings.links:
        yield Doubt("form", "外部链接", "文件里有指向别的文件的链接，没有打开，只读了格子里的值")
    if findings and not findings.are_known:
        yield Doubt("form", "数字格式", "这是 Excel 95 或更早的文件，百分数和日期显示的样子读不出来，请与纸上核对")
    unseen = findings.hidden if findings else {}
    for sheet in sheets:
        yield from _of_hidden_cells(sheet, unseen.get(sheet.name))
    for name in hidden:
        yield Doubt("form", name, "这张工作表是隐藏的，没有读；需要的话请在 Excel 或 WPS 里取消隐藏再试")


def _of_hidden_cells(sheet: Grid, hidden: Hidden | None) -> Iterator[Doubt]:
    """Say what was read of rows and columns that are not shown."""
    if hidden is None:
        return
    cells = [cell for cell in sheet.cells if cell.text.strip()]
    cells = [cell for cell in cells if cell.row in hidden.rows or cell.column in hidden.columns]
    if cells:
        why = f"这里有 {len(cells)} 格字在隐藏的行或列里（如 {cells[0].box.name}），也读了，请核对是不是要的"
        yield Doubt("form", sheet.name, why, tuple(cell.box for cell in cells))


def grids_as_json(read: Read) -> dict[str, object]:
    """Give what was read as values of JSON."""
    grids = [[grid.name, grid.merges_known, grid.cells] for grid in read.source.grids]
    copy = None if read.copy is None else read.copy.decode("utf-8", "surrogatepass")
    return {"kind": read.source.kind, "grids": grids, "copy": copy, "notes": [note[:3] for note in read.notes]}
