"""What the program asks of Windows, said before Qt is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.versions import SAMPLE_JSON
from ui.requirements import what_is_missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("build", "is_enough"), [(7601, False), (17134, False), (17763, True), (22631, True)])
def test_an_older_windows_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, build: int, *, is_enough: bool) -> None:
    version = SimpleNamespace(major=10, minor=0, build=build)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "getwindowsversion", lambda: version, raising=False)
    said = what_is_missing()
    assert (said == "") is is_enough
    if said:
        assert f"内部版本 {build}" in said
        assert "Windows 10 1809" in said


def test_no_other_system_is_asked() -> None:
    assert what_is_missing() == ""


def test_on_an_older_system_qt_is_never_loaded() -> None:
    code = (
        "import sys, ui.requirements as room, main\n"
        "room.what_is_missing = lambda: '太旧了'\n"
        "room.say = print\n"
        "code = main.main(sys.argv[1:])\n"
        "print(code, 'PySide6' in sys.modules)"
    )
    for words in ([], ["--self-test", "a.json"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.splitlines() == ["太旧了", "2 False"]


def test_without_a_console_the_work_is_done_all_the_same(tmp_path: Path) -> None:
    code = "import sys, main; sys.stdout = sys.stderr = None; sys.exit(main.main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "convert", str(SAMPLE_JSON), str(tmp_path / "a.json")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.json").is_file()
