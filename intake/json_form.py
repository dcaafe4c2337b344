"""A form's JSON that comes from outside, in a file or beside a workbook's sheets: bounded before it is parsed.

A draft is not bounded: whatever was saved is read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.form_json import form_from_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    from models.definition_file import Definitions
    from models.form import Form

_LONGEST = 8 * 1024 * 1024  # bytes; the longest forms have some hundred thousand
_MOST_BRACKETS, _MOST_COMMAS = 100_000, 300_000
"""Each may begin a value; a form of a thousand indicators has a thousand and ten thousand, besides those in texts."""
_TOO_LARGE = "这个 JSON 文件太大，不是一张表。请换一份由本程序保存的文件。"


def form_from_outside(data: bytes, definitions: Definitions) -> Form:
    """Read a form from JSON; `Unreadable` where it is none, or far more than one."""
    brackets = data.count(b"[") + data.count(b"{")
    if len(data) > _LONGEST or brackets > _MOST_BRACKETS or data.count(b",") > _MOST_COMMAS:
        raise Unreadable(_TOO_LARGE)
    return form_from_json(data, definitions)
