"""Pages of a PDF as pictures in 256 greys, drawn by PDFium at exactly the size that is asked for."""

from __future__ import annotations

from ctypes import c_ubyte
from typing import NamedTuple

from pypdfium2 import PdfDocument, raw

from models.turns import PDFIUM

_ALIGNED = 4  # bytes, as Qt wants its rows


class Picture(NamedTuple):
    """Rows of greys from the top; each row takes `stride` bytes."""

    width: int
    height: int
    stride: int
    greys: bytes


class OpenPdf:
    """The pages of a PDF, to be drawn until it is closed."""

    def __init__(self, pdf: bytes) -> None:
        """Open a PDF that this program has made."""
        with PDFIUM:
            self._document = PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Give width and height of a page, from 0, in pt."""
        with PDFIUM:
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def draw(self, page: int, width: int, height: int, top: int = 0, rows: int = 0) -> Picture:
        """Draw a page, from 0, on `width` by `height` pixels; of these give all, or `rows` rows from `top` on."""
        rows = min(rows or height, height - top)
        stride = -(-width // _ALIGNED) * _ALIGNED
        greys = bytearray(b"\xff") * (stride * rows)
        memory = (c_ubyte * len(greys)).from_buffer(greys)
        with PDFIUM:
            bitmap = raw.FPDFBitmap_CreateEx(width, rows, raw.FPDFBitmap_Gray, memory, stride)
            raw.FPDF_RenderPageBitmap(bitmap, self._document[page], 0, -top, width, height, 0, 0)
            raw.FPDFBitmap_Destroy(bitmap)
        return Picture(width, rows, stride, bytes(greys))

    def close(self) -> None:
        """Let go of it."""
        with PDFIUM:
            self._document.close()
