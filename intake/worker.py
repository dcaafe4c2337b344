"""The reading process: takes files on stdin, gives their grids on stdout, and may be killed at any moment.

A request is a line `kind length` and the bytes of the file; an answer is a line with its length and JSON. The process
limits itself before it takes the first: memory for all, processor time for each file.
"""

from __future__ import annotations

import json
import signal
import sys
import time

from intake.sources import grids_as_json, read_source
from models.trouble import Trouble

MEMORY = 84 * 1024 * 1024
"""Bytes a reader may claim; with the code it runs, and the process that waits for it, it stays below 150 MB."""
SECONDS = 0.7
"""Of processor time for a file; real forms take some hundredths."""
READY = b"ready\n"


def answer_requests() -> int:
    """Answer requests until there are no more."""
    if sys.platform == "win32":
        from intake import windows_limits as limits  # noqa: PLC0415 - each system has its own

        limits.limit(MEMORY, time.process_time() + SECONDS)
    else:
        _limit_memory()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    stdout.write(READY)
    stdout.flush()
    while request := stdin.readline(100).split():
        kind, data = request[0].decode("ascii"), stdin.read(int(request[1]))
        if sys.platform == "win32":
            limits.limit(MEMORY, time.process_time() + SECONDS)
        else:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends the process, whatever it is busy with
        answer = json.dumps(_answer(kind, data), ensure_ascii=False).encode("utf-8", "surrogatepass")
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        stdout.write(b"%d\n" % len(answer))
        stdout.write(answer)
        stdout.flush()
    return 0


def _answer(kind: str, data: bytes) -> dict[str, object]:
    try:
        return grids_as_json(read_source(kind, data))
    except Trouble as trouble:
        return {"trouble": str(trouble)}
    except MemoryError:
        return {"trouble": "读这个文件要占用太多内存，不像一份申报表，已经停下。请把申报表单独另存一份再试。"}
    except Exception:  # noqa: BLE001 - whatever a hostile file makes of a reader, it is the file that is broken
        return {"trouble": "这个文件已损坏，读不了。请用原来的程序打开它，另存一份再试。"}


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
