"""The characters a form may hold: pastes from Word and web pages bring invisible ones, which are taken out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\r\v\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Cleaned(NamedTuple):
    """A text that a form may hold, and the number of invisible characters that were taken out of it."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """Unify line ends and blanks; take out controls, lone surrogates, zero-width characters and byte order marks."""
    if text.replace("\n", "").isprintable() and not _SELECTORS.search(text):  # most texts; printable, all else is seen
        return Cleaned(text, 0)
    unified = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    invisible = [character for character in set(unified) if is_invisible(character)]
    if not invisible:
        return Cleaned(unified, 0)
    kept = unified.translate(dict.fromkeys(map(ord, invisible)))
    return Cleaned(kept, len(unified) - len(kept))


def cleaned(text: str) -> str:
    """Give what `clean` leaves of a text."""
    if text.isprintable() and not _SELECTORS.search(text):
        return text
    return clean(text).text


@lru_cache(maxsize=4096)
def is_invisible(character: str) -> bool:
    """Whether a character leaves no mark on paper: control, format, surrogate, noncharacter, variation selector."""
    if character == "\n":
        return False
    code = ord(character)
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs"}
        or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the last two code points of each plane are no characters
        or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - nor are these (Unicode, chapter 23.7)
        or 0xFE00 <= code <= 0xFE0F  # noqa: PLR2004 - variation selectors
        or 0xE0100 <= code <= 0xE01EF  # noqa: PLR2004 - ideographic variation selectors
    )
