"""Dragging rows: a line where they will land, and a word on what will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts
from ui.painting import CENTRED, draw_words
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractItemView

    from ui.indicators.commands import Group, IndicatorCommands


class Drop(NamedTuple):
    """Where dragged indicators would land: before which row, in which group; `group` None where they must not."""

    to: int
    group: Group | None
    words: str


def drop_at(commands: IndicatorCommands, chosen: Sequence[int], row: int, *, below: bool) -> Drop:
    """Say what dropping indicators above or below a row does; a line between two groups belongs to that row's."""
    rows = commands.rows
    group, to = rows[row].group, row + below
    if group not in commands.allowed() and any(rows[i].group != group for i in chosen):
        return Drop(to, None, f"本表没有“{group[1] or '未命名'}”")
    inside = [i for i, each in enumerate(rows) if each.group == group and i not in set(chosen)]
    after = sum(i < to for i in inside)
    if chosen[0] <= to <= chosen[-1] + 1 and all(rows[i].group == group for i in chosen):
        return Drop(to, group, "放回原处")
    place = "末尾" if after == len(inside) else "开头" if after == 0 else f"第 {after + 1} 条"
    number = f"，编号改为 {after + 1}" if commands.numbers_by_itself else ""
    return Drop(to, group, f"移到“{group[1]}”{place}{number}")


class RowDrag:
    """A drag in a view, from the press of the button to the drop: what it is about, its line and its words."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._pressed: QPoint | None = None
        self._drop: Drop | None = None
        self._overlay = _DropOverlay(view.viewport())

    @property
    def is_under_way(self) -> bool:
        """Whether something is being dragged."""
        return self._drop is not None

    @property
    def is_pressed(self) -> bool:
        """Whether the button went down on something that can be dragged."""
        return self._pressed is not None

    def press(self, at: QPoint | None) -> None:
        """Begin at a point of the viewport; None for a press that drags nothing."""
        self._pressed = at

    def begins(self, at: QPoint) -> bool:
        """Whether the pointer has gone far enough to mean a drag."""
        far = QApplication.startDragDistance()
        return self._pressed is not None and (self.is_under_way or (at - self._pressed).manhattanLength() >= far)

    def show(self, drop: Drop, line: QRect, pointer: QPoint) -> None:
        """Show where things would land; no line where they must not."""
        self._drop = drop
        self._overlay.setGeometry(self._view.viewport().rect())
        self._overlay.show_drop(line if drop.group is not None else None, drop.words, pointer)

    def end(self) -> Drop | None:
        """End it, and give where things are to land; None where they must not or nothing was dragged."""
        found, self._drop, self._pressed = self._drop, None, None
        self._overlay.hide()
        return found if found and found.group is not None else None


class _DropOverlay(QWidget):
    """Paints line and chip over what is dragged in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line: QRect | None = None
        self._words = ""
        self._at = QRect()
        self.hide()

    def show_drop(self, line: QRect | None, words: str, pointer: QPoint) -> None:
        """Show the line, None for a place where nothing may land, and the words beside the pointer."""
        self._line, self._words = line, words
        width = QFontMetrics(fonts.sentence()).horizontalAdvance(words) + fonts.unit(24)
        left = max(0, min(pointer.x() + fonts.unit(12), self.width() - width))
        height = fonts.unit(28)
        top = pointer.y() + fonts.unit(12)
        self._at = QRect(left, top if top + height < self.height() else pointer.y() - height - 4, width, height)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, scheme = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._line is not None:
            line = self._line
            painter.fillRect(line.left(), line.top() - 1, line.width(), 3, scheme.accent)
            painter.setBrush(scheme.accent)
            radius = fonts.unit(5)
            painter.drawEllipse(line.topLeft(), radius, radius)
        painter.setBrush(scheme.accent if self._line is not None else scheme.error)
        painter.drawRoundedRect(self._at, 4, 4)
        draw_words(painter, self._at, CENTRED, self._words, fonts.sentence(), scheme.on_accent)
