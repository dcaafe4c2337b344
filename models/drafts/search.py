"""Looking for words in drafts: plain search through what is filled in, so that two characters are enough."""

from __future__ import annotations

import json
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_TEXTS = ("fields", "amounts")


def found_drafts(connection: sqlite3.Connection, text: str, *, deleted: bool) -> Iterator[str]:
    """Give the ids of the drafts, or of those in the bin, that hold all words of a text, in their head or form."""
    words = [_spellings(word) for word in text.split()]
    rows = connection.execute(
        "SELECT id, unit, coalesce(year, ''), title, body FROM drafts WHERE (deleted IS NOT NULL) = ?", (deleted,)
    )
    for draft, unit, year, title, body in rows:
        head = f"{unit}\n{year}\n{title}".casefold()
        left = [word for word in words if not any(spelling in head for spelling in word)]
        if not left or _is_in_form(body, left):
            yield draft


def _spellings(word: str) -> set[str]:
    """Give a word as typed and with half-width letters and digits, in small letters."""
    return {word.casefold(), unicodedata.normalize("NFKC", word).casefold()}


def _is_in_form(body: bytes, words: list[set[str]]) -> bool:
    """Whether all words stand in a form; its JSON is only taken apart where they stand anywhere in that."""
    try:
        text = zlib.decompress(body).decode().casefold()
    except (zlib.error, UnicodeDecodeError):
        return False
    if not all(any(json.dumps(s, ensure_ascii=False)[1:-1] in text for s in word) for word in words):
        return False
    values = json.loads(text)
    texts = "\n".join(_texts(values))
    return all(any(spelling in texts for spelling in word) for word in words)


def _texts(values: dict[str, Any]) -> Iterator[str]:
    for kind in _TEXTS:
        yield from (text for text in values.get(kind, {}).values() if isinstance(text, str))
    for row in values.get("indicators", ()):
        yield from (text for name, text in row.items() if name != "id" and isinstance(text, str))
