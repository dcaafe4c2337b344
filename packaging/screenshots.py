"""Pictures of the window, for looking at and for the README: make screenshots."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtTest import QTest  # noqa: E402 - after the path is set
from PySide6.QtWidgets import QApplication  # noqa: E402

from models.edits import edit_at  # noqa: E402
from ui.application import Application  # noqa: E402

PAUSE = 300  # ms for everything to be painted


def main(folder: Path) -> None:
    """Take a picture of each state of the window on the sample, and at each size of a screen."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as data:
        window = Application(qt, Path(data)).open(ROOT / "resources" / "samples" / "sample-2020.json")
        if window is None:
            sys.exit("the sample cannot be read")

        def take(name: str) -> None:
            QTest.qWait(PAUSE)
            window.grab().save(str(folder / f"{name}.png"))

        window.resize(1366, 696)
        window.activateWindow()
        window.go_to("fields.period")
        take("window-basics")
        window.go_to("indicators[2].value")
        take("window-indicators")
        window.go_to_section("safeguards")
        take("window-safeguards")
        window.document.apply(edit_at("amounts.expense_project", "20374.99"))
        window.go_to_section("funds")
        take("window-unbalanced")
        for width, height in ((1093, 556), (911, 440), (683, 344)):
            window.resize(width, height)
            window.go_to("fields.period")
            take(f"window-{width}x{height}")
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
