"""Pages: a sheet on paper, every box and line of text at its place. Lengths in pt, from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from export.measuring import measure
from export.page_heads import PageHeads
from export.paginator import PageRows, paginate
from export.sheet import Role
from export.typography import A4, CHOICES, MM, Typography

if TYPE_CHECKING:
    from collections.abc import Iterator

    from export.measured import Measured
    from export.page_heads import Placed
    from export.sheet import HeadCell, Sheet
    from models.definition import Paper

_NEARLY_EMPTY = 0.25
_MOST_PAGES_TO_TIGHTEN = 10
_ASCENT = 0.88  # of an em, for Han characters
_DESCENT = 0.2
_LEAST_SPOT = 3  # ems that an empty value of the head takes


class TextLine(NamedTuple):
    """A line of text from its baseline's left end; `spacing` is added after each character."""

    x: float
    y: float
    text: str
    size: float
    spacing: float = 0.0
    bold: bool = False


class Box(NamedTuple):
    """A ruled cell on a page, the place of the form it shows, and its lines."""

    x: float
    y: float
    width: float
    height: float
    where: str
    lines: tuple[TextLine, ...]


class Spot(NamedTuple):
    """Where a line of a value stands that has no cell, as in the head; `sealed` where the seal is put on it."""

    left: float
    bottom: float
    right: float
    top: float
    where: str
    text: str
    sealed: bool


class Page(NamedTuple):
    """A page: its boxes, the lines outside the frame, and where the values among these stand."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[TextLine, ...]
    spots: tuple[Spot, ...] = ()

    @property
    def frame(self) -> tuple[float, float, float, float] | None:
        """The outer frame as left, bottom, right, top; None on a page without rows."""
        if not self.boxes:
            return None
        return (
            min(box.x for box in self.boxes),
            min(box.y for box in self.boxes),
            max(box.x + box.width for box in self.boxes),
            max(box.y + box.height for box in self.boxes),
        )


def compose(sheet: Sheet, paper: Paper, note: str = "") -> tuple[Page, ...]:
    """Set a sheet on paper, in tighter type where that saves a nearly empty last page; `note` stands at each foot."""
    geometry = _Geometry.of(paper)
    heads = PageHeads(sheet.head, geometry.frame_width, paper.seal_gap_mm * MM, geometry.room)
    first_room = geometry.room - heads.first_height
    room = geometry.room - heads.running_height
    chosen: tuple[list[PageRows], Typography] | None = None
    for type_ in CHOICES:
        rows = measure(sheet, geometry.frame_width, room, paper.unbroken, type_)
        pages = paginate(rows, first_room, room, type_)
        if chosen is None or len(pages) < len(chosen[0]):
            best = chosen is not None
            chosen = pages, type_
            if best:
                break
        if not _is_worth_tightening(chosen[0], room):
            break
    assert chosen is not None  # noqa: S101 - there is at least one choice of type
    return tuple(_pages(*chosen, geometry, heads, note))


def _is_worth_tightening(pages: list[PageRows], room: float) -> bool:
    return 1 < len(pages) <= _MOST_PAGES_TO_TIGHTEN and pages[-1].height < _NEARLY_EMPTY * room


@dataclass(frozen=True, slots=True)
class _Geometry:
    """Where the frame may lie on the paper."""

    width: float
    height: float
    left: float
    top: float
    frame_width: float
    room: float
    """Height between the margins."""

    @classmethod
    def of(cls, paper: Paper) -> _Geometry:
        width, height = reversed(A4) if paper.landscape else A4
        left, right, top, bottom = (
            length * MM for length in (paper.left_mm, paper.right_mm, paper.top_mm, paper.bottom_mm)
        )
        return cls(width, height, left, height - top, width - left - right, height - top - bottom)


def _pages(
    pages: list[PageRows],
    type_: Typography,
    geometry: _Geometry,
    heads: PageHeads,
    note: str,
) -> Iterator[Page]:
    for number, page in enumerate(pages, start=1):
        lines = [*(heads.first() if number == 1 else heads.running()), *heads.foot(number, len(pages), note)]
        top = geometry.top - (heads.first_height if number == 1 else heads.running_height)
        yield Page(
            geometry.width,
            geometry.height,
            tuple(_boxes(page, type_, geometry.left, top)),
            tuple(
                TextLine(geometry.left + x, geometry.top - down, line.text, size, bold=bold)
                for x, down, line, size, bold, _, _ in lines
            ),
            tuple(_spot(line, line.cell, geometry) for line in lines if line.cell and line.cell.where),
        )


def _spot(placed: Placed, cell: HeadCell, geometry: _Geometry) -> Spot:
    """Give where a value of the head stands; an empty one keeps some room behind its label."""
    left, baseline = geometry.left + placed.x, geometry.top - placed.down
    right = left + max(placed.line.width, placed.indent + _LEAST_SPOT * placed.size)
    text = placed.line.text.removeprefix(cell.label) if placed.indent else placed.line.text
    bottom, top = baseline - _DESCENT * placed.size, baseline + _ASCENT * placed.size
    return Spot(left + placed.indent, bottom, right, top, cell.where, text, cell.seal)


def _boxes(page: PageRows, type_: Typography, left: float, top: float) -> Iterator[Box]:
    """Give the boxes of a page from the top; a group's box comes before the cells of its first row."""
    tops = [top]
    for piece in page.pieces:
        tops.append(tops[-1] - piece.height)
    beginning: dict[int, list[tuple[int, Measured]]] = {}
    for group, (start, end) in page.groups().items():
        beginning.setdefault(start, []).append((end, group.cell))
    for index, piece in enumerate(page.pieces):
        for end, cell in beginning.get(index, ()):
            yield _box(cell, left, tops[end], tops[index] - tops[end], type_)
        yield from (_box(cell, left, tops[index + 1], piece.height, type_) for cell in piece.cells)


def _box(cell: Measured, left: float, y: float, height: float, type_: Typography) -> Box:
    x = left + cell.x
    over = type_.padding if cell.role is Role.LONG_TEXT else (height - cell.height) / 2
    first = y + height - over - (cell.leading - cell.size) / 2 - _ASCENT * cell.size
    return Box(
        x,
        y,
        cell.width,
        height,
        cell.where,
        tuple(
            TextLine(
                x + (type_.side_padding if cell.left else (cell.width - line.width) / 2),
                first - index * cell.leading,
                line.text,
                cell.size,
                line.spacing,
            )
            for index, line in enumerate(cell.lines)
            if line.text
        ),
    )
