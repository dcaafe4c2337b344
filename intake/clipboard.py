"""Cells on the clipboard: HTML as spreadsheets put it there, else text with tabs, into a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.delimited import grid_of_rows, tabbed_rows
from intake.html import html_table
from intake.package import MOST_CELLS, MOST_TEXT
from models.trouble import Unreadable

if TYPE_CHECKING:
    from intake.grid import Grid


def read_clipboard(html: str | None, text: str | None) -> Grid | None:
    """Give the cells on the clipboard: of the first table in HTML, else of text; None for none, or for too many."""
    try:
        grid = html_table(html) if html else None
    except Unreadable:  # more cells than any table of ours: the text may still be of use
        grid = None
    if grid is not None or not text:
        return grid
    if len(text) > MOST_TEXT or text.count("\t") + text.count("\n") > MOST_CELLS:
        return None
    return grid_of_rows(tabbed_rows(text.replace("\r\n", "\n").rstrip("\n")))
