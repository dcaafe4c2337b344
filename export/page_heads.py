"""What stands above and below the table: mark, title and unit line, running head, page numbers, check code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from export.fonts import BODY, TITLE
from export.line_breaking import Line, break_lines
from export.typography import (
    FOOT_SIZE,
    HEAD_SIZE,
    MARK_SIZE,
    MM,
    RUNNING_HEAD_SIZE,
    SMALLEST_SIZE,
    TITLE_SIZE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from export.sheet import Head, HeadCell

_LEADING = 1.4  # of a size
_ABOVE_TABLE = 9.0
_BELOW_RUNNING_HEAD = 7.0
_FOOT_BASELINE = 10.0 * MM
_MOST_HEAD_HEIGHT = 300.0
_BETWEEN = 44.0  # more than any blank within a piece, and a mark may hang into it: a reader tells the pieces apart
_PIECE_LEADING = 1.8  # of a size, from one piece to the next below it
_ELLIPSIS = "…"


class Placed(NamedTuple):
    """A line at x from the frame's left edge and `down` below the top margin, in pt."""

    x: float
    down: float
    line: Line
    size: float
    bold: bool = False
    cell: HeadCell | None = None
    """The piece of the unit line it belongs to."""
    indent: float = 0.0
    """Where in the line the piece's value begins, in pt."""


@dataclass(frozen=True)
class PageHeads:
    """Heads and foot for a frame of some width in pt; `seal_gap` is kept between the title and the sealed line."""

    head: Head
    width: float
    seal_gap: float
    page_room: float

    @property
    def first_height(self) -> float:
        """Height of the first page's head in pt, down to the table."""
        return max(line.down for line in (*self._title_lines, *self._unit_lines)) + _ABOVE_TABLE

    @property
    def running_height(self) -> float:
        """Height of a later page's head in pt, down to the table."""
        return RUNNING_HEAD_SIZE + _BELOW_RUNNING_HEAD

    def first(self) -> list[Placed]:
        """Give the head of the first page."""
        mark = Line(self.head.mark, BODY.width(self.head.mark, MARK_SIZE))
        return [Placed(0.0, MARK_SIZE, mark, MARK_SIZE), *self._title_lines, *self._unit_lines]

    def running(self) -> list[Placed]:
        """Give the head of a later page, on one line; a unit's name that is too long for it is cut with an ellipsis."""
        left = "  ".join(part for part in (self.head.mark, f"{self.head.title}（续表）") if part)
        room = self.width - BODY.width(left, RUNNING_HEAD_SIZE) - _BETWEEN
        right = self._running_pieces(room)
        width = BODY.width(right, RUNNING_HEAD_SIZE)
        return [
            Placed(0.0, RUNNING_HEAD_SIZE, Line(left, 0.0), RUNNING_HEAD_SIZE),
            Placed(self.width - width, RUNNING_HEAD_SIZE, Line(right, width), RUNNING_HEAD_SIZE),
        ]

    def _running_pieces(self, room: float) -> str:
        """Give the pieces of the unit line that are repeated; values are cut so that the notes stay whole."""
        pieces = [cell for cell in self.head.cells if cell.running]
        notes = "  ".join(cell.running for cell in pieces if not cell.text)
        values = "  ".join(cell.running + cell.text.replace("\n", " ") for cell in pieces if cell.text)
        values = _cut_to(values, room - BODY.width("  " + notes, RUNNING_HEAD_SIZE))
        return "  ".join(part for part in (values, notes) if part)

    def foot(self, number: int, count: int, note: str) -> list[Placed]:
        """Give the foot of a page: its number, and a note at the right, such as the check code."""
        pages = f"第 {number} 页  共 {count} 页"
        width = BODY.width(pages, FOOT_SIZE)
        down = self.page_room + _FOOT_BASELINE
        lines = [Placed((self.width - width) / 2, down, Line(pages, width), FOOT_SIZE)]
        if note:
            width = BODY.width(note, FOOT_SIZE)
            lines.append(Placed(self.width - width, down, Line(note, width), FOOT_SIZE))
        return lines

    @cached_property
    def _title_lines(self) -> list[Placed]:
        lines = break_lines(self.head.title, self.width, TITLE_SIZE, TITLE.widths)
        top = MARK_SIZE * _LEADING if self.head.mark else 0.0
        return [
            Placed(
                (self.width - line.width) / 2, top + TITLE_SIZE * (1 + index * _LEADING), line, TITLE_SIZE, bold=True
            )
            for index, line in enumerate(lines)
        ]

    @cached_property
    def _unit_lines(self) -> list[Placed]:
        """Set the pieces of the unit line side by side, or below each other where they do not fit."""
        size, lines = HEAD_SIZE, list(self._set_unit_lines(HEAD_SIZE))
        while lines and lines[-1].down > _MOST_HEAD_HEIGHT and size > SMALLEST_SIZE:
            size -= 1
            lines = list(self._set_unit_lines(size))
        return lines

    def _set_unit_lines(self, size: float) -> Iterator[Placed]:
        down = self._title_lines[-1].down + self.seal_gap
        right_width = 0.0
        for cell in (cell for cell in self.head.cells if cell.right):
            line = _one_line(cell, size)
            right_width += line.width + _BETWEEN
            yield Placed(self.width - right_width + _BETWEEN, down, line, size)
        x = 0.0
        for cell in (cell for cell in self.head.cells if not cell.right):
            room = self.width - right_width
            lines = break_lines(_head_text(cell), room, size, BODY.widths)
            if x and (x + lines[0].width > room or len(lines) > 1):
                x, down = 0.0, down + size * _PIECE_LEADING
            label = BODY.width(cell.label, size)
            for index, line in enumerate(lines):
                indent = 0.0 if index else min(label, line.width)
                yield Placed(x, down + index * size * _LEADING, line, size, cell=cell, indent=indent)
            down += (len(lines) - 1) * size * _LEADING
            x = x + lines[0].width + _BETWEEN if len(lines) == 1 else self.width


def _one_line(cell: HeadCell, size: float) -> Line:
    text = _head_text(cell)
    return Line(text, BODY.width(text, size))


def _head_text(cell: HeadCell) -> str:
    """Give label and value; of many blanks in a row two are kept, since a wide gap stands between pieces."""
    lines = re.sub("[ \u3000]*\n[ \u3000\n]*", "\n", cell.label + cell.text.strip())
    return re.sub("([ \u3000]{2})[ \u3000]+", r"\1", lines)


def _cut_to(text: str, room: float) -> str:
    if BODY.width(text, RUNNING_HEAD_SIZE) <= room:
        return text
    while text and BODY.width(text + _ELLIPSIS, RUNNING_HEAD_SIZE) > room:
        text = text[:-1]
    return text + _ELLIPSIS
