"""The whole sheet: head, sections with their bands, blocks of cells on the paper's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from models.definition import on_one_line
from models.place import indicator_place
from ui.indicators.section import IndicatorSection
from ui.palette import Size, colours, font
from ui.sheet.balance import BalanceStrip
from ui.sheet.band import Band
from ui.sheet.cells import AmountCell, Label, LineCell, LongCell, ValueCell

if TYPE_CHECKING:
    from models.definition import BlockDefinition, SectionDefinition
    from models.problem import Problem
    from ui.document import Document

WIDEST = 900
_Layout = TypeVar("_Layout", bound=QLayout)


class Sheet(QFrame):
    """The form as one ruled sheet."""

    focused = Signal(str)
    """The caret has come to a place."""
    fix_wanted = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.cells: dict[str, ValueCell] = {}
        self.sections: dict[str, QWidget] = {}
        self.indicators: IndicatorSection | None = None
        self._bands: dict[str, Band] = {}
        shades = colours()
        self.setObjectName("sheet")
        self.setStyleSheet(f"#sheet {{ background: {shades.paper}; border: 1px solid {shades.rule}; }}")
        self.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 24)
        layout.setSpacing(8)
        self._add_head(layout)
        table, table_layout = _ruled(QVBoxLayout(), edge=1)
        for section in document.definition.sections:
            widget = self._section(section)
            self.sections[section.id] = widget
            table_layout.addWidget(widget)
        layout.addWidget(table)
        layout.addStretch(1)
        document.problems_changed.connect(self.show_problems)
        self.show_problems()

    def _add_head(self, layout: QVBoxLayout) -> None:
        definition = self._document.definition
        shades = colours()
        mark = QLabel(definition.mark)
        mark.setFont(font(Size.SENTENCE))
        mark.setStyleSheet(f"color: {shades.quiet};")
        title = QLabel(definition.title)
        title.setFont(font(Size.TITLE, bold=True))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setStyleSheet(f"color: {shades.text};")
        layout.addWidget(mark)
        layout.addWidget(title)
        row = QHBoxLayout()
        for piece in definition.head:
            label = QLabel(piece.label)
            label.setFont(font(Size.SENTENCE))
            label.setStyleSheet(f"color: {shades.quiet};")
            if piece.right:
                row.addStretch(1)
            row.addWidget(label)
            if piece.field:
                cell = LineCell(self._document, f"fields.{piece.field}", on_one_line(piece.label))
                cell.setMinimumWidth(90)
                row.addWidget(self._known(cell), 1)
        layout.addLayout(row)

    def _section(self, section: SectionDefinition) -> QWidget:
        widget, layout = _ruled(QHBoxLayout())
        if section.title:
            self._bands[section.id] = Band(section.title)
            layout.addWidget(self._bands[section.id])
        blocks, blocks_layout = _ruled(QVBoxLayout())
        for block in section.blocks:
            if block.kind == "indicators":
                self.indicators = IndicatorSection(self._document)
                self.indicators.focused.connect(self._on_focus)
                blocks_layout.addWidget(self.indicators)
            elif block.kind == "amounts":
                blocks_layout.addWidget(self._amounts(block))
                strip = BalanceStrip(self._document)
                strip.fix_wanted.connect(self.fix_wanted)
                blocks_layout.addWidget(strip)
            else:
                blocks_layout.addWidget(self._fields(block))
        layout.addWidget(blocks)
        return widget

    def _fields(self, block: BlockDefinition) -> QWidget:
        widget, grid = _grid(block)
        for index, name in enumerate(block.fields):
            field = self._document.definition.fields[name]
            place, label = f"fields.{name}", on_one_line(field.label)
            grid.addWidget(Label(field.label), 0, 2 * index)
            cell: ValueCell
            if field.kind == "long":
                cell = LongCell(self._document, place, label, field.limit)
            else:
                cell = LineCell(self._document, place, label)
            grid.addWidget(self._known(cell), 0, 2 * index + 1)
        return widget

    def _amounts(self, block: BlockDefinition) -> QWidget:
        widget, grid = _grid(block)
        definition = self._document.definition
        totals = {each.total for each in definition.sums}
        taken: set[tuple[int, int]] = set()
        for row, entries in enumerate(block.grid):
            column = 0
            for entry in entries:
                while (row, column) in taken:
                    column += 1
                cell: QWidget = Label(entry.text)
                if entry.amount:
                    name = on_one_line(definition.amounts[entry.amount].label)
                    place = f"amounts.{entry.amount}"
                    cell = self._known(AmountCell(self._document, place, name, total=entry.amount in totals))
                grid.addWidget(cell, row, column, entry.rows, entry.columns)
                taken |= {(row + r, column + c) for r in range(entry.rows) for c in range(entry.columns)}
                column += entry.columns
        return widget

    def _known(self, cell: ValueCell) -> ValueCell:
        self.cells[cell.where] = cell
        cell.focused.connect(self._on_focus)
        return cell

    def _on_focus(self, where: str) -> None:
        current = self._document.definition.section_of.get("indicators" if indicator_place(where) else where, "")
        for section, band in self._bands.items():
            band.set_current(current=section == current)
        self.focused.emit(where)

    def show_problems(self) -> None:
        """Mark every cell with its problems."""
        found: dict[str, list[Problem]] = {}
        for problem in self._document.problems:
            found.setdefault(problem.where, []).append(problem)
        for where, cell in self.cells.items():
            cell.show_problems(found.get(where, []))
        if self.indicators:
            self.indicators.show_problems(found)

    def go_to(self, where: str) -> QWidget | None:
        """Put the caret at a place; give the widget that has it."""
        if cell := self.cells.get(where):
            cell.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return cell
        if self.indicators and (where == "form" or indicator_place(where)):
            self.indicators.go_to(where)
            return self.indicators
        return None


def _ruled(layout: _Layout, edge: int = 0) -> tuple[QFrame, _Layout]:
    """Give a frame whose contents are parted by rules: its ground shows through gaps of one line."""
    widget = QFrame()
    widget.setObjectName("ruled")
    widget.setStyleSheet(f"#ruled {{ background: {colours().rule}; }}")
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(1)
    widget.setLayout(layout)
    return widget, layout


def _grid(block: BlockDefinition) -> tuple[QFrame, QGridLayout]:
    """Give a frame with the paper's columns."""
    widget, grid = _ruled(QGridLayout())
    for column, width in enumerate(block.widths):
        grid.setColumnStretch(column, round(width))
    return widget, grid
