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

_HEAD = """
import resource, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False
qt = QApplication([])
watch = Watch()
qt.installEventFilter(watch)
"""
_BARE = _HEAD + "window = QMainWindow(); window.show(); qt.exec()"
_OURS = (
    _HEAD
    + """
from ui.application import Application
application = Application(qt, Path(sys.argv[2]))
application.start(Path(sys.argv[1]))
qt.exec()
"""
)
_MEMORY = """
for _ in range(20):
    qt.processEvents()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
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
    bare, ours = _best(_BARE), _best(_OURS)
    detail = f"{ours * 1000:.0f} / {bare * 1000:.0f} ms, whole processes"
    yield Figure("window with the sample / bare window, first paint", ours / bare, 2, detail=detail)
    bare_memory, memory = float(_run(_BARE + _MEMORY)), float(_run(_OURS + _MEMORY))
    detail = f"{memory / 1024:.0f} / {bare_memory / 1024:.0f} MB"
    yield Figure("window with the sample / bare window, memory", memory / bare_memory, 2.5, detail=detail)
    for name, where in (("a field", "fields.contact"), ("a cell of the table", "indicators[500].name")):
        slowest = float(_run(_KEYS, where))
        yield Figure(f"a key in {name}, 1,000 indicators, p95, ms", slowest, 16, detail="checked and repainted")


def _best(code: str, runs: int = 7) -> float:
    """Give the best seconds of a fresh process that ends with its first paint."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        _run(code)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _run(code: str, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE), folder, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        )
    return done.stdout
