"""Where the program's own files lie, in a checkout as well as in an installed folder."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
