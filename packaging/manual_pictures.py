"""The pictures of the manual, taken from the real window: make manual-pictures."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QRect  # noqa: E402 - after the path is set
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from models.definition_file import Definitions  # noqa: E402
from models.drafts import Drafts  # noqa: E402
from models.edits import edit_at  # noqa: E402
from models.form_json import form_from_json  # noqa: E402
from ui.application import Application  # noqa: E402
from ui.outgoing.export_sheet import ExportSheet  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PAUSE = 400  # ms for everything to be painted
FOLDER = ROOT / "resources" / "manual"


def take(widget: QWidget, name: str, area: QRect | None = None) -> None:
    """Take a picture of a widget, or of an area in it."""
    QTest.qWait(PAUSE)
    (widget.grab(area) if area else widget.grab()).save(str(FOLDER / f"{name}.png"), "PNG", 0)  # 0: smallest


def main() -> None:
    """Take all pictures."""
    qt = QApplication([])
    definitions = Definitions()
    sample = form_from_json((ROOT / "resources" / "samples" / "sample-2020.json").read_bytes(), definitions)
    with tempfile.TemporaryDirectory() as data:
        drafts = Drafts(Path(data))
        wrong = edit_at("amounts.expense_project", "20374.99").apply(sample)
        (good, bad) = (drafts.create(form, definitions.get(form.form)) for form in (sample, wrong))
        drafts.close()
        application = Application(qt, Path(data))
        application.dress("light")
        window = application.open_draft(good)
        if window is None:
            sys.exit("a draft cannot be read")
        window.resize(1000, 520)
        window.go_to("fields.period")
        take(window, "window")
        window.resize(840, 620)
        window.go_to("indicators[2].value")
        take(window.workspace.desk, "indicators", QRect(0, 0, 760, 360))
        window.files.export()
        if isinstance(window.files.dialog, ExportSheet):
            window.files.dialog.put_into(Path("D:/绩效/2020年"))
            take(window.files.dialog, "export")
            window.files.dialog.close()
        window.close()
        window = application.open_draft(bad)
        if window is None:
            sys.exit("a draft cannot be read")
        window.resize(840, 620)
        window.go_to("amounts.expense_project")
        strip = window.sheet.strip
        if strip is not None:
            take(strip, "balance")
        window.close()
        application.close()


if __name__ == "__main__":
    main()
