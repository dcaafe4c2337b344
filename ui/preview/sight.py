"""What of the pages is looked at: which page, which place of the form, how large. No widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.place import indicator_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.placements import Placement
    from ui.preview.maker import Made

LEAST_SCALE, MOST_SCALE = 0.3, 2.67
"""Logical pixels a pt: a thumbnail, and twice the size of the paper at 96 pixels an inch."""


@dataclass
class Sight:
    """The pages there are, and the one that is looked at."""

    made: Made | None = None
    page: int = 0
    where: str = ""
    fit: str = "page"
    """"page", "width", or "" where a scale was chosen."""
    scale: float = 1.0
    """Logical pixels a pt."""

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.made.sizes) if self.made else 0

    @property
    def size(self) -> tuple[float, float]:
        """Size of the page that is looked at in pt; A4 before there is one."""
        return self.made.sizes[self.page] if self.made else (595.28, 841.89)

    def take(self, made: Made) -> None:
        """Look at other pages, at the same number where there is one."""
        self.made = made
        self.page = min(self.page, self.count - 1)

    def placements(self, where: str) -> Sequence[Placement]:
        """Give where a place stands; in a group the name that stands over it, in a row without a column its name."""
        if self.made is None:
            return ()
        places, row = self.made.places, indicator_place(where)
        if row and not row[1]:
            return places[f"{where}.name"]
        if row and row[1] in {"level1", "level2"}:
            names = (f"indicators[{number}].{row[1]}" for number in range(row[0], -1, -1))
            return next((found for name in names if (found := places[name])), ())
        return places[where]

    def outlined(self) -> list[Placement]:
        """Give what of the place that has the caret stands on this page."""
        return [place for place in self.placements(self.where) if place.page == self.page]

    def at(self, x: float, y: float) -> str:
        """Give the place of the form at a point of this page in pt from the lower left, "" for none."""
        for place in self.made.places if self.made else ():
            if place.page == self.page and place.left <= x <= place.right and place.bottom <= y <= place.top:
                return place.where
        return ""

    def page_of_caret(self, offset: int) -> int:
        """Give the page with the caret: `offset` characters, blanks not counted, stand before it in its place."""
        found = self.placements(self.where)
        if not found:
            return self.page
        if indicator_place(self.where) and any(place.page == self.page for place in found):
            return self.page
        for place in found:
            if offset <= place.characters:
                return place.page
            offset -= place.characters
        return found[-1].page
