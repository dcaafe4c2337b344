"""The indicator section: tool row, head, table as high as its rows, and the groups that may still be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from models.checks.runs import runs_of
from models.place import indicator_place
from ui import fonts
from ui.indicators.chosen import ChosenIndicators
from ui.indicators.commands import IndicatorCommands
from ui.indicators.head import TableHead
from ui.indicators.outline import Outline
from ui.indicators.rows_view import NOTHING_YET
from ui.indicators.table_model import NAME, IndicatorTableModel
from ui.indicators.table_view import IndicatorTable
from ui.indicators.tool_row import ToolRow
from ui.palette import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from models.form import Indicator
    from ui.document import Document

_TOOLS, _FOOT, _NONE = 40, 34, 44


class IndicatorSection(QWidget):
    """The indicators, edited in place as on paper."""

    place_focused = Signal(str)
    ensure_visible = Signal(QRect)
    grown = Signal()
    form_pasted = Signal()
    left = Signal(int)
    """The caret leaves the table, 1 onwards, -1 back."""
    said = Signal(str)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("指标表")
        self._document = document
        self.commands = IndicatorCommands(document)
        self.model = IndicatorTableModel(document)
        self.model.setParent(self)
        self.table = IndicatorTable(self.model, document, self.commands)
        self.table.setParent(self)
        self.outline = Outline(document, self.commands)
        self.head = TableHead(document.definition, self)
        self._foot = QLabel(self)
        self._foot.setObjectName("quiet")
        self._foot.setTextFormat(Qt.TextFormat.RichText)
        self._foot.setWordWrap(True)
        self._shown: tuple[Indicator, ...] = ()
        self.chosen = ChosenIndicators(document, self.commands, self.model, self.table, self.outline, self)
        self.chosen.said.connect(self.said)
        self.chosen.form_pasted.connect(self.form_pasted)
        self._tools = ToolRow(self, self.chosen.by_name, self.chosen.submenus["groups"])
        self.chosen.all_wanted.connect(self._tools.clear_filter)
        self._tools.filter_changed.connect(self._on_filter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on a tool must leave the caret where it is
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that a key in a cell does not paint the sheet
        self._connect()
        self.restyle()
        self._refresh()

    def _connect(self) -> None:
        table, outline = self.table, self.outline
        self._foot.linkActivated.connect(lambda place: self.chosen.add(self.commands.allowed()[int(place)]))
        table.selectionModel().currentChanged.connect(self._on_current)
        table.came.connect(lambda: self._on_current(table.currentIndex()))
        table.add_wanted.connect(self.chosen.add)
        table.moved.connect(self.chosen.move_to)
        table.left.connect(self.left)
        table.said.connect(self.said)
        table.resized.connect(self.grown)
        table.in_sight.connect(self._show_below_head)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self.chosen.show_menu(table.viewport().mapToGlobal(at)))
        outline.rows_chosen.connect(self.table.choose)
        outline.moved.connect(self.chosen.move_to)
        outline.delete_wanted.connect(self.chosen.delete)
        outline.rename_wanted.connect(self.chosen.rename)
        self.model.name_as_kept = self.commands.numbered_name
        outline.menu_wanted.connect(self.chosen.show_menu)
        self._document.changed.connect(self._on_change)

    def focus_place(self, where: str) -> bool:
        """Put the caret at a place in the table; False where there is none."""
        found = indicator_place(where)
        if found is None or found[0] >= len(self.commands.rows):
            return False
        row, column = found
        if self.table.isRowHidden(row):
            self._tools.clear_filter()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.choose([row], self.model.columns.index(column or "name"))
        return True

    def place_area(self, where: str) -> QRect:
        """Give where a place lies, in its own coordinates; empty where it is not there."""
        row, column = indicator_place(where) or (-1, "")
        area = self.table.visualRect(self.model.index(row, self.model.columns.index(column or "name")))
        return area.translated(self.table.viewport().mapTo(self, QPoint())) if area.isValid() else area

    def enter(self, step: int) -> None:
        """Take the caret that comes by Tab: into the first cell, -1: into the last."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        count = len(self.commands.rows)
        if count:
            self.table.choose([0 if step > 0 else count - 1], NAME if step > 0 else len(self.model.columns) - 1)
        else:
            self.place_focused.emit("indicators")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        table = self._table_height(width)
        return fonts.unit(_TOOLS) + self.head.wanted_height() + table + self._foot_height(width)

    def _foot_height(self, width: int) -> int:
        """Give the height of the words on groups that may be added."""
        words = self._foot.heightForWidth(width - 2 * fonts.unit(10)) + fonts.unit(12)
        return max(words, fonts.unit(_FOOT)) if self._foot.text() else 0

    def _table_height(self, width: int) -> int:
        """Give the height of the rows, without any that of the words that say so."""
        return max(self.table.height_at(width), 0 if self.commands.rows else fonts.unit(_NONE))

    def sizeHint(self) -> QSize:
        return QSize(fonts.unit(600), self.heightForWidth(max(self.width(), fonts.unit(400))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, top = self.width(), fonts.unit(_TOOLS)
        self._tools.setGeometry(0, 0, width, top)
        self.head.resize(width, self.head.wanted_height())
        top += self.head.wanted_height()
        table = self._table_height(width)
        self.table.setGeometry(0, top, width, table)
        self.head.set_widths(self.table.widths)
        side = fonts.unit(10)
        self._hold_head()
        self._foot.setGeometry(side, top + table, width - 2 * side, self._foot_height(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), colours().paper)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.enter(-1 if event.reason() == Qt.FocusReason.BacktabFocusReason else 1)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._tools.restyle()
        self._foot.setFont(fonts.surround())
        self.table.restyle()
        self.outline.restyle()
        self._refresh()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state
        """Let texts beside the name stand under it, where there is little room."""
        self.table.set_narrow(narrow)

    def repaint_moving_words(self) -> None:
        """Hold the head in sight and paint the names of groups anew after scrolling."""
        self._hold_head()
        self.table.repaint_groups()

    def _hold_head(self) -> None:
        """Let the head stick to the top of the view while the table fills it."""
        sheet = self.parentWidget()
        seen = -sheet.y() - self.y() if sheet else 0
        last = self.table.geometry().bottom() + 1 - self.head.height()
        self.head.move(0, max(fonts.unit(_TOOLS), min(seen, last)))
        self.head.raise_()

    def _show_below_head(self, area: QRect) -> None:
        self.ensure_visible.emit(area.adjusted(0, -self.head.height(), 0, 0))

    def _on_filter(self, words: str) -> None:
        self.table.filter(words)
        self._refresh()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.outline.follow(current.row())
            focused = QApplication.focusWidget()
            if focused is not None and (focused is self.table or self.table.isAncestorOf(focused)):
                self.place_focused.emit(self.model.place(current))

    def _on_change(self) -> None:
        if self.commands.rows is not self._shown:
            self._refresh()

    def _refresh(self) -> None:
        rows = self._shown = self.commands.rows
        count, groups = len(rows), len(runs_of(rows))
        shown = f"显示 {self.table.shown} / {count} 条"
        self._tools.say(shown if self.table.filtered else f"{count} 条 · {groups} 组")
        allowed = self.commands.allowed()
        colour = colours().accent
        links = "、".join(
            f"<a href='{allowed.index(group)}' style='color:{colour};text-decoration:none'>{group[1]}</a>"
            for group in self.commands.missing()
        )
        words = f"本表还可添加：{links}" if links else ""
        if words != self._foot.text():
            self._foot.setText(words)
            self.grown.emit()
        if not rows:
            self.table.setAccessibleDescription(NOTHING_YET)
