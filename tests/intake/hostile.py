"""Files made to harm a reader, by what they are: each is read or refused within the limits, with the right sentence."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.intake.compound import SECTOR, SIGNATURE, compound
from tests.intake.documents import document, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def packed(parts: dict[str, bytes], *, links: tuple[str, ...] = ()) -> bytes:
    """Give a package of parts, some of them symbolic links."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name in links:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def workbook(parts: dict[str, bytes], **more: tuple[str, ...]) -> bytes:
    """Give a package that says it is a workbook, with further parts."""
    return packed({"xl/workbook.xml": b"<workbook/>", **parts}, **more)


def spreadsheet(body: str, **more: bytes) -> bytes:
    """Give a spreadsheet of OpenDocument with one table."""
    start = f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" xmlns:text="{_TEXT}">'
    end = "</table:table></office:document-content>"
    content = f'{start}<table:table table:name="a">{body}{end}'.encode()
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, "content.xml": content, **more})


def record(kind: int, body: bytes) -> bytes:
    """Give a record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(inside: bytes, before: bytes = b"") -> bytes:
    """Give an old workbook with one sheet that holds some records, and records before its sheets are named."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    name = b"a"
    size = len(begin) + len(before) + 4 + 8 + len(name) + 4
    sheet = record(0x0085, struct.pack("<IBBBB", size, 0, 0, len(name), 0) + name)
    globals_ = begin + before + sheet + record(0x000A, b"")
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return compound({"Workbook": globals_ + start + inside + record(0x000A, b"")})


def number(row: int, column: int) -> bytes:
    """Give the record of a cell that holds a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def cyclic_chain() -> bytes:
    """Give an old workbook whose stream leads back to its beginning."""
    data = bytearray(old_workbook(b""))
    table = SECTOR
    for entry in range(2, 10):
        struct.pack_into("<I", data, table + 4 * entry, 2)
    return bytes(data)


def cyclic_directory() -> bytes:
    """Give an old workbook whose directory is its own child."""
    data = bytearray(old_workbook(b""))
    struct.pack_into("<I", data, 2 * SECTOR + 128 + 68, 1)
    struct.pack_into("<I", data, 2 * SECTOR + 128 + 72, 1)
    return bytes(data)


def nested(before: str, after: str, times: int) -> str:
    """Give something within itself, many times."""
    return before * times + after * times


def pdf_bomb() -> bytes:
    """Give a PDF whose page unfolds to much more than it is."""
    import zlib  # noqa: PLC0415 - only here

    stream = zlib.compress(b"0 0 1 1 re f " * (4 * MEGABYTE), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(form.json)5 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Filespec/F(form.json)/UF(form.json)/EF<</F 6 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 2>>stream\n{}\nendstream",
    ]
    body, places = b"%PDF-1.7\n", []
    for index, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % index + each + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def noise(seed: int, length: int) -> bytes:
    """Give bytes of no meaning, the same each time."""
    return random.Random(seed).randbytes(length)  # noqa: S311 - no secrets here


def html_cells(count: int) -> bytes:
    """Give a web page with a table of many cells."""
    return b"<html><table>" + (b"<tr>" + b"<td>1</td>" * 100 + b"</tr>") * (count // 100) + b"</table></html>"


def ods_row(attributes: str, cell: str = "") -> str:
    """Give a row with one cell that holds something."""
    text = "<text:p>x</text:p>"
    return f"<table:table-row {attributes}><table:table-cell {cell}>{text}</table:table-cell></table:table-row>"


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

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
    "web: a million cells": (lambda: html_cells(1_000_000), "格子超过"),
    "web: a cell over a thousand million rows": (
        lambda: b"<table><tr><td rowspan=999999999 colspan=999999999>a</table>",
        "格子超过",
    ),
    "web: tables within tables": (lambda: nested("<table><tr><td>", "", 100_000).encode(), "太深"),
    "web: comments never closed": (lambda: b"<html>" + b"<!-- " * 1_000_000, "太大"),
    "web: tags never closed": (lambda: b"<html>" + b"<a b='" * 1_000_000, "太大"),
    "web: declarations never closed": (lambda: b"<html>" + b"<![CDATA[" * 1_000_000, "太大"),
    "web: fewer comments never closed": (lambda: b"<html>" + b"<!-- " * 19_000 + b"a" * 9 * MEGABYTE, "没有找到|太久"),
    "web: signs that are none": (lambda: b"<html><p>" + b"&#99999999999;&x" * 300_000, "没有找到|太久|中断|5000"),
    "web: a frame and no table": (lambda: b"<html><frameset><frame src='file:///etc/passwd'></frameset>", "只是目录"),
    "web: bytes of no meaning": (lambda: b"<html>" + noise(2, MEGABYTE), "不是表格"),
    "text: tabs and nothing else": (lambda: b"a" + b"\t" * 10 * MEGABYTE, "格子超过"),
    "text: a million rows": (lambda: b"a\tb\n" * 1_000_000, "格子超过|5000 行"),
    "text: one row of labels": (lambda: "项目名称\t联系电话\t".encode() * 20_000, "256 列"),
    "text: a quote never closed": (lambda: '"一\t二\n'.encode() + b"a\tb\n" * 20_000, "没有找到|5000 行"),
    "text: one line of 19 MB": (lambda: "字".encode() * 6 * MEGABYTE, "没有找到"),
    "text: zeros": (lambda: bytes(9999) + b"x", "不是表格"),
    "json: lists within lists": (lambda: b"[" * 1_000_000, "JSON|不完好"),
    "json: a number of a million digits": (lambda: b'{"format":' + b"9" * 1_000_000 + b"}", "JSON|不完好|不是"),
    "pdf: noise": (lambda: b"%PDF-1.7\n" + noise(3, MEGABYTE), "PDF 文件已损坏"),
    "pdf: a page that unfolds": (pdf_bomb, "太久|中断|没有附带|format|损坏"),
}
