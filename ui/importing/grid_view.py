"""The sheet of a file as it is, read only: what was understood is tinted, what is doubtful framed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from intake.grid import Grid
from ui import fonts
from ui.importing.grid_model import GridModel, State
from ui.painting import CENTRED, LEFT, WRAPPED, draw_words, wrapped
from ui.palette import colours, tint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from intake.grid import Box

_Index = QModelIndex | QPersistentModelIndex
_ROW, _LINE, _PADDING = 30, 18, 5
_MOST_LINES = 4
_LEAST_COLUMN, _SURE, _WIDEST = 34, 72, 320
"""Logical pixels: the least width of a column, what each gets of its longest text first, and the most it may want."""
_LATIN, _MORE = 7, 5  # logical pixels of a Latin letter or digit, and how much more a Chinese character takes
_LONG = 24  # characters from which a text stands at the left
_MOST_SHOWN = 2000  # characters of a cell
_MEASURED = 400  # rows that say how wide a column is
_LONGEST_FIGURE = 12  # characters


class GridView(QTableView):
    """Shows a grid; the boxes of the chosen doubt have the accent frame."""

    box_clicked = Signal(int, int)
    """A cell was clicked or reached by the keyboard; gives row and column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(Grid(()))
        self.chosen: tuple[Box, ...] = ()
        self._weights: list[int] = []
        self._figures: list[int] = []
        """The least width of each column: a figure is not broken."""
        self._texts: list[tuple[int, int, int, tuple[int, ...]]] = []
        """Row, column and columns of each cell, and about how wide its lines are at the standard size."""
        self._fitted = (0, 0)
        """The width and the size of type the columns and rows were fitted to last."""
        self._tall: dict[int, int] = {}
        """Heights of the rows that need more than the usual one."""
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("原文件")
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # the cells rule themselves, in the colour of the scheme
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setMinimumSectionSize(fonts.unit(18))
        self.clicked.connect(lambda index: self.box_clicked.emit(index.row(), index.column()))

    def show_grid(self, model: GridModel) -> None:
        """Show another grid."""
        old, self.grid, self.chosen = self.grid, model, ()
        model.setParent(self)
        self.setModel(model)
        old.deleteLater()
        for cell in model.cells.values():
            if cell.rows > 1 or cell.columns > 1:
                self.setSpan(cell.row, cell.column, cell.rows, cell.columns)
        self._weights, self._figures, self._fitted = _weights(model), _figures(model), (0, 0)
        self._texts = [
            (cell.row, cell.column, cell.columns, tuple(map(_pixels, cell.text.split("\n"))))
            for cell in model.cells.values()
            if cell.rows == 1 and cell.text
        ]
        self._share_width()

    def choose(self, boxes: Iterable[Box]) -> None:
        """Frame some boxes and bring the first into sight."""
        self.chosen = tuple(boxes)
        if self.chosen:
            first = min(self.chosen, key=lambda box: (box.row, box.column))
            self.setCurrentIndex(self.grid.index(first.row, first.column))
            self._keep_chosen_in_sight()
        self.viewport().update()

    def _keep_chosen_in_sight(self) -> None:
        if self.chosen:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses what belongs to the cell, as a click does."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.box_clicked.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()
        self._keep_chosen_in_sight()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width out, now that it is known."""
        super().showEvent(event)
        self._share_width()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme = colours()
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, scheme.paper)
        self.setPalette(palette)
        for header in (self.horizontalHeader(), self.verticalHeader()):  # a sheet on the view would slow its scrolling
            header.setStyleSheet(
                f"QHeaderView {{ background: {scheme.label}; }}"
                f"QHeaderView::section {{ background: {scheme.label}; color: {scheme.quiet}; border: none;"
                f" border-right: 1px solid {scheme.rule}; border-bottom: 1px solid {scheme.rule}; padding: 2px; }}"
            )
        self.horizontalHeader().setFont(fonts.surround())
        self.verticalHeader().setFont(fonts.surround())
        self.horizontalHeader().setFixedHeight(fonts.unit(22))
        self.verticalHeader().setFixedWidth(fonts.unit(34 if self.grid.rowCount() < 1000 else 46))  # noqa: PLR2004
        self._share_width()

    def _share_width(self) -> None:
        """Give the columns the width there is, by how much stands in them, and the rows the height they need then."""
        room = self.viewport().width()
        if not self._weights or not self.isVisible() or self._fitted == (room, fonts.size_chosen()):
            return
        self._fitted = room, fonts.size_chosen()
        least = [max(fonts.unit(_LEAST_COLUMN), fonts.unit(each)) for each in self._figures]
        wanted = [max(first, fonts.unit(each)) for first, each in zip(least, self._weights, strict=True)]
        sure = [max(first, min(each, fonts.unit(_SURE))) for first, each in zip(least, wanted, strict=True)]
        left = room - sum(sure)
        if room < sum(least):  # it has to be scrolled: then all can be read
            widths = sure
        elif left < 0:
            widths = _parted(room - sum(least), least, [each - first for first, each in zip(least, sure, strict=True)])
        else:
            widths = _parted(left, sure, [each - first for first, each in zip(sure, wanted, strict=True)])
        widths[-1] += max(0, room - sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._fit_rows(widths)

    def _fit_rows(self, widths: list[int]) -> None:
        """Give rows with longer texts some lines more; what is longer still ends with an ellipsis."""
        usual, line, padding = fonts.unit(_ROW), fonts.unit(_LINE), 2 * fonts.unit(_PADDING)
        size = fonts.unit(100) / 100
        rooms = [(width - padding) / size for width in widths]
        tall: dict[int, int] = {}
        for row, column, columns, parts in self._texts:
            room = rooms[column] if columns == 1 else (sum(widths[column : column + columns]) - padding) / size
            if len(parts) > 1 or parts[0] > room:
                lines = sum(1 + int(max(0, part - 1) // max(1, room)) for part in parts)
                if lines > 1:
                    tall[row] = max(tall.get(row, usual), min(lines, _MOST_LINES) * line + padding)
        header = self.verticalHeader()
        header.setDefaultSectionSize(usual)
        for row in {*self._tall, *tall}:
            header.resizeSection(row, tall.get(row, usual))
        self._tall = tall


class _Delegate(QStyledItemDelegate):
    """Paints a cell: its text, a tint for what was understood, a frame for what is doubtful or chosen."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        scheme, rect, place = colours(), QRect(option.rect), (index.row(), index.column())
        state = self._view.grid.state(*place)
        painter.fillRect(rect, scheme.rule)
        rect.adjust(0, 0, -1, -1)
        painter.fillRect(rect, _ground(state))
        cell = self._view.grid.cells.get(place)
        if cell is not None and cell.text:
            _paint_text(painter, rect, cell.text)
        frame = rect.adjusted(1, 1, -1, -1)
        if any((box.row, box.column) == place for box in self._view.chosen):
            _draw_frame(painter, frame, QPen(scheme.accent, 3))
        elif state is State.DOUBTFUL:
            _draw_frame(painter, frame, QPen(scheme.warning, 2))
        elif state is State.LEFT_OVER:
            _draw_frame(painter, frame, QPen(scheme.accent, 1, Qt.PenStyle.DashLine))
        if index == self._view.currentIndex() and self._view.hasFocus():
            inside = frame.adjusted(3, 3, -3, -3)  # seen beside the other frames
            _draw_frame(painter, inside, QPen(scheme.text, 2, Qt.PenStyle.DotLine))


