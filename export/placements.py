"""Where the places of a form stand on its pages, and where its seal will lie. Lengths in pt from the lower left."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from export.typography import MM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from export.pages import Page, Spot

SEAL = 42 * MM
"""Diameter of the seal, and of the 骑缝章."""
_BELOW_NAME = 6 * MM
_CLEAR_OF_TITLE = 2 * MM
_FIGURES = 6  # of a placement, behind its place
_TITLE_DESCENT = 0.2  # of its size


class Placement(NamedTuple):
    """A place of the form on one page; one that goes on over a page break has several."""

    where: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    characters: int
    """How many characters of its value stand here, blanks not counted."""


class Places:
    """All placements of a form, packed: thousands are to come through a pipe while somebody types."""

    def __init__(self, wheres: Sequence[str], numbers: bytes) -> None:
        """Take the places, and the figures of `Placement` behind each as 32-bit floats."""
        self.wheres = wheres
        self._numbers = array("f", numbers)
        self._known = frozenset(wheres)

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Places:
        """Give those of some pages."""
        found = list(_placements(pages))
        return cls([each.where for each in found], array("f", chain.from_iterable(e[1:] for e in found)).tobytes())

    @property
    def numbers(self) -> bytes:
        """The figures, as they were given."""
        return self._numbers.tobytes()

    def __iter__(self) -> Iterator[Placement]:
        return map(self._placement, range(len(self.wheres)))

    def __getitem__(self, where: str) -> list[Placement]:
        """Give where a place of the form stands, page by page; nothing for one that stands nowhere."""
        if where not in self._known:
            return []
        return [self._placement(index) for index, each in enumerate(self.wheres) if each == where]

    def _placement(self, index: int) -> Placement:
        page, left, bottom, right, top, characters = self._numbers[index * _FIGURES : (index + 1) * _FIGURES]
        return Placement(self.wheres[index], int(page), left, bottom, right, top, int(characters))


def _placements(pages: Sequence[Page]) -> Iterator[Placement]:
    """Give every place of the form, page by page; a group's name stands on each page that has rows of it."""
    for number, page in enumerate(pages):
        for spot in page.spots:
            yield Placement(spot.where, number, spot.left, spot.bottom, spot.right, spot.top, _length([spot.text]))
        for box in page.boxes:
            if box.where:
                right, top = box.x + box.width, box.y + box.height
                characters = _length(line.text for line in box.lines)
                yield Placement(box.where, number, box.x, box.y, right, top, characters)


def seal_centre(pages: Sequence[Page]) -> tuple[float, float] | None:
    """Give where the seal is best put: centred below the name it is put on, clear of the title; None without one."""
    page = pages[0]
    sealed = [spot for spot in page.spots if spot.sealed]
    if not sealed:
        return None
    x = (sealed[0].left + sealed[0].right) / 2
    y = _lowest(sealed) - _BELOW_NAME
    title = [line.y - _TITLE_DESCENT * line.size for line in page.lines if line.bold]
    if title:
        y = min(y, min(title) - _CLEAR_OF_TITLE - SEAL / 2)
    return min(max(x, SEAL / 2), page.width - SEAL / 2), max(y, SEAL / 2)


def _lowest(spots: Sequence[Spot]) -> float:
    return min(spot.bottom for spot in spots)


def _length(texts: Iterator[str] | Sequence[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)
