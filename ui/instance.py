"""One program at a data folder: a second start hands its file to the first and ends. No network is used."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QLockFile, QObject, QSysInfo, QThread, QTimer, Signal

_LOCK = "running.lock"
_REQUESTS = "requests"
_WAIT = 5000  # ms for the first program to take a request
_LOOK = 20  # ms
_POLL = 1000  # ms, where the system tells of no changes


class Instance(QObject):
    """Holds the lock of a data folder, and takes the requests of later starts."""

    asked = Signal(object)
    """A later start wants a file opened; gives its path, None to be shown only."""

    def __init__(self, data_folder: Path) -> None:
        super().__init__()
        self._lock = QLockFile(str(data_folder / _LOCK))
        self._lock.setStaleLockTime(0)
        self._requests = data_folder / _REQUESTS
        self.ended_well = not (data_folder / _LOCK).exists()
        """Whether the last program took its lock away, as one does that was closed."""
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Be the program of this data folder; False where another one is.

        Where no lock can be written nothing can be saved either, so there is nothing to be guarded.
        """
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Take the requests of later starts from now on."""
        with suppress(OSError):
            self._requests.mkdir(exist_ok=True)
        self._watcher = QFileSystemWatcher(self)
        if self._watcher.addPath(str(self._requests)):
            self._watcher.directoryChanged.connect(self._look)
        else:
            timer = QTimer(self, interval=_POLL)
            timer.timeout.connect(self._look)
            timer.start()
        self._look()

    def hand_over(self, path: Path | None) -> bool:
        """Ask the first program to show itself and to open a file; say whether it has taken the request."""
        _let_come_to_front(self._lock)
        request = self._requests / f"{os.urandom(6).hex()}.request"
        try:
            self._requests.mkdir(exist_ok=True)
            beside = request.with_suffix(".tmp")
            beside.write_text(str(path.absolute()) if path else "", encoding="utf-8", errors="surrogateescape")
            beside.replace(request)
        except OSError:
            return False
        end = QDeadlineTimer(_WAIT)
        while request.exists() and not end.hasExpired():
            QThread.msleep(_LOOK)
        taken = not request.exists()
        with suppress(OSError):
            request.unlink(missing_ok=True)
        return taken

    def silence(self) -> str:
        """Say why a request may not have been taken, and what to do."""
        _, host, _ = self._lock.getLockInfo()
        if host and host != QSysInfo.machineHostName():
            return f"这些草稿正被电脑“{host}”上的程序使用，不能两处同时打开。请先在那台电脑上关闭程序。"
        return "程序已经开着，但没有回应。请稍等再试；还不行就在任务管理器里结束它，已保存的内容都在。"

    def close(self) -> None:
        """Let go of the folder."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()

    def _look(self) -> None:
        """Take all requests that are there."""
        for request in sorted(self._requests.glob("*.request")):
            with suppress(OSError):
                text = request.read_text(encoding="utf-8", errors="surrogateescape")
                request.unlink()
                self.asked.emit(Path(text) if text else None)


def _let_come_to_front(lock: QLockFile) -> None:
    """Let the first program put itself before the others, which Windows grants to the one just started only."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        process = lock.getLockInfo()[0]
        ctypes.windll.user32.AllowSetForegroundWindow(int(process))
