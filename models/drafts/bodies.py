"""Bodies: a form's JSON, whole and compressed, or as what differs from another one; a digest proves either."""

from __future__ import annotations

import hashlib
import struct
import zlib

_LENGTHS = struct.Struct(">II")
_WINDOW = 32768  # bytes zlib looks back


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of a form's JSON."""
    return hashlib.sha256(data).hexdigest()


def packed(data: bytes) -> bytes:
    """Give a form's JSON compressed."""
    return zlib.compress(data)


def unpacked(body: bytes, digest: str) -> bytes | None:
    """Give the JSON of a body, None where a byte of it is not as it was."""
    return _proven(_inflated(body), digest)


def difference(base: bytes, data: bytes) -> bytes:
    """Give what makes `data` out of `base`: how much they begin and end with alike, and what stands between."""
    start = _alike(base, data)
    end = _alike(base[start:][::-1], data[start:][::-1])
    middle = data[start : len(data) - end]
    return _LENGTHS.pack(start, end) + deflated(middle, base[start : len(base) - end])


def patched(base: bytes, body: bytes, digest: str) -> bytes | None:
    """Give the JSON that differs so from a base, None where a byte of either is not as it was."""
    if len(body) < _LENGTHS.size:
        return None
    start, end = _LENGTHS.unpack_from(body)
    if start + end > len(base):
        return None
    middle = inflated(body[_LENGTHS.size :], base[start : len(base) - end])
    return None if middle is None else _proven(base[:start] + middle + base[len(base) - end :], digest)


def deflated(data: bytes, known: bytes) -> bytes:
    """Compress data that has much in common with what is known."""
    dictionary = known[-_WINDOW:]
    squeeze = zlib.compressobj(zdict=dictionary) if dictionary else zlib.compressobj()
    return squeeze.compress(data) + squeeze.flush()


def inflated(body: bytes, known: bytes) -> bytes | None:
    """Give back what was compressed beside what is known, None where it is damaged."""
    return _inflated(body, known[-_WINDOW:])


def _inflated(body: bytes, dictionary: bytes = b"") -> bytes | None:
    try:
        return (zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()).decompress(body)
    except zlib.error:
        return None


def _proven(data: bytes | None, digest: str) -> bytes | None:
    return data if data is not None and digest_of(data) == digest else None


def _alike(one: bytes, other: bytes) -> int:
    """Give with how many bytes both begin, by halving, as Python is slow at looking at each."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
