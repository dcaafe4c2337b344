"""The indicator section: tool row, head, table as high as its rows, and the groups that may still be added."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from models.checks.runs import runs_of
from models.place import indicator_place
from ui import fonts
from ui.indicators.block_columns import columns_of
from ui.indicators.clipboard import as_mime, is_block, read_block
from ui.indicators.commands import IndicatorCommands
from ui.indicators.head import TableHead
from ui.indicators.outline import Outline
from ui.indicators.paste_sheet import PasteSheet
from ui.indicators.pasting import paste
from ui.indicators.rows_view import NOTHING_YET
from ui.indicators.table_model import NAME, IndicatorTableModel
from ui.indicators.table_view import IndicatorTable, group_words
from ui.indicators.tool_row import ToolRow
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from models.form import Indicator
    from ui.document import Document
    from ui.indicators.commands import Group

_TOOLS, _FOOT, _NONE = 40, 34, 44
_INDICATOR = 2
"""The level of an indicator in the outline."""


class IndicatorSection(QWidget):
    """The indicators, edited in place as on paper."""

    place_focused = Signal(str)
    ensure_visible = Signal(QRect)
    grown = Signal()
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
        self._foot.linkActivated.connect(lambda place: self.add(self.commands.allowed()[int(place)]))
        self._submenus: dict[str, QMenu] = {}
        self._shown: tuple[Indicator, ...] = ()
        self.actions_by_name = self._make_actions()
        self._tools = ToolRow(self, self.actions_by_name, self._submenus["groups"])
        self._tools.filter_changed.connect(self._on_filter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on a tool must leave the caret where it is
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that a key in a cell does not paint the sheet
        self._connect()
        self.restyle()
        self._refresh()

    def actions_for_menu(self) -> list[QAction | None]:
        """Give what can be done with indicators, None for a line between."""
        names = self.actions_by_name
        order = "add groups delete duplicate - up down previous_group next_group to_group change_group - "
        order += "fill_down renumber sort order - copy cut paste"
        return [None if name == "-" else names[name] for name in order.split()]

    def _make_actions(self) -> dict[str, QAction]:
        made: dict[str, QAction] = {}
        for name, text, key, slot in (
            ("add", "添加指标", "", partial(self.add, None)),
            ("delete", "删除指标", "Ctrl+Delete", self.delete),
            ("duplicate", "重复一条", "Ctrl+Shift+D", self.duplicate),
            ("up", "上移", "Alt+Up", partial(self._move, self.commands.shift, -1)),
            ("down", "下移", "Alt+Down", partial(self._move, self.commands.shift, 1)),
            ("previous_group", "移到上一组", "Alt+PgUp", partial(self._move, self.commands.to_next_group, -1)),
            ("next_group", "移到下一组", "Alt+PgDown", partial(self._move, self.commands.to_next_group, 1)),
            ("fill_down", "向下填充", "Ctrl+D", self.fill_down),
            ("renumber", "重新编号", "", self.commands.renumber),
            ("sort", "组内按这一列排序", "", self.sort),
            ("order", "按表样排列分组", "", self.commands.order_groups),
            ("copy", "复制", "Ctrl+C", self.copy),
            ("cut", "剪切", "Ctrl+X", self.cut),
            ("paste", "粘贴", "Ctrl+V", self.paste),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=slot: do())
            made[name] = action
            self.table.addAction(action)
            if name in {"up", "down", "previous_group", "next_group", "delete", "duplicate"}:
                self.outline.addAction(action)
        for name, text, fill in (
            ("groups", "添加分组", self._fill_groups),
            ("to_group", "移到分组", self._fill_to_group),
            ("change_group", "改为分组", self._fill_change_group),
        ):
            menu = QMenu(text, self)
            menu.setObjectName(name)
            menu.aboutToShow.connect(partial(fill, menu))
            self._submenus[name] = menu
            made[name] = menu.menuAction()
        return made

    def _connect(self) -> None:
        table, outline = self.table, self.outline
        table.selectionModel().currentChanged.connect(self._on_current)
        table.came.connect(lambda: self._on_current(table.currentIndex()))
        table.add_wanted.connect(self.add)
        table.moved.connect(self._moved)
        table.left.connect(self.left)
        table.said.connect(self.said)
        table.resized.connect(self.grown)
        table.in_sight.connect(self._show_below_head)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self.show_menu(table.viewport().mapToGlobal(at)))
        outline.rows_chosen.connect(self.table.choose)
        outline.moved.connect(self._moved)
        outline.delete_wanted.connect(self.delete)
        outline.rename_wanted.connect(self._rename)
        self.model.name_as_kept = self.commands.numbered_name
        outline.menu_wanted.connect(self.show_menu)
        self._document.changed.connect(self._on_change)

    def chosen(self) -> list[int]:
        """Give the rows that a command is about: of the outline's entry while the outline has the keyboard."""
        return self.outline.chosen() if self.outline.hasFocus() else self.table.chosen()

    def add(self, group: Group | None = None) -> None:
        """Add an indicator to a group, to that with the caret where none is named, and open its name."""
        self._tools.clear_filter()
        self.table.edit_cell(self.commands.add(group, self.table.currentIndex().row()), NAME)

    def delete(self) -> None:
        """Delete the chosen indicators; the editor of a cell closes first."""
        if self.table.is_editing:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self.commands.delete(self.chosen())
        if row >= 0:
            self.table.choose([row])

    def duplicate(self) -> None:
        """Put copies of the chosen indicators behind them, but not while a cell is edited."""
        if self.table.is_editing:
            return
        self.table.choose(self.commands.duplicate(self.chosen()))

    def fill_down(self) -> None:
        """Fill the column with the caret downwards over the chosen rows."""
        self.commands.fill_down(self.chosen(), self.model.columns[max(self.table.currentIndex().column(), NAME)])

    def sort(self) -> None:
        """Sort within the groups by the column with the caret."""
        self.commands.sort(self.model.columns[max(self.table.currentIndex().column(), NAME)])

    def copy(self) -> None:
        """Copy the cell with the caret, or all chosen rows as a block for Excel and WPS."""
        if rows := self.chosen():
            current = self.table.currentIndex()
            cells = [[row.level1, row.level2, *row.cells.values()] for row in (self.commands.rows[i] for i in rows)]
            if len(rows) == 1 and current.column() >= NAME and not self.outline.hasFocus():
                cells = [[str(current.data() or "")]]
            QGuiApplication.clipboard().setMimeData(as_mime(cells))

    def cut(self) -> None:
        """Copy, and take away what was copied."""
        self.copy()
        current, rows = self.table.currentIndex(), self.chosen()
        if len(rows) > 1 or self.outline.hasFocus():
            self.delete()
        elif rows:
            self.commands.clear([(rows[0], self.model.columns[max(current.column(), NAME)])])

    def paste(self) -> None:
        """Paste a text into the cell with the caret, or a block into the columns it belongs to."""
        mime = QGuiApplication.clipboard().mimeData()
        current = self.table.currentIndex()
        block = read_block(mime)
        if not block:
            self.said.emit("剪贴板里没有可以粘贴的文字，或者表太大。请少选几行再复制。")
            return
        if not is_block(block) and current.isValid():
            self.model.setData(current.siblingAtColumn(max(current.column(), NAME)), block[0][0])
            return
        found = columns_of(block, self._document.definition, self.model.columns[max(current.column(), NAME)])
        if found.is_sure:
            self._paste(block[1:] if found.has_head else block, found.names)
            return
        sheet = PasteSheet(block, found, self._document.definition, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(lambda: self._paste(sheet.block, sheet.columns))
        sheet.finished.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        sheet.open()

    def _paste(self, block: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
        """Paste a block whose columns are known, and show for a while what has come."""
        pasted = paste(block, columns, self._document, self.commands, self.table.currentIndex().row())
        self.table.choose(pasted.rows)
        self.table.show_new(pasted.rows)
        self.said.emit(pasted.sentence)

    def show_menu(self, at: QPoint) -> None:
        """Show what can be done with the chosen indicators."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions_for_menu():
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(at)

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

    def _move(self, command: Callable[[list[int], int], list[int]], step: int) -> None:
        if self.table.filtered:
            self.said.emit("筛选时不能移动，先清除筛选。")
        elif self.outline.hasFocus() and 0 <= self.outline.level < _INDICATOR and command == self.commands.shift:
            within = self.outline.level > 0
            self.table.choose(self.commands.shift_group(self.chosen(), step, within_level1=within))
        elif rows := self.chosen():
            self.table.choose(command(rows, step))

    def _rename(self, rows: Sequence[int], below: QPoint) -> None:
        """Call an entry of the outline otherwise: an indicator as is typed, a group as the version allows."""
        if not rows:
            return
        if self.outline.level == _INDICATOR:
            self.table.edit_cell(rows[0], NAME)
        elif self.outline.level == 0:
            self.said.emit("一级指标的名称跟着二级指标走，请在二级指标上改。")
        else:
            self._submenus["change_group"].popup(below)

    def _moved(self, rows: Sequence[int], to: int, group: Group) -> None:
        self.table.choose(self.commands.move(rows, to, group))

    def _fill_groups(self, menu: QMenu) -> None:
        self._fill(menu, self.add)

    def _fill_to_group(self, menu: QMenu) -> None:
        self._fill(menu, lambda group: self.table.choose(self.commands.to_group(self.chosen(), group)))

    def _fill_change_group(self, menu: QMenu) -> None:
        self._fill(menu, lambda group: self.commands.change_group(self.chosen(), group))

    def _fill(self, menu: QMenu, do: Callable[[Group], None]) -> None:
        menu.clear()
        for group in self.commands.allowed():
            menu.addAction(group_words(group)).triggered.connect(lambda _=False, it=group: do(it))

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
