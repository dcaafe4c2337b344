"""Heights of rows: never smaller than what LibreOffice gives the same text by itself, never above what a row may be."""

from __future__ import annotations

import random
import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.layout import lay_out
from export.workbook_rows import arrange
from export.workbook_text import LINE_HEIGHT, cut, fits, room_for, wrap
from tests.office import converted, needs_office
from tests.strategies import forms, long_texts, texts
from tests.versions import FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from models.definition import Definition
    from models.form import Form

SIZES = (10.5, 10.0, 9.0)
WIDTHS = (49.5, 66.0, 120.0, 234.0, 414.0)  # pt
TEXTS_OF_A_WIDTH = 36
PADDING = 6  # pt
END_OF_A_ROW = 409.0
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
FORMS = [st.tuples(forms(version, most_indicators=60), st.just(version)) for version in (FIRST, SECOND)]


def some_texts(chance: random.Random) -> Iterator[str]:
    """Pieces of the sample, and mixtures of marks, figures and Latin as clerks write them."""
    written = "".join(SAMPLE.fields.values())
    parts = [
        *"一二三、，。；：（）《》〔〕“”…—·％℃≥=+-@ \n",
        "2020.1-12",
        "https://example.gov.cn/a?b=c",
        "WWW",
        "100%",
        "mm",
    ]
    for number in range(TEXTS_OF_A_WIDTH):
        if number % 2:
            start = chance.randrange(len(written))
            yield written[start : start + chance.randrange(1, 500)]
        else:
            yield "".join(chance.choices([*parts, *"民政局救助养老服务0123456789abcXYZ"], k=chance.randrange(1, 200)))


def flat_spreadsheet(cells: Sequence[tuple[str, float]], width: float) -> str:
    """Write texts with their sizes one below the other, in a format whose rows LibreOffice measures itself."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    sizes = "".join(
        f'<style:style style:name="c{size}" style:family="table-cell">'
        '<style:table-cell-properties fo:wrap-option="wrap"/><style:text-properties fo:font-family="宋体" '
        f'style:font-family-asian="宋体" fo:font-size="{size}pt" style:font-size-asian="{size}pt"/></style:style>'
        for size in SIZES
    )
    rows = "".join(
        f'<table:table-row table:style-name="row"><table:table-cell table:style-name="c{size}" '
        f'office:value-type="string">{paragraphs(text)}</table:table-cell></table:table-row>'
        for text, size in cells
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        '<office:automatic-styles><style:style style:name="column" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}pt"/></style:style>'
        '<style:style style:name="row" style:family="table-row">'
        f'<style:table-row-properties style:use-optimal-row-height="true"/></style:style>{sizes}'
        '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="a">'
        f'<table:table-column table:style-name="column"/>{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document>"
    )


def paragraphs(text: str) -> str:
    lines = (escape(line).replace(" ", "<text:s/>") for line in text.split("\n"))
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


def office_heights(path: Path) -> list[float]:
    """Give the heights of all rows in pt."""
    style, table = (f"{{{NAMES[prefix]}}}" for prefix in ("style", "table"))
    root = ET.parse(path).getroot()  # noqa: S314 - of our own making
    lengths = {}
    for element in root.iter(f"{style}style"):
        for properties in element.iter(f"{style}table-row-properties"):
            lengths[element.get(f"{style}name")] = points(properties.get(f"{style}row-height", ""))
    heights: list[float] = []
    for row in root.iter(f"{table}table-row"):
        times = min(int(row.get(f"{table}number-rows-repeated", "1")), TEXTS_OF_A_WIDTH)
        heights += [lengths[row.get(f"{table}style-name")]] * times
    return heights


def points(length: str) -> float:
    """Read a length of ODF."""
    match = re.fullmatch(r"([0-9.]+)(in|cm|mm|pt)", length)
    assert match, length
    return float(match[1]) * {"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1}[match[2]]


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_never_lower_than_libreoffice_would_make_it(tmp_path: Path, width: float) -> None:
    chance = random.Random(width)  # noqa: S311 - the same texts each time
    cells = [(text, SIZES[number % 3]) for number, text in enumerate(some_texts(chance))]
    path = tmp_path / "heights.fods"
    path.write_text(flat_spreadsheet(cells, width), encoding="utf-8")
    heights = office_heights(converted(path, "fods"))[: len(cells)]
    assert len(set(heights)) > TEXTS_OF_A_WIDTH / 3  # they were measured
    for (text, size), height in zip(cells, heights, strict=True):
        lines = len(list(wrap(text, room_for(width, size))))
        assert lines * size * LINE_HEIGHT + PADDING >= height, (text, size)


@given(st.one_of(texts(), long_texts(5000)), st.floats(1, 60))
def test_lines_are_the_text_and_none_is_too_wide(text: str, limit: float) -> None:
    lines = list(wrap(text, limit))
    assert "".join(lines) == text
    for line in lines:
        shown = line.rstrip("\n")
        assert sum(ord(c) > 0x7F for c in shown) <= max(limit, 1), line
    assert all(line.endswith("\n") or "\n" not in line for line in lines)


@given(st.one_of(texts(), long_texts(5000)), st.floats(4, 60), st.integers(2, 30))  # a line break alone takes two lines
def test_pieces_are_the_text_and_each_fits(text: str, limit: float, lines: int) -> None:
    pieces = cut(text, limit, lines)
    assert "".join(pieces) == text
    assert all(fits(piece, limit, lines) for piece in pieces)
    assert len(pieces) == 1 or all(pieces)


def test_a_long_text_is_cut_where_a_sentence_ends() -> None:
    sentence = "负责居民最低生活保障、特困人员救助供养工作；"
    pieces = cut(sentence * 200, 50, 25)
    assert len(pieces) > 1
    assert all(piece.endswith("；") for piece in pieces)


@settings(max_examples=20)
@given(st.one_of(FORMS))
def test_no_row_is_taller_than_a_row_may_be_and_no_page_than_a_page(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    arrangement = arrange(lay_out(form, version), version)
    assert 0 < min(arrangement.heights) <= max(arrangement.heights) <= END_OF_A_ROW
    ends = [0, *arrangement.breaks, len(arrangement.heights)]
    head = sum(arrangement.heights[: arrangement.repeated_rows])
    paper = (595 if version.paper.landscape else 842) - 2 * 43
    for start, end in pairwise(ends[1:]):
        assert head + sum(arrangement.heights[start:end]) <= paper
