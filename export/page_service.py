"""The maker of pages for the preview: a process of its own, so that no key waits for it. Asked and answering by pipes.

Each request is a line of JSON. `{"make": n, "form": …, "edition": …, "page": p, "width": w}` sets a form on pages,
draws page p (from 0) w pixels wide, and looks for a hint; `{"draw": n, "page": p, "width": w}` draws another page of
form n.
Each answer is a line of JSON as well, after it as many bytes as it says. A newer form overtakes an older one.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections import deque
from threading import Condition, Thread
from typing import IO, TYPE_CHECKING, Any

from export import last_page
from export.edition import Edition
from export.outputs import pages_of, pdf_of
from export.page_pictures import OpenPdf
from export.placements import Places, seal_centre
from models.checks.errors import UNPRINTABLE, errors
from models.definition_file import Definitions
from models.form_json import form_from_json
from models.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from export.pages import Page
    from models.definition import Definition
    from models.form import Form

_Request = dict[str, Any]
_NICE = 5
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS
_COARSE = 1000  # pixels; on a smaller page rules would be too heavy


def serve(folders: Sequence[Path]) -> int:
    """Answer until nobody asks any more; form versions are looked up in `folders` besides the program's own."""
    gc.enable()
    _give_way()
    with open(0, "rb", closefd=False) as source, open(1, "wb", closefd=False) as target:
        _Maker(_Inbox(source), target, Definitions(*folders)).work()
    return 0


def _give_way() -> None:
    """Let the window have the processor first; and let bytes through as they are."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there is no need for them elsewhere
        import msvcrt  # noqa: PLC0415

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL)
        for stream in (0, 1):
            msvcrt.setmode(stream, os.O_BINARY)
    else:
        os.nice(_NICE)


class _OvertakenError(Exception):
    """A newer form has come."""


class _Inbox(Thread):
    """Reads requests while pages are being made."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._source = source
        self._waiting: deque[_Request | None] = deque()
        self._arrived = Condition()
        self.start()

    def run(self) -> None:
        for line in self._source:
            self._put(json.loads(line))
        self._put(None)

    def _put(self, request: _Request | None) -> None:
        with self._arrived:
            self._waiting.append(request)
            self._arrived.notify()

    def take(self) -> _Request | None:
        """Wait for the next request that no newer one has overtaken; None when nobody asks any more."""
        with self._arrived:
            while not self._waiting:
                self._arrived.wait()
            while len(self._waiting) > 1 and self._is_overtaken():
                self._waiting.popleft()
            return self._waiting.popleft()

    def _is_overtaken(self) -> bool:
        """Whether the first request is made needless by one behind it."""
        first = self._waiting[0] or {}
        return any(later is None or "make" in later or "draw" in first for later in list(self._waiting)[1:])

    def check(self) -> None:
        """End what is being made where a newer form, or the end, has come."""
        with self._arrived:
            if any(request is None or "make" in request for request in self._waiting):
                raise _OvertakenError

    def check_all(self) -> None:
        """End what nobody has asked for where there is any request."""
        with self._arrived:
            if self._waiting:
                raise _OvertakenError


class _Maker:
    """Makes the pages of one form after the other, and keeps those of the last."""

    def __init__(self, inbox: _Inbox, target: IO[bytes], definitions: Definitions) -> None:
        self._inbox = inbox
        self._target = target
        self._definitions = definitions
        self._document: OpenPdf | None = None
        self._number = -1
        self._unhinted: tuple[Form, Definition, tuple[Page, ...]] | None = None

    def work(self) -> None:
        """Answer requests until there is None."""
        while (request := self._inbox.take()) is not None:
            number = request.get("make", request.get("draw"))
            try:
                if "make" in request:
                    self._make(request)
                self._draw(request)
                self._hint()
            except _OvertakenError:
                continue
            except Trouble as trouble:
                self._answer({"trouble": number, "words": str(trouble), "where": ""})
            except Exception:  # noqa: BLE001 - whatever is wrong with one form, the next is made
                self._answer({"fault": number, "trace": traceback.format_exc()})

    def _make(self, request: _Request) -> None:
        self._unhinted = None
        form = form_from_json(request["form"].encode(), self._definitions)
        definition = self._definitions.get(form.form)
        for problem in errors(form, definition):
            if problem.id == UNPRINTABLE:
                self._answer({"trouble": request["make"], "words": problem.message, "where": problem.where})
                return
        self._inbox.check()
        edition = Edition(*request.get("edition", ()))
        pages = pages_of(form, definition, edition)
        self._inbox.check()
        data = pdf_of(form, definition, edition, pages)
        self._inbox.check()
        if self._document is not None:
            self._document.close()
        self._document, self._number = OpenPdf(data), request["make"]
        self._unhinted = form, definition, pages
        places = Places.of(pages)
        self._answer(
            {
                "made": self._number,
                "sizes": [(page.width, page.height) for page in pages],
                "wheres": places.wheres,
                "seal": seal_centre(pages),
                "bytes": len(places.numbers),
            },
            places.numbers,
        )

    def _draw(self, request: _Request) -> None:
        """Draw a page; the last one where there are not as many any more."""
        if self._document is None or request.get("make", request.get("draw")) != self._number:
            return
        index = min(request["page"], len(self._document) - 1)
        paper_width, paper_height = self._document.size(index)
        width = request["width"]
        draw = self._document.draw_fine if width < _COARSE else self._document.draw
        picture = draw(index, width, round(width * paper_height / paper_width))
        self._answer(
            {
                "drawn": self._number,
                "page": index,
                "width": picture.width,
                "height": picture.height,
                "stride": picture.stride,
                "bytes": len(picture.greys),
            },
            picture.greys,
        )

    def _hint(self) -> None:
        """Look for a hint while nobody asks for anything."""
        if self._unhinted:
            words = last_page.saving_hint(*self._unhinted, self._inbox.check_all)
            self._unhinted = None
            self._answer({"hint": self._number, "words": words})

    def _answer(self, head: dict[str, Any], data: bytes = b"") -> None:
        self._target.write(json.dumps(head).encode() + b"\n" + data)
        self._target.flush()
