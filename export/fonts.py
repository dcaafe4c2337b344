"""The bundled fonts as reportlab knows them: widths, and the fallback from one file to the next by character."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfmetrics, ttfonts

from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTRIES_PER_BLOCK = 100  # of a ToUnicode map, by Adobe Technical Note 5411


class Run(NamedTuple):
    """A piece of text that one font can draw."""

    font: str
    text: str


class Typeface:
    """Fonts in the order in which they are asked for a character; a later one is opened only when needed."""

    def __init__(self, *fonts: str) -> None:
        self._fonts = fonts
        self.widths = _Widths(self)
        self.font_of = lru_cache(maxsize=65536)(self._font_of)

    def width(self, text: str, size: float) -> float:
        """Give the width of a text on one line in pt."""
        return sum(map(self.widths.__getitem__, text)) * size

    def runs(self, text: str) -> list[Run]:
        """Cut a text where the font changes."""
        return [Run(font, "".join(run)) for font, run in groupby(text, key=self.font_of)]

    def _font_of(self, character: str) -> str:
        """Give the first font that has a character, the first of all where none has it."""
        for font in self._fonts:
            if ord(character) in _open(font).face.charToGlyph:
                return font
        return self._fonts[0]

    def advance(self, character: str) -> float:
        """Give a character's width in em."""
        face = _open(self.font_of(character)).face
        return float(face.charWidths.get(ord(character), face.defaultWidth)) / 1000


class _Widths(dict[str, float]):
    """Widths in em by character, asked of the font once."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, character: str) -> float:
        width = self[character] = self._typeface.advance(character)
        return width


BODY = Typeface("JixiaoSerifCore", "JixiaoSerifExt")
TITLE = Typeface("JixiaoSerifTitle", "JixiaoSerifCore", "JixiaoSerifExt")


@cache
def _open(name: str) -> ttfonts.TTFont:
    """Open a font and make it known to reportlab."""
    ttfonts.makeToUnicodeCMap = _to_unicode_map  # reportlab asks its own module for it, font by font
    font = ttfonts.TTFont(name, str(RESOURCES / "fonts" / f"{name}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    return font


def _to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Write the map from codes to Unicode; reportlab 5.1 writes five digits beyond U+FFFF, where UTF-16 is due."""
    entries = [f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset)]
    blocks = [entries[start : start + _ENTRIES_PER_BLOCK] for start in range(0, len(entries), _ENTRIES_PER_BLOCK)]
    mapped = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *mapped,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ),
    )
