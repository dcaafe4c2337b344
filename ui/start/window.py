"""The start window: what can be begun, gone on with, found again, put into the bin and taken out of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget

from models.trouble import Trouble
from ui import fonts
from ui.actions import make_actions
from ui.file_choice import ask_for_form
from ui.icons import icon
from ui.message_line import MessageLine
from ui.palette import colours
from ui.start.foot import Foot
from ui.start.keeping import Keeping
from ui.start.menus import WORDS, make_bar
from ui.start.model import HEADINGS, DraftModel
from ui.start.page import CARDS, StartPage
from ui.title import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent

    from models.definition_file import Definitions
    from models.drafts import Draft, Drafts

_SEARCH_PAUSE_MS = 150
_LEAST = (640, 360)
_OF_DRAFT = ("open", "duplicate", "rename", "delete")
_OF_BIN = ("restore", "purge", "leave_bin")


class StartWindow(QMainWindow):
    """Lists the drafts; what is opened is up to the program."""

    draft_wanted = Signal(str)
    """A draft is to be opened; gives its id."""
    file_wanted = Signal(object)
    """A file is to be imported; gives its path."""
    clipboard_wanted = Signal()
    """What the clipboard holds is to be imported."""
    new_wanted = Signal(str)
    """A blank form is wanted; gives the version's id, "" for the newest."""
    roll_forward_wanted = Signal()
    sample_wanted = Signal()
    scheme_wanted = Signal(str)
    """Other colours are wanted: light, dark, system."""
    settings_wanted = Signal()
    manual_wanted = Signal(str)
    """The manual is to be opened, at its beginning."""
    keys_wanted = Signal()
    about_wanted = Signal()
    restore_wanted = Signal(object)
    """The drafts of a backup are to take the place of all; gives its path."""
    closed = Signal(object)
    """The window has closed; gives the window."""

    def __init__(self, drafts: Drafts, definitions: Definitions, cards: Iterable[str] = tuple(CARDS)) -> None:
        """Offer the ways to begin of these names, of `ui.start.page.CARDS`."""
        super().__init__()
        self._drafts = drafts
        self._definitions = definitions
        self._in_bin = False
        self._model = DraftModel(self._unit_of_money)
        self.message = MessageLine(self)
        self.keeping = Keeping(drafts, definitions, self.message, self)
        self.page = StartPage(self._model, cards, self)
        self.list = self.page.list
        self._recent = QMenu("最近的文件", self)
        self.page.recent.setMenu(self._recent)
        self._actions = self._make_actions()
        self._bar = make_bar(self._actions, self._recent, self)
        self._commands = QFrame(self)
        self._manual = QToolButton(self)
        self._manual.setText("使用说明  F1")
        self._manual.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._manual.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._manual.clicked.connect(self._actions["manual"].trigger)
        self._foot = Foot(self._actions["back_up"], self._actions["bring_back"], self)
        self._pause = QTimer(self, interval=_SEARCH_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self._build()
        self._connect()
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        self.resize(1366, 696)
        self.restyle()
        self.refresh()

    @property
    def menus(self) -> list[QMenu]:
        """The menus side by side."""
        return [menu for action in self._bar.actions() if isinstance(menu := action.menu(), QMenu)]

    def refresh(self, draft: str = "") -> None:
        """Show the drafts as they are now, with that of an id chosen; without one what was chosen stays chosen."""
        self._pause.stop()
        words = self.page.search.text().strip()
        row, chosen = self.list.currentIndex().row(), self.list.chosen
        found = self._drafts.search(words, deleted=self._in_bin) if words else self._drafts.listed(deleted=self._in_bin)
        self._model.show(found, in_bin=self._in_bin)
        wanted = self._model.row_of(draft or (chosen.id if chosen else ""))
        self.list.choose(wanted if wanted >= 0 else row)
        self._show_around(words, len(found))
        self._foot.show_backups(self._drafts.last_daily_backup, self._drafts.last_backup)
        self._fill_recent()
        self._show_chosen()

    def come_back(self, draft: str) -> None:
        """Show the drafts again after one of them was left, with that one chosen."""
        self._in_bin = False
        self.refresh(draft)

    def show_bin(self, *, shown: bool) -> None:
        """Show the drafts in the bin, or the others again."""
        self._in_bin = shown
        self.refresh()
        self.page.search.setFocus()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        size = fonts.unit(16)
        for part in (self._bar, self._manual):
            part.setFont(fonts.surround())
        self._manual.setIcon(icon("question_circle", colours().text, size))
        self._manual.setIconSize(QSize(size, size))
        self._commands.setFixedHeight(fonts.unit(42))
        self.page.restyle()
        self._foot.restyle()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the list, or to the first card where there is none."""
        super().showEvent(event)
        first = next(iter(self.page.cards.values()))
        (self.page.search if self.page.search.isVisible() else first).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow what other windows have saved in the meantime."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._pause.stop()
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from ui.dropping import holds_a_file  # noqa: PLC0415 - now and then

        if holds_a_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.dropping import dropped_file  # noqa: PLC0415 - now and then

        path, left = dropped_file(event.mimeData())
        if left:
            self.message.say(left)
        if path:
            self.file_wanted.emit(path)

    def _make_actions(self) -> dict[str, QAction]:
        keeping = self.keeping
        slots: dict[str, Callable[[], object]] = {
            "roll_forward": self.roll_forward_wanted.emit,
            "import": self._ask_for_file,
            "paste": self.clipboard_wanted.emit,
            "new": self._begin_new,
            "sample": self.sample_wanted.emit,
            "open": self._open,
            "duplicate": partial(self._with_chosen, keeping.duplicate),
            "rename": self.list.rename,
            "delete": partial(self._with_chosen, keeping.delete),
            "bin": partial(self.show_bin, shown=True),
            "back_up": keeping.back_up,
            "bring_back": keeping.ask_to_restore,
            "settings": self.settings_wanted.emit,
            "manual": partial(self.manual_wanted.emit, ""),
            "keys": self.keys_wanted.emit,
            "about": self.about_wanted.emit,
            "quit": self.close,
            "find": self._find,
            "larger": lambda: self.choose_size(fonts.size_chosen() + 1),
            "smaller": lambda: self.choose_size(fonts.size_chosen() - 1),
            "usual": partial(self.choose_size, 0),
        }
        slots |= {scheme: partial(self.scheme_wanted.emit, scheme) for scheme in ("light", "dark", "system")}
        slots |= {f"sort-{column}": partial(self.list.sort_by, column) for column in range(len(HEADINGS))}
        offered = {name: slot for name, slot in slots.items() if name not in CARDS or name in self.page.cards}
        return make_actions(self, WORDS, offered)

    def _build(self) -> None:
        central = QWidget(self)
        lines = QVBoxLayout(central)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._commands.setObjectName("commands")
        row = QHBoxLayout(self._commands)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._bar)
        row.addStretch(1)
        row.addWidget(self._manual)
        lines.addWidget(self._commands)
        lines.addWidget(self.message)
        lines.addWidget(self.page, 1)
        lines.addWidget(self._foot)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        page, keeping = self.page, self.keeping
        for name, card in page.cards.items():
            card.clicked.connect(self._actions[name].trigger)
        for name in _OF_DRAFT:
            page.buttons[name].clicked.connect(self._actions[name].trigger)
        page.buttons["restore"].clicked.connect(partial(self._with_chosen, keeping.put_back))
        page.buttons["purge"].clicked.connect(partial(self._with_chosen, keeping.ask_to_purge))
        page.buttons["leave_bin"].clicked.connect(partial(self.show_bin, shown=False))
        for button in (page.look_in_bin, page.bin):
            button.clicked.connect(partial(self.show_bin, shown=True))
        page.sample.clicked.connect(self.sample_wanted)
        page.search.textChanged.connect(self._pause.start)
        page.search.entered.connect(self._enter)
        page.search.delete_wanted.connect(self._delete_or_purge)
        page.search.paste_wanted.connect(self.clipboard_wanted)
        page.search.undo_wanted.connect(keeping.undo)
        page.search.left.connect(partial(self.show_bin, shown=False))
        page.list.opened.connect(self._enter)
        page.list.chosen_changed.connect(self._show_chosen)
        self._model.renamed.connect(keeping.rename)
        keeping.changed.connect(self.refresh)
        keeping.restore_wanted.connect(self.restore_wanted)

    def _show_around(self, words: str, count: int) -> None:
        """Show what stands around the list: its heading, what is missing, the way to the bin."""
        in_bin = len(self._drafts.listed(deleted=True))
        self.page.set_empty(empty=not count and not words and not self._in_bin)
        self.page.show_heading("回收站" if self._in_bin else "我的草稿", f"{count} 份")
        self.page.bin.setText(f"回收站 {in_bin} 份，保留 30 天")
        self.page.bin.setVisible(bool(in_bin) and not self._in_bin)
        if count or not (words or self._in_bin):
            self.page.show_nothing("", look_in_bin=False)
        elif words:
            elsewhere = 0 if self._in_bin else len(self._drafts.search(words, deleted=True))
            more = f"回收站里有 {elsewhere} 份。" if elsewhere else ""
            self.page.show_nothing(f"没有找到“{words}”。{more}", look_in_bin=bool(elsewhere))
        else:
            self.page.show_nothing("回收站是空的。", look_in_bin=False)

    def _show_chosen(self) -> None:
        chosen = self.list.chosen
        names = _OF_BIN if self._in_bin else _OF_DRAFT
        self.page.show_buttons({name for name in names if chosen or name == "leave_bin"})
        for name in _OF_DRAFT:
            self._actions[name].setEnabled(chosen is not None and not self._in_bin)
        row = self.list.currentIndex().row()
        self.page.search.setAccessibleDescription(self._model.sentence(row) if chosen else "")

    def _fill_recent(self) -> None:
        self._recent.clear()
        for file in self._drafts.recent_files():
            path = Path(file.path)
            self._recent.addAction(f"{path.name}　{path.parent}", partial(self.file_wanted.emit, path))
        self._recent.menuAction().setVisible(not self._recent.isEmpty())

    def _unit_of_money(self, draft: Draft) -> str:
        try:
            return self._definitions.get(draft.form).unit
        except Trouble:  # its version is not at hand: opening it says so
            return ""

    def _with_chosen(self, do: Callable[[Draft], object]) -> None:
        if chosen := self.list.chosen:
            do(chosen)

    def _delete_or_purge(self) -> None:
        self._with_chosen(self.keeping.ask_to_purge if self._in_bin else self.keeping.delete)

    def _open(self) -> None:
        self._with_chosen(lambda chosen: self.draft_wanted.emit(chosen.id))

    def _enter(self) -> None:
        """Do what Enter does: with what was typed just now searched for first."""
        if self._pause.isActive():
            self.refresh()
        if self._in_bin:
            self._with_chosen(self.keeping.put_back)
        else:
            self._open()

    def _find(self) -> None:
        self.page.search.setFocus()
        self.page.search.selectAll()

    def _ask_for_file(self) -> None:
        if path := ask_for_form(self):
            self.file_wanted.emit(path)

    def _begin_new(self) -> None:
        """Begin a blank form; where there are several versions, ask which, the newest first."""
        ids = self._definitions.by_age()
        if len(ids) == 1:
            self.new_wanted.emit("")
            return
        menu = QMenu("用哪个表样", self)
        for id_ in ids:
            menu.addAction(self._named(id_), partial(self.new_wanted.emit, id_))
        card = self.page.cards["new"]
        menu.popup(card.mapToGlobal(card.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _named(self, version: str) -> str:
        try:
            definition = self._definitions.get(version)
        except Trouble:
            return f"{version}（读不出来）"
        return f"{definition.name}　{definition.mark}".strip()

    def choose_size(self, index: int) -> None:
        """Show all texts in a size: 0 标准, 1 大, 2 特大."""
        fonts.choose_size(index)
        QApplication.setFont(fonts.surround())
        self.restyle()
