"""The panel at the right: 问题, 预览 or 历史, one at a time, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui import fonts
from ui.tab_order import lead_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

USUAL, SMALL, LEAST = 348, 320, 300
"""Logical pixels: the usual width, that in a window below 1280, and the least a panel can be dragged to."""


class Page(QWidget):
    """What every page of the panel is."""

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        raise NotImplementedError


class _Kind:
    def __init__(self, make: Callable[[], Page], usual: int) -> None:
        self.make, self.usual = make, usual
        self.page: Page | None = None
        self.dragged = 0
        """The width the clerk dragged it to, 0 for the usual."""


class Panel(QWidget):
    """Holds the pages by their kind, and how wide each was left."""

    escaped = Signal()
    """Esc was pressed in it, and nothing inside wanted it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without pages."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kinds: dict[str, _Kind] = {}
        self._shown = ""
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 0, 0, 0)

    def add(self, kind: str, make: Callable[[], Page], usual: int = USUAL) -> None:
        """Offer a kind of page; `make` is asked for it when it is first shown. `usual` is its width."""
        self._kinds[kind] = _Kind(make, usual)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds there are, in the order of their switches."""
        return tuple(self._kinds)

    @property
    def kind(self) -> str:
        """The kind that is shown, or was last; "" before the first."""
        return self._shown

    def begin_with(self, kind: str) -> None:
        """Have the width of a kind whose page comes a moment later."""
        self._shown = kind

    def show_kind(self, kind: str) -> None:
        """Show the page of a kind."""
        self._shown = kind
        self._pages.setCurrentWidget(self.page(kind))

    def page(self, kind: str) -> Page:
        """Give the page of a kind, made now if it is not there yet."""
        entry = self._kinds[kind]
        if entry.page is None:
            entry.page = entry.make()
            self._pages.addWidget(entry.page)
            lead_through([each.page for each in self._kinds.values() if each.page])
        return entry.page

    def wanted_width(self, *, is_wide: bool) -> int:
        """Give the width of the kind that is shown: as it was dragged, else the usual of a wide or narrower window."""
        entry = self._kinds[self._shown]
        if entry.dragged:
            return max(entry.dragged, fonts.unit(LEAST))
        return fonts.unit(entry.usual if is_wide else min(entry.usual, SMALL))

    def drag_to(self, width: int) -> None:
        """Remember the width the clerk dragged the shown kind to."""
        self._kinds[self._shown].dragged = max(fonts.unit(LEAST), width)

    @property
    def widths(self) -> dict[str, int]:
        """The dragged widths by kind, to be remembered."""
        return {kind: entry.dragged for kind, entry in self._kinds.items() if entry.dragged}

    def restore_widths(self, widths: dict[str, int]) -> None:
        """Take over remembered widths."""
        for kind, width in widths.items():
            if kind in self._kinds:
                self._kinds[kind].dragged = width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for entry in self._kinds.values():
            if entry.page is not None:
                entry.page.restyle()
