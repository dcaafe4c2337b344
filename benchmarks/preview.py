"""The preview: how soon it shows what was typed, and what it makes a key wait."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLERK = """
import sys, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from models.definition_file import Definitions
from models.drafts import Drafts
from models.form import with_derived_ids
from models.form_json import form_from_json
from ui.main_window import MainWindow
qt = QApplication([])
definitions = Definitions()
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
if count := int(sys.argv[3]):
    rows = [replace(each, id="") for each in form.indicators]
    form = replace(form, indicators=with_derived_ids((rows * count)[:count]))
drafts = Drafts(Path(sys.argv[2]))
window = MainWindow(drafts, drafts.create(form, definitions.get(form.form)), definitions)
window.resize(1366, 696)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
window.go_to("fields.contact")
def wait(until):
    while not until():
        qt.processEvents()
        time.sleep(0.0005)
if sys.argv[4] == "preview":
    window.workspace.show_panel("preview")
    page = window.workspace.panel.page("preview")
    wait(lambda: page.is_shown)
def key(due):
    wait(lambda: time.perf_counter() >= due)
    QTest.keyClick(QApplication.focusWidget(), "x")
    qt.processEvents()
    return time.perf_counter()
"""
_KEYS = (
    _CLERK
    + """
taken = []
start = time.perf_counter() + 1
for number in range(120):
    due = start + number * 0.13
    taken.append(key(due) - due)
print(sorted(taken)[int(len(taken) * 0.95)] * 1000)
window.close()
"""
)
_FOLLOWING = (
    _CLERK
    + """
taken = []
pictures = []
page.maker.drawn.connect(lambda drawn: pictures.append((drawn.number, time.perf_counter())))
for _ in range(40):
    for _ in range(3):
        last = key(time.perf_counter() + 0.11)
    count = len(window.document.form.fields["contact"])
    def is_up_to_date():
        outlined = page.sight.outlined()
        return outlined and sum(each.characters for each in outlined) == count and (
            pictures and pictures[-1][0] == page.sight.made.number)
    wait(is_up_to_date)
    taken.append(pictures[-1][1] - last)
print(sorted(taken)[int(len(taken) * 0.95)] * 1000)
window.close()
"""
)


def figures() -> Iterator[Figure]:
    """Measure on the offscreen platform, each in a fresh process; keys come as a quick typist's do."""
    soon = float(_run(_FOLLOWING, 0, "preview"))
    yield Figure("preview after the last key, sample, p95, ms", soon, 500, detail="until the page is painted anew")
    for name, count in (("sample", 0), ("300 indicators", 300)):
        without, beside = float(_run(_KEYS, count, "")), float(_run(_KEYS, count, "preview"))
        detail = f"{without:.1f} ms without the preview"
        yield Figure(f"a key beside the preview, {name}, p95, ms", beside, 16, detail=detail)


def _run(code: str, count: int, panel: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE), folder, str(count), panel],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    return done.stdout
