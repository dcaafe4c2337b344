"""Garbage: collected on the window's thread, and on no other."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from weakref import ref

from models.places import RESOURCES
from ui.garbage import collect_garbage

if TYPE_CHECKING:
    from pathlib import Path


class Loop:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


def much() -> list[Loop]:
    return [Loop() for _ in range(2 * gc.get_threshold()[0])]


def test_garbage_is_collected_once_there_is_enough() -> None:
    gc.collect()
    gone = ref(Loop())
    collect_garbage()
    assert gone() is not None
    made = much()
    assert made.pop().itself is not None
    collect_garbage()
    assert gone() is None


def test_a_thread_that_makes_much_collects_nothing() -> None:
    gc.collect()
    gone = ref(Loop())
    thread = threading.Thread(target=much)
    thread.start()
    thread.join()
    assert gone() is not None
    gc.collect()
    assert gone() is None


_RUN = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
import main
from ui import running
running._GARBAGE_MS = 10
asked = []
collect = running.collect_garbage
def look():
    asked.append(gc.isenabled())
    collect()
    if len(asked) == 3:
        from PySide6.QtWidgets import QApplication
        QApplication.exit()
running.collect_garbage = look
code = running.run([], Path(sys.argv[1]))
print(code, asked)
"""


def test_the_program_looks_for_garbage_by_itself_and_leaves_the_collector_off(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _RUN, str(tmp_path)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=RESOURCES.parent)
    assert done.stdout.strip() == "0 [False, False, False]"
