"""Compound files (OLE), as old Office writes them, made of streams: [MS-CFB], the least that is whole."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # bytes; smaller streams would lie in a stream of their own


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Give a compound file with some streams at its root, each of at least 4,096 bytes."""
    names = sorted(streams)
    contents = [streams[name].ljust(_SMALLEST, b"\0") for name in names]
    directory_sectors = -(-(len(names) + 1) // 4)
    starts, place = [], 1 + directory_sectors
    for content in contents:
        starts.append(place)
        place += -(-len(content) // SECTOR)
    table = [FAT, *range(2, 1 + directory_sectors), END]
    for start, content in zip(starts, contents, strict=True):
        count = -(-len(content) // SECTOR)
        table += [*range(start + 1, start + count), END]
    assert len(table) <= SECTOR // 4, "one sector of the table is enough here"
    table += [FREE] * (SECTOR // 4 - len(table))
    entries = [_entry("Root Entry", 5, END, 0, child=0 if not names else 1)]
    for number, (name, start, content) in enumerate(zip(names, starts, contents, strict=True), 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, start, len(content), right=right))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    body = b"".join(content.ljust(-(-len(content) // SECTOR) * SECTOR, b"\0") for content in contents)
    return _header() + struct.pack("<128I", *table) + directory + body


def _header() -> bytes:
    head = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", FREE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
