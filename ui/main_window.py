"""The window on one form: command row, what was done, rail with outline, sheet, panel, status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from export.edition import Edition
from models.publication import has_private
from ui import fonts
from ui.actions import make_actions
from ui.alt_key import AltKey
from ui.autosave import Autosave
from ui.command_row import CommandRow
from ui.composing import composing
from ui.document import Document
from ui.form_menus import TITLES, menus, words
from ui.form_parts import FormParts
from ui.later import Later
from ui.memory import Memory
from ui.status_bar import StatusBar
from ui.title import TITLE
from ui.workspace import MIDDLE, NARROW, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent

    from models.definition_file import Definitions
    from models.drafts import Drafts

_LEAST = (640, 360)
_REUSING_PAUSE = 1000  # ms after the window came up, when earlier forms are looked through
PAGE_WIDTH = 452
"""The usual width of 预览 and 历史 in logical pixels."""


class MainWindow(FormParts):
    """One form, filled in, checked, saved and exported.

    At first it shows the form: the table of indicators, the review and all else come right after the first picture, or
    when they are first asked for.
    """

    open_wanted = Signal(object)
    """A file is to be opened; gives its path."""
    clipboard_wanted = Signal()
    start_wanted = Signal()
    """All drafts are to be shown, in the place of this window."""
    new_wanted = Signal()
    roll_forward_wanted = Signal()
    scheme_wanted = Signal(str)
    """Other colours are wanted: light, dark, system."""
    shown = Signal()
    """The first picture is there."""
    settings_wanted = Signal()
    manual_wanted = Signal(str)
    """The manual is to be opened; gives the place with the caret."""
    keys_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, drafts: Drafts, draft: str, definitions: Definitions, memory: Memory | None = None) -> None:
        super().__init__()
        self._drafts = drafts
        self._definitions = definitions
        self.draft = draft
        form = drafts.load(draft, definitions)
        self.document = Document(form, definitions.get(form.form), self, reviewed=False)
        self.document.recall(drafts.undo(draft, form, definitions))
        self.autosave = Autosave(self.document, drafts, draft)
        self._memory = memory or Memory()
        central = QWidget(self)
        self.workspace = Workspace(self.document, central)
        self.workspace.panel.add("preview", self._make_preview, PAGE_WIDTH)
        self.workspace.panel.add("history", lambda: self.comparing.make_page(draft, drafts), PAGE_WIDTH)
        self.sheet = self.workspace.desk.sheet
        self.status = StatusBar(central)
        self._not_saved_because = ""
        self._reusing_pause = QTimer(self, interval=_REUSING_PAUSE, singleShot=True)
        self._reusing_pause.timeout.connect(self._begin_reusing)
        self._actions = make_actions(self, words(self.document.definition), self._slots())
        self.commands = CommandRow(self._actions, TITLES, self.workspace.panel.kinds, central)
        self._lines = _stacked(central, self.commands, self.workspace, self.status)
        self.setCentralWidget(central)
        self._connect()
        self.later = self._what_comes_later()
        composing()
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        self.resize(1366, 696)
        self.status.show_document(self.document)
        self.status.show_saved("内容一直自动保存", fine=True)
        self.take_memory()
        self._name_window()

    def _what_comes_later(self) -> Later:
        """Queue what the first picture does without, what is missed first at the head."""
        later = Later(self)
        for step in (
            self.shown.emit,
            self._say_damage,
            lambda: self.sheet.table,
            self._fill_menus,
            self.document.begin_review,
            self.workspace.add_page,
            self.status.show_code,
            lambda: self.printing,
            *(cell.prepare for cell in self.sheet.cells.values()),
            self.workspace.lead_through,
        ):
            later.add(step)
        return later

    @property
    def where(self) -> str:
        """The place that has, or had last, the caret."""
        return self.workspace.desk.place

    def _say_damage(self) -> None:
        if damage := self._drafts.damage_words(self.draft):
            self.message.say(damage, bad=True)

    def _fill_menus(self) -> None:
        table = self.sheet.table.chosen.actions_for_menu() if self.sheet.table else []
        self.commands.fill(menus(self._actions, self.document.definition, table))

    def _slots(self) -> dict[str, Callable[[], object]]:
        """Give what is done for each action, in the order of the list of keys."""
        workspace = self.workspace
        slots: dict[str, Callable[[], object]] = {
            "undo": workspace.undo,
            "redo": workspace.redo,
            "new": self.new_wanted.emit,
            "all": self.start_wanted.emit,
            "roll_forward": self.roll_forward_wanted.emit,
            "open": self._ask_for_file,
            "paste": self.clipboard_wanted.emit,
            "save": self.save,
            "save_as": lambda: self.files.save_as(),
            "export": self._export,
            "print": lambda: self.printing.print(),
            "view_pdf": lambda: self.printing.view(),
            "publish": partial(self._export, public=True),
            "send": self._send,
            "settings": self.settings_wanted.emit,
            "quit": self.close,
            "find": lambda: self.finding.begin(),
            "find_next": lambda: self.finding.find_next(),
            "next": partial(workspace.next_problem, 1),
            "previous": partial(workspace.next_problem, -1),
            "fix": self.take_fix,
            "causes": workspace.show_causes,
            "compute": lambda: workspace.settling.compute_total(),
            "confirm": lambda: workspace.settling.confirm(),
            "earlier": self._insert_earlier,
            "balance": workspace.desk.go_to_money,
            "problems": partial(workspace.switch_panel, "problems"),
            "preview": partial(workspace.switch_panel, "preview"),
            "history": partial(workspace.switch_panel, "history"),
            "fold": self._fold_panel,
            "outline": workspace.toggle_outline,
            "around": lambda: workspace.step_region(1, self.status.balance),
            "back_around": lambda: workspace.step_region(-1, self.status.balance),
            "menus": self._open_menus,
            "larger": lambda: self.choose_size(fonts.size_chosen() + 1),
            "smaller": lambda: self.choose_size(fonts.size_chosen() - 1),
            "usual": partial(self.choose_size, 0),
            "manual": lambda: self.manual_wanted.emit(self.where),
            "keys": self.keys_wanted.emit,
            "about": self.about_wanted.emit,
        }
        slots |= {scheme: partial(self.scheme_wanted.emit, scheme) for scheme in ("light", "dark", "system")}
        sections = self.document.definition.sections
        return slots | {section.id: partial(self.go_to_section, section.id) for section in sections}

    def _connect(self) -> None:
        document, workspace = self.document, self.workspace
        document.changed.connect(self._name_window)
        document.problems_changed.connect(self._count_problems)
        document.undo_stack.canUndoChanged.connect(self._actions["undo"].setEnabled)
        document.undo_stack.canRedoChanged.connect(self._actions["redo"].setEnabled)
        document.undo_stack.indexChanged.connect(self._name_undo)
        self.autosave.saved.connect(self._on_saved)
        self._actions["publish"].setVisible(has_private(document.definition))
        workspace.manual_wanted.connect(self._actions["manual"].trigger)
        self.autosave.failed.connect(self._not_saved)
        workspace.desk.place_changed.connect(lambda _: self.autosave.leave())
        workspace.said.connect(self.status.say)
        self.sheet.table_added.connect(lambda: self.number_by_itself(wanted=self._memory.numbers_by_itself))
        self.sheet.form_pasted.connect(self.clipboard_wanted)
        self.sheet.left.connect(lambda step: workspace.step_region(step, self.status.balance))
        workspace.panel_changed.connect(self.commands.light)
        workspace.start_wanted.connect(self.start_wanted)
        self.status.review_wanted.connect(self._actions["confirm"].trigger)
        self.status.balance_wanted.connect(workspace.desk.go_to_money)
        self.status.size_wanted.connect(lambda: self.choose_size((fonts.size_chosen() + 1) % len(fonts.FACTORS)))
        self.status.pages_wanted.connect(lambda: workspace.show_panel("preview"))
        self.commands.light(workspace.panel.kind)
        AltKey(self).pressed_alone.connect(self._on_alt)
        self._name_undo()

    def _count_problems(self) -> None:
        found = self.document.problems
        self.commands.show_problems(len(found), found[0].severity if found else None)  # they come gravest first

    def _name_window(self) -> None:
        unit = next((self.document.form.fields[p.field] for p in self.document.definition.head if p.field), "")
        self.setWindowTitle(f"{unit or '未填单位'} · {TITLE}")

    def _name_undo(self) -> None:
        """Say in the menu what would be taken back; the buttons stay short."""
        stack = self.document.undo_stack
        for name, word, what in (("undo", "撤销", stack.undoText()), ("redo", "重做", stack.redoText())):
            self._actions[name].setText(f"{word} {what}".strip())
            self._actions[name].setIconText(word)
            self._actions[name].setEnabled(bool(what))

    def number_by_itself(self, *, wanted: bool) -> None:
        """Renew the numbers before the indicators' names with each change of the table, or only on request."""
        if self.sheet.indicators:
            self.sheet.indicators.commands.numbers_by_itself = wanted

    def go_to(self, where: str) -> None:
        """Put the caret at a place and bring it into sight."""
        self.workspace.go_to(where)

    def go_to_section(self, section: str) -> None:
        """Bring a section to the top of the view and put the caret into its first cell."""
        self.workspace.desk.go_to_section(section)

    def take_fix(self) -> None:
        """Take the fix of the place with the caret, else of the problem chosen in the panel."""
        self.workspace.settling.take_fix()

    def show_export(self, code: str) -> None:
        """Show the history, at the export that bears a check code."""
        self.workspace.show_panel("history")
        self.comparing.find_code(code)

    def _export(self, *, public: bool = False) -> None:
        self.document.leave_all()
        self.files.export(public=public)

    def _send(self) -> None:
        self.document.leave_all()
        self.files.send()

    def _begin_reusing(self) -> None:
        """Look through earlier forms, unless the window has been closed meanwhile."""
        if self.isVisible():
            self.reusing.begin()

    def _insert_earlier(self) -> None:
        self.reusing.insert_earlier()

    def _fold_panel(self) -> None:
        self.workspace.switch_panel(self.workspace.panel.kind)

    def _open_menus(self) -> None:
        self.commands.open_menus()

    def _on_alt(self) -> None:
        if self.commands.folds_menus:  # else the menu bar hears it by itself
            self.commands.open_menus()

    def _on_saved(self, time: str) -> None:
        self.status.show_saved(f"已保存 {time}", fine=True)
        if self.message.sentence == self._not_saved_because:
            self.message.clear()
        self._not_saved_because = ""

    def _not_saved(self, why: str) -> None:
        """Say why nothing could be saved, once, however often it is tried again."""
        self.status.show_not_saved(why.partition("，")[0])
        if why != self._not_saved_because:
            self._not_saved_because = why
            self.message.say(why, ("另存草稿到…", self.files.save_as), bad=True)

    def save(self) -> None:
        """Save at once what would be saved by itself in a moment."""
        if self.autosave.save_all():
            self.status.show_saved("已保存（内容一直自动保存）", fine=True)

    def _ask_for_file(self) -> None:
        from ui.file_choice import ask_for_form  # noqa: PLC0415 - the form is painted first

        if path := ask_for_form(self):
            self.autosave.save_all()
            self.open_wanted.emit(path)

    def take_memory(self) -> None:
        """Do as the memory says, once something in it has changed."""
        self.document.go_out_as(Edition(copies=self._memory.copies))

    def choose_size(self, index: int) -> None:
        """Show all texts in a size: 0 标准, 1 大, 2 特大."""
        fonts.choose_size(index)
        QApplication.setFont(fonts.surround())
        self.restyle()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for part in (self.commands, self.finding, self.workspace, self.status):
            part.restyle()
        self.update()

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
            self.open_wanted.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.commands.fold(width)
        self.status.fold(is_narrow=width < fonts.unit(NARROW), has_pages=width >= fonts.unit(MIDDLE))
        self.workspace.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the first picture there, do what has waited for it."""
        super().paintEvent(event)
        self.later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the caret into the first cell when the window comes up."""
        super().showEvent(event)
        self._reusing_pause.start()
        if not self.where:
            self.workspace.desk.refocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and not self.autosave.is_done:
            self.autosave.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; where that fails, ask before anything is lost."""
        self.files.stop()
        if self.autosave.save_all():
            event.accept()
            self.closed.emit(self)
            return
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - hardly ever asked

        text = "草稿没有保存成。要先另存一份再关闭吗？"
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self, TITLE, text, buttons.Save | buttons.Discard | buttons.Cancel)
        event.setAccepted(answer == buttons.Discard or (answer == buttons.Save and self.files.save_as()))
        if event.isAccepted():
            self.closed.emit(self)
            self.autosave.give_up()


def _stacked(parent: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Stand widgets one below the other without a gap; the workspace takes what room there is."""
    lines = QVBoxLayout(parent)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for widget in widgets:
        lines.addWidget(widget, int(isinstance(widget, Workspace)))
    return lines
