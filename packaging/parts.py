"""Print the ten largest parts of a bundle and why each is there: packaging/parts.py dist/jixiao.

Exit code 1 where something lies in it that could speak to a network.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from contents import FORBIDDEN, PARTS, part_of

_MEGABYTE = 1_000_000
_SHOWN = 10


def sizes(bundle: Path) -> Counter[str]:
    """Give the bytes of each part by its name; a file that is linked to counts once."""
    found: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[part_of(path.relative_to(bundle).as_posix()).name] += path.stat().st_size
    return found


def forbidden(bundle: Path) -> list[str]:
    """Give the files that have no place in a bundle without a network."""
    names = sorted(path.relative_to(bundle).as_posix() for path in bundle.rglob("*"))
    return [name for name in names if any(mark in name.lower() for mark in FORBIDDEN)]


def main(bundle: Path) -> int:
    """Print the table; give the exit code."""
    found, why = sizes(bundle), {part.name: part.why for part in PARTS}
    for name, size in found.most_common(_SHOWN):
        print(f"{size / _MEGABYTE:7.1f} MB  {name:24} {why[name]}")
    print(f"{found.total() / _MEGABYTE:7.1f} MB  in all")
    for name in (bad := forbidden(bundle)):
        print(f"must not be there: {name}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
