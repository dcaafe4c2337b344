"""Pages of a PDF as pictures in 256 greys, drawn by PDFium at exactly the size that is asked for."""

from __future__ import annotations

from ctypes import c_ubyte
from typing import NamedTuple

from pypdfium2 import PdfDocument, raw

from models.turns import PDFIUM

_ALIGNED = 8  # bytes; Qt wants rows of four, also once they are halved


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

    def draw_fine(self, page: int, width: int, height: int) -> Picture:
        """Draw a page twice as large and halve it, so that on a screen rules stay thin."""
        return _halved(self.draw(page, 2 * width, 2 * height))

    def close(self) -> None:
        """Let go of it."""
        with PDFIUM:
            self._document.close()


def _halved(picture: Picture) -> Picture:
    """Make one pixel of each square of four: the mean."""
    stride, rows = picture.stride, range(0, picture.height, 2)
    upper = b"".join(picture.greys[row * stride : (row + 1) * stride] for row in rows)
    lower = b"".join(picture.greys[(row + 1) * stride : (row + 2) * stride] for row in rows)
    column = _means(upper, lower)
    return Picture(picture.width // 2, picture.height // 2, stride // 2, _means(column[0::2], column[1::2]))


def _means(one: bytes, other: bytes) -> bytes:
    """Give the mean of each byte with its fellow, all at once as two large numbers."""
    a, b = int.from_bytes(one, "little"), int.from_bytes(other, "little")
    halves = int.from_bytes(b"\x7f" * len(one), "little")
    return ((a & b) + (((a ^ b) >> 1) & halves)).to_bytes(len(one), "little")
