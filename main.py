"""Puts the parts together: finds the data folder and hands over to the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cli import run


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
