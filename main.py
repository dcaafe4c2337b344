"""Puts the parts together: finds the data folder and hands over to the window or the command line."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path

sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # Python's own digests do; OpenSSL takes its time
gc.disable()  # a call that lives for less than a second: looking for garbage took a third of it
atexit.register(gc.freeze)  # nor is there any to look for at its end

_COMMANDS = {"convert", "check", "verify"}
_FAILED = 2


def data_folder() -> Path:
    """Give the user's local data folder, or `data` beside the program where a file `portable` lies there."""
    program = Path(sys.executable if getattr(sys, "frozen", False) else __file__).resolve().parent
    if (program / "portable").is_file():
        return program / "data"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jixiao"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jixiao"


def has_screen() -> bool:
    """Whether there is a screen to show a window on."""
    return sys.platform == "win32" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def main(arguments: list[str]) -> int:
    """Open the window, on a file where one is named; do what a command says; give the exit code."""
    if arguments[:1] == ["--reader"]:
        from intake.worker import answer_requests  # noqa: PLC0415 - files are read in a process of their own

        return answer_requests()
    folder, rest = data_folder(), arguments
    if rest[:1] == ["--data-dir"] and len(rest) > 1:
        folder, rest = Path(rest[1]), rest[2:]
    if rest[:1] == ["--pages"]:
        from export.page_service import serve  # noqa: PLC0415 - the window asks for it, in a process of its own

        return serve([Path(folder) for folder in rest[1:]])
    proves_itself = rest[:1] == ["--self-test"] and len(rest) > 1
    is_command = bool(rest) and (rest[0] in _COMMANDS or rest[0].startswith("-"))
    if not proves_itself and (is_command or not has_screen()):
        from cli import run  # noqa: PLC0415 - the window does without the command line

        return run(arguments, folder)
    from ui.requirements import say, what_is_missing  # noqa: PLC0415 - before Qt, which an older system cannot load

    if missing := what_is_missing():
        say(missing)
        return _FAILED
    from ui.lean_qt import import_qt  # noqa: PLC0415 - the command line does without Qt

    import_qt()
    if proves_itself:
        from ui.self_test import run as prove  # noqa: PLC0415 - asked for once, after installing

        return prove(Path(rest[1]), folder)
    from ui.running import run as show  # noqa: PLC0415 - builds on Qt

    return show(rest, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
