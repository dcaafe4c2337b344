"""Running the program: one at a data folder, and another folder where that cannot be used."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from models.trouble import Trouble
from ui.application import Application
from ui.garbage import collect_garbage
from ui.instance import Instance
from ui.title import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAILED = 2
_GARBAGE_MS = 1000
"""How often garbage is collected; not before the first pictures."""


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


def qt_application() -> QApplication:
    """Give the one there is, else a new one in the style of the program, which is the same on all systems."""
    qt = QApplication.instance()
    return qt if isinstance(qt, QApplication) else QApplication([sys.argv[0], "-style", "fusion"])


def _hand_over(instance: Instance, path: Path | None) -> int:
    """Let the program that is open show the file."""
    if instance.hand_over(path):
        return 0
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - hardly ever needed

    _qt = qt_application()
    QMessageBox.warning(None, TITLE, instance.silence())
    return _FAILED


def _show(instance: Instance, path: Path | None, folder: Path) -> int:
    """Show the window as long as the clerk wants; `Trouble` where the drafts of the folder cannot be used."""
    qt = qt_application()
    application = Application(qt, folder)
    application.start(path, ended_well=instance.ended_well)
    instance.asked.connect(application.answer)
    instance.listen()
    QTimer.singleShot(_GARBAGE_MS, gc.freeze)  # what the start has made stays for good
    garbage = QTimer(interval=_GARBAGE_MS)
    garbage.timeout.connect(collect_garbage)
    garbage.start()
    code = qt.exec()
    application.close()
    return code


def _another_folder(why: str) -> Path | None:
    """Say why the drafts of a folder cannot be used and ask for another folder; None to give up."""
    from PySide6.QtWidgets import QFileDialog, QMessageBox  # noqa: PLC0415 - hardly ever needed

    box = QMessageBox(QMessageBox.Icon.Warning, TITLE, why)
    other = box.addButton("换一个文件夹…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is not other:
        return None
    chosen = QFileDialog.getExistingDirectory(None, "草稿存在哪个文件夹里")
    return Path(chosen) if chosen else None
