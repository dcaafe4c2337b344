"""Hostile and broken workbooks: each gets its sentence, and the program lives."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.outputs import workbook_of
from intake.package import MOST_CELLS
from intake.preflight import preflight
from intake.reading import read_bytes
from intake.understanding import understand
from models.trouble import Unreadable
from tests.intake.compound import compound
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = workbook_of(SAMPLE, FIRST)
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024


def changed(parts: dict[str, bytes | Callable[[bytes], bytes]], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give the sample's workbook with parts replaced, rewritten or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(buffer, "w", compression) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts.get(name)
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(name, part(data) if callable(part) else data if part is None else part)
    return buffer.getvalue()


def in_sheet(text: str, *, before: bytes = b"</sheetData>") -> bytes:
    """Give the sample's workbook with something put into its sheet."""
    return changed({SHEET: lambda data: data.replace(before, text.encode() + before)})


def twice(name: str) -> bytes:
    buffer = io.BytesIO(WHOLE)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"<worksheet/>")
    return buffer.getvalue()


def encrypted_flag() -> bytes:
    data = bytearray(WHOLE)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature) + offset
        data[place : place + 2] = struct.pack("<H", 1)
    return bytes(data)


def said_size(size: int) -> bytes:
    """Give the sample's workbook with another size of its sheet in the list of parts."""
    data = bytearray(WHOLE)
    struct.pack_into("<I", data, data.rfind(SHEET.encode()) - 46 + 24, size)
    return bytes(data)


HOSTILE = {
    "a part longer than it says": (lambda: said_size(1000), "损坏"),
    "a part that says it is empty": (lambda: said_size(0), "损坏"),
    "a part that says it is far longer": (lambda: said_size(40 * MEGABYTE), "太大"),
    "a shared text of 40 MB": (lambda: changed({"xl/sharedStrings.xml": b"<sst>" + b"a" * 40 * MEGABYTE}), "太大"),
    "parts of 70 MB together": (lambda: changed({f"{n}.bin": b"%d" % n * 30 * MEGABYTE for n in range(3)}), "太大"),
    "a part that unfolds five hundredfold": (lambda: changed({"xl/media/a.bin": bytes(5 * MEGABYTE)}), "太大"),
    "three thousand parts": (lambda: changed({f"xl/{n}.xml": b"<a/>" for n in range(3000)}), "太大"),
    "a cell at the end of the sheet": (lambda: in_sheet('<row><c r="XFD1048576"><v>1</v></c></row>'), "5000 行"),
    "a cell below row 5000 without address": (lambda: in_sheet('<row r="5001"><c><v>1</v></c></row>'), "5000 行"),
    "a million rows": (
        lambda: in_sheet("".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(100, 5200))),
        "5000 行",
    ),
    "too many cells": (
        lambda: in_sheet("".join(f'<row r="{n}">{"<c><v>1</v></c>" * 250}</row>' for n in range(100, 900))),
        f"{MOST_CELLS} 个",
    ),
    "a merge over the whole sheet": (
        lambda: in_sheet('<mergeCell ref="A1:XFD1048576"/>', before=b"</mergeCells>"),
        "5000 行",
    ),
    "the same, from its end": (
        lambda: in_sheet('<mergeCell ref="XFD1048576:A1"/>', before=b"</mergeCells>"),
        "5000 行",
    ),
    "merges over each other": (
        lambda: in_sheet('<mergeCell ref="A1:IV5000"/>' * 20_000, before=b"</mergeCells>"),
        "格子超过",
    ),
    "a text that is not there": (lambda: in_sheet('<row r="60"><c r="A60" t="s"><v>99999999</v></c></row>'), "损坏"),
    "a count of texts beyond all memory": (
        lambda: changed(
            {
                "xl/sharedStrings.xml": b'<sst count="99999999999999" uniqueCount="99999999999999"/>',
                SHEET: lambda data: data.replace(b"</sheetData>", b'<row><c t="s"><v>0</v></c></row></sheetData>'),
            },
        ),
        "损坏",
    ),
    "an entity bomb": (
        lambda: changed(
            {
                SHEET: b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
                b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>",
            },
        ),
        "DTD",
    ),
    "a file of the machine called in": (
        lambda: changed({"xl/workbook.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'}),
        "DTD",
    ),
    "a declaration in UTF-16": (
        lambda: changed({SHEET: '<?xml version="1.0"?><!DOCTYPE a><worksheet/>'.encode("utf-16")}),
        "DTD",
    ),
    "a sheet under another name": (
        lambda: changed({"xl/a.bin": b'<x:worksheet><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:worksheet>'}),
        "5000 行",
    ),
    "a name twice": (lambda: twice(SHEET), "损坏"),
    "an address that is none": (lambda: in_sheet('<row><c r="1A"><v>1</v></c></row>'), "损坏"),
    "a row's number that is none": (lambda: in_sheet('<row r="x"/>'), "损坏"),
    "a row's number without end": (lambda: in_sheet(f'<row r="{"9" * 5000}"/>'), "损坏"),
    "an element left open": (lambda: in_sheet("<row>"), "损坏"),
    "bytes that are no UTF-8": (lambda: changed({SHEET: lambda data: data.replace(b"<row", b"\xff\xfe<row")}), "损坏"),
    "no sheet at all": (lambda: changed({SHEET: b"<worksheet/>"}), "没有找到"),
    "a book without sheets": (lambda: changed({"xl/workbook.xml": b"<workbook/>"}), "没有找到"),
    "a sheet that is not there": (lambda: changed({"xl/_rels/workbook.xml.rels": b"<Relationships/>"}), "损坏"),
    "half a file": (lambda: WHOLE[: len(WHOLE) // 2], "不完整"),
    "a password on a part": (encrypted_flag, "密码"),
    "a password on the whole": (
        lambda: compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(5000)}),
        "密码",
    ),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "xls"),
    "a binary workbook": (lambda: packed({"xl/workbook.bin": b"x"}), "xlsb"),
    "a Word file called .xlsx": (lambda: packed({"word/document.xml": b"<a/>"}), "没有找到"),
    "an archive called .xlsx": (lambda: packed({"a.txt": b"a"}), "压缩包"),
    "text called .xlsx": (lambda: b"abc", "没有找到"),
}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_workbook_gets_its_sentence(kind: str) -> None:
    make, said = HOSTILE[kind]
    data = make()
    tracemalloc.start()
    with pytest.raises(Unreadable, match=said) as refused:
        read_bytes(data, DEFINITIONS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)
    assert peak < 100 * MEGABYTE


