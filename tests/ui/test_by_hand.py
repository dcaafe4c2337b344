"""The sample typed in from blank as a clerk does it: keys and mouse alone, in a real window where there is a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli import run
from tests.versions import SAMPLE_JSON

ROOT = Path(__file__).resolve().parents[2]
CLERK = ROOT / "tests" / "ui" / "clerk.py"


@pytest.mark.parametrize(("way", "number"), [("keys", 300), ("mouse", 400)])
def test_the_sample_is_typed_in_and_exported_by_hand(way: str, number: int, tmp_path: Path) -> None:
    start = ["xvfb-run", "-a", "-n", str(number), "-s", "-screen 0 1400x900x24"]  # two that start at once never meet
    screen = start if shutil.which("xvfb-run") else []
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen"}
    folder = tmp_path / "交 财政"
    folder.mkdir()
    command = [*screen, sys.executable, str(CLERK), way, str(folder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    paper, book = sorted(folder.iterdir())
    assert (paper.suffix, book.suffix) == (".pdf", ".xlsx")
    for one, other in ((paper, SAMPLE_JSON), (book, SAMPLE_JSON), (paper, book)):
        assert run(["verify", str(one), str(other)], tmp_path / "data") == 0
