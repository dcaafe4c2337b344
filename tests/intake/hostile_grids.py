"""Sheets made to keep the one busy who understands them: labels everywhere, endless texts. They may be read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.intake.hostile_parts import book, sheet
from tests.versions import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FIELDS = [field.label.replace("\n", "") for field in FIRST.fields.values()]
LABELS = [*FIELDS, *(amount.label for amount in FIRST.amounts.values())]
HEADS = ["一级指标", "二级指标", "指标名称", "指标性质", "指标值"]
_LONG = next(field.label for field in FIRST.fields.values() if field.kind == "long")
READ = "^$"
"""Of a file that is read: nothing is said of it."""


def filled(rows: Iterable[Sequence[str]], without: str = "") -> bytes:
    """Give a workbook of rows of texts, below them the fields of the form, each with a value, one of them left out."""
    lines = (
        "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else "<c/>" for text in row)
        for row in (*rows, *([field, "1"] for field in FIELDS if field != without))
    )
    return book(sheet("".join(f"<row>{line}</row>" for line in lines)))


def labels(across: int, down: int, between: Sequence[str] = ()) -> list[list[str]]:
    """Give rows of all labels in turn, something between them."""
    return [
        [text for column in range(across) for text in (LABELS[(row + column) % len(LABELS)], *between)]
        for row in range(down)
    ]


GRIDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "grid: a thousand gaps behind a label and its value": (
        lambda: filled([[f"联系电话：x{' ' * 1900}y"]] * 1000, without="联系电话"),
        READ,
    ),
    "grid: many labels in each cell": (
        lambda: filled([["联系电话：1 联系人：x"] * 4] * 3_900, without="联系电话"),
        READ,
    ),
    "grid: labels and nothing else": (lambda: filled(labels(20, 990)), READ),
    "grid: rows of 250 labels": (lambda: filled(labels(250, 79)), READ),
    "grid: labels before values": (lambda: filled(labels(10, 990, ("值",))), READ),
    "grid: labels far from values": (lambda: filled(labels(40, 240, ("", "", "值"))), READ),
    "grid: labels in pieces": (lambda: filled([["联", "系", "电", "话", "*"] * 4] * 990), READ),
    "grid: beginnings of labels over stars": (lambda: filled([["联"] * 18, *[["*"] * 18] * 1100]), READ),
    "grid: a title on every other row": (
        lambda: filled([[FIRST.mark if i % 2 else "", *row] for i, row in enumerate(labels(18, 1040))]),
        READ,
    ),
    "grid: three hundred forms": (
        lambda: filled([[FIRST.mark], ["项目名称", "a"], ["联系电话", "b"], ["收入合计", "1"] + ["x"] * 55] * 300),
        READ,
    ),
    "grid: heads on every row": (lambda: filled([HEADS] * 3900), READ),
    "grid: heads that are nearly right": (
        lambda: filled([[*HEADS[:3], *(f"指标性{i}{j}" for j in range(240))] for i in range(80)]),
        READ,
    ),
    "grid: four thousand indicators of serial numbers": (
        lambda: filled([HEADS, *[["产出", "数量", "44000", "44000", "44000"]] * 3900]),
        READ,
    ),
    "grid: a text that goes on for 4,900 rows": (lambda: filled([[_LONG, "字" * 400]] * 4900), READ),
    "grid: a text that goes on, and another beside it, 4,900 times": (
        lambda: filled([[_LONG, "字" * 200, _LONG, "字" * 100]] * 4900),
        READ,
    ),
    "grid: an indicator that goes on for 2,400 pages": (
        lambda: filled([HEADS, ["产出", "数量", "指标", "", "1"], *[HEADS, ["", "", "（续）" + "字" * 800]] * 2400]),
        READ,
    ),
    "grid: blanks of 4 MB above the table": (lambda: filled([["a " * 2_000_000]]), READ),
    "grid: colons in every cell": (lambda: filled([[f"联系{i}{j}：乙" for j in range(19)] for i in range(1040)]), READ),
    "grid: an amount of four million digits": (lambda: filled([["收入合计"], ["9" * 4_000_000]]), READ),
    "grid: an amount of a million groups": (lambda: filled([["收入合计"], ["1" + ",234" * 1_000_000]]), READ),
    "grid: more labels than a sheet may hold": (lambda: filled(labels(20, 1200)), "超过 20000 个"),
}
