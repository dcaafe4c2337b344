"""What is not needed for the first picture, done right after it, a piece in each turn of the event loop."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Later(QObject):
    """A queue of work. A key that comes meanwhile waits for one piece at most."""

    def __init__(self, parent: QObject) -> None:
        """Wait to be started."""
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._do_next)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._waiting

    def add(self, work: Callable[[], object]) -> None:
        """Queue a piece of work, which may be one that has become needless."""
        self._waiting.append(work)

    def start(self) -> None:
        """Begin: the first picture is there."""
        self._turn.start()

    def finish(self) -> None:
        """Do all that is left at once."""
        while self._waiting:
            self._do_next()

    def _do_next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        if not self._waiting:
            self._turn.stop()
