"""The window: from start to first paint and memory beside a bare window, and what a key costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_WATCH = """
import os, resource, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted)
            watched.removeEventFilter(self)
        return False
    def painted(self):
        print(time.monotonic() - float(os.environ["STARTED"]))
        for _ in range(20):
            qt.processEvents()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
        os._exit(0)
"""
_BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
qt = QApplication([])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.show()
qt.exec()
"""
)
_OURS = (
    """
import main, sys
"""
    + _WATCH
    + """
from PySide6.QtWidgets import QApplication
from ui import main_window
watch = Watch()
class Watched(main_window.MainWindow):
    def show(self):
        global qt
        qt = QApplication.instance()
        self.installEventFilter(watch)
        super().show()
main_window.MainWindow = Watched
main.main(["--data-dir", sys.argv[2], sys.argv[1]])
"""
)
"""The program as it starts by itself, on a file; its window only watched for the first paint."""

_KEYS = """
import time
from pathlib import Path
from dataclasses import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import sys
from models.definition_file import Definitions
from models.drafts import Drafts
from models.form import with_derived_ids
from models.form_json import form_from_json
from ui.main_window import MainWindow
qt = QApplication([])
definitions = Definitions()
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
form = replace(form, indicators=with_derived_ids((form.indicators * 91)[:1000]))
drafts = Drafts(Path(sys.argv[2]))
window = MainWindow(drafts, drafts.create(form, definitions.get(form.form)), definitions)
window.resize(1366, 696)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
window.go_to(sys.argv[3])
if sys.argv[3].startswith("indicators"):
    QTest.keyClick(QApplication.focusWidget(), "x")
for _ in range(20):
    qt.processEvents()
taken = []
for _ in range(100):
    start = time.perf_counter()
    QTest.keyClick(QApplication.focusWidget(), "x")
    qt.processEvents()
    taken.append(time.perf_counter() - start)
print(sorted(taken)[94] * 1000)
"""


def figures() -> Iterator[Figure]:
    """Measure on the offscreen platform, each in a fresh process."""
    bare, ours = _first_paint(_BARE), _first_paint(_OURS)
    detail = f"{ours[0] * 1000:.0f} / {bare[0] * 1000:.0f} ms from the start of the process"
    yield Figure("window with the sample / bare window, first paint", ours[0] / bare[0], 2, detail=detail)
    detail = f"{ours[1] / 1024:.0f} / {bare[1] / 1024:.0f} MB"
    yield Figure("window with the sample / bare window, memory", ours[1] / bare[1], 2.5, detail=detail)
    for name, where in (("a field", "fields.contact"), ("a cell of the table", "indicators[500].name")):
        slowest = float(_run(_KEYS, where))
        yield Figure(f"a key in {name}, 1,000 indicators, p95, ms", slowest, 16, detail="checked and repainted")


def _first_paint(code: str, runs: int = 9) -> tuple[float, float]:
    """Give the best seconds from the start of a fresh process to its first paint, and its memory in kB then."""
    taken = [[float(word) for word in _run(code).split()] for _ in range(runs)]
    return min(seconds for seconds, _ in taken), min(memory for _, memory in taken)


def _run(code: str, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE), folder, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=environment | {"QT_QPA_PLATFORM": "offscreen", "STARTED": str(time.monotonic())},
        )
    return done.stdout
