"""Workbooks made to harm a reader: where two readers of one file would see two files, and where little becomes much."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.intake.hostile_parts import MEGABYTE, ballast, book, noise, packed, rows_of, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

CELL = "<c><v>1</v></c>"
FAR = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
CORNERS = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="5000"><c r="IV5000"><v>1</v></c></row>')
_FIRST = '<c r="A1"><v>1</v></c>'
_SHARED = '<c t="s"><v>0</v></c>'


def beside(text: str, element: str = "sst") -> bytes:
    """Give a workbook whose sheet is a part of another kind."""
    return book(text.replace("worksheet", element))


def second_list() -> bytes:
    """Give a workbook before another, whose end says that more follows: one reader takes the first, one the last."""
    last = bytearray(book(sheet(CELL)))
    struct.pack_into("<H", last, len(last) - 2, 5)
    return book(FAR) + bytes(last)


def said_shorter() -> bytes:
    """Give a workbook whose sheet goes on behind the size and checksum that are said of it."""
    said = b"<worksheet></worksheet>"
    name = "xl/worksheets/sheet0.xml"
    data = bytearray(book(said.decode() + FAR))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo(name).header_offset
    listed = data.rfind(name.encode()) - 46
    for at, sizes in ((place, (14, 22)), (listed, (16, 24))):
        for offset, value in zip(sizes, (zlib.crc32(said), len(said)), strict=True):
            struct.pack_into("<I", data, at + offset, value)
    return bytes(data)


def long_list() -> bytes:
    """Give an archive whose list alone names four hundred thousand parts."""
    entry = b"PK\1\2" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    first = b"PK\3\4" + struct.pack("<5H3I2H", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    listed = entry * 400_000
    return first + listed + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 65535, 65535, len(listed), len(first), 0)


def packed_otherwise() -> bytes:
    """Give a workbook packed in a way that no spreadsheet packs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return buffer.getvalue()


def styled(code: str, styles: int = 1, numbers: int = 1) -> bytes:
    """Give a workbook with number formats, each borne by some styles of cells."""
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}{i}"/>' for i in range(numbers))
    bearing = "".join(f'<xf numFmtId="{200 + i % numbers}"/>' for i in range(styles))
    text = f"<numFmts>{formats}</numFmts><cellXfs>{bearing}</cellXfs>"
    cells = sheet(rows_of('<c s="0"><v>1</v></c>', 200, 200))
    return book(cells, styles=f"<styleSheet>{text}{ballast(text)}</styleSheet>")


