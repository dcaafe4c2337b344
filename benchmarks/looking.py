"""Looking for drafts and looking back: the start page with 1,000 drafts, the history with 5,000 revisions."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from random import Random
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.paper import SAMPLE
from benchmarks.window import first_paints, run
from models.text_difference import text_difference

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOOLS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from models.definition_file import Definitions
from models.drafts import Drafts, Findings
from models.edits import edit_at
from models.form_json import form_from_json
qt = QApplication([])
definitions = Definitions()
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
definition = definitions.get(form.form)
drafts = Drafts(Path(sys.argv[2]))
def slowest(action, times=100):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        for _ in range(3):
            qt.processEvents()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[times * 95 // 100 - 1] * 1000
"""
_DRAFTS = (
    _TOOLS
    + """
from ui.start.window import StartWindow
for number in range(1000):
    named = edit_at("fields.reporting_unit", f"第{number}局").apply(form)
    drafts.create(named, definition, findings=Findings(number % 3, number % 7, 0, ""))
window = StartWindow(drafts, definitions)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
field = window.page.search
print(slowest(lambda: QTest.keyClick(field, Qt.Key.Key_Down)), slowest(window.refresh, 20))
"""
)
_REVISIONS = (
    _TOOLS
    + """
from ui.main_window import MainWindow
draft = drafts.create(form, definition)
for number in range(5000):
    changed = edit_at("fields.phone", f"{number}").apply(form)
    drafts.save(draft, changed, definition, "修改“联系电话”", findings=Findings())
window = MainWindow(drafts, draft, definitions)
window.resize(1366, 696)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
start = time.perf_counter()
window.workspace.show_panel("history")
qt.processEvents()
opened = (time.perf_counter() - start) * 1000
page = window.workspace.panel.page("history")
page.list.setFocus()
step = slowest(lambda: QTest.keyClick(page.list, Qt.Key.Key_Down))
window.go_to("fields.contact")
print(opened, step, slowest(lambda: QTest.keyClick(QApplication.focusWidget(), "x")))
"""
)


def figures() -> Iterator[Figure]:
    """Measure on the offscreen platform, each in a fresh process."""
    bare, ours = first_paints(["bare"], ["{folder}"])
    detail = f"{ours[0] * 1000:.0f} / {bare[0] * 1000:.0f} ms from the start of the process"
    yield Figure("start page / bare window, first paint", ours[0] / bare[0], 2, detail=detail)
    step, listed = (float(each) for each in run("-c", _DRAFTS, str(SAMPLE), "{folder}").split())
    yield Figure("an arrow key on the start page, 1,000 drafts, p95, ms", step, 16, detail="chosen and repainted")
    yield Figure("the list shown anew, 1,000 drafts, p95, ms", listed, 120, detail="read, sorted, painted")
    opened, step, key = (float(each) for each in run("-c", _REVISIONS, str(SAMPLE), "{folder}").split())
    yield Figure("the history opened, 5,000 revisions, ms", opened, 150, detail="read, laid out, painted")
    yield Figure(
        "an arrow key from revision to revision, p95, ms", step, 50, detail="read, compared, marked in the form"
    )
    yield Figure("a key in a field while comparing, p95, ms", key, 16, detail="checked and repainted")
    yield _of_texts()


def _of_texts() -> Figure:
    """Compare two texts of 5,000 characters with as little in common as Chinese texts have: the slowest case."""
    random = Random(1)  # noqa: S311 - the same texts each time
    alphabet = "社会救助覆盖率，。保障基本生活落实政策一二三"
    before, after = ("".join(random.choice(alphabet) for _ in range(5000)) for _ in range(2))
    start = time.perf_counter()
    text_difference(before, after)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    peer = time.perf_counter() - start
    detail = f"{ours * 1000:.0f} / {peer * 1000:.0f} ms"
    return Figure("difference of two texts of 5,000 characters / difflib", ours / peer, 0.2, detail=detail)
