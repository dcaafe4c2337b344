"""Names of the files that go out: 单位_年份_表名_校验码, such as Windows, Linux and sticks all take."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from export.edition import PUBLIC_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from export.edition import Edition
    from models.definition import Definition
    from models.form import Form

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ .]*(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any extension (learn.microsoft.com, “Naming Files, Paths, and
Namespaces”)."""
_MOST_BYTES = 200  # of UTF-8, of the 255 that a Linux disk takes; with the extension and a number behind
_UNNAMED = "申报表"


def export_name(form: Form, definition: Definition, edition: Edition) -> str:
    """Give the name of a form's files without extension; a unit's name that is too long for it is cut."""
    unit = next((form.fields[piece.field] for piece in definition.head if piece.field), "")
    word = PUBLIC_WORD if edition.public else edition.code(form, definition)
    rest = "_".join(part for part in (str(form.year or ""), definition.mark or definition.title, word) if part)
    unit = _cut(_FORBIDDEN.sub("", unit).strip(), _MOST_BYTES - len(rest.encode()) - 1)
    return clean_name(f"{unit}_{rest}" if unit else rest)


def clean_name(typed: str) -> str:
    """Give a name that every disk takes: nothing forbidden in it, no blank or point at its end, not too long."""
    name = _cut(_FORBIDDEN.sub("", typed).strip(), _MOST_BYTES).rstrip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name or _UNNAMED


def free_name(folder: Path, name: str, extensions: Iterable[str]) -> str:
    """Give a name that no file of these extensions has in a folder: the one given, else with a number behind."""
    wanted = tuple(extensions)
    numbered = (f"{name}（{number}）" for number in count(2))
    return next(each for each in chain([name], numbered) if not any((folder / f"{each}{e}").exists() for e in wanted))


def _cut(text: str, most: int) -> str:
    """Cut a text to so many bytes of UTF-8, between characters."""
    return text.encode()[: max(most, 0)].decode(errors="ignore")
