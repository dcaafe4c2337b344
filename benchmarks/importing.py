"""Importing and reuse: a long sheet beside a short one, and what a key costs while earlier texts are offered."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from models.definition_file import Definitions
from models.form_json import form_from_json
qt = QApplication([])
definitions = Definitions()
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
definition = definitions.get(form.form)
def p95(action):
    taken = []
    for _ in range(100):
        start = time.perf_counter()
        action()
        qt.processEvents()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[94] * 1000
"""
_SHEET = (
    _HEAD
    + """
from intake.grid import Grid, GridCell, Source
from intake.intake import Intake
from ui.importing.window import ImportWindow
def shown(rows):
    texts = ("数量指标", "1.社会救助覆盖率", "≥", "95%", "90%", "按政策规定及时办理（收到材料30日之内）。", "", "")
    cells = tuple(GridCell(r, c, t) for r in range(rows) for c, t in enumerate(texts))
    intake = Intake(form, definition, source=Source("Excel 工作簿", (Grid(cells),)))
    start = time.perf_counter()
    window = ImportWindow(Path("a.xlsx"), intake, definitions)
    window.show()
    QTest.qWaitForWindowExposed(window)
    qt.processEvents()
    return window, time.perf_counter() - start
shown(40)[0].close()
short = min(shown(40)[1] for _ in range(5))
long = min(shown(5000)[1] for _ in range(5))
window, _ = shown(5000)
bar = window.source.view.verticalScrollBar()
print(long / short, long * 1000, p95(lambda: bar.setValue(bar.value() + 90)))
"""
)
_KEYS = (
    _HEAD
    + """
from models.drafts import Drafts
from models.edits import edit_at
from ui.main_window import MainWindow
drafts = Drafts(Path(sys.argv[2]))
for number in range(200):
    text = "\\n".join(f"{place}、第{number}年的目标，创新推进第{place}项工作。" for place in range(20))
    drafts.create(edit_at("fields.goals", text).apply(replace(form, year=2001 + number % 90)), definition)
window = MainWindow(drafts, drafts.create(form, definition), definitions)
window.resize(1366, 696)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
window.reusing.begin()
while not window.reusing.gathering.is_done:
    qt.processEvents()
window.go_to("fields.goals")
QTest.qWait(300)
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
def key():
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    QTest.keyClick(QApplication.focusWidget(), "1")
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
QTest.keyClicks(QApplication.focusWidget(), "11")
print(p95(key) / 2, p95(lambda: window.reusing.gathering.reusable.paragraphs("fields.goals", "1、")))
"""
)


def figures() -> Iterator[Figure]:
    """Measure on the offscreen platform, each in a fresh process."""
    ratio, shown, scrolled = map(float, _run(_SHEET).split())
    yield Figure("import of 5,000 rows / of 40, shown", ratio, 4, detail=f"{shown:.0f} ms")
    yield Figure("a notch of the wheel in 5,000 rows, p95, ms", scrolled, 16, detail="only what is seen is painted")
    key, found = map(float, _run(_KEYS).split())
    yield Figure("a key with 200 drafts to complete from, p95, ms", key, 16, detail=f"of it looking {found:.1f}")


def _run(code: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE), folder],
            check=True,
            capture_output=True,
            text=True,
            env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "."},
        )
    return done.stdout
