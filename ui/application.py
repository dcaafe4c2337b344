"""The program with its windows: start, open files, and what happens when something goes wrong."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from intake.reading import read_form
from models.definition_file import Definitions
from models.drafts import Drafts
from models.form import blank_form
from models.trouble import Trouble
from ui import fonts
from ui.files import TITLE
from ui.main_window import MainWindow
from ui.memory import recall, remember
from ui.palette import set_scheme
from ui.style import style_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_NEWEST = "cq-2020-10"
_FAILED = 2


class Application(QObject):
    """Opens windows on forms; lives as long as one of them is open."""

    def __init__(self, qt: QApplication, data_folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._definitions = Definitions(data_folder / "forms")
        self._data_folder = data_folder
        self._drafts = Drafts(data_folder)
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

    def start(self, path: Path | None) -> None:
        """Open the file that was named, else go on where the clerk stopped, else begin with a blank form."""
        opened = self.open(path) if path else None
        for draft in self._drafts.listed():
            opened = opened or self.open_draft(draft.id)
        if opened is None:
            self.new()
        if self._drafts.said:
            self._warn(self._drafts.said)

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
                window = MainWindow(self._drafts, draft, self._definitions)
            except Trouble as trouble:
                self._warn(str(trouble))
                return None
            window.open_wanted.connect(self.open)
            window.draft_wanted.connect(self.open_draft)
            window.new_wanted.connect(self.new)
            window.scheme_wanted.connect(self.dress)
            self.windows.append(window)
            window.closed.connect(self._remember)
            if self._memory.width:
                window.resize(self._memory.width, self._memory.height)
        window.show()
        window.activateWindow()
        return window

    def close(self) -> None:
        """Let go of the drafts."""
        self._drafts.close()

    def _remember(self, window: MainWindow) -> None:
        """Write down how a window was left, for the next start."""
        self._memory.width, self._memory.height = window.width(), window.height()
        self._memory.size = fonts.size_chosen()
        remember(self._memory, self._data_folder)

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


def run(arguments: Sequence[str], data_folder: Path) -> int:
    """Show the window, on the file that was named; give the exit code."""
    gc.enable()
    data_folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=data_folder / "log.txt", encoding="utf-8", format="%(asctime)s %(name)s %(message)s")
    qt = QApplication([sys.argv[0]])
    try:
        application = Application(qt, data_folder)
    except Trouble as trouble:
        QMessageBox.critical(None, TITLE, str(trouble))
        return _FAILED
    application.start(Path(arguments[0]) if arguments else None)
    code = qt.exec() if application.windows else _FAILED
    application.close()
    return code
