"""Two starts at one data folder: the second hands over what it was asked for, and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts
from models.drafts.database import NAME
from models.drafts.rescue import rescue
from models.form import blank_form
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON
from ui import running as rooms
from ui.application import Application, recovery_words
from ui.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MAIN = Path(__file__).resolve().parents[2] / "main.py"


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[Instance]:
    assert qapp
    made = Instance(tmp_path)
    assert made.take()
    made.listen()
    yield made
    made.close()


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(MAIN), "--data-dir", str(folder), *arguments], env=os.environ)


@pytest.mark.parametrize("file", ["", "表 一.json"])
def test_a_second_start_hands_its_file_over_and_ends(first: Instance, qtbot: QtBot, tmp_path: Path, file: str) -> None:
    words = [str(tmp_path / file)] if file else []
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = start(tmp_path, *words)
    assert second.wait() == 0
    assert asked.args == [tmp_path / file if file else None]
    assert list((tmp_path / "requests").iterdir()) == []
    assert not (tmp_path / NAME).exists()  # it did not touch the drafts


def test_a_request_that_came_before_anybody_listened_is_taken(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    assert qapp
    (tmp_path / "requests").mkdir()
    (tmp_path / "requests" / "x.request").write_text(str(SAMPLE_JSON), encoding="utf-8")
    instance = Instance(tmp_path)
    assert instance.take()
    with qtbot.waitSignal(instance.asked) as asked:
        instance.listen()
    assert asked.args == [SAMPLE_JSON]
    instance.close()


def test_where_nobody_answers_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    assert qapp
    said: list[str] = []
    monkeypatch.setattr("ui.instance._WAIT", 50)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.warning", lambda *words: said.append(words[-1]))
    first = Instance(tmp_path)
    assert first.take()
    assert rooms.run([], tmp_path) == 2
    assert "没有回应" in said[0]
    assert list((tmp_path / "requests").iterdir()) == []
    first.close()


def test_two_folders_do_not_meet(first: Instance, tmp_path: Path) -> None:
    assert first
    other = Instance(tmp_path / "other")
    (tmp_path / "other").mkdir()
    assert other.take()
    other.close()


def test_a_program_that_was_killed_leaves_the_folder_free_and_is_known(tmp_path: Path) -> None:
    code = "from ui.instance import Instance; from pathlib import Path; import sys, time\n"
    code += "i = Instance(Path(sys.argv[1])); print(i.take(), i.ended_well, flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=MAIN.parent
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True True\n"
    waiting = Instance(tmp_path)
    assert not waiting.take()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    again = Instance(tmp_path)
    assert (again.take(), again.ended_well) == (True, False)
    again.close()
    assert Instance(tmp_path).ended_well


def test_a_later_start_opens_its_file_in_the_program_that_is_open(qapp: QApplication, tmp_path: Path) -> None:
    hook = sys.excepthook
    application = Application(qapp, tmp_path)
    application.start(None)
    application.answer(SAMPLE_JSON)
    assert application.windows[-1].document.form == SAMPLE
    application.windows[-1].showMinimized()
    application.answer(None)
    assert not application.windows[-1].isMinimized()
    sys.excepthook = hook
    for window in application.windows[:]:
        window.close()
    application.close()


def test_after_a_crash_it_is_said_up_to_when_everything_is_there(qapp: QApplication, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    assert recovery_words(drafts) == ""
    drafts.create(SAMPLE, FIRST)
    time = drafts.listed()[0].changed[11:19]
    drafts.close()
    hook = sys.excepthook
    application = Application(qapp, tmp_path)
    application.start(None, ended_well=False)
    start = application.start_window
    assert start is not None
    assert start.message.sentence == f"上次没有正常关闭，内容已恢复到 {time}，最后 1 秒的输入可能要补。"
    sys.excepthook = hook
    start.close()
    application.close()


@pytest.mark.parametrize("answer", [True, False])
def test_where_the_drafts_cannot_be_used_another_folder_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, *, answer: bool
) -> None:
    (tmp_path / "file").write_bytes(b"")
    asked: list[str] = []
    shown: list[Path] = []

    def another(why: str) -> Path | None:
        asked.append(why)
        return tmp_path / "other" if answer else None

    def show(instance: Instance, path: Path | None, folder: Path) -> int:
        Drafts(folder).close()
        assert (instance.ended_well, path) == (True, None)
        shown.append(folder)
        return 0

    assert qapp
    monkeypatch.setattr(rooms, "_another_folder", another)
    monkeypatch.setattr(rooms, "_show", show)
    assert rooms.run([], tmp_path / "file") == (0 if answer else 2)
    assert "用不了" in asked[0]
    assert shown == ([tmp_path / "other"] if answer else [])


def started(qt: QApplication, folder: Path) -> str:
    """Start the program once; give what it says in the line of its first window."""
    hook = sys.excepthook
    application = Application(qt, folder)
    application.start(None)
    start = application.start_window
    assert start is not None
    said = start.message.sentence
    sys.excepthook = hook
    start.close()
    application.close()
    return said


def test_a_synced_folder_is_warned_of_once(qapp: QApplication, tmp_path: Path) -> None:
    assert "坚果云的同步文件夹" in started(qapp, tmp_path / "坚果云" / "data")
    assert started(qapp, tmp_path / "坚果云" / "data") == ""


def test_what_could_not_be_saved_is_found_again_and_said(qapp: QApplication, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "data")
    draft = drafts.create(SAMPLE, FIRST)
    drafts.close()
    rescue(tmp_path / "data", draft, blank_form(FIRST))
    rescue(tmp_path / "elsewhere", "0-0", SAMPLE)
    assert started(qapp, tmp_path / "data") == "上次有 1 份草稿没有保存成，现在已找回并保存。"
    again = Drafts(tmp_path / "data")
    assert [again.load(each.id, DEFINITIONS) for each in again.listed()] == [blank_form(FIRST)]
    again.close()
