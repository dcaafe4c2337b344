"""Faults of ours: written down whole, said calmly, once at a time. In a process whose log is not the tests'."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from models.places import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

_GO_WRONG = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMessageBox
from ui.faults import Faults

def go_wrong(words):
    raise KeyError(words)

qt = QApplication([])
faults = Faults(Path(sys.argv[1]), qt)
for words in sys.argv[2:]:
    try:
        go_wrong(words)
    except KeyError:
        sys.excepthook(*sys.exc_info())
for _ in range(20):
    qt.processEvents()
for box in qt.topLevelWidgets():
    if isinstance(box, QMessageBox) and box.isVisible():
        print(box.text())
faults.close()
"""


def go_wrong(log: Path, *words: str) -> tuple[list[str], str]:
    """Let a program go wrong; give the lines its boxes say, and what it says to nobody."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _GO_WRONG, str(log), *words]
    done = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", cwd=RESOURCES.parent, env=environment
    )
    return done.stdout.splitlines(), done.stderr


def test_a_fault_is_written_down_each_time_and_said_once(tmp_path: Path) -> None:
    log = tmp_path / "日志.txt"
    said, _ = go_wrong(log, "甲", "乙")
    written = log.read_text(encoding="utf-8")
    assert [written.count(words) for words in ("Traceback", "KeyError: '甲'", "KeyError: '乙'")] == [2, 1, 1]
    assert "in go_wrong" in written
    assert len(said) == 2
    assert "表还在，可以接着填" in said[0]
    assert said[1].endswith(str(log))


def test_where_no_log_can_be_written_the_fault_is_said_all_the_same(tmp_path: Path) -> None:
    said, unheard = go_wrong(tmp_path / "没有" / "log.txt", "甲")
    assert "表还在" in said[0]
    assert "KeyError: '甲'" in unheard
