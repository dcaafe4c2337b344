"""The bundle: how large it is, and how soon it paints its window beside the same program from source.

What has not been made is not measured: make bundle, make bundle-windows, make installer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
_MEGABYTE = 1_000_000
_FOLDERS = {"jixiao": ("bundle for Linux, MB", 215), "windows/jixiao": ("bundle for Windows, MB", 115)}
_FILES = {"*-setup.exe": ("installer, MB", 50), "*-usb.zip": ("zip for a USB stick, MB", 60)}


def figures() -> Iterator[Figure]:
    """Measure what lies in dist/; the start on the offscreen platform, bundle and source in turn."""
    dist = ROOT / "dist"
    for name, (what, bound) in _FOLDERS.items():
        if (dist / name).is_dir():
            files = [path for path in (dist / name).rglob("*") if path.is_file() and not path.is_symlink()]
            size = sum(path.stat().st_size for path in files) / _MEGABYTE
            yield Figure(what, size, bound, detail=f"{len(files)} files")
    for pattern, (what, bound) in _FILES.items():
        for path in dist.glob(pattern):
            yield Figure(what, path.stat().st_size / _MEGABYTE, bound, detail=path.name)
    program = dist / "jixiao" / "jixiao"
    if program.is_file():
        bundle, source = _first_paints([str(program)], [sys.executable, str(ROOT / "main.py")])
        detail = f"{bundle * 1000:.0f} / {source * 1000:.0f} ms"
        yield Figure("bundle / source, start to first paint", bundle / source, 1.3, detail=detail)


def _first_paints(*commands: Sequence[str], runs: int = 5) -> list[float]:
    """Give the best seconds of each command from its start to its first paint, run in turn so that noise meets all."""
    seconds: list[list[float]] = [[] for _ in commands]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs + 1):  # the first round only fills the caches
        for taken, command in zip(seconds, commands, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                report = Path(folder) / "report.json"
                words = [*command, "--data-dir", folder, "--self-test", str(report)]
                start = time.time()
                subprocess.run(words, check=True, env=environment | {"QT_QPA_PLATFORM": "offscreen"})
                taken.append(json.loads(report.read_text(encoding="utf-8"))["first_paint"] - start)
    return [min(taken[1:]) for taken in seconds]
