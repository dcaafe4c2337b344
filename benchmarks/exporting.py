"""Export from the window: from the button to the sentence that says it is done, and what a key costs meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUND = 400  # ms
_EXPORT = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from statistics import median
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from export.outputs import write_outputs
from models.definition_file import Definitions
from models.drafts import Drafts
from models.form import with_derived_ids
from models.form_json import form_from_json
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.outgoing.warm import warm
qt = QApplication([])
definitions = Definitions()
folder = Path(sys.argv[2])
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
rows = int(sys.argv[3])
if rows:
    form = replace(form, indicators=with_derived_ids((form.indicators * rows)[:rows]))
definition = definitions.get(form.form)
drafts = Drafts(folder)
memory = Memory(export_folder=str(folder))
window = MainWindow(drafts, drafts.create(form, definition), definitions, memory)
window.show()
warm().join()
for _ in range(20):
    qt.processEvents()
taken, pauses = [], [0.0]
last = [time.perf_counter()]
def beat():
    now = time.perf_counter()
    pauses.append(now - last[0])
    last[0] = now
pulse = QTimer(interval=0)
pulse.timeout.connect(beat)
for run in range(int(sys.argv[4])):
    window.files.export()
    dialog = window.files.dialog
    loop = QEventLoop()
    dialog.written.connect(loop.quit)
    dialog.name_files(f"{run}")
    last[0] = start = time.perf_counter()
    pulse.start()
    dialog.begin()
    loop.exec()
    taken.append(time.perf_counter() - start)
    pulse.stop()
floor = []
for run in range(int(sys.argv[4])):
    start = time.perf_counter()
    write_outputs(form, definition, definitions, [folder / f"f{run}.pdf", folder / f"f{run}.xlsx"])
    floor.append(time.perf_counter() - start)
print(json.dumps([median(taken), median(floor), sorted(pauses)[int(len(pauses) * 0.95)], max(pauses)]))
"""


def figures() -> Iterator[Figure]:
    """Measure on the offscreen platform, in fresh processes, once everything has been loaded."""
    for name, rows, runs in (("the sample", 0, 9), ("300 indicators", 300, 3)):
        taken, floor, _, longest = _run(rows, runs)
        rest = f"the window rested {longest * 1000:.0f} ms at most"
        detail = f"{taken * 1000:.0f} / {floor * 1000:.0f} ms without a window; {rest}"
        if not rows:
            yield Figure(f"export of both files from the window, {name}, ms", taken * 1000, _BOUND, detail=detail)
        yield Figure(f"export of {name} from the window / without one", taken / floor, 2, detail=detail)


def _run(rows: int, runs: int) -> list[float]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _EXPORT, str(SAMPLE), folder, str(rows), str(runs)],
            check=True,
            capture_output=True,
            text=True,
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        )
    figures: list[float] = json.loads(done.stdout)
    return figures
