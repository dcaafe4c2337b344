"""Looking for words in drafts: plain search through what is filled in, so that two characters are enough."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_ENTRY = re.compile(rb'\s*"((?:[^"\\]|\\.)*)": "')
_NOT_TEXT = {b"form", b"id"}
"""Keys of a form's JSON whose values nobody has filled in."""


def found_drafts(connection: sqlite3.Connection, text: str, *, deleted: bool) -> Iterator[str]:
    """Give the ids of the drafts, or of those in the bin, that hold all words of a text, in their head or form."""
    words = [_spellings(word) for word in text.split()]
    in_json = {word: [json.dumps(s, ensure_ascii=False)[1:-1].encode() for s in word] for word in words}
    rows = connection.execute(
        "SELECT id, unit, coalesce(year, ''), title, body FROM drafts WHERE (deleted IS NOT NULL) = ?", (deleted,)
    )
    for draft, unit, year, title, body in rows:
        head = f"{unit}\n{year}\n{title}".lower()
        left = [in_json[word] for word in words if not any(spelling in head for spelling in word)]
        if not left or _is_in_form(body, left):
            yield draft


def _spellings(word: str) -> frozenset[str]:
    """Give a word as typed and with half-width letters and digits, in small letters."""
    return frozenset({word.lower(), unicodedata.normalize("NFKC", word).lower()})


def _is_in_form(body: bytes, words: Iterable[Iterable[bytes]]) -> bool:
    """Whether all words, each in one of its spellings, stand in the texts of a form."""
    try:
        data = zlib.decompress(body).lower()
    except zlib.error:
        return False
    return all(any(_is_in_texts(data, spelling) for spelling in word) for word in words)


def _is_in_texts(data: bytes, word: bytes) -> bool:
    """Whether a word stands in one of the values of a form's JSON, each of which has a line of its own."""
    at = data.find(word)
    while at >= 0:
        entry = _ENTRY.match(data, data.rfind(b"\n", 0, at) + 1)
        if entry and entry.end() <= at and entry[1] not in _NOT_TEXT:
            return True
        at = data.find(word, at + 1)
    return False
