"""PDFs made only to be looked at in the system's own program; gone at the next start."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "viewed"


def path_to_view(data_folder: Path, name: str) -> Path:
    """Give a path that no earlier PDF has, which may still be open."""
    folder = data_folder / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    return folder / f"{name[:60]}_{now:%H%M%S%f}.pdf"


def clear_viewed(data_folder: Path) -> None:
    """Remove what earlier starts have left; what is still open elsewhere stays until next time."""
    for path in (data_folder / _FOLDER).glob("*.pdf"):
        with suppress(OSError):
            path.unlink()
