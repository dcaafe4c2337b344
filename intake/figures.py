"""The figure at the label of an amount: below it or at its right, and what is doubtful where more than one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake.doubt import Answer, Doubt
from models.amounts import read_amount
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake.grid import Box, GridCell
    from intake.labelled import Labelled
    from intake.view import View

_HEADINGS = 2  # rows of headings and taller labels above the lowest labels


class FoundFigure(NamedTuple):
    """The cell that is an amount's by its label, and others that may be."""

    value: GridCell | None
    others: list[GridCell]


def figure_of(label: GridCell, view: View, used: set[GridCell]) -> FoundFigure:
    """Find the value of a label, the one at its right where that is a figure; `used` are cells understood already."""
    below, right = _below(label, view, used), _right(label, view, used)
    if below and right and not is_figure(right[0]):
        right = []
    value = right[0] if right else next(iter(below), None)
    if value in used:  # one figure under two labels
        return FoundFigure(None, [value]) if value is not None else FoundFigure(None, [])
    others = [cell for cell in (*right[1:], *below) if cell is not value and is_figure(cell)]
    if value is None or not is_figure(value):
        return FoundFigure(value, others)
    return FoundFigure(value, [cell for cell in others if cell.text.strip() != value.text.strip() or cell in used])


def is_figure(cell: GridCell) -> bool:
    """Whether a cell holds an amount."""
    return read_amount(cell.text).value is not None


def _below(label: GridCell, view: View, used: set[GridCell]) -> list[GridCell]:
    """Give the values under a label; where another label stands there, the label's own value is empty."""
    found = view.below(label)
    if any(cell in view.keys for cell in found):
        return []
    values = [cell for cell in found if cell.text.strip()]
    values = [cell for cell in values if cell not in used] or [cell for cell in values if is_figure(cell)]
    if values and values[0].row > label.row + label.rows:  # below an empty row: a row put in, or another part
        is_other = any(cell in view.keys for cell in view.rows[values[0].row])
        values = [] if is_other or not is_figure(values[0]) else values
    return [*values, *_unlabelled(label, values[0], view)] if values and not view.merges_known else values


def _unlabelled(label: GridCell, value: GridCell, view: View) -> list[GridCell]:
    """Give the figures behind a value over which no other label stands: the label may have been merged over them."""
    rows = range(label.row - _HEADINGS, value.row)
    above = (cell for row in rows for cell in view.right_of(label, row) if cell in view.keys)
    end = min((cell.column for cell in above), default=view.end)
    return [cell for cell in view.right_of(value, value.row) if cell.column < end and is_figure(cell)]


def _right(label: GridCell, view: View, used: set[GridCell]) -> list[GridCell]:
    """Give the values right of a label, unless another label comes first, or they lie beyond the table."""
    found: list[GridCell] = []
    for cell in view.right_of(label, label.row):
        if not cell.text.strip():
            continue
        if cell in view.keys or cell in used:
            break
        if not (cell.column == label.column + label.columns or cell.column < view.end):
            break
        found.append(cell)
    return found


def figure_suspicions(
    read: Labelled,
    labels: Mapping[str, GridCell],
    others: Mapping[str, list[GridCell]],
) -> Iterator[Doubt]:
    """Doubt amounts at whose labels several figures stand, and such as stand further right than the others.

    `labels` are by place, `others` are the further figures by amount.
    """
    several = {name: cells for name, cells in others.items() if name in read.figures}
    if several:
        name = next(iter(several))
        changes = tuple(Change(f"amounts.{n}", read.figures[n], cells[0].text) for n, cells in several.items())
        why = "题目的右边或下面不止一个数，可能是别的年度的，取了第一个"
        boxes = tuple(box for n, cells in several.items() for box in _boxes([*read.cells[f"amounts.{n}"], *cells]))
        answers = (Answer("用第一个"), Answer("用第二个", changes))
        yield Doubt(changes[0].where, read.figures[name], why, boxes, answers)
    for name, cells in others.items():
        if name not in several:
            change = Change(f"amounts.{name}", "", cells[0].text)
            why = f"这里的数“{cells[0].text.strip()}”也在别的题目下面，已经读作那一项"
            yield Doubt(change.where, "", why, _boxes(cells), (Answer("空着"), Answer("两项都写", (change,))))
    yield from _out_of_line(read, labels)


def _out_of_line(read: Labelled, labels: Mapping[str, GridCell]) -> Iterator[Doubt]:
    """Doubt figures further right than those of the other labels of the same column: an own one may be missing."""
    beside: dict[int, dict[str, GridCell]] = {}
    for name in read.figures:
        label, cells = labels.get(f"amounts.{name}"), read.cells.get(f"amounts.{name}")
        if label and cells and cells[0].row == label.row and cells[0].column > label.column:
            beside.setdefault(label.column, {})[name] = cells[0]
    for figures in beside.values():
        first = min(cell.column for cell in figures.values())
        for name, cell in figures.items():
            if cell.column > first:
                place = f"amounts.{name}"
                why = "这个数比别的数靠右，可能是另一列的，这一项本来是空的"
                answers = (Answer("就是这一项"), Answer("不导入", (Change(place, cell.text, ""),)))
                yield Doubt(place, cell.text, why, (cell.box,), answers)


def _boxes(cells: list[GridCell]) -> tuple[Box, ...]:
    return tuple(cell.box for cell in cells)
