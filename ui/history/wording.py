"""An alteration as it is shown: pieces that stayed, went and came, and the words a screen reader says. No Qt."""

from __future__ import annotations

from models.alterations import ADDED as ROW_ADDED
from models.alterations import CHANGED, MOVED, Alteration
from models.alterations import REMOVED as ROW_REMOVED
from models.text_difference import ADDED, REMOVED, SAME, Piece, shortened, text_difference

SHORT = 20
"""Up to so many characters a value is shown before and after; a longer text by its changed characters."""


def is_short(alteration: Alteration) -> bool:
    """Whether both values are short enough to stand side by side."""
    texts = (alteration.before, alteration.after)
    return all(len(text) <= SHORT and "\n" not in text for text in texts)


def pieces_of(alteration: Alteration) -> tuple[Piece, ...]:
    """Give what is shown of an alteration."""
    before, after = alteration.before, alteration.after
    if alteration.kind == CHANGED:
        return _of_values(alteration)
    if alteration.kind == MOVED:
        return (Piece(SAME, f"从{before}移到{after}"),)
    added = alteration.kind == ROW_ADDED
    return (Piece(SAME, "添加 "), Piece(ADDED, after)) if added else (Piece(SAME, "删除 "), Piece(REMOVED, before))


def _of_values(alteration: Alteration) -> tuple[Piece, ...]:
    before, after = alteration.before, alteration.after
    if not before:
        return Piece(SAME, "原来没有填 → "), Piece(ADDED, after)
    if not after:
        return Piece(REMOVED, before), Piece(SAME, " → 现在空着")
    if is_short(alteration):
        return Piece(REMOVED, before), Piece(SAME, " → "), Piece(ADDED, after)
    return shortened(text_difference(before, after))


def said(alteration: Alteration) -> str:
    """Say an alteration in one sentence, for screen readers."""
    if alteration.kind == CHANGED:
        return f"{alteration.label}：原来“{alteration.before}”，改为“{alteration.after}”"
    return f"{alteration.label}：{''.join(piece.text for piece in pieces_of(alteration))}"


def words_at(alteration: Alteration) -> str:
    """Say at its place in the form what stood there."""
    if alteration.kind == ROW_ADDED:
        return "新添加"
    if alteration.kind == ROW_REMOVED:
        name = alteration.before if len(alteration.before) <= SHORT else f"{alteration.before[: SHORT - 1]}…"
        return f"这里删去了“{name}”"
    if alteration.kind == MOVED:
        return f"原在{alteration.before}"
    if not alteration.before:
        return "原来没有填"
    return f"原 {alteration.before}" if is_short(alteration) else "改过，原文见右边“历史”"
