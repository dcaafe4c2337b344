"""Sizes of type on paper, in pt."""

from __future__ import annotations

from typing import NamedTuple


class Typography(NamedTuple):
    """One choice of sizes for the body of the table; the rest stays the same."""

    size: float
    leading: float

    @property
    def side_padding(self) -> float:
        """Between a cell's rule and its text; half an em of a hanging mark may stand in it."""
        return 4.6

    @property
    def label_side_padding(self) -> float:
        """The same for labels, which are centred and may come nearer to the rules."""
        return 2.4

    @property
    def padding(self) -> float:
        """Above and below the text of a cell."""
        return 4.4


CHOICES = (
    Typography(10.5, 15.5),
    Typography(10.5, 15.0),
    Typography(10.5, 14.5),
    Typography(10.25, 14.5),
    Typography(10.0, 14.0),
)
"""From the best to the tightest; a tighter one is taken only where it saves a nearly empty page."""

MARK_SIZE = 12.0
TITLE_SIZE = 20.0
HEAD_SIZE = 12.0
RUNNING_HEAD_SIZE = 10.5
FOOT_SIZE = 9.0
SMALLEST_SIZE = 5.0
RULE = 0.6
FRAME = 1.2
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
