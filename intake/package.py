"""The look at a packed document before any of it is unfolded: whether it is whole, small enough, free of traps."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_PART = 32 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS, MOST_COLUMNS = 5_000, 256
MOST_CELLS = 50_000
MOST_ELEMENTS = 250_000
"""Of XML, in all parts together: real forms have some thousands, and each takes up to two microseconds."""
MOST_TAGS = 2 * MOST_ELEMENTS
DEEPEST = 256
"""Elements within each other."""
MOST_TEXT = 4 * 1024 * 1024
"""Characters of a whole document; in memory each may take four bytes."""
_MOST_TIMES_SMALLER = 200
_SMALL_PART = 1024 * 1024  # bytes; a part that unfolds to less harms nobody, however well it packs
_ENCRYPTED = 0x1
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_CHUNK = 256 * 1024
_LONGEST_TAG = 1024 * 1024  # bytes; one that is cut by the end of a piece is looked through again with the next
_IN_LIST = b"PK\x01\x02"
"""Begins a part's entry in the list of an archive."""
_SHORTEST_IN_LIST = 46  # bytes
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

BROKEN = "这个文件已损坏，读不了。请用原来的程序（Office 或 WPS）打开它，另存一份再试。"
TOO_LARGE = "这个文件解开后太大，不像一份申报表，没有打开。请把申报表单独另存一份再试。"
TOO_WIDE = f"这个文件里有内容的格子超出了 {MOST_ROWS} 行或 {MOST_COLUMNS} 列。请把申报表单独复制到一个新文件再试。"
TOO_FULL = f"这个文件里有内容或合并的格子超过 {MOST_CELLS} 个，不像一份申报表。请把申报表单独复制到一个新文件再试。"
TOO_DEEP = "这个文件里的内容层层套得太深，不像一份申报表，没有打开。请把申报表单独另存一份再试。"
LOCKED = "这个文件加了密码，读不了。请用 Office 或 WPS 打开，去掉密码后另存一份再试。"
_DECLARED = "这个文件里夹带了不该有的内容（DTD），没有打开。请用原来的程序打开，另存一份再试。"
_LED_ASTRAY = "这个文件里的部件指向文件之外，不是正常存出来的，没有打开。请用原来的程序打开，另存一份再试。"


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a packed document whose sizes and names are in order; `Unreadable` says what is wrong with it."""
    try:
        with archive_of(data) as archive:
            _check(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, LookupError) as error:
        raise Unreadable(BROKEN) from error


def archive_of(data: bytes) -> zipfile.ZipFile:
    """Open an archive, unless its list of parts alone would take too much; nothing else of it is certain then."""
    if len(data) > MOST_PARTS * _SHORTEST_IN_LIST and data.count(_IN_LIST) > MOST_PARTS:
        raise Unreadable(TOO_LARGE)
    return zipfile.ZipFile(io.BytesIO(data), metadata_encoding="latin-1")  # names of parts are ASCII, whatever is said


def _check(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(LOCKED)
    if len({part.filename.replace("\\", "/").lower() for part in parts}) < len(parts):
        raise Unreadable(BROKEN)
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise Unreadable(BROKEN)
    if any(_leads_astray(part) for part in parts):
        raise Unreadable(_LED_ASTRAY)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(TOO_LARGE)
    for part in parts:
        packs_well = part.file_size > max(part.compress_size * _MOST_TIMES_SMALLER, _SMALL_PART)
        if part.file_size > LARGEST_PART or packs_well:
            raise Unreadable(TOO_LARGE)


def _leads_astray(part: zipfile.ZipInfo) -> bool:
    """Whether a part is a link, or named as a place outside the package."""
    name = part.filename.replace("\\", "/")
    return stat.S_ISLNK(part.external_attr >> 16) or name.startswith("/") or ".." in name.split("/") or ":" in name


@dataclass(slots=True)
class Walk:
    """A walk through XML that counts what it meets."""

    elements: int = 0
    depth: int = 0

    def enter(self) -> None:
        """Count an element that begins; `Unreadable` where there are too many, or too many within each other."""
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS:
            raise Unreadable(TOO_LARGE)
        if self.depth > DEEPEST:
            raise Unreadable(TOO_DEEP)


class Reader(Protocol):
    """Is told of each element that begins or ends, and of the text between."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def text(self, data: str) -> None:
        """Take text."""


def guarded_parser() -> expat.XMLParserType:
    """Make a parser that refuses declarations; no entity of a file is ever unfolded or followed."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def parse_part(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    parser: expat.XMLParserType,
    *,
    only_xml: bool = False,
    counted: bool = True,
    watch: Callable[[bytes], None] | None = None,
) -> int:
    """Let a parser go through a part of a package, piece by piece; `Unreadable` where it is no sound XML.

    With `only_xml` a part that does not begin as XML is left alone. Gives the number of tags, where they are `counted`.
    Each piece is shown to `watch` as well.
    """
    tags, left = 0, info.file_size
    with archive.open(info) as part:
        chunk = part.read(_CHUNK)
        if only_xml and not chunk[:64].lstrip().startswith(_XML):
            return 0
        try:
            is_last = False
            while not is_last:
                tags += chunk.count(b"<") if counted else 0
                if tags > MOST_TAGS:
                    raise Unreadable(TOO_LARGE)
                left -= len(chunk)
                following = part.read(_CHUNK) if left else b""  # never more than the size; with all of it, checked
                is_last = not following
                parser.Parse(chunk, is_last)
                if watch:
                    watch(chunk)
                if info.file_size - left - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise Unreadable(TOO_LARGE)
                chunk = following
        except expat.ExpatError as error:
            raise Unreadable(BROKEN) from error
    return tags


def read_part(archive: zipfile.ZipFile, name: str, reader: Reader) -> None:
    """Let a reader go through a part of a package, element by element; `Unreadable` where it is no sound XML."""
    parser = guarded_parser()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parse_part(archive, archive.getinfo(name), parser)


def local(name: str) -> str:
    """Give the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def _refuse_declarations(*_: object) -> None:
    raise Unreadable(_DECLARED)
