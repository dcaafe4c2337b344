"""Which characters the bundled fonts can print, from the table written when the fonts were cut."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

from models.places import RESOURCES

_TABLE = RESOURCES / "fonts" / "coverage.txt"


@lru_cache(maxsize=1024)
def unprintable(text: str) -> tuple[str, ...]:
    """Give the characters of a text that no bundled font has, each once, in the order they stand."""
    missing = [character for character in set(text) if not _is_printable(character)]
    return tuple(sorted(missing, key=text.index))


@lru_cache(maxsize=65536)
def _is_printable(character: str) -> bool:
    firsts, lasts = _runs()
    index = bisect_right(firsts, ord(character)) - 1
    return character == "\n" or (index >= 0 and ord(character) <= lasts[index])


@cache
def _runs() -> tuple[list[int], list[int]]:
    """Read the first and the last code points of all runs, ascending."""
    lines = _TABLE.read_text(encoding="ascii").splitlines()
    runs = [line.split() for line in lines if not line.startswith("#")]
    return [int(first, 16) for first, _ in runs], [int(last, 16) for _, last in runs]
