"""The program with its windows: the start window, one for each open draft, and the ways between them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator

from models.definition_file import Definitions
from models.drafts import Drafts
from models.drafts.folders import folder_warning
from models.drafts.revisions import now
from models.form import blank_form
from models.places import RESOURCES
from models.trouble import Trouble
from models.unreviewed import unreviewed
from ui import fonts
from ui.faults import Faults
from ui.guidance import Guidance
from ui.icons import program_icon
from ui.memory import recall, remember
from ui.outgoing.warm import warm
from ui.palette import set_scheme
from ui.printing.viewed import clear_viewed
from ui.style import style_sheet
from ui.title import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    from models.definition import Definition
    from models.form import Form
    from ui.document import Document
    from ui.importing.desk import ImportDesk
    from ui.main_window import MainWindow
    from ui.start.window import StartWindow

_SAMPLE = RESOURCES / "samples" / "sample-2020.json"
_CARDS = ("roll_forward", "import", "new")
"""The ways to begin that the start window offers."""
_IDLE = 1500  # ms after which what only an export needs is loaded


class Application(QObject):
    """Opens windows; lives as long as one of them is open."""

    def __init__(self, qt: QApplication, data_folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._definitions = Definitions(data_folder / "forms")
        self._data_folder = data_folder
        self._drafts = Drafts(data_folder)
        self._drafts.complete(self._definitions)
        self.windows: list[MainWindow] = []
        """The windows that are open on drafts."""
        self.start_window: StartWindow | None = None
        """The start window, hidden while a draft has taken its place; None before it was first shown."""
        qt.setApplicationDisplayName(TITLE)
        self._translator = QTranslator()
        self._memory = recall(data_folder)
        self._guidance = Guidance(self._memory, data_folder)
        self._guidance.size_wanted.connect(self._resize_type)
        self._guidance.scheme_wanted.connect(self.dress)
        self._guidance.numbering_wanted.connect(lambda wanted: self.number_by_itself(wanted=wanted))
        self._guidance.remembered.connect(self._on_setting)
        fonts.choose_size(self._memory.size)
        self.dress(self._memory.scheme)
        qt.styleHints().colorSchemeChanged.connect(lambda: self.dress(self._memory.scheme))
        self._desk: ImportDesk | None = None
        self._is_furnished = False
        self._faults = Faults(data_folder / "log.txt", self)

    def _furnish(self) -> None:
        """Bring what the first picture does without, once: it is there."""
        if self._is_furnished:
            return
        self._is_furnished = True
        self._faults.open_log()
        self._qt.setWindowIcon(program_icon())
        if self._translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._qt.installTranslator(self._translator)
        clear_viewed(self._data_folder)

    def dress(self, scheme: str) -> None:
        """Put colours in force, "light", "dark" or "system", in all windows."""
        self._memory.scheme = scheme
        set_scheme(self._qt, scheme)
        self._qt.setFont(fonts.surround())
        self._qt.setStyleSheet(style_sheet())
        for window in self.windows:
            window.restyle()
        if self.start_window:
            self.start_window.restyle()
        self._guidance.restyle()

    def number_by_itself(self, *, wanted: bool) -> None:
        """Let indicators be numbered by themselves in all windows, from now on and after the next start."""
        self._memory.numbers_by_itself = wanted
        for window in self.windows:
            window.number_by_itself(wanted=wanted)
        remember(self._memory, self._data_folder)

    def start(self, path: Path | None, *, ended_well: bool = True) -> None:
        """Open the file that was named, else show the start window with the draft that was changed last chosen."""
        recovered = self._rescue() or ("" if ended_well else recovery_words(self._drafts))
        if path is None or not _is_read_at_once(path) or self.open(path) is None:
            self.show_start()
        if path is not None and not _is_read_at_once(path):
            self.import_file(path)
        if said := f"{self._drafts.said}{recovered}{self._folder_words()}":
            self._looked_at().message.say(said)

    def show_start(self, instead_of: MainWindow | None = None) -> None:
        """Show the start window, in the place of another where one is named, which saves and closes."""
        start = self._start_window()
        _show(start, instead_of)
        start.come_back(instead_of.draft if instead_of else "")
        if instead_of and not instead_of.close():
            start.hide()
            instead_of.activateWindow()

    def import_file(self, path: Path, *, from_form: bool = False) -> None:
        """Take in a file that was chosen or dropped: it becomes a draft once nothing in it is uncertain any more."""
        if _is_read_at_once(path):
            self.open(path, from_form=from_form)
        else:
            self.import_desk().begin(path, from_form=from_form)

    def roll_forward(self) -> None:
        """Ask which form of last year is to become this year's."""
        self.import_desk().roll_forward()

    def open(self, path: Path, *, from_form: bool = False) -> MainWindow | None:
        """Open a file as a new draft, or show it beside what was understood; an unreadable one gets its sentence."""
        from intake.reading import read_form  # noqa: PLC0415 - not needed to go on with a draft

        try:
            intake = read_form(path, self._definitions)
        except Trouble as trouble:
            self._say(str(trouble))
            return None
        before = len(self.windows)
        self.import_desk().take(path, intake, from_form=from_form)
        return self.windows[-1] if len(self.windows) > before else None

    def import_desk(self) -> ImportDesk:
        """Give the desk at which files are taken in."""
        if self._desk is None:
            from ui.importing.desk import ImportDesk  # noqa: PLC0415 - not needed to go on with a draft

            desk = self._desk = ImportDesk(self._definitions, self._drafts, self._open_form, self)
            desk.draft_wanted.connect(self._open_imported)
            desk.failed.connect(self._say)
            desk.slow.connect(self._say_waiting)
            desk.merged.connect(self._say_merged)
        return self._desk

    def open_sample(self) -> MainWindow | None:
        """Open the filled-in sample as a new draft, to look at and to try things on."""
        from intake.reading import read_form  # noqa: PLC0415 - not needed to go on with a draft

        def made() -> str:
            intake = read_form(_SAMPLE, self._definitions)
            draft = self._drafts.create(intake.form, intake.definition, "程序带的样表", summed_up=False)
            self._drafts.rename(draft, "填好的样表")
            return draft

        return self._open_made(made)

    def new(self, version: str = "") -> MainWindow | None:
        """Open a blank form of a version, the newest where none is named; where it cannot be kept, say why."""

        def made() -> str:
            definition = self._definitions.get(version or self._definitions.by_age()[0])
            form = blank_form(definition, datetime.now().astimezone().year)
            return self._drafts.create(form, definition, summed_up=False)

        return self._open_made(made)

    def open_draft(self, draft: str) -> MainWindow | None:
        """Open a window on a draft, or bring up the one that is open; one that cannot be read gets its sentence."""
        window = next((each for each in self.windows if each.draft == draft), None)
        if window is None:
            try:
                window = self._make_window(draft)
            except Trouble as trouble:
                self._say(str(trouble))
                return None
            if self._memory.width:
                window.resize(self._memory.width, self._memory.height)
        start = self.start_window
        _show(window, start if start and start.isVisible() else None)
        if place := self._memory.places.get(draft):
            window.go_to(place)
        if start:
            start.hide()
        return window

    def answer(self, path: Path | None) -> None:
        """Do what a later start asks for: open a file, or come to the front."""
        if path is not None:
            self.import_file(path)
        for window in self._qt.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.activateWindow()

    def close(self) -> None:
        """Let go of the drafts."""
        self._guidance.close()
        self._drafts.close()
        self._faults.close()

    def _make_window(self, draft: str) -> MainWindow:
        from ui.main_window import MainWindow  # noqa: PLC0415 - the start window does without it

        window = MainWindow(self._drafts, draft, self._definitions, self._memory)
        window.open_wanted.connect(partial(self._import_into, window))
        window.clipboard_wanted.connect(partial(self._import_into, window))
        window.export_wanted.connect(self._show_export)
        window.new_wanted.connect(self.new)
        window.roll_forward_wanted.connect(self.roll_forward)
        window.start_wanted.connect(partial(self.show_start, window))
        window.scheme_wanted.connect(self.dress)
        window.shown.connect(self._furnish)
        window.closed.connect(self._on_closed)
        window.remembered.connect(self._keep)
        window.later.add(partial(self._drafts.complete, self._definitions))
        self._guidance.guide(window, lambda: window.document.definition, window.commands.menus)
        QTimer.singleShot(_IDLE, warm)
        self.windows.append(window)
        return window

    def _start_window(self) -> StartWindow:
        if self.start_window is None:
            from ui.start.window import StartWindow  # noqa: PLC0415 - a file that is named is opened without it

            start = self.start_window = StartWindow(self._drafts, self._definitions, _CARDS)
            start.draft_wanted.connect(self.open_draft)
            start.file_wanted.connect(self.import_file)
            start.clipboard_wanted.connect(lambda: self.import_desk().begin_clipboard())
            start.new_wanted.connect(self.new)
            start.roll_forward_wanted.connect(self.roll_forward)
            start.sample_wanted.connect(self.open_sample)
            start.scheme_wanted.connect(self.dress)
            start.restore_wanted.connect(self._restore)
            start.closed.connect(self._remember)
            QTimer.singleShot(0, self._furnish)
            self._guidance.guide(start, lambda: self._definitions.get(self._definitions.by_age()[0]), start.menus)
            if self._memory.width:
                start.resize(self._memory.width, self._memory.height)
        self.start_window.restyle()
        return self.start_window

    def _open_made(self, make: Callable[[], str]) -> MainWindow | None:
        """Open the draft that is made; where none can be made, say why."""
        try:
            draft = make()
        except Trouble as trouble:
            self._say(str(trouble))
            return None
        return self.open_draft(draft)

    def _say_waiting(self, sentence: str) -> None:
        """Say that a file is being read, until it is, in the window that is looked at."""
        message, desk = self._looked_at().message, self.import_desk()
        message.say(sentence, ("取消", desk.cancel))
        desk.done.connect(message.clear, Qt.ConnectionType.SingleShotConnection)

    def _import_into(self, window: MainWindow, path: Path | None = None) -> None:
        """Take in a file, else what the clipboard holds, that may be merged into the form it was brought to."""
        self.windows.remove(window)
        self.windows.append(window)
        if path is None:
            self.import_desk().begin_clipboard(from_form=True)
        else:
            self.import_file(path, from_form=True)

    def _say_merged(self, window: MainWindow, sentence: str) -> None:
        window.activateWindow()
        window.message.say(sentence, good=True)

    def _open_imported(self, form: Form, definition: Definition, origin: str) -> None:
        """Open what was taken in as a draft of its own; say how much of it is still to be looked at."""
        try:
            draft = self._drafts.create(form, definition, origin, summed_up=False)
        except Trouble as trouble:
            self._say(str(trouble))
            self.import_desk().refuse(str(trouble))
            return
        window = self.open_draft(draft)
        if window and (count := len(unreviewed(form, definition))):
            window.message.say(f"{origin}：{count} 处待复核。看过一处按 Ctrl+Enter，到下一处。")

    def _open_form(self) -> tuple[Document, QWidget] | None:
        """Give the form that a file may be merged into: the one it was brought to, else the one opened last."""
        return next(((each.document, each) for each in reversed(self.windows) if each.isVisible()), None)

    def _show_export(self, draft: str, code: str) -> None:
        """Open a draft with its history at the export that bears a code."""
        if window := self.open_draft(draft):
            window.show_export(code)

    def _restore(self, backup: Path) -> None:
        """Put a backup in the place of all drafts; every window saves and closes before."""
        start = self._start_window()
        if not all(window.close() for window in self.windows[:]):
            start.message.say("还有草稿没有保存成，先不恢复。请把它另存好再试。", bad=True)
            return
        try:
            moved = self._drafts.restore_from(backup)
        except Trouble as trouble:
            start.message.say(str(trouble), bad=True)
            return
        start.refresh()
        sentence = f"已从“{backup.name}”恢复 {len(self._drafts.listed())} 份草稿。原来的没有删，改名为“{moved}”。"
        start.message.say(sentence, good=True)

    def _on_closed(self, window: MainWindow) -> None:
        self._memory.places = {
            **{k: v for k, v in self._memory.places.items() if k != window.draft},
            window.draft: window.where,
        }
        self._remember(window)
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()

    def _remember(self, window: QMainWindow) -> None:
        """Write down how a window was left, for the next start."""
        self._memory.width, self._memory.height = window.width(), window.height()
        self._memory.size = fonts.size_chosen()
        self._keep()

    def _resize_type(self, size: int) -> None:
        for window in self.windows:
            window.choose_size(size)
        if self.start_window:
            self.start_window.choose_size(size)
        self._guidance.restyle()

    def _on_setting(self) -> None:
        for window in self.windows:
            window.take_memory()
        self._keep()

    def _keep(self) -> None:
        remember(self._memory, self._data_folder)

    def _rescue(self) -> str:
        """Save what could not be saved before the last end, and say so; where it still cannot be, it stays there."""
        with suppress(Trouble):
            if count := self._drafts.take_rescued(self._definitions):
                return f"上次有 {count} 份草稿没有保存成，现在已找回并保存。"
        return ""

    def _folder_words(self) -> str:
        """Say, once for a folder, that it is no good place for drafts."""
        folder = self._data_folder.absolute()
        words = folder_warning(folder)
        if not words or self._memory.warned_of == str(folder):
            return ""
        self._memory.warned_of = str(folder)
        remember(self._memory, self._data_folder)
        return words

    def _say(self, sentence: str) -> None:
        """Say what could not be done."""
        self._looked_at().message.say(sentence, bad=True)

    def _looked_at(self) -> MainWindow | StartWindow:
        """Give the window the clerk looks at; where none is shown yet, the start window that is about to be."""
        active = self._qt.activeWindow()
        shown = [each for each in (self.start_window, *self.windows) if each and each.isVisible()]
        return next((each for each in shown if each is active), shown[0] if shown else self._start_window())


def _is_read_at_once(path: Path) -> bool:
    """Whether a file is worth no waiting: our own JSON takes some milliseconds."""
    return path.suffix.lower() == ".json"


def _show(window: QMainWindow, instead_of: QMainWindow | None) -> None:
    """Show a window where another one stands."""
    if instead_of and instead_of is not window:
        is_whole = instead_of.isMaximized() or instead_of.isFullScreen()
        window.setGeometry(instead_of.normalGeometry() if is_whole else instead_of.geometry())
        window.setWindowState(instead_of.windowState())
    window.show()
    window.activateWindow()


def recovery_words(drafts: Drafts) -> str:
    """Say up to when everything is there after the program was not closed as usual, "" without drafts."""
    changed = max((draft.changed for draft in drafts.listed()), default="")
    if not changed:
        return ""
    day = "" if changed[:10] == now()[:10] else f"{changed[:10]} "
    return f"上次没有正常关闭，内容已恢复到 {day}{changed[11:19]}，最后 1 秒的输入可能要补。"
