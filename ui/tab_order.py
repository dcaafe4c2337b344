"""The way of the Tab key: what is made late is passed where it stands, not at the end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def lead_through(widgets: Sequence[QWidget]) -> None:
    """Let Tab lead from each widget to the next, through all that stands in it."""
    stops = [stop for widget in widgets for stop in _stops(widget)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> list[QWidget]:
    """Give a widget and what stands in it, as far as Tab stops there, in the order in which it does."""
    found, each = [widget], widget
    while (each := each.nextInFocusChain() or widget) is not widget:  # a ring
        if widget.isAncestorOf(each):
            found.append(each)
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
