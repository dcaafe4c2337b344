"""A copy elsewhere of what could not be saved, so that not even a power failure takes it before the disk is back."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.form_json import form_from_json, form_to_json
from models.trouble import Unreadable

if TYPE_CHECKING:
    from models.definition_file import Definitions
    from models.form import Form


class Rescued(NamedTuple):
    """What could not be saved of a draft."""

    draft: str
    form: Form


def rescue(folder: Path, draft: str, form: Form) -> None:
    """Write the form of a draft to the user's folder for temporary files; where that fails too, so be it."""
    with suppress(OSError):
        place = _place()
        place.mkdir(mode=0o700, exist_ok=True)
        values = {"folder": str(folder.absolute()), "form": form_to_json(form).decode()}
        beside = place / f"{draft}.tmp"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(values, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place / f"{draft}.json")


def rescued(folder: Path, definitions: Definitions) -> list[Rescued]:
    """Give what could not be saved into a data folder."""
    found = []
    for path in sorted(_place().glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError, Unreadable):
            values = json.loads(path.read_text(encoding="utf-8"))
            if values["folder"] == str(folder.absolute()):
                found.append(Rescued(path.stem, form_from_json(values["form"].encode(), definitions)))
    return found


def forget_rescued(draft: str) -> None:
    """Take the copy away: it is saved, or the clerk wants none of it."""
    with suppress(OSError):
        (_place() / f"{draft}.json").unlink(missing_ok=True)


def _place() -> Path:
    """Give the folder for such copies; each account has its own."""
    account = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    return Path(tempfile.gettempdir()) / f"jixiao-rescue{account}"
