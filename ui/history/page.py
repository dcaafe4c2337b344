"""The page 历史: the code on the paper, the revisions by day, and what has changed since the chosen one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from ui import fonts
from ui.history.change_list import ChangeList
from ui.history.code_field import CodeField
from ui.history.revision_list import RevisionList
from ui.history.rows import named, rows
from ui.icons import icon
from ui.palette import colours
from ui.panel import Page

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from models.drafts import Drafts, Revision
    from ui.history.comparison import Compared, Comparison

_NOTHING_YET = "从这里起，每次修改都会留下记录。"
_HOW = "选一次，看从那时到现在改了什么；按住 Ctrl 再选一次，比较这两次。"


class HistoryPage(Page):
    """Looks back; what is done with what it finds is up to the window."""

    place_wanted = Signal(str)
    restore_wanted = Signal(str)
    """The form is to be as it was in the chosen revision; gives its name."""
    print_wanted = Signal(str, str)
    """What has changed is to be printed; gives the names of the two moments."""
    draft_wanted = Signal(str, str)
    """An export of another draft was asked for: its id and its code."""

    def __init__(self, draft: str, drafts: Drafts, comparison: Comparison, parent: QWidget | None = None) -> None:
        """Show the revisions of a draft."""
        super().__init__(parent)
        self._draft = draft
        self._drafts = drafts
        self._comparison = comparison
        self._shown: tuple[Revision, ...] = ()
        self._day: date | None = None
        self.code = CodeField(draft, drafts.with_code, self)
        self.list = RevisionList(self)
        self.changes = ChangeList(self)
        self._hint = QLabel(self)
        self._heading = QLabel(self)
        self._buttons = {
            "arrow_up": self._step_button("上一处改动", -1),
            "arrow_down": self._step_button("下一处改动", 1),
        }
        self.print = QPushButton("打印修改对照表", self)
        self.end = QPushButton("结束对比", self)
        self.back = QPushButton(self)
        self._found = QWidget(self)
        self._arrange()
        self._connect()
        self.restyle()
        self._show_comparison(None)

    def refresh(self) -> None:
        """Show the revisions there are now."""
        found = tuple(self._drafts.revisions(self._draft))
        today = datetime.now().astimezone().date()
        if (found, today) != (self._shown, self._day):
            self._shown, self._day = found, today
            self.list.show_rows(rows(found, today))
            self._show_hint()

    def find_code(self, code: str) -> None:
        """Look for the export that bears a code."""
        self.refresh()
        self.code.show_code(code)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme, size = colours(), fonts.unit(16)
        self.code.restyle()
        self._hint.setFont(fonts.surround())
        self._heading.setFont(fonts.sentence(bold=True))
        self._heading.setStyleSheet(f"color: {scheme.text}")
        for name, button in self._buttons.items():
            button.setIcon(icon(name, scheme.text, size, fades=True))
            button.setIconSize(QSize(size, size))
        self.back.setIcon(icon("arrow_undo", scheme.text, size, fades=True))
        for below in (self.back, self.print, self.end):
            below.setFont(fonts.surround())
        self.list.doItemsLayout()
        self.changes.doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the comparison first."""
        if event.key() == Qt.Key.Key_Escape and self._comparison.compared is not None:
            self.list.clearSelection()
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (13, 10, 13, 10)))
        lines.setSpacing(fonts.unit(8))
        lines.addWidget(self.code)
        self._hint.setWordWrap(True)
        self._hint.setObjectName("quiet")
        lines.addWidget(self._hint)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self._found)
        parts.setStretchFactor(0, 9)
        parts.setStretchFactor(1, 10)
        lines.addWidget(parts, 1)
        below = QVBoxLayout(self._found)
        below.setContentsMargins(0, fonts.unit(4), 0, 0)
        below.setSpacing(fonts.unit(4))
        head = QHBoxLayout()
        self._heading.setWordWrap(True)
        head.addWidget(self._heading, 1)
        for button in self._buttons.values():
            head.addWidget(button)
        below.addLayout(head)
        below.addWidget(self.changes, 1)
        foot = QHBoxLayout()
        for link in (self.print, self.end):
            link.setObjectName("link")
        foot.addWidget(self.back)
        foot.addWidget(self.print)
        foot.addWidget(self.end)
        foot.addStretch(1)
        below.addLayout(foot)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.code.found.connect(self._on_found)
        self.code.draft_wanted.connect(self.draft_wanted)
        self.list.chosen.connect(self._on_chosen)
        self.list.entered_key.connect(self._to_changes)
        self.changes.place_wanted.connect(self.place_wanted)
        self.end.clicked.connect(self.list.clearSelection)
        self.back.clicked.connect(self._restore)
        self.print.clicked.connect(self._print)
        self._comparison.changed.connect(self._show_comparison)

    def _step_button(self, name: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.changes.walk(step))
        return button

    def _on_found(self, revision: Revision) -> None:
        self.refresh()
        self.list.choose(revision.number)

    def _on_chosen(self, chosen: list[Revision]) -> None:
        if not chosen:
            self._comparison.clear()
        else:
            self._comparison.choose(chosen[-1], chosen[0] if len(chosen) > 1 else None)

    def _to_changes(self) -> None:
        if self._comparison.compared and self.changes.changes.rowCount():
            self.changes.setFocus()
            if not self.changes.currentIndex().isValid():
                self.changes.setCurrentIndex(self.changes.changes.index(0))

    def _restore(self) -> None:
        if self._comparison.compared:
            self.restore_wanted.emit(named(self._comparison.compared.earlier, self._today()))

    def _print(self) -> None:
        if compared := self._comparison.compared:
            until = named(compared.later, self._today()) if compared.later else "现在"
            self.print_wanted.emit(named(compared.earlier, self._today()), until)

    def _show_comparison(self, compared: Compared | None) -> None:
        self._found.setVisible(compared is not None)
        self._show_hint()
        if compared is None:
            self.changes.show_changes(())
            return
        today, count = self._today(), len(compared.alterations)
        until = named(compared.later, today) if compared.later else "现在"
        since = named(compared.earlier, today)
        self._heading.setText(
            f"从 {since} 到{' ' if compared.later else ''}{until}，{f'改了 {count} 处' if count else '没有改动'}"
        )
        self.back.setText(f"回到 {since} 的内容")
        self.changes.show_changes(compared.alterations)
        for button in (*self._buttons.values(), self.print):
            button.setEnabled(count > 0)

    def _show_hint(self) -> None:
        is_new = len(self._shown) <= 1
        self._hint.setText(_NOTHING_YET if is_new else _HOW)
        self._hint.setVisible(is_new or self._comparison.compared is None)

    def _today(self) -> date:
        return datetime.now().astimezone().date()
