"""Type sizes and lengths: points and logical pixels at the standard size, scaled as the clerk has chosen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont

FACTORS = (1.0, 1.17, 1.33)
"""标准, 大, 特大."""
_FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC"]
_chosen = [0]


def size_chosen() -> int:
    """Give the index of the size in force: 0 标准, 1 大, 2 特大."""
    return _chosen[0]


def choose_size(index: int) -> None:
    """Put a size in force; whoever shows text has to lay out anew."""
    _chosen[0] = max(0, min(index, len(FACTORS) - 1))


def unit(pixels: float) -> int:
    """Give a length, in logical pixels at the standard size, at the size in force."""
    return round(pixels * FACTORS[_chosen[0]])


def surround(*, bold: bool = False) -> QFont:
    """9 pt: everything around the form."""
    return _font(9, bold, _chosen[0])


def sentence(*, bold: bool = False) -> QFont:
    """9.75 pt: labels and sentences."""
    return _font(9.75, bold, _chosen[0])


def value(*, bold: bool = False) -> QFont:
    """10.5 pt: what is filled in."""
    return _font(10.5, bold, _chosen[0])


def heading(*, bold: bool = False) -> QFont:
    """11.25 pt: money and headings."""
    return _font(11.25, bold, _chosen[0])


def title(*, bold: bool = True) -> QFont:
    """15 pt: the title of the form."""
    return _font(15, bold, _chosen[0])


class Type(QFont):
    """A type of the window, made once; its key is asked for at every text that is measured, and Qt's takes its time."""

    def __init__(self, points: float, *, bold: bool) -> None:
        super().__init__(_FAMILIES)
        self.setPointSizeF(points)
        self.setBold(bold)
        self._key = super().key()

    def key(self) -> str:
        return self._key


@lru_cache(maxsize=64)
def _font(points: float, bold: bool, size: int) -> Type:  # noqa: FBT001 - private
    return Type(points * FACTORS[size], bold=bold)
