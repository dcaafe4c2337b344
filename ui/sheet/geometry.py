"""Where the cells of a block stand: columns from the paper's proportions, rows from what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from export.sheet import Role
from models.definition import on_one_line
from ui import fonts
from ui.painting import wrapped_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from export.sheet import Block, Cell

LABEL_WIDTH = 112
_LABEL_LEAST = 32
_LABEL_PADDING = 8


class Placed(NamedTuple):
    """A cell and its rectangle, rules at its left and upper edge included."""

    cell: Cell
    area: QRect


def place_block(block: Block, area: QRect, first_label: int, height_of: Callable[[Cell, int], int]) -> list[Placed]:
    """Place the cells of a block from the top of an area downwards; its height follows from the cells."""
    edges = column_edges(block, area.left(), area.width(), first_label)
    heights = [0] * len(block.rows)
    spanning: list[tuple[int, Cell, int]] = []
    for index, row in enumerate(block.rows):
        for cell in row.cells:
            wanted = height_of(cell, edges[cell.column + cell.columns] - edges[cell.column] - 1) + 1
            if cell.rows == 1:
                heights[index] = max(heights[index], wanted)
            else:
                spanning.append((index, cell, wanted))
    for index, cell, wanted in spanning:
        lacking = wanted - sum(heights[index : index + cell.rows])
        heights[index + cell.rows - 1] += max(0, lacking)
    tops = [area.top()]
    for height in heights:
        tops.append(tops[-1] + height)
    return [
        Placed(
            cell,
            QRect(
                edges[cell.column],
                tops[index],
                edges[cell.column + cell.columns] - edges[cell.column],
                tops[index + cell.rows] - tops[index],
            ),
        )
        for index, row in enumerate(block.rows)
        for cell in row.cells
    ]


def stack_block(block: Block, area: QRect, height_of: Callable[[Cell, int], int]) -> list[Placed]:
    """Place the cells of a block one under the other, each as wide as the area, labels on one line."""
    placed, top = [], area.top()
    for cell in (cell for row in block.rows for cell in row.cells):
        shown = cell if cell.where else cell._replace(text=on_one_line(cell.text))
        height = height_of(shown, area.width() - 1) + 1
        placed.append(Placed(shown, QRect(area.left(), top, area.width(), height)))
        top += height
    return placed


def column_edges(block: Block, left: int, width: int, first_label: int) -> list[int]:
    """Give the left edges of the columns and the right edge: the first label narrow, the rest as on paper."""
    least = _least_widths(block)
    first = max(least[0], min(first_label, round(block.widths[0] * width))) if len(block.widths) > 1 else width
    shares = [share / (1 - block.widths[0]) for share in block.widths[1:]] if len(block.widths) > 1 else []
    wanted = [first, *_fitted(shares, least[1:], width - first)]
    edges = [float(left)]
    for each in wanted:
        edges.append(edges[-1] + each)
    return [round(edge) for edge in edges[:-1]] + [left + width]


def label_height(text: str, width: int) -> int:
    """Give the height a label wants at a width."""
    room = width - 2 * fonts.unit(4)
    height = wrapped_height(text, room, fonts.sentence())
    return max(fonts.unit(_LABEL_LEAST), height + fonts.unit(_LABEL_PADDING))


def _least_widths(block: Block) -> list[float]:
    """Give the width of each column below which the lines of a label in it would break."""
    metrics = QFontMetrics(fonts.sentence())
    least = [0.0] * len(block.widths)
    for row in block.rows:
        for cell in row.cells:
            if cell.role is Role.LABEL and cell.columns == 1:
                longest = max(metrics.horizontalAdvance(line) for line in cell.text.split("\n"))
                least[cell.column] = max(least[cell.column], longest + fonts.unit(12))
    return least


def _fitted(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Give widths in these shares, but none below its least; what that takes comes from the others."""
    fixed: dict[int, float] = {}
    while True:
        left = width - sum(fixed.values())
        total = sum(share for index, share in enumerate(shares) if index not in fixed) or 1.0
        wanted = [fixed.get(index, left * share / total) for index, share in enumerate(shares)]
        short = {
            index: least[index] for index in range(len(shares)) if index not in fixed and wanted[index] < least[index]
        }
        if not short or len(fixed) + len(short) == len(shares):
            return wanted
        fixed |= short
