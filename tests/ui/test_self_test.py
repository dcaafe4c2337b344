"""The self-test of the installed program, run from source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

MAIN = Path(__file__).resolve().parents[2] / "main.py"


def test_the_program_proves_itself(tmp_path: Path) -> None:
    report = tmp_path / "报告 一.json"
    words = [sys.executable, str(MAIN), "--data-dir", str(tmp_path / "资料" / "一"), "--self-test", str(report)]
    done = subprocess.run(words, env=os.environ, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "资料").exists()  # what was made to try the folder is taken away again
    found = json.loads(report.read_text(encoding="utf-8"))
    assert set(found["steps"].values()) == {"ok"}
    assert len(found["steps"]) == 12
    assert found["first_paint"] > 0
    assert report.with_suffix(".png").stat().st_size > 10_000
