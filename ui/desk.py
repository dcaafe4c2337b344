"""The desk: the sheet scrolled, the caret kept in sight, the current section known, the balance docked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPropertyAnimation, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from models.place import indicator_place
from ui import fonts
from ui.motion import Outline, is_animated
from ui.sheet.sheet import Sheet
from ui.sheet.strip import BalanceStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.document import Document

_GLIDE_MS = 120
_ABOVE = 12
"""Logical pixels left above what is jumped to."""


class Desk(QScrollArea):
    """Shows the sheet. Nothing in it has a scroll bar of its own."""

    section_changed = Signal(str)
    place_changed = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Lay the sheet of a document on the desk."""
        super().__init__(parent)
        self._document = document
        self._place = ""
        self._section = ""
        self._laying_out = False
        self._docked: BalanceStrip | None = None
        self.sheet = Sheet(document)
        self.setWidget(self.sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._outline = Outline(self.sheet)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.sheet.grown.connect(self.lay_out)
        self.sheet.focused.connect(self._caret_came)
        self.sheet.in_sight.connect(self._keep_in_sight)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def docked(self) -> BalanceStrip:
        """The balance at the lower edge of the view, made when it is first needed there."""
        if self._docked is None:
            self._docked = BalanceStrip(self._document, self, docked=True)
            self._docked.hide()
            self._docked.clicked.connect(self.go_to_money)
        return self._docked

    @property
    def _view(self) -> QSize:
        """The size of the view; asked for its viewport, PySide would look for its kind among all of Qt's widgets."""
        return self.maximumViewportSize()

    @property
    def place(self) -> str:
        """The place with the caret, "" before there is one."""
        return self._place

    @property
    def section(self) -> str:
        """The section with the caret, else the one at a third of the view."""
        return self._section

    def characters_before_caret(self) -> int:
        """Give how many characters, blanks not counted, stand before the caret in its cell."""
        cell = self.sheet.cells.get(self._place)
        return len("".join(cell.editor.text()[: cell.editor.textCursor().position()].split())) if cell else 0

    def lay_out(self) -> None:
        """Lay the sheet out for the view, what is looked at staying where it is."""
        if self._laying_out:
            return
        self._laying_out = True
        anchor = self._anchor()
        before = anchor.mapTo(self.sheet, anchor.rect().topLeft()).y() if anchor else 0
        self.sheet.lay_out(self._view.width())
        if anchor:
            moved = anchor.mapTo(self.sheet, anchor.rect().topLeft()).y() - before
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        self._laying_out = False
        self._scrolled()

    def go_to(self, where: str) -> bool:
        """Put the caret at a place; False where there is no such place."""
        if indicator_place(where):
            return self.sheet.table is not None and self.sheet.table.focus_place(where)
        widget = self.sheet.cells.get(where)
        if widget is None:
            return False
        self._show(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def show_changed(self, where: str) -> None:
        """Put the caret at a place that an undo or redo has changed, and outline it for a moment."""
        if self.go_to(where):
            self._outline.show_around(partial(self._area_of, where))

    def go_to_section(self, section: str) -> None:
        """Glide to a section and put the caret into its first cell."""
        self._glide_to(self.sheet.section_top(section) - fonts.unit(_ABOVE))
        places = [where for where in self.sheet.cells if self.sheet.section_of(where) == section]
        first = self.sheet.cells[places[0]] if places else self.sheet.table
        if first is not None:
            self._hold(first)

    def go_to_money(self) -> None:
        """Glide to the block of money, and to its first figure unless the caret is in it."""
        money = [where for where in self.sheet.cells if where.startswith("amounts.")]
        if money and not self._place.startswith("amounts."):
            self.go_to(money[0])
        if self.sheet.strip:
            self._show(self.sheet.strip)

    def refocus(self) -> None:
        """Give the caret back to the place it was at, or to the first cell."""
        if not self.go_to(self._place) and self.sheet.order:
            self.sheet.order[0].setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for cell in self.sheet.cells.values():
            cell.refresh_fonts()
        if self.sheet.indicators:
            self.sheet.indicators.restyle()
        if self.sheet.strip:
            self.sheet.strip.show_sums()
        if self._docked:
            self._docked.show_sums()
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self.lay_out()

    def viewportEvent(self, event: QEvent) -> bool:
        """Scroll by whole lines of the sheet."""
        self.verticalScrollBar().setSingleStep(fonts.unit(40))
        return super().viewportEvent(event)

    def _area_of(self, where: str) -> QRect:
        """Give where a place lies on the sheet; empty where it is not there."""
        table = self.sheet.indicators
        if table is not None and indicator_place(where):
            return table.place_area(where).translated(table.mapTo(self.sheet, QPoint()))
        cell = self.sheet.cells.get(where)
        return QRect(cell.mapTo(self.sheet, QPoint()), cell.size()) if cell else QRect()

    def _hold(self, widget: QWidget) -> None:
        """Give the focus without the scroll area jumping there by itself."""
        value = self._glide.endValue() if self._glide.state() == QPropertyAnimation.State.Running else None
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if value is not None and self._glide.state() != QPropertyAnimation.State.Running:
            self._glide_to(int(value))

    def _show(self, widget: QWidget) -> None:
        """Bring a cell into sight, with some of what stands around it."""
        top = widget.mapTo(self.sheet, widget.rect().topLeft()).y()
        bottom = top + min(widget.height(), self._view.height() // 2)
        view_top, height = self.verticalScrollBar().value(), self._clear_height()
        if top < view_top + fonts.unit(_ABOVE) or bottom > view_top + height:
            self._glide_to(top - height // 3)

    def _glide_to(self, value: int) -> None:
        value = max(0, min(value, self.verticalScrollBar().maximum()))
        self._glide.stop()
        if not is_animated() or not self.isVisible():
            self.verticalScrollBar().setValue(value)
            return
        self._glide.setStartValue(self.verticalScrollBar().value())
        self._glide.setEndValue(value)
        self._glide.start()

    def _caret_came(self, where: str) -> None:
        section = self.sheet.section_of(where)
        before = self.sheet.section_of(self._place) if self._place else section
        self._place = where
        if before != section:
            self._document.leave(before)
        self._set_section(section)
        self.place_changed.emit(where)

    def _keep_in_sight(self, area: QRect) -> None:
        """Keep the line of the caret in sight, clear of the docked balance."""
        if self._glide.state() == QPropertyAnimation.State.Running:
            return
        bar = self.verticalScrollBar()
        if area.top() < bar.value():
            bar.setValue(area.top())
        elif area.bottom() > bar.value() + self._clear_height():
            bar.setValue(area.bottom() - self._clear_height())

    def _clear_height(self) -> int:
        docked = self._docked.height() if self._docked and self._docked.isVisible() else 0
        return self._view.height() - docked

    def _scrolled(self) -> None:
        if self._laying_out:
            return
        self.sheet.repaint_moving_words()
        if not self._caret_is_in_sight():
            self._set_section(self.sheet.section_at_height(self.verticalScrollBar().value() + self.height() // 3))
        elif self._place:
            self._set_section(self.sheet.section_of(self._place))
        self._dock()

    def _caret_is_in_sight(self) -> bool:
        cell = self._focused_cell()
        return cell is not None and not cell.visibleRegion().isEmpty()

    def _set_section(self, section: str) -> None:
        if section != self._section:
            self._section = section
            self.sheet.set_current(section)
            self.section_changed.emit(section)

    def _dock(self) -> None:
        """Show the balance at the lower edge while the money is in sight and its strip is not."""
        strip = self.sheet.strip
        if strip is None:
            return
        seen = QRect(0, self.verticalScrollBar().value(), self.sheet.width(), self._view.height())
        section = self.sheet.section_area(
            self.sheet.section_of(next(w for w in self.sheet.cells if w.startswith("amounts.")))
        )
        docked = seen.intersects(section) and strip.geometry().bottom() > seen.bottom() and seen.top() < strip.y()
        if not docked and self._docked is None:
            return
        frame = strip.geometry()
        height = self.docked.wanted_height()
        self.docked.setGeometry(frame.left(), self._view.height() - height, frame.width(), height)
        self.docked.setVisible(docked)

    def _anchor(self) -> QWidget | None:
        """Give what has to stay where it is: the cell with the caret, else the one at the top of the view."""
        if self._caret_is_in_sight():
            return self._focused_cell()
        top = self.verticalScrollBar().value()
        return (
            next((cell for cell in self.sheet.cells.values() if cell.geometry().bottom() > top), None) if top else None
        )

    def _focused_cell(self) -> QWidget | None:
        table = self.sheet.indicators
        if table is not None and self._place.startswith("indicators"):
            return table if table.isAncestorOf(QApplication.focusWidget() or self) else None
        cell = self.sheet.cells.get(self._place)
        return cell if cell is not None and cell.has_caret else None
