"""Reading a file while the window goes on: in a thread of its own, and what comes of it when it is there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake.pasted import Pasted, read_pasted
from intake.reading import read_form
from models.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from intake.intake import Intake
    from models.definition_file import Definitions

SLOW = 300  # ms from which it is said that something is being read


class Reading(QObject):
    """Reads one file, or the clipboard, at a time; what is asked for later takes the place of what is under way."""

    read = Signal(object)
    """The file was read; gives the intake."""
    failed = Signal(str)
    """It cannot be read; gives the sentence."""
    slow = Signal()
    """It takes so long that it has to be said."""
    _arrived = Signal(int, object)

    def __init__(self, definitions: Definitions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._definitions = definitions
        self._turn = 0
        self._timer = QTimer(self, interval=SLOW, singleShot=True)
        self._timer.timeout.connect(self.slow)
        self._arrived.connect(self._take)

    def begin(self, origin: Path | Pasted, sheet: int | None = None) -> None:
        """Read a file or what was pasted, the sheet of this place where one is named."""
        self._turn += 1
        self._timer.start()
        threading.Thread(target=self._read, args=(self._turn, origin, sheet), daemon=True).start()

    def cancel(self) -> None:
        """Let nothing come of what is under way."""
        self._turn += 1
        self._timer.stop()

    def _read(self, turn: int, origin: Path | Pasted, sheet: int | None) -> None:
        """Read, in the thread; a fault of ours is handed over too, to be told where all faults are."""
        try:
            found: Intake | Exception = (
                read_pasted(origin, self._definitions, sheet)
                if isinstance(origin, Pasted)
                else read_form(origin, self._definitions, sheet)
            )
        except Exception as trouble:  # noqa: BLE001 - raised again in the window's thread
            found = trouble
        try:
            self._arrived.emit(turn, found)
        except RuntimeError:  # the window has gone meanwhile
            return

    def _take(self, turn: int, found: Intake | Exception) -> None:
        if turn != self._turn:
            return
        self._timer.stop()
        if isinstance(found, Trouble):
            self.failed.emit(str(found))
        elif isinstance(found, Exception):
            raise found
        else:
            self.read.emit(found)
