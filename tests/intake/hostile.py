"""Files made to harm a reader, by what they are: each is read or refused within the limits, with the right sentence."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tests.intake.compound import SIGNATURE, compound
from tests.intake.documents import document, paragraph
from tests.intake.hostile_grids import GRIDS
from tests.intake.hostile_parts import (
    MEGABYTE,
    attached,
    ballast,
    cyclic_chain,
    cyclic_directory,
    html_cells,
    nested,
    noise,
    number,
    ods_row,
    old_workbook,
    packed,
    pdf,
    record,
    spreadsheet,
    workbook,
)
from tests.intake.hostile_workbooks import WORKBOOKS
from tests.versions import SAMPLE_JSON

if TYPE_CHECKING:
    from collections.abc import Callable

BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


_FIRST, _FURTHER = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
_LONG = paragraph("字" * 800)
_BOX = f"<w:r><w:txbxContent>{paragraph('a')}</w:txbxContent></w:r>"
_BLANKS = '<text:s text:c="999"/>'
_TWICE = (
    ("<table:table-row>" + "<table:table-cell><text:p>x</text:p></table:table-cell>" * 200 + "</table:table-row>") * 90
    + '<table:table-row table:number-rows-repeated="2">'
    + "<table:table-cell/>" * 200_000
    + "</table:table-row>"
)
_HIDDEN = '<table:table table:name="a" table:display="false"/>' * 100_000


def _word_row(content: str, across: int = 1) -> str:
    cell = f"<w:tc>{content}</w:tc>"
    return f"<w:tr>{cell * across}</w:tr>"


_OVER_ALL = f"<w:tbl>{_word_row(_FIRST, 200)}{_word_row(_FURTHER, 200) * 300}</w:tbl>"


def sample_json(key: str, value: bytes) -> bytes:
    """Give the sample's JSON with another value of a key, or with one more."""
    data = SAMPLE_JSON.read_bytes()
    start = data.find(f'"{key}":'.encode())
    if start < 0:
        return data.rstrip().removesuffix(b"}") + f',"{key}":'.encode() + value + b"}"
    return data[:start] + f'"{key}":'.encode() + value + data[data.index(b",", start) :]


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "old: noise behind the signature": (lambda: SIGNATURE + noise(1, 9000), "旧版文件已损坏"),
    "old: a chain of sectors in a circle": (cyclic_chain, "损坏|中断|没有找到"),
    "old: a directory in a circle": (cyclic_directory, "损坏|中断|没有找到"),
    "old: a directory and nothing in it": (lambda: compound({}), "旧版文件已损坏"),
    "old: a cell at the end of the sheet": (lambda: old_workbook(number(65535, 255)), "5000 行"),
    "old: a merge over the whole sheet": (
        lambda: old_workbook(number(0, 0) + record(0x00E5, struct.pack("<HHHHH", 1, 0, 65535, 0, 255))),
        "格子超过|中断",
    ),
    "old: four thousand million shared texts": (
        lambda: old_workbook(number(0, 0), record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))),
        "没有找到|损坏|中断",
    ),
    "old: a record longer than the file": (
        lambda: old_workbook(struct.pack("<HH", 0x0203, 0xFFFF)),
        "没有找到|损坏|中断",
    ),
    "old: records cut short": (lambda: old_workbook(record(0x0203, b"\0")), "损坏"),
    "old: more cells than a form can have": (
        lambda: old_workbook(b"".join(number(i // 200, i % 200) for i in range(2000))),
        "没有找到",
    ),
    "old: a password": (lambda: old_workbook(b"", record(0x002F, bytes(6))), "密码"),
    "old: a password on a new file": (
        lambda: compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(5000)}),
        "密码",
    ),
    "old: a Word document": (lambda: compound({"WordDocument": bytes(5000)}), "另存为 .docx"),
    "old: slides": (lambda: compound({"PowerPoint Document": bytes(5000)}), "演示文稿"),
    "word: 40 MB in one part": (lambda: document("<w:p/>" + " " * 40 * MEGABYTE), "太大"),
    "word: an entity bomb": (lambda: packed({"word/document.xml": f"{BOMB}<a>&b;</a>".encode()}), "DTD"),
    "word: a file of the machine called in": (
        lambda: packed({"word/document.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
        "DTD",
    ),
    "word: tables within tables": (
        lambda: document(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000)),
        "太深",
    ),
    "word: elements without end": (lambda: document(nested("<w:p>", "</w:p>", 20_000)), "太深"),
    "word: a million paragraphs": (lambda: document("<w:p/>" * 1_000_000), "太大"),
    "word: ten thousand rows": (
        lambda: document("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 10_000 + "</w:tbl>"),
        "5000 行",
    ),
    "word: a cell over two thousand million columns": (
        lambda: document(f'<w:tbl><w:tr><w:tc><w:gridSpan w:val="2147483647"/>{paragraph("a")}</w:tc></w:tr></w:tbl>'),
        "没有找到",
    ),
    "word: a text of 9 MB": (lambda: document(paragraph("".join(map(str, range(1_400_000))))), "太大"),
    "word: bytes that are no UTF-8": (lambda: packed({"word/document.xml": b"<a>\xff\xfe</a>"}), "损坏"),
    "word: ends without beginnings": (lambda: document("</w:tc></w:tr>"), "损坏"),
    "word: cells outside of tables": (lambda: document("<w:tc><w:tr/></w:tc><w:vMerge/>"), "没有找到"),
    "ods: a thousand million rows": (
        lambda: spreadsheet(ods_row('table:number-rows-repeated="1000000000"')),
        "损坏|格子超过",
    ),
    "ods: a hundred million columns": (
        lambda: spreadsheet(ods_row("", 'table:number-columns-repeated="100000000"')),
        "格子超过",
    ),
    "ods: a merge over all": (
        lambda: spreadsheet(ods_row("", 'table:number-rows-spanned="1048576" table:number-columns-spanned="16384"')),
        "格子超过",
    ),
    "ods: a cell far below": (
        lambda: spreadsheet('<table:table-row table:number-rows-repeated="900000"/>' + ods_row("")),
        "5000 行",
    ),
    "ods: blanks without end": (
        lambda: spreadsheet(
            "<table:table-row><table:table-cell><text:p>" + '<text:s text:c="99999999"/>' * 9 + "</text:p>"
            "</table:table-cell></table:table-row>"
        ),
        "没有找到",
    ),
    "ods: an entity bomb": (
        lambda: packed({"mimetype": b"spreadsheet", "content.xml": f"{BOMB}<a>&b;</a>".encode()}),
        "DTD",
    ),
    "ods: a password": (
        lambda: spreadsheet("", **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "密码",
    ),
    "ods: a count that is none": (lambda: spreadsheet(ods_row('table:number-rows-repeated="-1"')), "损坏"),
    "xlsx: a symbolic link": (
        lambda: workbook({"xl/worksheets/sheet1.xml": b"/etc/passwd"}, links=("xl/worksheets/sheet1.xml",)),
        "指向文件之外",
    ),
    "xlsx: a part named as a place above": (lambda: workbook({"../../../evil.xml": b"<a/>"}), "指向文件之外"),
    "xlsx: a part named as a place on the disk": (lambda: workbook({"C:\\evil.xml": b"<a/>"}), "指向文件之外"),
    "xlsx: a million styles": (
        lambda: workbook(
            {"xl/styles.xml": b"<styleSheet><cellXfs>" + b"<xf/>" * 1_000_000 + b"</cellXfs></styleSheet>"}
        ),
        "太大",
    ),
    "xlsx: a million names": (
        lambda: workbook({"xl/names.xml": b"<names>" + b'<definedName name="a"/>' * 1_000_000 + b"</names>"}),
        "太大",
    ),
    "xlsx: a million shared texts": (
        lambda: workbook({"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 500_000 + b"</sst>"}),
        "太大",
    ),
    "xlsx: elements within elements": (
        lambda: workbook({"xl/theme.xml": nested("<a>", "</a>", 30_000).encode()}),
        "没有找到|损坏",
    ),
    "xlsx: three thousand parts": (lambda: workbook({f"xl/{i}.xml": b"<a/>" for i in range(3000)}), "太大"),
    "xlsx: bytes that are no UTF-8": (lambda: workbook({"xl/sharedStrings.xml": b"<sst>\xc3\x28</sst>"}), "损坏"),
    "xlsx: a wrong checksum": (lambda: packed({"xl/workbook.xml": b"<a>" * 99}).replace(b"\x99", b"\x98"), "损坏|完整"),
    "web: a million cells": (lambda: html_cells(500_000), "格子超过"),
    "web: a cell over a thousand million rows": (
        lambda: b"<table><tr><td rowspan=999999999 colspan=999999999>a</table>",
        "格子超过",
    ),
    "web: tables within tables": (lambda: nested("<table><tr><td>", "", 10_000).encode(), "太深"),
    "web: comments never closed": (lambda: b"<html>" + b"<!-- " * 1_000_000, "太大"),
    "web: tags never closed": (lambda: b"<html>" + b"<a b='" * 1_000_000, "太大"),
    "web: declarations never closed": (lambda: b"<html>" + b"<![CDATA[" * 1_000_000, "太大"),
    "web: fewer comments never closed": (lambda: b"<html>" + b"<!-- " * 19_000 + b"a" * 9 * MEGABYTE, "太大"),
    "web: signs that are none": (lambda: b"<html><p>" + b"&#99999999999;&x" * 300_000, "太大"),
    "web: a frame and no table": (lambda: b"<html><frameset><frame src='file:///etc/passwd'></frameset>", "只是目录"),
    "web: bytes of no meaning": (lambda: b"<html>" + noise(2, MEGABYTE), "不是表格"),
    "text: tabs and nothing else": (lambda: b"a" + b"\t" * 3 * MEGABYTE, "格子超过"),
    "text: a million rows": (lambda: b"a\tb\n" * 1_000_000, "格子超过|5000 行"),
    "text: one row of labels": (lambda: "项目名称\t联系电话\t".encode() * 20_000, "256 列"),
    "text: a quote never closed": (lambda: '"一\t二\n'.encode() + b"a\tb\n" * 20_000, "没有找到|5000 行"),
    "text: one line of 19 MB": (lambda: "字".encode() * 6 * MEGABYTE, "文本文件太大"),
    "text: one line of 3 MB": (lambda: "字".encode() * MEGABYTE, "没有找到"),
    "text: zeros": (lambda: bytes(9999) + b"x", "不是表格"),
    "json: lists within lists": (lambda: b"[" * 1_000_000, "JSON|不完好"),
    "json: a number of a million digits": (lambda: b'{"format":' + b"9" * 1_000_000 + b"}", "JSON|不完好|不是"),
    "pdf: noise": (lambda: b"%PDF-1.7\n" + noise(3, MEGABYTE), "PDF 文件已损坏"),
    "pdf: a page that unfolds": (
        lambda: attached(b"/Kids[3 0 R]/Count 1", content=b"0 0 1 1 re f " * 4 * MEGABYTE),
        "太久|中断|附带",
    ),
    "pdf: an attachment that unfolds": (
        lambda: attached(b"/Kids[3 0 R]/Count 1", attachment=b" " * 200 * MEGABYTE),
        "太久|中断|附带",
    ),
    "pdf: a hundred thousand pages": (
        lambda: attached(b"/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000"),
        "太久|附带",
    ),
    "pdf: pages within themselves": (lambda: attached(b"/Kids[2 0 R 2 0 R 3 0 R]/Count 99999999"), "PDF 附带的内容"),
    "pdf: attachments within themselves": (
        lambda: pdf([b"<</Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>", b"<</Kids[]>>", b"<</Kids[3 0 R 3 0 R]>>"]),
        "没有附带|损坏",
    ),
    "word: an encoding that is none": (
        lambda: packed({"word/document.xml": b'<?xml version="1.0" encoding="nosuch"?><a/>'}),
        "损坏",
    ),
    "word: a cell that goes on for 4,900 rows": (
        lambda: document(f"<w:tbl>{_word_row(_FIRST + _LONG)}{_word_row(_FURTHER + _LONG) * 4900}</w:tbl>"),
        "太大|没有找到",
    ),
    "word: cells over all rows and columns": (
        lambda: document(_OVER_ALL + ballast(_OVER_ALL)),
        "格子超过",
    ),
    "word: other documents called in": (lambda: document('<w:altChunk r:id="a" xmlns:r="r"/>' * 9), "没有找到"),
    "word: boxes of text in one paragraph": (
        lambda: document(f"<w:p>{_BOX * 9000}</w:p>"),
        "没有找到|5000 行",
    ),
    "ods: rows twice, cells without end": (
        lambda: spreadsheet(_TWICE + ballast(_TWICE)),
        "没有找到",
    ),
    "ods: a hundred thousand hidden sheets": (
        lambda: spreadsheet("</table:table>" + _HIDDEN + ballast(_HIDDEN) + "<table:table>"),
        "格子超过",
    ),
    "ods: a text of 13 MB": (
        lambda: spreadsheet(f"<table:table-row><table:table-cell><text:p>😀{noise(1, 6 * MEGABYTE).hex()}</text:p>"),
        "太大",
    ),
    "ods: 90 MB of blanks": (
        lambda: spreadsheet(f"<table:table-row><table:table-cell><text:p>{_BLANKS * 90_000}"),
        "太大",
    ),
    "ods: covered cells to the end": (
        lambda: spreadsheet(
            '<table:table-row><table:covered-table-cell table:number-columns-repeated="999999999"/>'
            "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "256 列",
    ),
    "ods: tables within cells": (
        lambda: spreadsheet(
            nested(
                "<table:table-row><table:table-cell><table:table>",
                "</table:table></table:table-cell></table:table-row>",
                300,
            )
        ),
        "太深",
    ),
    "web: paragraphs without end in a cell": (lambda: b"<html><table><tr><td>" + b"<p>a" * 190_000, "没有找到|太久"),
    "web: fifty thousand tables": (lambda: b"<html>" + b"<table><tr><td>a</table>" * 49_000, "没有找到|5000 行"),
    "web: rows of 256 cells": (lambda: b"<html><table>" + (b"<tr>" + b"<td>a" * 256) * 190, "没有找到|太久"),
    "web: an attribute of 6 MB": (lambda: b"<html><table><tr><td a='" + noise(1, 3 * MEGABYTE).hex().encode(), "没有"),
    "web: 190,000 tags never closed": (lambda: b"<html>" + b"<a " * 190_000, "没有找到|太多内存"),
    "web: 190,000 ends never closed": (lambda: b"<html>" + b"</a " * 190_000 + b"a" * MEGABYTE, "没有找到|太久"),
    "web: instructions never closed": (lambda: b"<html>" + b"<? " * 190_000 + b"a" * MEGABYTE, "没有找到|太久"),
    "web: declarations that are none": (lambda: b"<html>" + b"<![x y[>" * 9000, "没有找到"),
    "web: figures that are none": (
        lambda: b"<html><table><tr><td sdval='nan'>1<td sdval='inf'>2<td sdval='1'>0." + b"0" * 3 * MEGABYTE,
        "没有找到",
    ),
    "text: 4 MB in lines of one cell": (lambda: ("字" * 25 + "\n").encode() * 49_000, "没有找到"),
    "text: one sign of four bytes and 19 MB": (lambda: "😀".encode() + b"a" * 19 * MEGABYTE, "文本文件太大"),
    "json: six million lists": (lambda: sample_json("x", b"[" + b"[]," * 6_000_000 + b"[]]"), "太大"),
    "json: a million keys": (
        lambda: sample_json("x", b"{" + b",".join(b'"%d":0' % i for i in range(1_000_000)) + b"}"),
        "太大",
    ),
    "json: two million indicators": (lambda: b'{"indicators":[' + b"{}," * 2_000_000 + b"{}]}", "太大"),
    "json: no number": (lambda: sample_json("x", b"NaN"), "写不成数"),
    "json: a number beyond all": (lambda: sample_json("x", b"1e999"), "写不成数"),
    "json: a key twice": (lambda: SAMPLE_JSON.read_bytes().replace(b'"form":', b'"fields":{},"form":'), "写了两次"),
    "json: a year of 4,000 digits": (lambda: sample_json("year", b"9" * 4000), "一个年份"),
    "json: a year before all": (lambda: sample_json("year", b"-5"), "一个年份"),
    "json: a format below the first": (lambda: sample_json("format", b"-1"), "没有 format"),
    "json: a version of 300 letters": (lambda: sample_json("form", b'"' + b"a" * 300 + b'"'), "没有表样"),
    "json: a version on two lines": (lambda: sample_json("form", b'"a\\nb"'), "没有表样“ab”"),
    "json: a version that leads away": (lambda: sample_json("form", b'"../../../etc/passwd"'), "没有表样"),
    "json: a version of half a character": (lambda: sample_json("form", b'"\\ud800"'), "没有表样“”"),
    "json: objects 900 deep": (lambda: sample_json("x", b'{"a":' * 900 + b"1" + b"}" * 900), "太深"),
    "json: 19 MB of blanks": (lambda: b"{" + b" " * 19 * MEGABYTE + b"}", "太大"),
}
FILES |= WORKBOOKS | GRIDS
