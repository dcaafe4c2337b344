"""What has become of a text: the pieces that stayed, went and came, for showing character by character."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAME, REMOVED, ADDED = "same", "removed", "added"
_WORD = re.compile(r"[0-9A-Za-z.%]+|.", re.DOTALL)
"""A figure or a Latin word changes as a whole; of Chinese each character by itself."""
_MOST = 50_000_000
"""Beyond so many pairs of words the changed stretch is given whole: it would take seconds and nobody could read it."""


class Piece(NamedTuple):
    """A stretch of text: `kind` is "same", "removed" or "added"."""

    kind: str
    text: str


def text_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Give the pieces in order: those that are not added make `before`, those that are not removed make `after`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    left = shorter - start
    end = next((i for i in range(left) if old[-1 - i] != new[-1 - i]), left)
    middle = _compared(old[start : len(old) - end], new[start : len(new) - end])
    return _joined(
        [
            Piece(SAME, "".join(old[:start])),
            *_without_splinters(_joined(middle)),
            Piece(SAME, "".join(old[len(old) - end :])),
        ]
    )


def shortened(pieces: Sequence[Piece], around: int = 12) -> tuple[Piece, ...]:
    """Leave of what stayed only `around` characters beside each change, with …… for the rest."""
    result = []
    for place, piece in enumerate(pieces):
        before = around if place else 0
        after = around if place < len(pieces) - 1 else 0
        if piece.kind == SAME and len(piece.text) > before + after + 2:
            end = piece.text[len(piece.text) - after :]
            piece = Piece(SAME, f"{piece.text[:before]}……{end}")  # noqa: PLW2901 - the same piece, shorter
        result.append(piece)
    return tuple(result)


def from_where_they_part(before: str, after: str, around: int = 12) -> tuple[str, str]:
    """Give two texts from a little before they part, with … for what both begin with: cut short, both still show it."""
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter) - around
    return (before, after) if start <= around else (f"…{before[start:]}", f"…{after[start:]}")


def _compared(old: list[str], new: list[str]) -> list[Piece]:
    """Compare two lists of words by their longest common subsequence.

    Rows of the table of lengths are bits of an integer (Hyyrö 2004), so that 5,000 characters against 5,000 take
    milliseconds whatever they are.
    """
    if not old or not new or len(old) * len(new) > _MOST:
        return [Piece(REMOVED, "".join(old)), Piece(ADDED, "".join(new))]
    places: dict[str, int] = {}
    for place, word in enumerate(new):
        places[word] = places.get(word, 0) | 1 << place
    rows = []
    row = full = (1 << len(new)) - 1  # a 0 stands where the length grows
    for word in old:
        matches = row & places.get(word, 0)
        row = ((row + matches) | (row - matches)) & full
        rows.append(row)
    return _traced(old, new, rows)


def _traced(old: list[str], new: list[str], rows: list[int]) -> list[Piece]:
    """Go back through the table from its end, one word a step."""
    pieces: list[Piece] = []
    i, j = len(old), len(new)
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
            pieces.append(Piece(ADDED, new[j]))
            continue
        i -= 1
        if i and not rows[i - 1] >> (j - 1) & 1:
            pieces.append(Piece(REMOVED, old[i]))
        else:
            j -= 1
            pieces.append(Piece(SAME, new[j]))
    pieces += [Piece(REMOVED, word) for word in reversed(old[:i])]
    pieces += [Piece(ADDED, word) for word in reversed(new[:j])]
    return pieces[::-1]


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join pieces of a kind; between two that stayed, what went stands before what came."""
    result: list[Piece] = []
    whole = (piece for piece in pieces if piece.text)
    for stayed, run in ((key, list(run)) for key, run in groupby(whole, key=lambda piece: piece.kind == SAME)):
        kinds = (SAME,) if stayed else (REMOVED, ADDED)
        texts = (Piece(kind, "".join(piece.text for piece in run if piece.kind == kind)) for kind in kinds)
        result += [piece for piece in texts if piece.text]
    return tuple(result)


def _without_splinters(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Let what stayed between two greater changes count as changed: two words in common by chance tell nothing."""
    runs = [list(run) for _, run in groupby(pieces, key=lambda piece: piece.kind == SAME)]
    result: list[Piece] = []
    for place, run in enumerate(runs):
        beside = [_size(runs[each]) for each in (place - 1, place + 1) if 0 <= each < len(runs)]
        if run[0].kind == SAME and len(beside) == 2 and len(run[0].text) < min(beside):  # noqa: PLR2004 - both sides
            result += [Piece(REMOVED, run[0].text), Piece(ADDED, run[0].text)]
        else:
            result += run
    return _joined(result)


def _size(run: list[Piece]) -> int:
    return max(len(piece.text) for piece in run)
