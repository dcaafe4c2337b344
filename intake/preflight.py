"""The look at a workbook before any reader opens it: whether it is small, free of traps, and how it shows figures.

Readers trust a workbook's own figures: a single cell at the end of the sheet makes one of them claim all memory, a
merge over the whole sheet makes another run for minutes, and packed parts may unfold to a thousand times their size.
They give bare values as well; which cells show 100% for 1, or a date, is noted here on the way.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from intake.number_format import BUILT_IN, needs_format
from intake.package import (
    BROKEN,
    MOST_PARTS,
    MOST_TAGS,
    MOST_TEXT,
    TOO_LARGE,
    guarded_parser,
    local,
    opened,
    parse_part,
)
from intake.repacking import repacked
from intake.second_look import SecondLook, SharedTexts
from intake.sheet_scan import SheetScan
from models.trouble import Unreadable

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from xml.parsers import expat

    from intake.sheet_scan import Hidden, Place

T = TypeVar("T")


_ASIDE = ("docProps/", "xl/theme/", "[Content_Types].xml")
"""How the names of parts begin that say nothing of the table: nobody reads them here, so they can do no harm."""
_MOST_KEPT = 1024 * 1024  # bytes of small parts, for the reader
_MOST_FORMATS, _MOST_STYLES, _MOST_RELATIONS = 5_000, 65_536, 65_536
"""Spreadsheets themselves take some hundreds of formats, and 64,000 styles and links."""


class Findings(NamedTuple):
    """What a workbook brings along that is never run or followed, and how its cells show what they hold."""

    macros: bool = False
    links: bool = False
    formats: Mapping[str, Mapping[Place, str]] = {}
    """By sheet, the number formats of cells that show a figure otherwise than by its digits, `ERROR`, `UNCOMPUTED`."""
    are_known: bool = True
    """Whether the formats could be told."""
    hidden: Mapping[str, Hidden] = {}
    """By sheet, where rows or columns of it are not shown."""
    package: bytes = b""
    """The workbook made anew of what was looked at: this is what may be read."""


def preflight(data: bytes) -> Findings:
    """Look through a packed workbook; `Unreadable` says what is wrong with it."""
    with opened(data) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        scan = _Scan(counted=size > MOST_TAGS, measured=size > MOST_TEXT)
        for part in sorted(parts, key=lambda part: not part.filename.endswith("styles.xml")):
            if not part.filename.startswith(_ASIDE):
                scan.part(archive, part)
        scan.look_again(archive)
    names = [part.filename.lower() for part in parts]
    return Findings(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        links=any("externallinks/" in name for name in names),
        formats=scan.by_sheet(scan.formats),
        hidden=scan.by_sheet({part: hidden for part, hidden in scan.hidden.items() if hidden.rows or hidden.columns}),
        package=repacked(data, scan.seen),
    )


class _OfNoUse(Exception):  # noqa: N818 - no error: what is kept from the reader need not be looked at
    """A part is of no kind that a reader needs."""


class _Scan:
    """Goes through the XML of all parts; a sheet is known by its first element, whatever its part is called."""

    def __init__(self, *, counted: bool, measured: bool) -> None:
        """Count tags and text where there may be too many; a package of so few bytes cannot hold them."""
        self.counted = counted
        self.tags = 0
        self.styles = _Styles()
        self.book = _Book()
        self.texts = SharedTexts()
        self.sheet = SheetScan(self.styles.patterns, measured=measured)
        self.formats: dict[str, dict[Place, str]] = {}
        """By part."""
        self.hidden: dict[str, Hidden] = {}
        """Likewise."""
        self.seen: dict[zipfile.ZipInfo, bytes] = {}
        """The parts that a reader needs, small ones with what they hold; others are kept from it."""
        self.room = _MOST_KEPT
        """Bytes of them that may still be kept."""

    def part(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Go through a part, if it is XML of a kind that a reader needs."""
        parser = guarded_parser()
        parser.StartElementHandler = partial(self._begin, parser, part)
        watch = partial(self._watch, part)
        try:
            self.tags += parse_part(archive, part, parser, only_xml=True, counted=self.counted, watch=watch)
        except _OfNoUse:
            return
        if self.tags > MOST_TAGS:
            raise Unreadable(TOO_LARGE)
        self.sheet.end()

    def _begin(self, parser: expat.XMLParserType, part: zipfile.ZipInfo, name: str, given: Mapping[str, str]) -> None:
        """Let what is looked for in a part's kind be looked for from its first element on."""
        match local(name):
            case "worksheet":
                self.formats[part.filename] = self.sheet.begin(parser)
                self.hidden[part.filename] = self.sheet.hidden
                parser.StartElementHandler = self.sheet.start
            case "styleSheet":
                self.styles.number = -1
                parser.StartElementHandler = self.styles.start
            case "sst":
                self.texts.begin(given)
                parser.StartElementHandler = self.texts.start
                parser.CharacterDataHandler = self.texts.text
                parser.buffer_text = True
            case "workbook":
                self.book.begin(part.filename)
                parser.StartElementHandler = self.book.sheet
            case "Relationships":
                self.book.relations[part.filename] = self.book.targets = {}
                parser.StartElementHandler = self.book.relation
            case _:
                raise _OfNoUse
        self.seen[part] = b""

    def _watch(self, part: zipfile.ZipInfo, piece: bytes) -> None:
        """Keep a small part, and note where characters are written by their numbers or in two bytes each.

        The parser does not tell these.
        """
        if len(piece) == part.file_size <= self.room:
            self.room -= len(piece)
            self.seen[part] = piece
        if (b"&" in piece and (b"&#" in piece or piece.endswith(b"&"))) or b"\x00" in piece:
            self.sheet.is_certain = False

    def look_again(self, archive: zipfile.ZipFile) -> None:
        """Look at the sheets more closely where cells do not say plainly where they stand and what they hold."""
        longest = max(self.texts.lengths, default=0)
        if self.sheet.is_certain and self.sheet.cells * longest <= MOST_TEXT:
            return
        look = SecondLook(self.texts.lengths)
        for part in self.seen:
            if part.filename in self.formats:
                parser = guarded_parser()
                look.begin()
                parser.StartElementHandler = look.start
                parser.EndElementHandler = look.end
                parser.DefaultHandler = look.other
                parse_part(archive, part, parser, counted=False)

    def by_sheet(self, noted: Mapping[str, T]) -> dict[str, T]:
        """Give what was noted of each part by the name of its sheet; `Unreadable` where two sheets share a part."""
        parts = self.book.parts()
        if len(set(parts.values())) < len(parts):
            raise Unreadable(BROKEN)
        of_part = {part.lower(): what for part, what in noted.items() if what}
        return {name: of_part[part] for name, part in parts.items() if part in of_part} if of_part else {}


