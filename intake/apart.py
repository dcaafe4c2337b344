"""Reading in a process of its own: what a native or winding reader does to itself there harms nobody."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from intake.doubt import Doubt
from intake.grid import Grid, GridCell, Source
from intake.sources import Read
from models.trouble import Unreadable

if TYPE_CHECKING:
    from types import TracebackType
    from typing import IO

_LONGEST_START = 30.0  # s, on a machine whose virus scanner looks at each file of the program first
_LONGEST_READING = 8.0  # s by the clock; the process ends itself after a second of its own work
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
_MAIN = Path(__file__).resolve().parents[1] / "main.py"
_CRASHED = "读这个文件时读取程序中断了（文件损坏，或要占用太多内存），已经停下。请用原来的程序打开，另存为 .xlsx 再试。"
_TOO_LONG = "这个文件读得太久，不像一份申报表，已经停下。请把申报表单独另存一份 .xlsx 再试。"
_NO_START = "读取程序起不来，没有打开这个文件。请关掉一些程序再试；仍不行，请重新安装本程序。"


class Worker:
    """One reading process for any number of files, started with the first; after a crash the next file starts anew."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, kind: str, data: bytes) -> Read:
        """Read a file apart; `Unreadable` also where the process ended over it."""
        process = self._process or self._start()
        self._process = process
        stdin, stdout = _pipes(process)
        alarm = self._alarm(process, _LONGEST_READING)
        try:
            stdin.write(f"{kind} {len(data)}\n".encode("ascii"))
            stdin.write(data)
            stdin.flush()
            length = stdout.readline(30)
            answer = stdout.read(int(length)) if length.strip().isdigit() else b""
        except OSError:  # it ended while it was being told
            answer = b""
        finally:
            alarm.cancel()
        if not answer:
            raise Unreadable(self._end())
        return _read(json.loads(answer.decode("utf-8", "surrogatepass")))

    def close(self) -> None:
        """Let the process end."""
        if self._process is not None:
            stdin, stdout = _pipes(self._process)
            stdin.close()
            stdout.close()
            self._process.wait()
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process; it says when it is ready, so that its start does not count as reading."""
        try:
            process = subprocess.Popen(  # noqa: S603 - this program itself
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise Unreadable(_NO_START) from error
        alarm = self._alarm(process, _LONGEST_START)
        is_ready = _pipes(process)[1].readline(30)
        alarm.cancel()
        if not is_ready:
            self._process = process
            self._end()
            raise Unreadable(_NO_START)
        return process

    def _alarm(self, process: subprocess.Popen[bytes], seconds: float) -> threading.Timer:
        """Have the process killed after some seconds."""
        self._is_late = False

        def kill() -> None:
            self._is_late = True
            process.kill()

        alarm = threading.Timer(seconds, kill)
        alarm.daemon = True
        alarm.start()
        return alarm

    def _end(self) -> str:
        """Clear away a process that ended over a file; give the sentence that says why."""
        process, self._process = self._process, None
        if process is None:
            return _CRASHED
        process.kill()
        for pipe in _pipes(process):
            try:
                pipe.close()
            except OSError:
                continue
        return _TOO_LONG if process.wait() in _OUT_OF_TIME or self._is_late else _CRASHED


_OUT_OF_TIME = {-27, 1816}
"""Exit codes: ended by SIGPROF, or by Windows for its quota (ERROR_NOT_ENOUGH_QUOTA)."""


def read_apart(kind: str, data: bytes, worker: Worker | None = None) -> Read:
    """Read a file in a process of its own, or in a worker at hand."""
    if worker is not None:
        return worker.read(kind, data)
    with Worker() as own:
        return own.read(kind, data)


def _command() -> list[str]:
    """Give the call that starts the reading process: of the bundle its console twin, whose pipes are sure to work."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-E", "-s", str(_MAIN), "--reader"]
    program = Path(sys.executable)
    twin = program.with_name(f"{program.stem.removesuffix('-cli')}-cli{program.suffix}")
    return [str(twin if twin.is_file() else program), "--reader"]


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise Unreadable(_NO_START)
    return process.stdin, process.stdout


def _read(answer: dict[str, object]) -> Read:
    """Make what was read of the process's answer."""
    match answer:
        case {"trouble": str(sentence)}:
            raise Unreadable(sentence)
        case {"kind": str(kind), "grids": list(grids), "copy": str() | None as copy, "notes": list(notes)}:
            sheets = tuple(Grid(tuple(map(GridCell._make, cells)), merges, name) for name, merges, cells in grids)
            exact = None if copy is None else copy.encode("utf-8", "surrogatepass")
            return Read(Source(kind, sheets), exact, tuple(Doubt(*note) for note in notes))
    raise Unreadable(_CRASHED)
