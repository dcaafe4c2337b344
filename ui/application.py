"""The program with its windows: start, open files, and what happens when something goes wrong."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from intake.reading import read_form
from models.definition_file import Definitions
from models.drafts import Drafts
from models.drafts.folders import folder_warning
from models.drafts.revisions import now
from models.form import blank_form
from models.trouble import Trouble
from ui import fonts
from ui.files import TITLE
from ui.guidance import Guidance
from ui.instance import Instance
from ui.main_window import MainWindow
from ui.memory import recall, remember
from ui.outgoing.warm import warm
from ui.palette import set_scheme
from ui.printing.viewed import clear_viewed
from ui.style import style_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_NEWEST = "cq-2020-10"
_FAILED = 2
_GARBAGE_MS = 1000
"""When the collector of garbage is switched on, which main.py keeps off: after the first pictures."""
_IDLE = 1500  # ms after which what only an export needs is loaded


class Application(QObject):
    """Opens windows on forms; lives as long as one of them is open."""

    def __init__(self, qt: QApplication, data_folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._definitions = Definitions(data_folder / "forms")
        self._data_folder = data_folder
        self._drafts = Drafts(data_folder)
        clear_viewed(data_folder)
        self._drafts.complete(self._definitions)
        self.windows: list[MainWindow] = []
        self._fault_box: QMessageBox | None = None
        qt.setStyle("fusion")
        qt.setApplicationDisplayName(TITLE)
        self._translator = QTranslator()
        if self._translator.load(
            QLocale(QLocale.Language.Chinese),
            "qtbase",
            "_",
            QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        ):
            qt.installTranslator(self._translator)
        self._memory = recall(data_folder)
        self._guidance = Guidance(self._memory, data_folder)
        self._guidance.size_wanted.connect(self._resize_type)
        self._guidance.scheme_wanted.connect(self.dress)
        self._guidance.remembered.connect(self._on_setting)
        fonts.choose_size(self._memory.size)
        self.dress(self._memory.scheme)
        qt.styleHints().colorSchemeChanged.connect(lambda: self.dress(self._memory.scheme))
        sys.excepthook = self._on_fault

    def dress(self, scheme: str) -> None:
        """Put colours in force, "light", "dark" or "system", in all windows."""
        self._memory.scheme = scheme
        set_scheme(self._qt, scheme)
        self._qt.setFont(fonts.surround())
        self._qt.setStyleSheet(style_sheet())
        for window in self.windows:
            window.restyle()
        self._guidance.restyle()

    def number_by_itself(self, *, wanted: bool) -> None:
        """Let indicators be numbered by themselves in all windows, from now on and after the next start."""
        self._memory.numbers_by_itself = wanted
        for window in self.windows:
            window.number_by_itself(wanted=wanted)
        remember(self._memory, self._data_folder)

    def start(self, path: Path | None, *, ended_well: bool = True) -> None:
        """Open the file that was named, else go on where the clerk stopped, else begin with a blank form."""
        recovered = self._rescue() or ("" if ended_well else recovery_words(self._drafts))
        opened = self.open(path) if path else None
        for draft in self._drafts.listed():
            opened = opened or self.open_draft(draft.id)
        if opened is None:
            self.new()
        if sentences := f"{self._drafts.said}{recovered}{self._folder_words()}":
            self._say(sentences)

    def open(self, path: Path) -> MainWindow | None:
        """Open a file as a new draft; one that cannot be read gets its sentence."""
        try:
            intake = read_form(path, self._definitions)
            draft = self._drafts.create(intake.form, intake.definition)
        except Trouble as trouble:
            self._warn(str(trouble))
            return None
        return self.open_draft(draft)

    def new(self) -> MainWindow | None:
        """Open a window on a blank form; where it cannot be kept, say why."""
        definition = self._definitions.get(_NEWEST)
        try:
            draft = self._drafts.create(blank_form(definition), definition)
        except Trouble as trouble:
            self._warn(str(trouble))
            return None
        return self.open_draft(draft)

    def open_draft(self, draft: str) -> MainWindow | None:
        """Open a window on a draft, or bring up the one that is open; one that cannot be read gets its sentence."""
        self.windows = [each for each in self.windows if each.isVisible()]
        window = next((each for each in self.windows if each.draft == draft), None)
        if window is None:
            try:
                window = MainWindow(self._drafts, draft, self._definitions, self._memory)
            except Trouble as trouble:
                self._warn(str(trouble))
                return None
            window.open_wanted.connect(self.open)
            window.draft_wanted.connect(self.open_draft)
            window.new_wanted.connect(self.new)
            window.scheme_wanted.connect(self.dress)
            window.number_by_itself(wanted=self._memory.numbers_by_itself)
            self.windows.append(window)
            window.closed.connect(self._remember)
            window.remembered.connect(self._keep)
            self._guide(window)
            QTimer.singleShot(_IDLE, warm)
            if self._memory.width:
                window.resize(self._memory.width, self._memory.height)
        window.show()
        window.activateWindow()
        return window

    def answer(self, path: Path | None) -> None:
        """Do what a later start asks for: open a file, or come to the front."""
        if path is not None:
            self.open(path)
        for window in self._qt.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.activateWindow()

    def close(self) -> None:
        """Let go of the drafts."""
        self._guidance.close()
        self._drafts.close()

    def _remember(self, window: MainWindow) -> None:
        """Write down how a window was left, for the next start."""
        self._memory.width, self._memory.height = window.width(), window.height()
        self._memory.size = fonts.size_chosen()
        self._keep()

    def _guide(self, window: MainWindow) -> None:
        """Let a window ask for what stands beside the form."""
        guidance, definition, menus = self._guidance, window.document.definition, window.commands.menus
        window.settings_wanted.connect(partial(guidance.show_settings, window))
        window.manual_wanted.connect(lambda where: guidance.show_manual(definition, menus, where))
        window.keys_wanted.connect(partial(guidance.show_keys, menus, window))
        window.about_wanted.connect(partial(guidance.show_about, window.message.say))

    def _resize_type(self, size: int) -> None:
        for window in self.windows:
            window.choose_size(size)
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
        """Say a sentence in the line of the newest window, where there is one."""
        if self.windows:
            self.windows[-1].message.say(sentence)
        else:
            self._warn(sentence)

    def _warn(self, sentence: str) -> None:
        QMessageBox.warning(self.windows[-1] if self.windows else None, TITLE, sentence)

    def _on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log what we did wrong; the form is still there."""
        log = self._data_folder / "log.txt"
        logging.getLogger("jixiao").error("unexpected", exc_info=(kind, fault, trace))
        text = f"出了点意外，刚才的操作没有完成。表还在，可以接着填。\n详细情况记在：{log}"
        QTimer.singleShot(0, lambda: self._say_fault(text))  # a fault while painting must not open a dialog there

    def _say_fault(self, text: str) -> None:
        if self._fault_box is None or not self._fault_box.isVisible():
            parent = self.windows[-1] if self.windows else None
            self._fault_box = QMessageBox(QMessageBox.Icon.Information, TITLE, text, parent=parent)
            self._fault_box.open()


