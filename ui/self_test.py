"""The installed program proves itself: it opens its window, types, saves a draft, exports both files and reads them."""

from __future__ import annotations

import importlib.util
import json
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler, qVersion
from PySide6.QtGui import QFontInfo, QImage, QInputMethodEvent, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from export.outputs import write_outputs
from intake.reading import read_form
from models.compare import differences
from models.definition_file import Definitions
from models.drafts import Drafts
from models.drafts.database import NAME
from models.places import RESOURCES
from ui import fonts
from ui.application import Application
from ui.paper_proof import prove_preview, prove_printing
from ui.running import qt_application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from ui.main_window import MainWindow

_SAMPLE = RESOURCES / "samples" / "sample-2020.json"
_TYPED = "填报 测试㐀"
_DIGITS = "023"
_WAIT = 20_000  # ms at most for a window to show
_PAINTED = 300  # ms for everything to be painted
_COLOURS = 64  # a window that shows its form has more than so many, by its soft edges of type
_FIRST_STRICT = (3, 37)  # the first SQLite with STRICT tables
_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console flashes up on Windows
_FRONTIER = ("_ssl", "_hashlib", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtSql")


def run(report: Path, data_folder: Path) -> int:
    """Go through everything, write what was found as JSON with pictures beside it; 0 when all of it held."""
    started = time.perf_counter()
    steps: dict[str, str] = {}
    found: dict[str, Any] = {
        "steps": steps,
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.platform(),
        "program": str(Path(sys.executable if _is_bundle() else sys.argv[0]).resolve()),
    }
    qt = qt_application()
    with tempfile.TemporaryDirectory(prefix="自检 ") as folder:
        proof = Proof(qt, Path(folder), report, data_folder)
        for step in proof.steps():
            try:
                found |= step()
                steps[step.__name__] = "ok"
            except Exception as fault:  # noqa: BLE001 - the report says whatever went wrong
                steps[step.__name__] = f"{type(fault).__name__}: {fault}"
        proof.end()
    found["seconds"] = round(time.perf_counter() - started, 2)
    report.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(result != "ok" for result in steps.values()))


