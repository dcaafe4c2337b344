"""Work off the window's thread, so that the window lives; it can be cancelled between its steps."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.trouble import Cancelled, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable


class Job(QObject):
    """Does some work once; `work` is given a call for what it begins, which ends it where it was cancelled."""

    stepped = Signal(str)
    """What is begun, in Chinese."""
    done = Signal(object)
    """What the work has given."""
    failed = Signal(object)
    """The trouble that ended it, `Cancelled` among them."""
    ended = Signal()
    """It is over, before either of these."""
    _over = Signal(object, object)

    def __init__(self, work: Callable[[Callable[[str], None]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted_no_more = Event()
        self._thread = Thread(target=self._run, name="outgoing")
        self._over.connect(self._end)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """End it at its next step."""
        self._wanted_no_more.set()

    def wait(self) -> None:
        """Wait until the thread has ended; what is still to be said of it is said when events are looked at."""
        self._thread.join()

    def _run(self) -> None:
        result, error = None, None
        try:
            result = self._work(self._step)
        except BaseException as fault:  # noqa: BLE001 - it is raised again where it can be shown
            error = fault
        self._over.emit(result, error)

    def _step(self, words: str) -> None:
        if self._wanted_no_more.is_set():
            raise Cancelled("已取消，原来的文件没有动。")
        self.stepped.emit(words)

    def _end(self, result: object, error: BaseException | None) -> None:
        self._thread.join()
        self.ended.emit()
        if isinstance(error, Trouble):
            self.failed.emit(error)
        elif error is not None:
            raise error
        else:
            self.done.emit(result)
