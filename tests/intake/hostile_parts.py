"""What files made to harm are made of: packages, sheets, records, things within themselves."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
import zlib

from tests.intake.compound import SECTOR, compound

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


def pdf(objects: list[bytes]) -> bytes:
    """Give a PDF of objects, the first its catalogue."""
    body, places = b"%PDF-1.7\n", []
    for index, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % index + each + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def attached(pages: bytes, *, content: bytes = b"", attachment: bytes = b"{}") -> bytes:
    """Give a PDF with a list of pages and an attachment called as ours; streams are packed."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(form.json)5 0 R]>>>>>>",
            b"<</Type/Pages%s>>" % pages,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            _stream(content),
            b"<</Type/Filespec/F(form.json)/UF(form.json)/EF<</F 6 0 R>>>>",
            _stream(attachment),
        ]
    )


def _stream(content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data)


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


def ballast(body: str) -> str:
    """Give comments that pack badly, so that a body packs no better than honest ones do."""
    signs = noise(len(body), len(body.encode()) // 120).hex()
    return "".join(f"<!--{signs[at : at + 500_000]}-->" for at in range(0, len(signs), 500_000))


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(*sheets: str, names: tuple[str, ...] = (), **more: str) -> bytes:
    """Give a workbook of sheets, each the content of a part; `more` are texts of "styles" and "sharedStrings"."""
    count = max(len(sheets), len(names))
    targets = [f"worksheets/sheet{min(i, len(sheets) - 1)}.xml" for i in range(count)]
    listed = "".join(
        f'<sheet name="{names[i] if names else f"表{i}"}" sheetId="{i + 1}" r:id="rId{i}"/>' for i in range(count)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONS}/worksheet" Target="{target}"/>'
        for i, target in enumerate(targets)
    )
    first = f'<Relationship Id="r" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    texts = {
        "_rels/.rels": f"<Relationships>{first}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        **{f"xl/worksheets/sheet{i}.xml": text for i, text in enumerate(sheets)},
        **{f"xl/{name}.xml": text for name, text in more.items()},
    }
    return packed({name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()})


def sheet(rows: str) -> str:
    """Give the content of a sheet's part."""
    return f"<worksheet><sheetData>{rows}</sheetData>{ballast(rows)}</worksheet>"


def rows_of(cell: str, across: int, down: int) -> str:
    """Give rows of the same cell."""
    return "".join(f'<row r="{row}">{cell * across}</row>' for row in range(1, down + 1))
