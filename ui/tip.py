"""Tool tips of texts that are shown cut short: in lines, as Qt leaves a plain text in one however long it is."""

from __future__ import annotations

from html import escape

_LINE, _MOST = 40, 600  # characters


def tip(text: str) -> str:
    """Give what a tool tip shows of a text; a very long one ends with its length."""
    if len(text) <= _LINE and "\n" not in text:
        return text
    shown = text if len(text) <= _MOST else f"{text[:_MOST]}……（{len(text)} 字）"
    return f"<p>{escape(shown).replace(chr(10), '<br>')}</p>"
