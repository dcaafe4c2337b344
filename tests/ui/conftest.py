"""Windows for the tests: each on a draft in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts
from tests.versions import DEFINITIONS
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.form import Form


@pytest.fixture(autouse=True)
def _rescued_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.drafts.rescue._place", lambda: tmp_path / "rescued")


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    """Give drafts in a folder of their own."""
    made = Drafts(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def open_window(qtbot: QtBot, drafts: Drafts) -> Callable[[Form, Definition], MainWindow]:
    """Open windows on drafts, 1366 by 696, each with the keyboard."""

    def open_on(form: Form, definition: Definition) -> MainWindow:
        window = MainWindow(drafts, drafts.create(form, definition), DEFINITIONS)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and window.later.is_done)
        return window

    return open_on
