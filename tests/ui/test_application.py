"""The program with its windows: where it goes on, and what it says where it cannot."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts
from models.drafts.database import NAME
from models.edits import edit_at
from tests.versions import FIRST, SAMPLE, SAMPLE_JSON
from ui.application import Application
from ui.memory import Memory, recall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the sentences that would be shown."""
    sentences: list[str] = []
    for kind in ("warning", "critical"):
        monkeypatch.setattr(f"ui.application.QMessageBox.{kind}", lambda *words: sentences.append(words[-1]))
    return sentences


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path, said: list[str]) -> Iterator[Application]:
    assert said == []
    hook = sys.excepthook
    made = Application(qapp, tmp_path)
    yield made
    sys.excepthook = hook
    for window in made.windows:
        window.close()
    made.close()


def kept(folder: Path, *names: str) -> list[str]:
    drafts = Drafts(folder)
    made = [drafts.create(edit_at("fields.reporting_unit", name).apply(SAMPLE), FIRST) for name in names]
    drafts.close()
    return made


def test_it_goes_on_where_the_clerk_stopped(application: Application, tmp_path: Path) -> None:
    _, newest = kept(tmp_path, "甲局", "乙局")
    application.start(None)
    assert [window.draft for window in application.windows] == [newest]


def test_without_drafts_it_begins_with_a_blank_form(application: Application) -> None:
    application.start(None)
    (window,) = application.windows
    assert not any(window.document.form.fields.values())


def test_a_file_that_is_named_is_opened(application: Application) -> None:
    application.start(SAMPLE_JSON)
    assert [window.document.form for window in application.windows] == [SAMPLE]


def test_an_unreadable_file_gets_its_sentence_and_work_goes_on(
    application: Application,
    said: list[str],
    tmp_path: Path,
) -> None:
    kept(tmp_path, "甲局")
    application.start(tmp_path / "没有.json")
    assert [sentence[:6] for sentence in said] == ["没有找到文件"]
    assert application.windows[0].document.form.fields["reporting_unit"] == "甲局"


def test_a_draft_that_cannot_be_read_gets_its_sentence_and_the_next_is_opened(
    application: Application,
    said: list[str],
    tmp_path: Path,
) -> None:
    older, newest = kept(tmp_path, "甲局", "乙局")
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE drafts SET body = x'00' WHERE id = ?", (newest,))
        connection.execute("UPDATE revisions SET body = x'00' WHERE draft = ?", (newest,))
    connection.close()
    application.start(None)
    assert ["已损坏" in sentence for sentence in said] == [True]
    assert [window.draft for window in application.windows] == [older]


def test_one_draft_has_one_window(application: Application, tmp_path: Path) -> None:
    (draft,) = kept(tmp_path, "甲局")
    assert application.open_draft(draft) is application.open_draft(draft)


def test_the_window_comes_back_as_it_was_left(application: Application, tmp_path: Path) -> None:
    window = application.new()
    assert window is not None
    window.resize(1000, 600)
    application.dress("dark")
    window.close()
    memory = recall(tmp_path)
    assert (memory.width, memory.height, memory.scheme) == (1000, 600, "dark")
    application.dress("light")
    again = application.new()
    assert again is not None
    assert (again.width(), again.height()) == (1000, 600)


def test_what_was_remembered_may_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"width": "wide", "scheme": "pink", "size"', encoding="utf-8")
    assert recall(tmp_path) == Memory()
    (tmp_path / "window.json").write_text('{"width": "wide", "scheme": "pink", "size": 1}', encoding="utf-8")
    assert recall(tmp_path) == Memory(size=1)