def test_a_sheet_styled_to_its_end_is_read() -> None:
    rows = "".join(f'<row r="{row}"><c r="XFD{row}" s="1"/></row>' for row in range(100, 20_000, 100))
    data = in_sheet(f'{rows}<row r="1048576"><c r="A1048576" s="1"/></row>')
    assert read_bytes(data, DEFINITIONS).form == SAMPLE


def test_macros_links_and_formulas_without_value_are_said() -> None:
    formula = '<row r="60"><c r="E60"><f>SUM(A1:A9)</f></c><c r="F60"><f>1</f><v></v></c></row>'
    data = changed(
        {
            "xl/vbaProject.bin": b"x",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            SHEET: lambda old: old.replace(b"</sheetData>", formula.encode() + b"</sheetData>"),
        },
    )
    found = preflight(data)
    assert (found.macros, found.links) == (True, True)
    intake = read_bytes(data, DEFINITIONS)
    assert intake.form == SAMPLE
    seen = understand(intake.source, DEFINITIONS)
    assert [doubt.value for doubt in seen.doubts] == ["E60", "F60"]
    assert [doubt.value for doubt in intake.doubts] == ["宏", "外部链接"]


@given(st.data())
def test_damage_anywhere_is_refused_or_read_right(data: st.DataObject) -> None:
    """Bytes changed, cut out or put in: the workbook is read as it was, or refused with one sentence."""
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        length = data.draw(st.sampled_from([0, 1, 1, 4, 50]))
        damaged[place : place + length] = data.draw(st.binary(max_size=5))
    try:
        intake = read_bytes(bytes(damaged), DEFINITIONS)
    except Unreadable:
        return
    assert intake.form == SAMPLE or intake.edited or intake.doubts


def test_what_stands_in_hidden_rows_and_columns_is_read_and_said() -> None:
    columns = b'<cols><col min="8" max="8" width="9" hidden="true"/></cols>'

    def hide(data: bytes) -> bytes:
        head, _, rest = data.partition(b"<cols>")
        return head + columns + rest.partition(b"</cols>")[2].replace(b'<row r="6"', b'<row hidden="1" r="6"')

    plain, hidden = (read_bytes(data, DEFINITIONS) for data in (WHOLE, changed({SHEET: hide})))
    assert plain.doubts == ()
    assert hidden.form == plain.form
    (doubt,) = hidden.doubts
    assert "隐藏的行或列" in doubt.why
    assert {box.row for box in doubt.boxes if box.column != 7} == {5}
    assert any(box.column == 7 for box in doubt.boxes)
