"""A package made anew of the parts that were looked at, so that another reader meets these bytes and no others.

An archive may be two: with a second list of its parts, or one that is cut, two readers each find what the other does
not see. The packed bytes of a part are taken over as they are; every list and size around them is written here.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable

_VERSION, _UTF_8 = 20, 0x0800
_LENGTHS = struct.Struct("<HH")
_BEFORE_LENGTHS, _HEAD = 26, 30  # bytes of a part's own head: up to the lengths of name and extra, and in all
_COMMON = struct.Struct("<HHHHHIIIHH")


def repacked(data: bytes, parts: Iterable[zipfile.ZipInfo]) -> bytes:
    """Make a package of parts of another, which stand in its bytes; each has been read and was what it says."""
    body: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for part in parts:
        name_length, extra_length = _LENGTHS.unpack_from(data, part.header_offset + _BEFORE_LENGTHS)
        start = part.header_offset + _HEAD + name_length + extra_length
        packed = data[start : start + part.compress_size]
        name = part.filename.encode()
        sizes = (part.CRC, len(packed), part.file_size, len(name), 0)
        common = _COMMON.pack(_VERSION, _UTF_8, part.compress_type, 0, 0, *sizes)
        body += (b"PK\x03\x04", common, name, packed)
        listed += (b"PK\x01\x02", struct.pack("<H", _VERSION), common, struct.pack("<HHHII", 0, 0, 0, 0, place), name)
        place += _HEAD + len(name) + len(packed)
    list_length = sum(map(len, listed))
    count = len(listed) // 5
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, list_length, place, 0)
    return b"".join((*body, *listed, end))
