"""The texts beside the label of a field, as far down as its box reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.behind_labels import goes_on, is_mark
from intake.doubt import Answer, Doubt
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake.grid import GridCell
    from intake.labelled import Labelled
    from intake.view import View

_TALLEST = 8  # rows of a value beside a label in the middle of it
_LONGEST_PARAGRAPH = 200  # characters; our own workbooks cut texts into longer pieces
_CONTINUED = ("（续）", "(续)")


def values_beside(label: GridCell, place: str, view: View, used: set[GridCell]) -> tuple[list[GridCell], list[Doubt]]:
    """Give the value cells right of a label's box, and what is doubtful; `used` are cells understood already."""
    edge = label.column + label.columns
    found: list[GridCell] = []
    doubts: list[Doubt] = []
    for row in range(label.row, label.row + label.rows):
        right = (cell for cell in view.right_of(label, row) if cell not in used)
        beside = next(right, None)
        if beside is not None and is_mark(beside.text):
            after = next((cell for cell in right if cell.text.strip() and cell not in view.keys), None)
            if after is not None and not _is_of_another(label, after, row, view):
                beside = after
        if beside is None or not beside.text:
            continue
        if beside in view.keys:
            if beside.column == edge:
                why = "读到的内容和别的栏目的题目一样，可能这一栏本来是空的"
                answers = (Answer("保留"), Answer("不导入", (Change(place, beside.text, ""),)))
                doubts.append(Doubt(place, beside.text, why, (beside.box,), answers))
                found.append(beside)
        elif beside.column == edge or (beside.column < view.end and not _is_of_another(label, beside, row, view)):
            found.append(beside)
            if further := _further(beside, right, view):
                found += further
                doubts.append(_of_further(place, [beside, *further]))
    return found or list(_covering(label, view, used)), doubts


def _further(value: GridCell, right: Iterator[GridCell], view: View) -> list[GridCell]:
    """Give the texts behind a value, before the next label, that seem to go on with it."""
    run: list[GridCell] = []
    for cell in right:
        if cell in view.keys or cell.column >= view.end or _is_of_another(value, cell, value.row, view):
            break
        if cell.text.strip():
            run.append(cell)
    return run if run and goes_on(value.text, run) else []


def _of_further(place: str, cells: list[GridCell]) -> Doubt:
    text = "".join(cell.text for cell in cells)
    why = f"右边还有 {len(cells) - 1} 格没有题目的字，连在一起读了"
    answers = (Answer("连在一起"), Answer("只要第一格的", (Change(place, text, cells[0].text.strip()),)))
    return Doubt(place, text, why, tuple(cell.box for cell in cells), answers)


def _is_of_another(label: GridCell, value: GridCell, row: int, view: View) -> bool:
    """Whether the box of another label reaches into a row between a label and a value: then it is that one's."""
    return any(label.column < each.column < value.column for each in view.labels_over(row))


def _covering(label: GridCell, view: View, used: set[GridCell]) -> Iterator[GridCell]:
    """Give the value whose box begins above the row of its label and reaches it: the label is set in its middle."""
    edge = label.column + label.columns
    for row in range(label.row - 1, max(label.row - _TALLEST, -1), -1):
        for cell in view.rows.get(row, ()):
            if cell.column == edge and cell.row + cell.rows > label.row and cell not in used:
                if cell.text.strip() and cell not in view.keys:
                    yield cell
                return


def paragraphs(read: Labelled, labels: Mapping[str, GridCell]) -> Iterator[Doubt]:
    """Doubt short texts below each other that were read as one: they may be paragraphs. `labels` are by place.

    Ours are cut into pieces where a page ends: long ones, or behind labels that say so.
    """
    for place, cells in read.cells.items():
        if len(cells) == 1 or not place.startswith("fields.") or labels[place].text.rstrip().endswith(_CONTINUED):
            continue
        rows = {cell.row: "" for cell in cells}
        for cell in cells:
            rows[cell.row] += cell.text
        text, pieces = read.texts[place.partition(".")[2]], [piece for piece in rows.values() if piece.strip()]
        if len(pieces) == 1 or "\n" in text or max(map(len, rows.values())) > _LONGEST_PARAGRAPH:
            continue
        change = Change(place, text.strip(), "\n".join(piece.strip() for piece in pieces))
        why = f"内容写在 {len(pieces)} 行里，连成了一段，可能是各自成段的"
        answers = (Answer("各自成段", (change,)), Answer("连成一段"))
        yield Doubt(place, text, why, tuple(cell.box for cell in cells), answers)