def recovery_words(drafts: Drafts) -> str:
    """Say up to when everything is there after the program was not closed as usual, "" without drafts."""
    changed = max((draft.changed for draft in drafts.listed()), default="")
    if not changed:
        return ""
    day = "" if changed[:10] == now()[:10] else f"{changed[:10]} "
    return f"上次没有正常关闭，内容已恢复到 {day}{changed[11:19]}，最后 1 秒的输入可能要补。"


def run(arguments: Sequence[str], data_folder: Path) -> int:
    """Show the window, on the file that was named; give the exit code. A program that is open already shows it."""
    path = Path(arguments[0]) if arguments else None
    folder: Path | None = data_folder
    while folder is not None:
        with suppress(OSError):  # said in words when the drafts are opened
            folder.mkdir(parents=True, exist_ok=True)
        instance = Instance(folder)
        if not instance.take():
            return _hand_over(instance, path)
        try:
            return _show(instance, path, folder)
        except Trouble as trouble:
            folder = _another_folder(str(trouble))
        finally:
            instance.close()
    return _FAILED


def _hand_over(instance: Instance, path: Path | None) -> int:
    """Let the program that is open show the file."""
    if instance.hand_over(path):
        return 0
    _qt = QApplication.instance() or QApplication([sys.argv[0]])
    QMessageBox.warning(None, TITLE, instance.silence())
    return _FAILED


def _show(instance: Instance, path: Path | None, folder: Path) -> int:
    """Show the window as long as the clerk wants; `Trouble` where the drafts of the folder cannot be used."""
    with suppress(OSError):  # a folder that cannot be written has no log
        logging.basicConfig(filename=folder / "log.txt", encoding="utf-8", format="%(asctime)s %(name)s %(message)s")
    qt = QApplication.instance()
    qt = qt if isinstance(qt, QApplication) else QApplication([sys.argv[0]])
    application = Application(qt, folder)
    application.start(path, ended_well=instance.ended_well)
    instance.asked.connect(application.answer)
    instance.listen()
    QTimer.singleShot(_GARBAGE_MS, _collect_garbage)
    code = qt.exec() if application.windows else _FAILED
    application.close()
    return code


def _another_folder(why: str) -> Path | None:
    """Say why the drafts of a folder cannot be used and ask for another folder; None to give up."""
    box = QMessageBox(QMessageBox.Icon.Warning, TITLE, why)
    other = box.addButton("换一个文件夹…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is not other:
        return None
    chosen = QFileDialog.getExistingDirectory(None, "草稿存在哪个文件夹里")
    return Path(chosen) if chosen else None


def _collect_garbage() -> None:
    gc.freeze()  # what the start has made stays for good, and need not be looked at again and again
    gc.enable()
