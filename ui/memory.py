"""What the window remembers from one start to the next: a small JSON file in the data folder. No Qt."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "window.json"
_MOST_PLACES = 100


@dataclass
class Memory:
    """How the clerk left the window."""

    size: int = 0
    """0 标准, 1 大, 2 特大."""
    scheme: str = "system"
    """"system", "light" or "dark"."""
    width: int = 0
    height: int = 0
    warned_of: str = ""
    """The folder that was said to be no good place for drafts; once is enough."""
    export_folder: str = ""
    """Where the last export went, "" before the first."""
    export_kinds: str = ".pdf .xlsx"
    copies: bool = True
    """Whether what goes out bears its check code, an attached copy and a hidden sheet: one setting."""
    numbers_by_itself: bool = False
    """Whether the numbers before the indicators' names are renewed by themselves."""
    places: dict[str, str] = field(default_factory=dict)
    """Where the caret was left, by draft; the last used stand last."""


def recall(folder: Path) -> Memory:
    """Give what was remembered; what is missing or makes no sense is as at first."""
    memory = Memory()
    with suppress(OSError, ValueError):
        values = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        for each in fields(Memory):
            value = values.get(each.name) if isinstance(values, dict) else None
            if type(value) is type(getattr(memory, each.name)):
                setattr(memory, each.name, value)
    if memory.scheme not in {"system", "light", "dark"}:
        memory.scheme = "system"
    memory.places = {draft: where for draft, where in memory.places.items() if isinstance(where, str)}
    return memory


def remember(memory: Memory, folder: Path) -> None:
    """Write it down; a folder that cannot be written to costs the clerk nothing but this."""
    with suppress(OSError):
        memory.places = dict([*memory.places.items()][-_MOST_PLACES:])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(asdict(memory), indent=1), encoding="utf-8")
