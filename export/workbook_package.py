"""The workbook's file: the same bytes for the same content, made in memory; and an element openpyxl has no word for."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import xmlfile

if TYPE_CHECKING:
    from collections.abc import Generator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BEGINNING_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_END = b"</worksheet>"
_TEXT, _KEPT_TEXT = b"<t>", b'<t xml:space="preserve">'
_UNMARKED = b'<ignoredErrors><ignoredError sqref="%s" twoDigitTextYear="1" numberStoredAsText="1" /></ignoredErrors>'


def package(workbook: Workbook) -> bytes:
    """Write a workbook; texts that look like figures bear no green triangle."""
    properties = workbook.properties
    properties.__elements__ = tuple(name for name in properties.__elements__ if name not in {"created", "modified"})
    buffer = BytesIO()
    with _Package(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writer(workbook, archive).save()
    return buffer.getvalue()


class _Package(zipfile.ZipFile):
    """A package whose parts bear no date."""

    def writestr(  # type: ignore[override]  # parts are bytes or str
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: bytes | str,
        *_: object,
        **__: object,
    ) -> None:
        """Add a part."""
        info = zipfile.ZipInfo(str(zinfo_or_arcname), _BEGINNING_OF_ZIP)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 0
        super().writestr(info, data)


class _SheetWriter(WorksheetWriter):
    """Writes a sheet in UTF-8; with lxml at hand openpyxl writes a number for every Chinese character."""

    def get_stream(self) -> Generator[Any, Any, None]:
        """Take elements to write, until closed; for True give the file itself."""
        with (
            xmlfile(self.out, encoding="utf-8") as file,
            file.element("worksheet", xmlns=SHEET_MAIN_NS),
            suppress(GeneratorExit),
        ):
            while True:
                element = yield
                if element is True:
                    yield file
                elif element is not None:
                    file.write(element)


class _Writer(ExcelWriter):
    """Writes sheets in memory; openpyxl's own way leads over a file in a folder that may be full."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Add a sheet that has neither drawings nor comments."""
        ws._drawing = None  # type: ignore[attr-defined]  # noqa: SLF001 - asked for by the caller
        out = BytesIO()
        writer = _SheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl does itself
        unmarked = _UNMARKED % ws.dimensions.encode()  # nothing that is written here comes after the ignored errors
        data = out.getvalue().removesuffix(_END) + unmarked + _END
        data = data.replace(_TEXT, _KEPT_TEXT)  # openpyxl forgets it for texts of blanks alone, and they would be lost
        self._archive.writestr(ws.path[1:], data)  # type: ignore[attr-defined]  # the stubs lack it
        self.manifest.append(ws)
