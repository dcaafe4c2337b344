"""The program with its windows: start, open files, and what happens when something goes wrong."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from intake.reading import read_form
from models.definition_file import Definitions
from models.form import blank_form
from models.trouble import Trouble
from ui.main_window import TITLE, MainWindow
from ui.palette import Size, font, palette, style_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_NEWEST = "cq-2020-10"


class Application(QObject):
    """Opens windows on forms; lives as long as one of them is open."""

    def __init__(self, qt: QApplication, data_folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._definitions = Definitions(data_folder / "forms")
        self._data_folder = data_folder
        self.windows: list[MainWindow] = []
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
        self._dress()
        qt.styleHints().colorSchemeChanged.connect(self._dress)
        sys.excepthook = self._on_fault

    def _dress(self) -> None:
        self._qt.setPalette(palette())
        self._qt.setFont(font(Size.AROUND))
        self._qt.setStyleSheet(style_sheet())

    def open(self, path: Path) -> MainWindow | None:
        """Open a window on a file; one that cannot be read gets its sentence."""
        try:
            intake = read_form(path, self._definitions)
        except Trouble as trouble:
            QMessageBox.warning(self.windows[-1] if self.windows else None, TITLE, str(trouble))
            return None
        keeps = path.suffix.lower() == ".json"
        window = MainWindow(intake.form, intake.definition, self._definitions, path if keeps else None)
        return self._show(window)

    def new(self) -> MainWindow:
        """Open a window on a blank form."""
        definition = self._definitions.get(_NEWEST)
        return self._show(MainWindow(blank_form(definition), definition, self._definitions))

    def _show(self, window: MainWindow) -> MainWindow:
        window.open_wanted.connect(self.open)
        self.windows.append(window)
        window.show()
        return window

    def _on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log what we did wrong; the form is still there."""
        log = self._data_folder / "log.txt"
        logging.getLogger("jixiao").error("unexpected", exc_info=(kind, fault, trace))
        window = self.windows[-1] if self.windows else None
        text = f"程序出了意外，表还在，可以接着填；请先保存一份。\n详细情况记在：{log}"
        QMessageBox.critical(window, TITLE, text)


def run(arguments: Sequence[str], data_folder: Path) -> int:
    """Show the window, on the file that was named; give the exit code."""
    gc.enable()
    data_folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=data_folder / "log.txt", encoding="utf-8", format="%(asctime)s %(name)s %(message)s")
    qt = QApplication([sys.argv[0]])
    application = Application(qt, data_folder)
    if not arguments or application.open(Path(arguments[0])) is None:
        application.new()
    return qt.exec()