class _Styles:
    """Goes through the styles: number formats, and which style of cells bears which."""

    def __init__(self) -> None:
        self.patterns: dict[str, str] = {}
        """By the number of a cell's style, the formats that matter."""
        self.number = -1
        """Counts the styles of cells; -1 outside their list."""
        self._formats: dict[str, str] = {}
        self._telling: dict[str, str] = {}
        """By their numbers, the formats that matter, "" for those that do not."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element."""
        if ":" in name:
            name = local(name)
        if name == "xf":
            if self.number >= 0:
                self._take(attributes.get("numFmtId", "0"))
        elif name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if len(self._formats) > _MOST_FORMATS:
                raise Unreadable(TOO_LARGE)
        elif name == "cellXfs":
            self.number = 0
        elif name == "cellStyles":
            self.number = -1
        elif name == "sheetData":
            raise Unreadable(BROKEN)

    def _take(self, number: str) -> None:
        """Take a style of cells by the number of its format."""
        pattern = self._telling.get(number)
        if pattern is None:
            pattern = self._formats.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else "")
            pattern = self._telling[number] = pattern if pattern and needs_format(pattern) else ""
        if pattern:
            self.patterns[str(self.number)] = pattern
        self.number += 1
        if self.number > _MOST_STYLES:
            raise Unreadable(TOO_LARGE)


class _Book:
    """Goes through the book itself: its sheets by name, and the parts they stand in."""

    def __init__(self) -> None:
        self.part = ""
        """In which it stands."""
        self.sheets: dict[str, str] = {}
        """Ids of relations by the name of the sheet."""
        self.targets: dict[str, str] = {}
        """Parts by the id of their relation, of the part that is being gone through."""
        self.relations: dict[str, dict[str, str]] = {}
        """Such of all parts."""

    def begin(self, part: str) -> None:
        """Begin the book; there is but one."""
        if self.part:
            raise Unreadable(BROKEN)
        self.part = part

    def sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element of the book."""
        name = local(name)
        if name == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            if len(ids) > 1 or attributes.get("name", "") in self.sheets:
                raise Unreadable(BROKEN)
            self.sheets[attributes.get("name", "")] = "".join(ids)
            if len(self.sheets) > MOST_PARTS:
                raise Unreadable(TOO_LARGE)
        elif name == "sheetData":
            raise Unreadable(BROKEN)

    def relation(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at what part an id stands for."""
        if local(name) == "sheetData":
            raise Unreadable(BROKEN)
        self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        if len(self.targets) > _MOST_RELATIONS:
            raise Unreadable(TOO_LARGE)

    def parts(self) -> dict[str, str]:
        """Give the parts of the sheets in lower case, by the names of the sheets."""
        folder, name = posixpath.split(self.part)
        targets = self.relations.get(f"{folder}/_rels/{name}.rels", {})
        return {
            sheet: posixpath.normpath(posixpath.join("/", folder, targets.get(relation, relation))).lstrip("/").lower()
            for sheet, relation in self.sheets.items()
        }
