"""What is done with the chosen indicators: by menus, by keys, and with the clipboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.indicators.block_columns import columns_of
from ui.indicators.clipboard import as_mime, is_block, read_block
from ui.indicators.paste_sheet import PasteSheet
from ui.indicators.pasting import paste
from ui.indicators.table_model import NAME, IndicatorTableModel
from ui.indicators.table_view import IndicatorTable, group_words
from ui.sheet.whole_form import is_whole_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.document import Document
    from ui.indicators.commands import Group, IndicatorCommands
    from ui.indicators.outline import Outline

_INDICATOR = 2
"""The level of an indicator in the outline."""


class ChosenIndicators(QObject):
    """Does it to the rows chosen in the table, or in the outline while that has the keyboard."""

    said = Signal(str)
    form_pasted = Signal()
    """A whole form was to be pasted here; nothing was."""
    all_wanted = Signal()
    """The table must not be filtered any longer."""

    def __init__(
        self,
        document: Document,
        commands: IndicatorCommands,
        model: IndicatorTableModel,
        table: IndicatorTable,
        outline: Outline,
        section: QWidget,
    ) -> None:
        super().__init__(section)
        self._document, self._section = document, section
        self._commands, self._model, self._table, self._outline = commands, model, table, outline
        self.submenus: dict[str, QMenu] = {}
        self.by_name = self._make_actions()
        """The actions, those of the menus of groups included."""

    def actions_for_menu(self) -> list[QAction | None]:
        """Give what can be done with indicators, None for a line between."""
        names = self.by_name
        order = "add groups delete duplicate - up down previous_group next_group to_group change_group - "
        order += "fill_down renumber sort order - copy cut paste"
        return [None if name == "-" else names[name] for name in order.split()]

    def rows(self) -> list[int]:
        """Give the rows that a command is about: of the outline's entry while the outline has the keyboard."""
        return self._outline.chosen() if self._outline.hasFocus() else self._table.chosen()

    def add(self, group: Group | None = None) -> None:
        """Add an indicator to a group, to that with the caret where none is named, and open its name."""
        self.all_wanted.emit()
        self._table.edit_cell(self._commands.add(group, self._table.currentIndex().row()), NAME)

    def delete(self) -> None:
        """Delete the chosen indicators; the editor of a cell closes first."""
        if self._table.is_editing:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self._commands.delete(self.rows())
        if row >= 0:
            self._table.choose([row])

    def duplicate(self) -> None:
        """Put copies of the chosen indicators behind them, but not while a cell is edited."""
        if self._table.is_editing:
            return
        self._table.choose(self._commands.duplicate(self.rows()))

    def fill_down(self) -> None:
        """Fill the column with the caret downwards over the chosen rows."""
        self._commands.fill_down(self.rows(), self._model.columns[max(self._table.currentIndex().column(), NAME)])

    def sort(self) -> None:
        """Sort within the groups by the column with the caret."""
        self._commands.sort(self._model.columns[max(self._table.currentIndex().column(), NAME)])

    def copy(self) -> None:
        """Copy the cell with the caret, or all chosen rows as a block for Excel and WPS."""
        if rows := self.rows():
            current = self._table.currentIndex()
            cells = [[row.level1, row.level2, *row.cells.values()] for row in (self._commands.rows[i] for i in rows)]
            if len(rows) == 1 and current.column() >= NAME and not self._outline.hasFocus():
                cells = [[str(current.data() or "")]]
            QGuiApplication.clipboard().setMimeData(as_mime(cells))

    def cut(self) -> None:
        """Copy, and take away what was copied."""
        self.copy()
        current, rows = self._table.currentIndex(), self.rows()
        if len(rows) > 1 or self._outline.hasFocus():
            self.delete()
        elif rows:
            self._commands.clear([(rows[0], self._model.columns[max(current.column(), NAME)])])

    def paste(self) -> None:
        """Paste a text into the cell with the caret, or a block into the columns it belongs to."""
        mime = QGuiApplication.clipboard().mimeData()
        if is_whole_form(mime.text(), self._document.definition):
            self.form_pasted.emit()
            return
        current = self._table.currentIndex()
        block = read_block(mime)
        if not block:
            self.said.emit("剪贴板里没有可以粘贴的文字，或者表太大。请少选几行再复制。")
            return
        if not is_block(block) and current.isValid():
            self._model.setData(current.siblingAtColumn(max(current.column(), NAME)), block[0][0])
            return
        found = columns_of(block, self._document.definition, self._model.columns[max(current.column(), NAME)])
        if found.is_sure:
            self._paste(block[1:] if found.has_head else block, found.names)
            return
        sheet = PasteSheet(block, found, self._document.definition, self._section)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(lambda: self._paste(sheet.block, sheet.columns))
        sheet.finished.connect(lambda: self._table.setFocus(Qt.FocusReason.OtherFocusReason))
        sheet.open()

    def show_menu(self, at: QPoint) -> None:
        """Show what can be done with the chosen indicators."""
        menu = QMenu(self._section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions_for_menu():
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(at)

    def rename(self, rows: Sequence[int], below: QPoint) -> None:
        """Call an entry of the outline otherwise: an indicator as is typed, a group as the version allows."""
        if not rows:
            return
        if self._outline.level == _INDICATOR:
            self._table.edit_cell(rows[0], NAME)
        elif self._outline.level == 0:
            self.said.emit("一级指标的名称跟着二级指标走，请在二级指标上改。")
        else:
            self.submenus["change_group"].popup(below)

    def move_to(self, rows: Sequence[int], to: int, group: Group) -> None:
        self._table.choose(self._commands.move(rows, to, group))

    def _make_actions(self) -> dict[str, QAction]:
        made: dict[str, QAction] = {}
        for name, text, key, slot in (
            ("add", "添加指标", "", partial(self.add, None)),
            ("delete", "删除指标", "Ctrl+Delete", self.delete),
            ("duplicate", "重复一条", "Ctrl+Shift+D", self.duplicate),
            ("up", "上移", "Alt+Up", partial(self._move, self._commands.shift, -1)),
            ("down", "下移", "Alt+Down", partial(self._move, self._commands.shift, 1)),
            ("previous_group", "移到上一组", "Alt+PgUp", partial(self._move, self._commands.to_next_group, -1)),
            ("next_group", "移到下一组", "Alt+PgDown", partial(self._move, self._commands.to_next_group, 1)),
            ("fill_down", "向下填充", "Ctrl+D", self.fill_down),
            ("renumber", "重新编号", "", self._commands.renumber),
            ("sort", "组内按这一列排序", "", self.sort),
            ("order", "按表样排列分组", "", self._commands.order_groups),
            ("copy", "复制", "Ctrl+C", self.copy),
            ("cut", "剪切", "Ctrl+X", self.cut),
            ("paste", "粘贴", "Ctrl+V", self.paste),
        ):
            action = QAction(text, self._section)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=slot: do())
            made[name] = action
            self._table.addAction(action)
            if name in {"up", "down", "previous_group", "next_group", "delete", "duplicate"}:
                self._outline.addAction(action)
        for name, text, fill in (
            ("groups", "添加分组", self._fill_groups),
            ("to_group", "移到分组", self._fill_to_group),
            ("change_group", "改为分组", self._fill_change_group),
        ):
            menu = QMenu(text, self._section)
            menu.setObjectName(name)
            menu.aboutToShow.connect(partial(fill, menu))
            self.submenus[name] = menu
            made[name] = menu.menuAction()
        return made

    def _paste(self, block: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
        """Paste a block whose columns are known, and show for a while what has come."""
        pasted = paste(block, columns, self._document, self._commands, self._table.currentIndex().row())
        self._table.choose(pasted.rows)
        self._table.show_new(pasted.rows)
        self.said.emit(pasted.sentence)

    def _move(self, command: Callable[[list[int], int], list[int]], step: int) -> None:
        if self._table.filtered:
            self.said.emit("筛选时不能移动，先清除筛选。")
        elif self._outline.hasFocus() and 0 <= self._outline.level < _INDICATOR and command == self._commands.shift:
            within = self._outline.level > 0
            self._table.choose(self._commands.shift_group(self.rows(), step, within_level1=within))
        elif rows := self.rows():
            self._table.choose(command(rows, step))

    def _fill_groups(self, menu: QMenu) -> None:
        self._fill(menu, self.add)

    def _fill_to_group(self, menu: QMenu) -> None:
        self._fill(menu, lambda group: self._table.choose(self._commands.to_group(self.rows(), group)))

    def _fill_change_group(self, menu: QMenu) -> None:
        self._fill(menu, lambda group: self._commands.change_group(self.rows(), group))

    def _fill(self, menu: QMenu, do: Callable[[Group], None]) -> None:
        menu.clear()
        for group in self._commands.allowed():
            menu.addAction(group_words(group)).triggered.connect(lambda _=False, it=group: do(it))
