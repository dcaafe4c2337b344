"""The installed program proves itself: it opens its window, types, saves a draft, exports both files and reads them."""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from export.outputs import write_outputs
from intake.reading import read_form
from models.compare import differences
from models.definition_file import Definitions
from models.drafts import Drafts
from models.places import RESOURCES
from ui.application import Application
from ui.paper_proof import prove_preview, prove_printing

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = RESOURCES / "samples" / "sample-2020.json"
_TYPED = "填报 测试㐀"
_WAIT = 300  # ms for everything to be painted


def run(report: Path) -> int:
    """Go through everything, write what was found as JSON with a picture beside it; 0 when all of it held."""
    started = time.perf_counter()
    qt = QApplication([sys.argv[0]])
    found: dict[str, Any] = {"python": platform.python_version(), "qt": qVersion(), "system": platform.platform()}
    steps: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="自检 ") as folder:
        for name, step in _steps(qt, Path(folder), report).items():
            try:
                found |= step()
                steps[name] = "ok"
            except Exception as fault:  # noqa: BLE001 - the report says whatever went wrong
                steps[name] = f"{type(fault).__name__}: {fault}"
    found |= {"steps": steps, "seconds": round(time.perf_counter() - started, 2)}
    report.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(result != "ok" for result in steps.values()))


def _steps(qt: QApplication, folder: Path, report: Path) -> dict[str, Callable[[], dict[str, Any]]]:
    data, definitions = folder / "数据", Definitions()
    application = Application(qt, data)

    def window() -> dict[str, Any]:
        opened = application.open(_SAMPLE)
        _hold(opened is not None, "the sample was not opened")
        QTest.qWait(_WAIT)
        picture = opened.grab() if opened else None
        _hold(picture is not None and picture.save(str(report.with_suffix(".png"))), "no picture")
        return {"families": QFontDatabase.families()[:3], "style": qt.style().objectName()}

    def typing() -> dict[str, Any]:
        opened = application.windows[-1]
        opened.go_to("fields.contact")
        event = QInputMethodEvent()
        event.setCommitString(_TYPED)
        QApplication.sendEvent(opened.sheet.cells["fields.contact"].editor, event)
        _hold(_TYPED in opened.document.form.fields["contact"], "what was typed is not in the form")
        return {}

    def draft() -> dict[str, Any]:
        opened = application.windows[-1]
        _hold(opened.autosave.save_all(), "the draft was not saved")
        drafts = Drafts(data)
        saved = drafts.load(opened.draft, definitions)
        drafts.close()
        _hold(saved == opened.document.form, "the draft says something else")
        return {"sqlite": sqlite3.sqlite_version}

    def export() -> dict[str, Any]:
        document = application.windows[-1].document
        paths = [folder / "表 一.pdf", folder / "表 一.xlsx"]
        write_outputs(document.form, document.definition, definitions, paths)
        for path in paths:
            found = differences(document.form, read_form(path, definitions).form, document.definition)
            _hold(not found, f"{path.name}: {found[:1]}")
        return {"sizes": {path.suffix: path.stat().st_size for path in paths}}

    def dialogs() -> dict[str, Any]:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        text = box.button(QDialogButtonBox.StandardButton.Cancel).text()
        _hold("取消" in text, f"a button says {text}")
        return {}

    def offline() -> dict[str, Any]:
        loaded = sorted({"PySide6.QtNetwork", "_ssl", "_socket"} & sys.modules.keys())
        _hold("PySide6.QtNetwork" not in loaded, "QtNetwork is loaded")
        return {"loaded": loaded}

    return {
        "window": window,
        "typing": typing,
        "draft": draft,
        "export": export,
        "preview": lambda: prove_preview(application.windows[-1]),
        "printing": lambda: prove_printing(application.windows[-1], folder),
        "dialogs": dialogs,
        "offline": offline,
    }


def _hold(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - a sentence of its own
    if not condition:
        raise RuntimeError(otherwise)
