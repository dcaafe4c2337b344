"""The window: from start to first paint and memory beside a bare window, and what a key costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WATCH = Path(__file__).with_name("first_paint.py")
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
    bare, ours = first_paints(["bare"], ["{folder}", str(SAMPLE)])
    detail = f"{ours[0] * 1000:.0f} / {bare[0] * 1000:.0f} ms from the start of the process"
    yield Figure("window with the sample / bare window, first paint", ours[0] / bare[0], 2, detail=detail)
    detail = f"{ours[1] / 1024:.0f} / {bare[1] / 1024:.0f} MB"
    yield Figure("window with the sample / bare window, memory", ours[1] / bare[1], 2.5, detail=detail)
    for name, where in (("a field", "fields.contact"), ("a cell of the table", "indicators[500].name")):
        slowest = min(float(run("-c", _KEYS, str(SAMPLE), "{folder}", where)) for _ in range(3))  # noise only adds
        yield Figure(f"a key in {name}, 1,000 indicators, p95, ms", slowest, 16, detail="checked and repainted")


def first_paints(*starts: Sequence[str], runs: int = 9) -> list[tuple[float, float]]:
    """Give for each the best seconds from the start of a fresh process to its first paint, and its memory in kB then.

    They are run in turn, so that noise meets all alike; the first round only fills the caches.
    """
    taken: list[list[tuple[float, ...]]] = [[] for _ in starts]
    for _ in range(runs + 1):
        for one, arguments in zip(taken, starts, strict=True):
            one.append(tuple(float(word) for word in run(str(_WATCH), *arguments).split()))
    return [(min(seconds for seconds, _, _ in one[1:]), min(memory for _, _, memory in one[1:])) for one in taken]


def run(*arguments: str) -> str:
    """Run a fresh process, "{folder}" standing for an empty folder of its own; give what it prints."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, *(each.replace("{folder}", folder) for each in arguments)],
            check=True,
            capture_output=True,
            text=True,
            env=environment | {"QT_QPA_PLATFORM": "offscreen", "STARTED": str(time.monotonic())},
        )
    return done.stdout
