"""The sheet: the form as one ruled page, its labels and bands painted, its values cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from export.layout import lay_out
from export.sheet import Role
from models.definition import on_one_line
from models.form import blank_form
from models.place import describe_place, section_at
from ui import fonts
from ui.painting import CENTRED, LEFT, RIGHT, WRAPPED, draw_words, wrapped_height
from ui.palette import colours, frame, tint
from ui.sheet.cells import AmountCell, HeadCell, LineCell, LongCell
from ui.sheet.geometry import LABEL_WIDTH, Placed, label_height, place_block, stack_block
from ui.sheet.strip import BalanceStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from export.sheet import Block
    from export.sheet import Cell as PaperCell
    from models.alterations import Alteration
    from ui.document import Document
    from ui.indicators.section import IndicatorSection
    from ui.sheet.cell import Cell

MARGIN = 14
WIDEST = 900
_PADDING = 20
_BAND = 46
_NARROW_BAND = 28
_NARROW = 698
"""Below this width of the view, that of a window of 760, the band keeps only the numeral and texts are stacked."""
_KINDS = {Role.VALUE: LineCell, Role.LONG_TEXT: LongCell, Role.AMOUNT: AmountCell}


class Sheet(QWidget):
    """Shows the whole form. It has no scroll bar; its height follows from its width and its content."""

    focused = Signal(str)
    in_sight = Signal(QRect)
    grown = Signal()
    form_pasted = Signal()
    """A whole form was to be pasted into a cell."""
    left = Signal(int)
    """Tab leads out of the sheet, 1 onwards, -1 back."""
    table_added = Signal()
    """The table of indicators is there now; the sheet has to be laid out."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Make the cells of a document."""
        super().__init__(parent)
        self._document = document
        self._paper = lay_out(blank_form(document.definition), document.definition)
        self._labels: list[Placed] = []
        self._bands: list[tuple[str, str, QRect]] = []
        self._head: list[tuple[QRect, int, str]] = []
        self._between: list[int] = []
        """Heights of the rules above what stands between blocks of cells."""
        self._page = QRect()
        self._frame = QRect()
        self.current = ""
        self._is_narrow = False
        self.cells: dict[str, Cell] = {}
        self.order: list[QWidget] = []
        self.strip: BalanceStrip | None = None
        self.indicators: IndicatorSection | None = None
        """The table of indicators, None before it is added and where the version has none."""
        self._table_order: int | None = None
        """Where in the order the table comes, None where the version has none."""
        self._make_cells()
        self._review = document.form.review
        document.changed.connect(self._show_values)
        document.problems_changed.connect(self._show_marks)
        self._show_marks()

    @property
    def table(self) -> IndicatorSection | None:
        """The table of indicators, added now if it is not there yet; None where the version has none."""
        if self.indicators is None and self._table_order is not None:
            self._add_table(self._table_order)
        return self.indicators

    def _add_table(self, order: int) -> None:
        from ui.indicators.section import IndicatorSection  # noqa: PLC0415 - the rest of the form is painted first

        table = self.indicators = IndicatorSection(self._document, self)
        table.place_focused.connect(self.focused)
        table.form_pasted.connect(self.form_pasted)
        table.grown.connect(self.grown)
        table.left.connect(lambda step: self._step(table, step))
        table.ensure_visible.connect(lambda area: self.in_sight.emit(area.translated(table.pos())))
        self.order.insert(order, table)
        table.show()
        self.table_added.emit()

    def set_current(self, section: str) -> None:
        """Light the band of a section."""
        if section != self.current:
            self.current = section
            self.update()

    def show_alterations(self, found: Sequence[Alteration]) -> None:
        """Mark what differs from a revision, with what stood there; nothing takes the marks away."""
        from ui.history.wording import words_at  # noqa: PLC0415 - not before there is a history

        words = {each.where: words_at(each) for each in found}
        for where, cell in self.cells.items():
            cell.show_was(words.get(where, ""))
        if self.indicators:
            self.indicators.table.show_alterations({k: v for k, v in words.items() if k.startswith("indicators")})

    def section_top(self, section: str) -> int:
        """Give where a section begins, from the sheet's top; the head for ""."""
        return next((area.top() for name, _, area in self._bands if name == section), 0)

    def section_at_height(self, height: int) -> str:
        """Give the section at a height of the sheet."""
        found = [name for name, _, area in self._bands if area.top() <= height]
        return found[-1] if found else (self._bands[0][0] if self._bands else "")

    def section_area(self, section: str) -> QRect:
        """Give the rectangle of a section's band, which is as high as the section."""
        return next((area for name, _, area in self._bands if name == section), QRect())

    def lay_out(self, width: int) -> None:
        """Place everything for a width of the view and take the height it needs."""
        is_narrow = self._is_narrow = width < fonts.unit(_NARROW)
        page_width = width - 8 if is_narrow else min(width - 2 * MARGIN, fonts.unit(WIDEST))
        padding = fonts.unit(8 if is_narrow else _PADDING)
        if self.indicators:
            self.indicators.set_narrow(is_narrow)
        left = (width - page_width) // 2
        top = self._place_head(left + padding, MARGIN + fonts.unit(14), page_width - 2 * padding)
        self._frame = QRect(left + padding, top, page_width - 2 * padding, 0)
        self._labels, self._bands, self._between = [], [], []
        for section, printed in zip(self._document.definition.sections, self._paper.sections, strict=True):
            start = top
            for block, drawn in zip(section.blocks, printed.blocks, strict=True):
                area = QRect(self._frame.left() + self._band_width(), top, self._frame.width() - self._band_width(), 0)
                if block.kind == "indicators":
                    top = self._place_widget(self.indicators, area)
                else:
                    is_stacked = is_narrow and block.kind == "text"
                    placed = (
                        stack_block(drawn, area, self._height_of)
                        if is_stacked
                        else place_block(drawn, area, fonts.unit(LABEL_WIDTH), self._height_of)
                    )
                    top = self._place_cells(placed)
                if block.kind == "amounts" and self.strip:
                    top = self._place_widget(self.strip, area.translated(0, top - area.top()))
            self._bands.append(
                (section.id, section.title, QRect(self._frame.left(), start, self._band_width(), top - start))
            )
        self._frame.setBottom(top)
        self._page = QRect(left, MARGIN, page_width, top + fonts.unit(20) - MARGIN)
        self.resize(width, self._page.bottom() + MARGIN)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint page, head, labels, rules and bands."""
        painter = QPainter(self)
        scheme = colours()
        painter.fillRect(event.rect(), scheme.window)
        painter.setPen(scheme.rule)
        painter.setBrush(scheme.paper)
        painter.drawRect(self._page)
        for area, flags, text in self._head:
            big = text == self._paper.head.title
            draw_words(
                painter,
                area,
                flags,
                text,
                fonts.title() if big else fonts.value(),
                scheme.text if big else scheme.quiet,
            )
        seen = self.visibleRegion().boundingRect()
        for label in self._labels:
            if label.area.intersects(event.rect()):
                self._paint_label(painter, label, seen)
        for name, title, area in self._bands:
            self._paint_band(painter, area, title, seen, lit=name == self.current)
            painter.fillRect(area.right() + 1, area.top(), 1, area.height(), scheme.rule)
        for top in self._between:
            left = self._frame.left() + self._band_width()
            painter.fillRect(left, top, self._frame.right() - left, 1, scheme.rule)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(frame(), 1))
        painter.drawRect(self._frame)
        for _, area in ((name, area) for name, _, area in self._bands[1:]):
            painter.drawLine(self._frame.left(), area.top(), self._frame.right(), area.top())

    def repaint_moving_words(self) -> None:
        """Paint anew what stays in the visible part while the sheet is scrolled."""
        for _, _, area in self._bands:
            self.update(area)
        for label in self._labels:
            if label.area.height() > fonts.unit(120):
                self.update(label.area)
        if self.indicators:
            self.indicators.repaint_moving_words()

    def _make_cells(self) -> None:
        for piece in self._paper.head.cells:
            if piece.where:
                self._add_cell(HeadCell, piece.where)
        for section, printed in zip(self._document.definition.sections, self._paper.sections, strict=True):
            for block, drawn in zip(section.blocks, printed.blocks, strict=True):
                self._make_block(block.kind, drawn)

    def _make_block(self, kind: str, block: Block) -> None:
        if kind == "indicators":
            self._table_order = len(self.order)
            return
        for row in block.rows:
            for cell in row.cells:
                if cell.where:
                    self._add_cell(_KINDS[cell.role], cell.where)
        if kind == "amounts":
            self.strip = BalanceStrip(self._document, self)
            self.strip.grown.connect(self.grown)

    def _add_cell(self, kind: type[Cell], where: str) -> None:
        definition = self._document.definition
        group, _, name = where.partition(".")
        example = (definition.fields if group == "fields" else definition.amounts)[name].example
        cell = kind(self._document, where, describe_place(where, definition), example, self)
        cell.focused.connect(self.focused)
        cell.grown.connect(self.grown)
        cell.in_sight.connect(lambda area: self.in_sight.emit(area.translated(cell.pos())))
        cell.step.connect(lambda step: self._step(cell, step))
        cell.arrowed.connect(self._arrow)
        cell.form_pasted.connect(self.form_pasted)
        self.cells[where] = cell
        self.order.append(cell)

    def _step(self, widget: QWidget, step: int) -> None:
        """Go on to the next cell, or back, in the paper's order."""
        place = self.order.index(widget) + step
        if 0 <= place < len(self.order):
            if self.order[place] is self.indicators:
                self.indicators.enter(step)
            else:
                forward, back = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
                self.order[place].setFocus(forward if step > 0 else back)
        else:
            self.left.emit(step)

    def _arrow(self, where: str, key: Qt.Key) -> None:
        """Go to the amount above, below or beside the one with the caret."""
        here = self.cells[where].geometry().center()
        across = key in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        forward = key in {Qt.Key.Key_Right, Qt.Key.Key_Down}
        found = []
        for other, cell in self.cells.items():
            way = cell.geometry().center() - here
            along, aside = (way.x(), way.y()) if across else (way.y(), way.x())
            if other.startswith("amounts.") and (along > 0 if forward else along < 0):
                found.append((2 * abs(aside) + abs(along), other))
        if where.startswith("amounts.") and found:
            self.cells[min(found)[1]].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_values(self) -> None:
        for cell in self.cells.values():
            cell.show_value()
        if self._document.form.review != self._review:
            self._review = self._document.form.review
            self._show_marks()

    def _show_marks(self) -> None:
        for cell in self.cells.values():
            cell.show_mark()

    def _height_of(self, cell: PaperCell, width: int) -> int:
        return self.cells[cell.where].height_at(width) if cell.where else label_height(cell.text, width)

    def _place_cells(self, placed: list[Placed]) -> int:
        bottom = 0
        for each in placed:
            bottom = max(bottom, each.area.bottom() + 1)
            if each.cell.where:
                self.cells[each.cell.where].setGeometry(each.area.adjusted(1, 1, 0, 0))
            self._labels.append(each)
        return bottom

    def _place_widget(self, widget: QWidget | None, area: QRect) -> int:
        if widget is None:
            return area.top()
        self._between.append(area.top())
        inside = area.adjusted(1, 1, 0, 0)
        height = widget.heightForWidth(inside.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
        widget.setGeometry(inside.left(), inside.top(), inside.width(), height)
        return inside.top() + height

    def _place_head(self, left: int, top: int, width: int) -> int:
        """Place mark, title and the pieces of the head line; give where the table begins."""
        head = self._paper.head
        line = fonts.unit(34)
        self._head = [(QRect(left, top, width, fonts.unit(20)), LEFT, head.mark)]
        title = wrapped_height(head.title, width, fonts.title())
        self._head.append(
            (QRect(left, top + fonts.unit(14), width, title + fonts.unit(4)), CENTRED | WRAPPED, head.title)
        )
        top += fonts.unit(30) + title
        metrics = QFontMetrics(fonts.value())
        right = left + width
        for piece in head.cells:
            if piece.right and not piece.where:
                room = metrics.horizontalAdvance(piece.label) + 2
                self._head.append((QRect(right - room, top, room, line), RIGHT, piece.label))
                right -= room + fonts.unit(16)
        pieces = [piece for piece in head.cells if piece.where or not piece.right]
        bottom = top + line
        for place, piece in enumerate(pieces):
            share = (right - left) // (len(pieces) - place)
            room = metrics.horizontalAdvance(piece.label) + 2
            self._head.append((QRect(left, top, room, line), LEFT, piece.label))
            if piece.where:
                cell = self.cells[piece.where]
                wanted = min(share - room - fonts.unit(12), fonts.unit(320))
                cell.setGeometry(left + room, top, wanted, max(line, cell.height_at(wanted)))
                bottom = max(bottom, cell.geometry().bottom() + 1)
            left += share
        return bottom + fonts.unit(8)

    def _paint_label(self, painter: QPainter, label: Placed, seen: QRect) -> None:
        """Paint a cell's rules and, for a label, its ground and its words in the part that is seen."""
        scheme = colours()
        if not label.cell.where:
            painter.fillRect(label.area, scheme.label)
            area = label.area.adjusted(fonts.unit(4), 1, -fonts.unit(4), 0)
            part = area.intersected(seen) if area.height() > fonts.unit(120) else area
            if part.height() < fonts.unit(44):
                part = area
            draw_words(painter, part, CENTRED | WRAPPED, label.cell.text, fonts.sentence(), scheme.quiet)
        painter.fillRect(label.area.left(), label.area.top(), label.area.width(), 1, scheme.rule)
        painter.fillRect(label.area.left(), label.area.top(), 1, label.area.height(), scheme.rule)

    def _paint_band(self, painter: QPainter, area: QRect, title: str, seen: QRect, *, lit: bool) -> None:
        scheme = colours()
        painter.fillRect(area, tint(scheme.accent, 9) if lit else scheme.label)
        font = fonts.value(bold=lit)
        words = title if area.width() >= fonts.unit(_BAND) else on_one_line(title).partition("、")[0]
        height = wrapped_height(words, area.width(), font)
        part = area.intersected(seen)
        if part.height() < height + fonts.unit(8):
            at_top = part.top() <= area.top()
            part = QRect(area.left(), area.top() if at_top else area.bottom() - height - 8, area.width(), height + 8)
        draw_words(painter, part, CENTRED | WRAPPED, words, font, scheme.accent if lit else scheme.quiet)
        if lit:
            painter.fillRect(area.left(), area.top(), fonts.unit(3), area.height(), scheme.accent)

    def _band_width(self) -> int:
        if not self._paper.band:
            return 0
        return fonts.unit(_NARROW_BAND if self._is_narrow else _BAND)

    def section_of(self, where: str) -> str:
        """Give the section a place lies in; "" for the head."""
        return section_at(where, self._document.definition)
