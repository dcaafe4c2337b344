"""Native readers cry out on the console by themselves where they fail; what is to be said, we say in one sentence."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONSOLE = 2
_ONE_AT_A_TIME = Lock()  # the console belongs to the whole process


@contextmanager
def unheard() -> Iterator[None]:
    """Keep from the console what native code writes there; where there is no console, nothing is touched."""
    if not _has_console():
        yield
        return
    with _ONE_AT_A_TIME:
        kept, nowhere = os.dup(_CONSOLE), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _CONSOLE)
            yield
        finally:
            os.dup2(kept, _CONSOLE)
            os.close(kept)
            os.close(nowhere)


def _has_console() -> bool:
    """Whether the place of the console is the console's: a program without one may have a file there."""
    try:
        return sys.stderr is not None and sys.stderr.fileno() == _CONSOLE
    except (AttributeError, io.UnsupportedOperation, ValueError):  # replaced by something that is no file, or closed
        return False
