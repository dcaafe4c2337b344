"""Breaking Chinese text into lines.

A text is cut into clusters that may not be torn apart: a Han character, or a run of Latin and figures, with the
opening marks before it and the closing marks and blanks after it. So no line begins with a closing mark or ends
with an opening one (GB/T 15834-2011, 5.1). Lines are filled one after the other; a closing mark may hang half
an em beyond the edge, where it has no ink; what is wider than a line by itself is broken hard.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OPENING = "（《〈【〔［｛「『“‘([{￥¥$＄"
CLOSING = "、。，；：？！）》〉】〕］｝」』”’…—％‰℃·!),.:;?]}%～~-"
BLANKS = " \u3000"
_HANGING = frozenset("、。，；：）》〉】〕］｝」』”’")
_HANG = 0.5  # em
_WIDEST_SPACING = 0.15  # em that a full line may be let out by at each character; beyond that it stays ragged

_OPEN, _CLOSE = re.escape(OPENING), re.escape(CLOSING)
_RUN = r"[≥≤><=+±]?[0-9A-Za-z\u00c0-\u024f\u0370-\u052f][-0-9A-Za-z\u00c0-\u024f\u0370-\u052f.,/:@_+&#=~]*"
_CLUSTER = r"(?:[{open}][{open}{blank}]*)?(?:{words}{run}|[{blank}]+|.)[{close}{blank}]*"


class Line(NamedTuple):
    """A line of a text: what is drawn, and the spacing in pt added after each character to fill the width."""

    text: str
    width: float
    """Natural width in pt, blanks at the end left out."""
    spacing: float = 0.0


def break_lines(
    text: str,
    width: float,
    size: float,
    widths: Mapping[str, float],
    *,
    justify: bool = False,
    unbroken: Sequence[str] = (),
) -> tuple[Line, ...]:
    """Break a text into lines of `width` pt at `size` pt; `widths` are those of the characters in em.

    Every line break of the text is kept. Blanks at a line's end are dropped, nothing else is. `unbroken` are words
    that are broken only where they are wider than a line.
    """
    clusters = _cluster_pattern(tuple(unbroken))
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        pieces = list(_fill(clusters.findall(paragraph), width / size, widths))
        for index, (piece, natural) in enumerate(pieces):
            full = justify and index < len(pieces) - 1
            lines.append(Line(piece, natural * size, _spacing(piece, natural, width / size) * size if full else 0.0))
    return tuple(lines)


@lru_cache(maxsize=16)
def _cluster_pattern(unbroken: tuple[str, ...]) -> re.Pattern[str]:
    words = "".join(f"{re.escape(word)}|" for word in sorted(unbroken, key=len, reverse=True))
    return re.compile(_CLUSTER.format(open=_OPEN, close=_CLOSE, blank=BLANKS, words=words, run=_RUN))


def _fill(clusters: Sequence[str], limit: float, widths: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Fill lines of `limit` em with clusters; give each line without its last blanks, and its width in em."""
    line: list[str] = []
    used = 0.0
    for cluster in clusters:
        advance = sum([widths[character] for character in cluster])
        if line and used + advance > limit and used + _needed(cluster, advance, widths) > limit:
            yield _closed(line, used, widths)
            line, used = [], 0.0
        if not line and advance > limit and _needed(cluster, advance, widths) > limit:
            *whole, last = _broken_hard(cluster, limit, widths)
            yield from whole
            line, used = [last[0]], sum([widths[character] for character in last[0]])
            continue
        line.append(cluster)
        used += advance
    yield _closed(line, used, widths)


def _needed(cluster: str, advance: float, widths: Mapping[str, float]) -> float:
    """Give the width a cluster needs at a line's end: blanks need none, a closing mark hangs."""
    visible = cluster.rstrip(BLANKS)
    needed = advance - sum([widths[character] for character in cluster[len(visible) :]])
    return needed - _HANG if visible and visible[-1] in _HANGING else needed


def _closed(line: list[str], used: float, widths: Mapping[str, float]) -> tuple[str, float]:
    text = "".join(line)
    visible = text.rstrip(BLANKS)
    return visible, used - sum([widths[character] for character in text[len(visible) :]])


def _broken_hard(cluster: str, limit: float, widths: Mapping[str, float]) -> list[tuple[str, float]]:
    """Break what is wider than a line between any two characters; the last piece goes on being filled."""
    pieces: list[tuple[str, float]] = []
    start, used = 0, 0.0
    for index, character in enumerate(cluster):
        if index > start and used + widths[character] > limit:
            pieces.append((cluster[start:index], used))
            start, used = index, 0.0
        used += widths[character]
    return [*pieces, (cluster[start:], used)]


def _spacing(text: str, natural: float, limit: float) -> float:
    """Give the em to add after each character but the last so that the line fills its width."""
    if natural > limit:  # its last mark hangs
        natural -= _HANG
    if len(text) < 2:  # noqa: PLR2004 - nothing stands between the characters of a single one
        return 0.0
    spacing = (limit - natural) / (len(text) - 1)
    return spacing if 0 < spacing <= _WIDEST_SPACING else 0.0