class Proof(QObject):
    """What is tried, step by step, in a folder of its own; each step gives what is worth knowing or raises."""

    def __init__(self, qt: QApplication, folder: Path, report: Path, data_folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._folder = folder
        self._report = report
        self._data_folder = data_folder
        self._definitions = Definitions()
        self._faults: list[str] = []
        self._warnings: list[str] = []
        self._first_paint = 0.0
        qInstallMessageHandler(lambda _kind, _where, words: self._warnings.append(words or ""))
        qt.installEventFilter(self)
        self._application = Application(qt, folder / "数据")
        sys.excepthook = self._on_fault

    def steps(self) -> Iterator[Any]:
        """Give the steps in order."""
        yield from (self.window, self.typing, self.draft, self.export, self.preview, self.printing)
        yield from (self.screen_type, self.dialogs, self.folders, self.console, self.offline, self.faults)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's name
        """Note when the first window is painted."""
        if event.type() == QEvent.Type.Paint and not self._first_paint:
            self._first_paint = time.time()
            self._qt.removeEventFilter(self)
        return False

    def window(self) -> dict[str, Any]:
        """Open the real window on the sample, see that it shows it, take its picture."""
        opened = self._application.open(_SAMPLE)
        _hold(opened is not None and QTest.qWaitForWindowExposed(opened, _WAIT), "the sample was not opened")
        QTest.qWait(_PAINTED)
        picture = self._main.grab().toImage()
        _hold(picture.save(str(self._report.with_suffix(".png"))), "no picture was written")
        _hold(_colours(picture) > _COLOURS, "the window shows nothing")
        _hold(not self._main.windowIcon().isNull(), "the window has no icon")
        size, scale = self._main.size(), self._main.devicePixelRatioF()
        return {
            "first_paint": self._first_paint,
            "window": f"{size.width()} × {size.height()}, {scale:g}",
            "platform": self._qt.platformName(),
        }

    def typing(self) -> dict[str, Any]:
        """See that what an input method commits and what keys say lands in the form."""
        window = self._main
        before = window.document.form
        window.go_to("fields.contact")
        event = QInputMethodEvent()
        event.setCommitString(_TYPED)
        QApplication.sendEvent(window.sheet.cells["fields.contact"].editor, event)
        _hold(_TYPED in window.document.form.fields["contact"], "what was composed is not in the form")
        window.go_to("fields.phone")
        QTest.keyClicks(window.sheet.cells["fields.phone"].editor, _DIGITS)
        _hold(_DIGITS in window.document.form.fields["phone"], "what was typed is not in the form")
        _hold(before != window.document.form, "the form has not changed")
        return {}

    def draft(self) -> dict[str, Any]:
        """See that the draft on the disk says what the window says, in a file that is whole."""
        _hold(self._main.autosave.save_all(), "the draft was not saved")
        drafts = Drafts(self._folder / "数据")
        saved = drafts.load(self._main.draft, self._definitions)
        drafts.close()
        _hold(saved == self._main.document.form, "the draft says something else")
        _hold(sqlite3.sqlite_version_info >= _FIRST_STRICT, f"SQLite {sqlite3.sqlite_version} is too old")
        with closing(sqlite3.connect(self._folder / "数据" / NAME)) as connection:
            (check,) = connection.execute("PRAGMA integrity_check").fetchone()
        _hold(check == "ok", f"the drafts are damaged: {check}")
        return {"sqlite": sqlite3.sqlite_version}

    def export(self) -> dict[str, Any]:
        """Write paper and workbook, read them back by the other libraries, see that they say the same."""
        document = self._main.document
        paths = [self._folder / "表 一.pdf", self._folder / "表 一.xlsx"]
        write_outputs(document.form, document.definition, self._definitions, paths)
        for path in paths:
            found = differences(document.form, read_form(path, self._definitions).form, document.definition)
            _hold(not found, f"{path.name}: {found[:1]}")
        return {"sizes": {path.suffix: path.stat().st_size for path in paths}}

    def preview(self) -> dict[str, Any]:
        """See that the process beside this one makes pages, and that they are shown; take a picture."""
        found = prove_preview(self._main)
        picture = self._report.with_name(f"{self._report.stem}-preview.png")
        _hold(self._main.grab().save(str(picture)), "no picture was written")
        return found

    def printing(self) -> dict[str, Any]:
        """Print all pages, into a file, as to a printer."""
        return prove_printing(self._main, self._folder)

    def screen_type(self) -> dict[str, Any]:
        """See that the system has type for what the window shows: no character is drawn as a box."""
        layout = QTextLayout("部门整体支出绩效目标申报表（公章）≥100%", fonts.value())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        runs = layout.glyphRuns()
        _hold(bool(runs) and all(all(run.glyphIndexes()) for run in runs), "there is no Chinese type in this system")
        return {"type": [QFontInfo(fonts.value()).family(), *sorted({run.rawFont().familyName() for run in runs})]}

    def dialogs(self) -> dict[str, Any]:
        """See that the buttons of the dialogs are in Chinese."""
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
        question = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Yes)
        words = [button.text() for button in (*box.buttons(), *question.buttons())]
        _hold(all(not word[:1].isascii() for word in words), f"the buttons say {words}")
        return {"buttons": words}

    def folders(self) -> dict[str, Any]:
        """See that the folder for the drafts can be written; take it away again where it was not there."""
        made = [each for each in (self._data_folder, *self._data_folder.parents) if not each.exists()]
        self._data_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._data_folder, prefix="自检 ") as file:
            file.write(b"x")
        for folder in made:
            folder.rmdir()
        return {"data": str(self._data_folder), "temporary": tempfile.gettempdir()}

    def console(self) -> dict[str, Any]:
        """See that the console twin answers, started by this program."""
        target = self._folder / "抄 件.json"
        program = Path(sys.executable)
        twin = (
            [str(program.with_name(f"jixiao-cli{program.suffix}"))] if _is_bundle() else [sys.executable, sys.argv[0]]
        )
        words = [*twin, "--data-dir", str(self._folder), "convert", str(_SAMPLE), str(target)]
        done = subprocess.run(  # noqa: S603 - the program itself
            words, capture_output=True, encoding="utf-8", check=False, creationflags=_HIDDEN, stdin=subprocess.DEVNULL
        )
        _hold(done.returncode == 0 and target.is_file(), f"the console program said {done.returncode}: {done.stderr}")
        return {}

    def offline(self) -> dict[str, Any]:
        """See that nothing that could speak to a network is loaded; in the bundle it is not even there."""
        there = [name for name in _FRONTIER if _is_bundle() and importlib.util.find_spec(name)]
        loaded = [name for name in ("_ssl", "PySide6.QtNetwork") if name in sys.modules]
        _hold(not there and not loaded, f"in the bundle: {there}, loaded: {loaded}")
        return {}

    def faults(self) -> dict[str, Any]:
        """See that nothing went wrong on the way that was caught somewhere else."""
        _hold(not self._faults, "; ".join(self._faults))
        return {"qt_said": self._warnings}

    def end(self) -> None:
        """Close the windows and let go of the drafts."""
        qInstallMessageHandler(None)
        for window in self._application.windows:
            window.close()
        self._application.close()

    @property
    def _main(self) -> MainWindow:
        return self._application.windows[-1]

    def _on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        line = trace.tb_lineno if trace else 0
        self._faults.append(f"{kind.__name__}: {fault} (line {line})")


def _is_bundle() -> bool:
    return bool(getattr(sys, "frozen", False))


def _colours(picture: QImage) -> int:
    """Count the colours in a picture, every third pixel of every third line."""
    across, down = range(0, picture.width(), 3), range(0, picture.height(), 3)
    return len({picture.pixel(x, y) for y in down for x in across})


def _hold(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - a sentence of its own
    if not condition:
        raise RuntimeError(otherwise)
