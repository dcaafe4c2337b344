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


@pytest.mark.parametrize("way", ["keys", "mouse"])
def test_the_sample_is_typed_in_by_hand(way: str, tmp_path: Path) -> None:
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24"] if shutil.which("xvfb-run") else []
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen"}
    target = tmp_path / "typed.json"
    command = [*screen, sys.executable, str(CLERK), way, str(target)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert run(["verify", str(target), str(SAMPLE_JSON)], tmp_path / "data") == 0
