"""A package made anew of the parts that were looked at, so that another reader meets these bytes and no others.

An archive may be two: with a second list of its parts, or one that is cut, two readers each find what the other does
not see. The bytes of a part are taken over as they are; every list and size around them is written here.
"""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION, _UTF_8 = 20, 0x0800
_LENGTHS = struct.Struct("<HH")
_BEFORE_LENGTHS, _HEAD = 26, 30  # bytes of a part's own head: up to the lengths of name and extra, and in all
_COMMON = struct.Struct("<HHHHHIIIHH")
_PLACE = struct.Struct("<HHHII")
_VERSION_MADE = struct.pack("<H", _VERSION)


def repacked(data: bytes, parts: Mapping[zipfile.ZipInfo, bytes]) -> bytes:
    """Make a package of parts of another, which stand in its bytes; each has been read and was what it says.

    Of small parts what was read is given, so that it need not be unpacked again; of large ones nothing.
    """
    body: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for part, read in parts.items():
        content, packing = (read, zipfile.ZIP_STORED) if read else (_packed(data, part), part.compress_type)
        name = part.filename.encode()
        sizes = (part.CRC, len(content), part.file_size, len(name), 0)
        common = _COMMON.pack(_VERSION, _UTF_8, packing, 0, 0, *sizes)
        body += (b"PK\x03\x04", common, name, content)
        listed += (b"PK\x01\x02", _VERSION_MADE, common, _PLACE.pack(0, 0, 0, 0, place), name)
        place += _HEAD + len(name) + len(content)
    list_length = sum(map(len, listed))
    count = len(listed) // 5
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, list_length, place, 0)
    return b"".join((*body, *listed, end))


def _packed(data: bytes, part: zipfile.ZipInfo) -> bytes:
    """Give a part as it stands in a package."""
    name_length, extra_length = _LENGTHS.unpack_from(data, part.header_offset + _BEFORE_LENGTHS)
    start = part.header_offset + _HEAD + name_length + extra_length
    return data[start : start + part.compress_size]
