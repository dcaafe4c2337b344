"""The look at a workbook before any reader opens it: whether it is small, free of traps, and how it shows figures.

Readers trust a workbook's own figures: a single cell at the end of the sheet makes one of them claim all memory, a
merge over the whole sheet makes another run for minutes, and packed parts may unfold to a thousand times their size.
They give bare values as well; which cells show 100% for 1, or a date, is noted here on the way.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from intake.number_format import BUILT_IN, needs_format
from intake.package import MOST_TAGS, TOO_LARGE, guarded_parser, local, opened, parse_part
from intake.sheet_scan import SheetScan
from models.trouble import Unreadable

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping

    from intake.sheet_scan import Hidden, Place

T = TypeVar("T")


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


def preflight(data: bytes) -> Findings:
    """Look through a packed workbook; `Unreadable` says what is wrong with it."""
    with opened(data) as archive:
        parts = archive.infolist()
        scan = _Scan(counted=sum(part.file_size for part in parts) > MOST_TAGS)
        for part in sorted(parts, key=lambda part: not part.filename.endswith("styles.xml")):
            scan.part(archive, part)
    names = [part.filename.lower() for part in parts]
    return Findings(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        links=any("externallinks/" in name for name in names),
        formats=scan.by_sheet(scan.formats),
        hidden=scan.by_sheet({part: hidden for part, hidden in scan.hidden.items() if hidden.rows or hidden.columns}),
    )


class _Scan:
    """Goes through the XML of all parts; a sheet is known by its first element, whatever its part is called."""

    def __init__(self, *, counted: bool) -> None:
        """Count tags where there may be too many; a package of so few bytes cannot hold them."""
        self.counted = counted
        self.tags = 0
        self.styles = _Styles()
        self.book = _Book()
        self.sheet = SheetScan(self.styles.patterns)
        self.formats: dict[str, dict[Place, str]] = {}
        """By part."""
        self.hidden: dict[str, Hidden] = {}
        """Likewise."""

    def part(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Go through a part, if it is XML; only sheets, styles and the book itself are looked at element by element."""
        parser = guarded_parser()

        def first(name: str, _: Mapping[str, str]) -> None:
            match local(name):
                case "worksheet":
                    self.formats[part.filename] = self.sheet.begin(parser)
                    self.hidden[part.filename] = self.sheet.hidden
                    parser.StartElementHandler = self.sheet.start
                case "styleSheet":
                    self.styles.number = -1
                    parser.StartElementHandler = self.styles.start
                case "workbook":
                    parser.StartElementHandler = self.book.sheet
                case "Relationships":
                    parser.StartElementHandler = self.book.relation
                case _:
                    parser.StartElementHandler = None

        parser.StartElementHandler = first
        self.tags += parse_part(archive, part, parser, only_xml=True, counted=self.counted)
        if self.tags > MOST_TAGS:
            raise Unreadable(TOO_LARGE)
        self.sheet.end()

    def by_sheet(self, noted: Mapping[str, T]) -> dict[str, T]:
        """Give what was noted of each part by the name of its sheet."""
        found: dict[str, T] = {}
        if not any(noted.values()):
            return found
        for name, relation in self.book.sheets.items():
            target = posixpath.normpath(posixpath.join("xl", self.book.targets.get(relation, ""))).lstrip("/")
            if noted.get(target):
                found[name] = noted[target]
        return found


class _Styles:
    """Goes through the styles: number formats, and which style of cells bears which."""

    def __init__(self) -> None:
        self.patterns: dict[str, str] = {}
        """By the number of a cell's style, the formats that matter."""
        self.number = -1
        """Counts the styles of cells; -1 outside their list."""
        self._formats: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element."""
        if ":" in name:
            name = local(name)
        if name == "xf":
            if self.number >= 0:
                self._take(attributes.get("numFmtId", "0"))
        elif name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.number = 0
        elif name == "cellStyles":
            self.number = -1

    def _take(self, number: str) -> None:
        """Take a style of cells by the number of its format."""
        pattern = self._formats.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else "")
        if pattern and needs_format(pattern):
            self.patterns[str(self.number)] = pattern
        self.number += 1


class _Book:
    """Goes through the book itself: its sheets by name, and the parts they stand in."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        """Ids of relations by the name of the sheet."""
        self.targets: dict[str, str] = {}
        """Parts by the id of their relation."""

    def sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element of the book."""
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets[attributes.get("name", "")] = relation

    def relation(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - as expat calls
        """Look at what part an id stands for; only the book's own relations lead to sheets."""
        if "/worksheet" in attributes.get("Type", ""):
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
