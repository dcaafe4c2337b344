"""A whole form on the clipboard: a table in HTML as office programs put it there, else text with tabs, else text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from intake.grid import Source
from intake.html import html_document
from intake.sources import read_source
from intake.understanding import understand
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.intake import Intake
    from models.definition_file import Definitions

NO_FORM = "剪贴板里没有找到申报表的栏目。请在 Word、Excel 或 WPS 里选中整张表，复制后再导入。"
_LOOKED_AT = 5_000  # characters of HTML in which its writer names itself
_WRITERS = (
    (("kingsoft", "wps office"), "WPS"),
    (("office:excel",), "Excel"),
    (("office:word",), "Word"),
    (("libreoffice",), "LibreOffice"),
)


class Pasted(NamedTuple):
    """What the clipboard holds, as HTML and as text; "" where it holds none."""

    html: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """What stands where the name of a file would."""
        return "剪贴板"

    @property
    def is_short_text(self) -> bool:
        """Whether it is a single line, as somebody copies it to search for it; a form never is."""
        return bool(self.text.strip()) and not any(sign in self.text.strip() for sign in "\t\r\n")


def read_pasted(pasted: Pasted, definitions: Definitions, sheet: int | None = None) -> Intake:
    """Read the form on the clipboard; `Unreadable` where there is none."""
    for read in _sources(pasted):
        try:
            return understand(read, definitions, sheet)
        except Unreadable:  # the other kind may still hold it
            continue
    raise Unreadable(NO_FORM)


def _sources(pasted: Pasted) -> Iterator[Source]:
    """Give what can be read, the surest first: a table in HTML keeps merged cells and line ends, text may not."""
    if "<table" in pasted.html.lower():
        with suppress(Unreadable):  # more than any form has: the text may still be of use
            yield Source(f"剪贴板（{_writer(pasted.html)}表格）", (html_document(pasted.html),))
    if pasted.text.strip():
        kind = "剪贴板（文字表格）" if "\t" in pasted.text else "剪贴板（文字）"
        with suppress(Unreadable):
            yield read_source("text", pasted.text.encode(errors="replace")).source._replace(kind=kind)


def _writer(html: str) -> str:
    beginning = html[:_LOOKED_AT].lower()
    name = next((name for marks, name in _WRITERS if any(mark in beginning for mark in marks)), "网页")
    return name if name == "网页" else f"{name} "
