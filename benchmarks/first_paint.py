"""Says when a window is first painted: `first_paint.py bare`, or `first_paint.py DATA-FOLDER [FILE]` for the program.

Prints the seconds since the moment in STARTED (of the monotonic clock), the seconds of processor time, and the kB of
memory a moment later, and ends. The program is started by its own main; only its window is watched.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

_TURNS = 20


def watch(window: QMainWindow) -> None:
    """Say when a window is painted, and end."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - not before the program asks for it

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, _painted)
            return False

    window.installEventFilter(Watch(window))


def _painted() -> None:
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    print(time.monotonic() - float(os.environ["STARTED"]), time.process_time())
    for _ in range(_TURNS):
        QCoreApplication.processEvents()
    print(_most_memory(), flush=True)
    os._exit(0)


def _most_memory() -> int:
    """Give the most memory this process has had, in kB; what the system calls so counts that of its parent, too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


class _Finder:
    """Puts the watch on the program's window at the moment the program imports it, not earlier.

    With a file that is the window on the form, else the start window.
    """

    def __init__(self, *, of_form: bool) -> None:
        self._of_form = of_form

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Find nothing; watch."""
        del path, target
        if name != "ui.application":
            return
        sys.meta_path.remove(self)
        room, kind = ("ui.main_window", "MainWindow") if self._of_form else ("ui.start.window", "StartWindow")
        window_type = getattr(import_module(room), kind)
        show = window_type.show

        def watched(window: QMainWindow) -> None:
            watch(window)
            show(window)

        window_type.show = watched  # for this process


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    qt = QApplication([])
    window = QMainWindow()
    watch(window)
    window.show()
    qt.exec()


def _program(data_folder: str, *file: str) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.meta_path.insert(0, _Finder(of_form=bool(file)))
    from main import main  # noqa: PLC0415

    main(["--data-dir", data_folder, *file])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        _bare()
    else:
        _program(*sys.argv[1:])
