"""Puts the parts together: finds the data folder and hands over to the command line."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path

gc.disable()  # a call that lives for less than a second: looking for garbage took a third of it
atexit.register(gc.freeze)  # nor is there any to look for at its end

from cli import run  # noqa: E402 - after the line above, which is for the imports too


def data_folder() -> Path:
    """Give the user's local data folder, or `data` beside the program where a file `portable` lies there."""
    program = Path(sys.executable if getattr(sys, "frozen", False) else __file__).resolve().parent
    if (program / "portable").is_file():
        return program / "data"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jixiao"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jixiao"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], data_folder()))
