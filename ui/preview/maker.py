"""The maker of pages as the window knows it: a process of its own, asked and answering without anybody waiting."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtGui import QImage

from export.edition import USUAL
from export.placements import Places
from models.form_json import form_to_json
from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from export.edition import Edition
    from models.form import Form

_END_MS = 2000
_FAULT = "这一次的页面没有做出来，表和草稿都不受影响。再改一处会重新做；详细情况记在数据文件夹的 log.txt 里。"
_GONE = "做页面的程序停了，表和草稿都不受影响。收起预览再打开，会重新做。"


class Made(NamedTuple):
    """The pages of one state of the form: sizes in pt, what stands where, where the seal will lie."""

    number: int
    sizes: tuple[tuple[float, float], ...]
    places: Places
    seal: tuple[float, float] | None


class Drawn(NamedTuple):
    """A picture of a page, and of which state of the form."""

    number: int
    page: int
    image: QImage


class PageMaker(QObject):
    """Sends forms and gets pages. Only what belongs to the form sent last is passed on."""

    made = Signal(object)
    """Pages are set; gives them. Their first picture follows."""
    drawn = Signal(object)
    hinted = Signal(str)
    """How the last page can be saved, "" where there is nothing to say."""
    troubled = Signal(str, str)
    """The form cannot be set on pages; gives a sentence, and the place it speaks of or ""."""

    def __init__(self, folders: Sequence[Path], parent: QObject | None = None) -> None:
        """Look for form versions in `folders` besides the program's own. Nothing is started yet."""
        super().__init__(parent)
        self._folders = folders
        self._process: QProcess | None = None
        self._number = 0
        self._received = bytearray()
        self._head: dict[str, Any] | None = None

    def make(self, form: Form, page: int, width: int, edition: Edition = USUAL) -> None:
        """Ask for the pages of a form, and a picture of one of them, `width` pixels wide."""
        self._number += 1
        what = {"make": self._number, "form": form_to_json(form).decode(), "edition": edition}
        self._ask({**what, "page": page, "width": width})

    def draw(self, page: int, width: int) -> None:
        """Ask for a picture of a page of the form that was sent last."""
        self._ask({"draw": self._number, "page": page, "width": width})

    def end(self) -> None:
        """Let the process go, whatever it is doing; it is started again when something is asked for."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()

    def _ask(self, request: dict[str, Any]) -> None:
        if self._process is None:
            self._process = self._start()
        self._process.write(json.dumps(request).encode() + b"\n")

    def _start(self) -> QProcess:
        self._received.clear()
        self._head = None
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._log)
        process.finished.connect(self._gone)
        process.errorOccurred.connect(self._gone)
        program = [] if getattr(sys, "frozen", False) else [str(RESOURCES.parent / "main.py")]
        process.start(sys.executable, [*program, "--pages", *map(str, self._folders)])
        return process

    def _read(self) -> None:
        if self._process is None:
            return
        self._received += self._process.readAllStandardOutput().data()
        while True:
            if self._head is None:
                line, found, rest = self._received.partition(b"\n")
                if not found:
                    return
                self._head, self._received = json.loads(line), rest
            length = self._head.get("bytes", 0)
            if len(self._received) < length:
                return
            head, data = self._head, bytes(self._received[:length])
            self._head = None
            del self._received[:length]
            self._take(head, data)

    def _take(self, head: dict[str, Any], data: bytes) -> None:
        """Pass an answer on; one on an older form is overtaken."""
        if head.get("made") == self._number:
            sizes = tuple((width, height) for width, height in head["sizes"])
            seal = tuple(head["seal"]) if head["seal"] else None
            self.made.emit(Made(self._number, sizes, Places(head["wheres"], data), seal))
        elif head.get("drawn") == self._number:
            image = QImage(data, head["width"], head["height"], head["stride"], QImage.Format.Format_Grayscale8)
            self.drawn.emit(Drawn(self._number, head["page"], image.copy()))
        elif head.get("hint") == self._number:
            self.hinted.emit(head["words"])
        elif head.get("trouble") == self._number:
            self.troubled.emit(head["words"], head["where"])
        elif "fault" in head:
            logging.getLogger("jixiao").error("pages: %s", head["trace"])
            if head["fault"] == self._number:
                self.troubled.emit(_FAULT, "")

    def _log(self) -> None:
        if self._process is not None:
            words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            logging.getLogger("jixiao").warning("pages: %s", words)

    def _gone(self) -> None:
        """Say that the process has ended without being asked to; the next request starts another."""
        if self._process is not None:
            process, self._process = self._process, None
            process.deleteLater()
            self.troubled.emit(_GONE, "")