def shared(text: str, count: int) -> bytes:
    """Give a workbook with one shared text in many cells."""
    body = f"<si><t>{text}</t></si>"
    return book(sheet(rows_of(_SHARED, 200, count // 200)), sharedStrings=f"<sst>{body}{ballast(body)}</sst>")


def with_encoding(name: str) -> bytes:
    """Give a workbook with a sheet in an encoding."""
    return book(f'<?xml version="1.0" encoding="{name}"?><worksheet/>')


def plus(name: str, data: bytes) -> bytes:
    """Give a book that no reader takes for one, and beside it one of another kind."""
    return packed({"xl/workbook.xml": b"<workbook><sheets><sheet name='a' r:id='x'/></sheets></workbook>", name: data})


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx: a sheet behind a letter": (lambda: book("x" + FAR), "损坏"),
    "xlsx: a sheet behind blanks": (lambda: book(" " * 100 + FAR), "损坏"),
    "xlsx: a sheet that calls itself otherwise": (lambda: beside(FAR, "dialogsheet"), "损坏"),
    "xlsx: a sheet among shared texts": (lambda: beside(FAR, "sst"), "损坏"),
    "xlsx: a sheet among styles": (lambda: beside(FAR, "styleSheet"), "损坏"),
    "xlsx: a sheet among relations": (lambda: beside(FAR, "Relationships"), "损坏"),
    "xlsx: two books": (lambda: beside(FAR, "workbook"), "损坏"),
    "xlsx: a second list of parts": (second_list, "没有找到|损坏"),
    "xlsx: a sheet longer than is said": (said_shorter, "没有找到|损坏"),
    "xlsx: a list of 400,000 parts": (long_list, "太大"),
    "xlsx: a way of packing that is none": (packed_otherwise, "损坏"),
    "xlsx: the same name in two spellings": (
        lambda: packed({"xl/workbook.xml": b"<workbook/>", "xl/a.xml": b"<a/>", "XL\\A.xml": b"<a/>"}),
        "损坏",
    ),
    "xlsx: a binary book beside it": (lambda: plus("xl/workbook.bin", noise(1, 999)), "损坏"),
    "xlsx: another document beside it": (lambda: plus("content.xml", b"<a/>"), "损坏"),
    "xlsx: an encoding that is none": (lambda: with_encoding("nosuch"), "损坏"),
    "xlsx: an encoding that is no text": (lambda: with_encoding("base64"), "损坏"),
    "xlsx: in UTF-7": (lambda: with_encoding("utf-7"), "损坏"),
    "xlsx: in EBCDIC": (lambda: with_encoding("cp037"), "损坏"),
    "xlsx: cells far right by those before them": (
        lambda: book(sheet('<row><c r="XFC1"/><c r="A1"><v>1</v></c><c r="XFC1"/><c><v>1</v></c></row>')),
        "256 列",
    ),
    "xlsx: cells far below by the rows before them": (
        lambda: book(sheet('<row r="1048570"><c r="A1"><v>1</v></c></row><row><c><v>1</v></c></row>')),
        "5000 行",
    ),
    "xlsx: rows within rows": (
        lambda: book(sheet('<row r="4990">' * 250 + "</row>" * 250 + "<row><c><v>1</v></c></row>")),
        "5000 行",
    ),
    "xlsx: one long text in every cell": (lambda: shared("字" * 300_000, 40_000), "太大"),
    "xlsx: shared texts beyond all memory": (
        lambda: book(sheet(CELL), sharedStrings='<sst uniqueCount="99999999999999"/>'),
        "损坏",
    ),
    "xlsx: a text of 13 MB in one cell": (
        lambda: book(sheet(f'<row><c t="inlineStr"><is><t>😀{noise(1, 6 * MEGABYTE).hex()}</t></is></c></row>')),
        "太大",
    ),
    "xlsx: an attribute of 12 MB": (lambda: book(f'<worksheet a="{noise(2, 6 * MEGABYTE).hex()}"/>'), "太大"),
    "xlsx: a comment of 12 MB": (
        lambda: book(f"<worksheet><!--{noise(3, 6 * MEGABYTE).hex()}--></worksheet>"),
        "太大",
    ),
    "xlsx: a thousand names for one sheet": (
        lambda: book(CORNERS, names=tuple(f"表{i}" for i in range(1000))),
        "损坏",
    ),
    "xlsx: one name for two sheets": (lambda: book(CORNERS, CORNERS, names=("a", "a")), "损坏"),
    "xlsx: nine hundred sheets from corner to corner": (lambda: book(*[CORNERS] * 900), "格子超过"),
    "xlsx: a hundred thousand names": (
        lambda: book(sheet(CELL), names=tuple(f"表{i}" for i in range(100_000))),
        "太大",
    ),
    "xlsx: a format of brackets": (lambda: styled("[" * 200_000), "没有找到"),
    "xlsx: a format of 200,000 digits": (lambda: styled("0" * 200_000), "没有找到"),
    "xlsx: a format of 200,000 letters": (lambda: styled("0&quot;" + "字" * 200_000 + "&quot;"), "没有找到"),
    "xlsx: a format of quotes": (lambda: styled("&quot;" * 200_001), "没有找到"),
    "xlsx: a hundred thousand formats": (lambda: styled("0&quot;个&quot;", 100_000, 100_000), "太大"),
    "xlsx: 300,000 styles with one format": (lambda: styled("0&quot;个&quot;", 300_000), "太大"),
    "xlsx: 490,000 rows": (lambda: book(sheet(CELL + "<row/>" * 490_000)), "没有找到"),
    "xlsx: 49,000 cells at one place": (lambda: book(sheet("<row>" + _FIRST * 49_000 + "</row>")), "没有找到"),
    "xlsx: 160,000 formulas without value": (
        lambda: book(sheet("<row>" + "<c><f/></c>" * 160_000 + "</row>")),
        "256 列",
    ),
    "xlsx: a date before all days": (
        lambda: book(
            sheet('<row><c s="0"><v>-1e300</v></c></row>'),
            styles='<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
        ),
        "损坏",
    ),
    "xlsx: a figure by the numbers of its digits": (lambda: book(sheet("<row><c><v>1&#50;3</v></c></row>")), "损坏"),
    "xlsx: a figure of one digit by its number": (lambda: book(sheet("<row><c><v>&#49;</v></c></row>")), "损坏"),
    "xlsx: a figure with a comment in it": (lambda: book(sheet("<row><c><v>1<!-- -->23</v></c></row>")), "损坏"),
    "xlsx: a figure with an instruction in it": (lambda: book(sheet("<row><c><v>1<?x?>23</v></c></row>")), "损坏"),
    "xlsx: a figure in a section of its own": (
        lambda: book(sheet("<row><c><v><![CDATA[123]]></v></c></row>")),
        "损坏",
    ),
    "xlsx: figures that are none": (
        lambda: book(sheet("".join(f"<row><c><v>{v}</v></c></row>" for v in ("nan", "1e400", "-inf", "1e-320")))),
        "没有找到",
    ),
}
