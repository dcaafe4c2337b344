"""Pages of a PDF as pictures in 256 greys, drawn by PDFium at exactly the size that is asked for."""

from __future__ import annotations

from ctypes import c_ubyte
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import raw

if TYPE_CHECKING:
    import pypdfium2

_ALIGNED = 4  # bytes, as Qt wants its rows


class Picture(NamedTuple):
    """Rows of greys from the top; each row takes `stride` bytes."""

    width: int
    height: int
    stride: int
    greys: bytes


def draw_page(page: pypdfium2.PdfPage, width: int, height: int, top: int = 0, rows: int = 0) -> Picture:
    """Draw a page on `width` by `height` pixels; of these give all, or `rows` rows from `top` on."""
    rows = min(rows or height, height - top)
    stride = -(-width // _ALIGNED) * _ALIGNED
    greys = bytearray(b"\xff") * (stride * rows)
    memory = (c_ubyte * len(greys)).from_buffer(greys)
    bitmap = raw.FPDFBitmap_CreateEx(width, rows, raw.FPDFBitmap_Gray, memory, stride)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, 0)
    raw.FPDFBitmap_Destroy(bitmap)
    return Picture(width, rows, stride, bytes(greys))
