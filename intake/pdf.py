"""Our own PDF read again: the attached copy of the form, and the pages themselves as a grid.

Every cell is drawn as one rectangle, so the rectangles give the cells and the text within them their contents.
Blanks and line breaks of the pages are the line breaking's, not the form's: compare without them.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from ctypes import byref, c_float
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw

from intake.grid import Grid, GridCell
from models.trouble import Unreadable
from models.turns import PDFIUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ATTACHMENT = "form.json"
_SEGMENTS_OF_A_RECTANGLE = 5
_SAME_EDGE = 2.0  # pt; edges nearer than that are one: bounds include the rules
_INSIDE = 1.6  # pt that a cell's text keeps from its rules
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\r": "", "\n": ""})
_SECOND_SURROGATES = range(0xDC00, 0xE000)
_FOOT = 60.0  # pt; below it stands nothing but the foot, on a page without a table
_SAME_LINE = 0.4  # ems that characters of one line may lie higher or lower
_PIECES_APART = 2.9  # ems between two pieces side by side are more
_LINES_APART = 1.55  # ems from line to line within one piece; from piece to piece they are more


class _Box(NamedTuple):
    """A rectangle in pt."""

    left: float
    bottom: float
    right: float
    top: float


class _HeadLine(NamedTuple):
    """A piece of text above the table, in pt; `bottom` and `height` are those of its last line's first character."""

    left: float
    right: float
    bottom: float
    height: float
    units: tuple[int, ...]
    """Of UTF-16: PDFium gives a character beyond U+FFFF as two."""

    @property
    def text(self) -> str:
        """The piece's text."""
        data = b"".join(unit.to_bytes(2, "little") for unit in self.units)
        return data.decode("utf-16-le", errors="replace").translate(_HYPHENS)


def attached_copy(data: bytes) -> bytes | None:
    """Give the JSON attached to a PDF of ours, None where there is none; `Unreadable` for a damaged file."""
    with _opened(data) as document:
        for index in range(document.count_attachments()):
            attachment = document.get_attachment(index)
            if attachment.get_name() == ATTACHMENT:
                return bytes(attachment.get_data())
    return None


def page_grid(data: bytes) -> Grid:
    """Give the head and the table of all pages as one grid, the rows of later pages below those of earlier ones."""
    with _opened(data) as document:
        pages = [_page_cells(page, first=index == 0) for index, page in enumerate(document)]
    columns = _edges(edge for _, boxes in pages for box, _ in boxes for edge in (box.left, box.right))
    cells: list[GridCell] = []
    row = 0
    for head, boxes in pages:
        cells += (GridCell(row + i, _index(columns, line.left), line.text) for i, line in enumerate(head))
        row += len(head)
        edges = _edges(-edge for box, _ in boxes for edge in (box.top, box.bottom))
        for box, text in boxes:
            left, right = _index(columns, box.left), _index(columns, box.right)
            top, bottom = _index(edges, -box.top), _index(edges, -box.bottom)
            cells.append(GridCell(row + top, left, text, bottom - top, right - left))
        row += max(len(edges) - 1, 0)
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; whatever PDFium finds broken in it makes it unreadable."""
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(data)
            try:
                yield document
            finally:
                document.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("这个 PDF 文件已损坏或加了密码，读不了。请换一份由本程序导出的 PDF。") from error


def _page_cells(page: pypdfium2.PdfPage, *, first: bool) -> tuple[list[_HeadLine], list[tuple[_Box, str]]]:
    """Give the pieces above the table, on the first page only, and the cells with their texts."""
    boxes = list(_rectangles(page))
    text = page.get_textpage()
    floor = max((box.top for box in boxes), default=_FOOT)
    head = _head_lines(text, floor) if first else []
    return head, [(box, _text_within(text, box)) for box in boxes]


def _rectangles(page: pypdfium2.PdfPage) -> Iterator[_Box]:
    """Give the rectangles on a page, asked of PDFium itself: its binding would wrap every piece of text as well."""
    bounds = [c_float() for _ in _Box._fields]
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPath_CountSegments(found) == _SEGMENTS_OF_A_RECTANGLE:
            raw.FPDFPageObj_GetBounds(found, *map(byref, bounds))
            yield _Box(*(bound.value for bound in bounds))


def _text_within(text: pypdfium2.PdfTextPage, box: _Box) -> str:
    found = text.get_text_bounded(box.left + _INSIDE, box.bottom + _INSIDE, box.right - _INSIDE, box.top - _INSIDE)
    return str(found).translate(_HYPHENS).strip()


def _head_lines(text: pypdfium2.PdfTextPage, floor: float) -> list[_HeadLine]:
    """Give the pieces above `floor`, characters side by side and lines right below each other joined.

    They are drawn before all else, so the first character that stands lower ends them.
    """
    pieces: list[_HeadLine] = []
    for index in range(text.count_chars()):
        unit = raw.FPDFText_GetUnicode(text, index)
        box = _Box(*text.get_charbox(index, loose=True))
        if chr(unit).isspace():
            continue
        if box.bottom < floor:
            break
        if unit in _SECOND_SURROGATES:
            pieces[-1] = pieces[-1]._replace(units=(*pieces[-1].units, unit))
            continue
        place = next((place for place, piece in enumerate(pieces) if _stands_beside(piece, box)), None)
        below = next((place for place, piece in enumerate(pieces) if _stands_below(piece, box)), None)
        if place is not None:
            piece = pieces.pop(place)
            pieces.append(piece._replace(right=box.right, units=(*piece.units, unit)))
        else:
            before = pieces.pop(below).units if below is not None else ()
            pieces.append(_HeadLine(box.left, box.right, box.bottom, box.top - box.bottom, (*before, unit)))
    return sorted(pieces, key=lambda piece: (-piece.bottom, piece.left))


def _stands_beside(piece: _HeadLine, character: _Box) -> bool:
    """Whether a character goes on with a piece's last line; one with a descender reaches lower."""
    on_line = abs(piece.bottom - character.bottom) < _SAME_LINE * piece.height
    return on_line and -1 < character.left - piece.right < _PIECES_APART * piece.height


def _stands_below(piece: _HeadLine, character: _Box) -> bool:
    """Whether a character is the first of a piece's next line."""
    down = piece.bottom - character.bottom
    return abs(piece.left - character.left) < 1 and _SAME_LINE * piece.height < down < _LINES_APART * piece.height


def _edges(places: Iterable[float]) -> list[float]:
    """Give the distinct edges, ascending; such as lie nearer than a point are one."""
    ordered = sorted(places)
    return ordered[:1] + [edge for before, edge in pairwise(ordered) if edge - before > _SAME_EDGE]


def _index(edges: list[float], place: float) -> int:
    return max(bisect_right(edges, place + _SAME_EDGE) - 1, 0)