def _ground(state: State) -> QColor:
    scheme = colours()
    if state is State.PLAIN:
        return scheme.paper
    if state is State.FOUND:
        return tint(scheme.ok, 10)
    return tint(scheme.warning if state is State.DOUBTFUL else scheme.accent, 12)


def _draw_frame(painter: QPainter, frame: QRect, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawRect(frame)


def _paint_text(painter: QPainter, rect: QRect, text: str) -> None:
    """Paint as many lines as there is room for; what is cut off ends with an ellipsis."""
    padding, font = fonts.unit(_PADDING), fonts.surround()
    area = rect.adjusted(padding, 2, -padding, -2)
    if _fits_on_a_line(text, area.width()):  # most do, and need no breaking
        draw_words(painter, area, CENTRED, text, font, colours().text)
        return
    most = max(1, area.height() // (painter.fontMetrics().lineSpacing() or 1))
    lines = wrapped(text[:_MOST_SHOWN], area.width(), font)
    if len(lines) > most:
        lines = (*lines[: most - 1], f"{lines[most - 1][:-1]}…")
    flags = (LEFT if len(lines) > 1 and len(text) > _LONG else CENTRED) | WRAPPED
    painter.save()
    painter.setClipRect(rect)
    draw_words(painter, area, flags, "\n".join(lines), font, colours().text)
    painter.restore()


def _fits_on_a_line(text: str, width: int) -> bool:
    """Whether a text fits on a line however wide its characters are."""
    return len(text) * fonts.unit(_LATIN + _MORE) <= width and "\n" not in text


def _parted(left: int, first: list[int], more: list[int]) -> list[int]:
    """Give each column what it has first and its part of what is left, by how much more it wants."""
    total, left = sum(more), max(0, left)
    return [
        each + (left * part // total if total else left // len(first)) for each, part in zip(first, more, strict=True)
    ]


def _figures(model: GridModel) -> list[int]:
    """Give the width in logical pixels that each column needs for its figures to stand in one line."""
    least = [0] * model.columnCount()
    for cell in model.cells.values():
        if cell.columns == 1 and cell.row < _MEASURED and len(cell.text) <= _LONGEST_FIGURE and cell.text.isascii():
            least[cell.column] = max(least[cell.column], _pixels(cell.text) + 2 * _PADDING + 4)
    return least


def _weights(model: GridModel) -> list[int]:
    """Give the width each column wants in logical pixels, by its longest text that is one column wide."""
    weights = [0] * model.columnCount()
    for cell in model.cells.values():
        if cell.columns == 1 and cell.row < _MEASURED:
            longest = max(map(_pixels, cell.text.split("\n"))) + 2 * _PADDING + 4
            weights[cell.column] = max(weights[cell.column], min(_WIDEST, longest))
    return weights


@lru_cache(maxsize=65536)
def _pixels(text: str) -> int:
    """Give about how wide a text is at the standard size, in logical pixels."""
    shown = text[:_MOST_SHOWN]
    return _LATIN * len(shown) + _MORE * sum(character > "\u2e7f" for character in shown)
