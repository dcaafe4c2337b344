"""The sheet: a form laid out as ruled blocks of cells, the one source for paper, workbook and preview.

A sheet knows which cell spans which columns and rows and what stands in it. It knows no lengths: widths are
shares of the frame, and heights and page breaks are each writer's own.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a cell is for; writers choose type, alignment and number format by it."""

    LABEL = "label"
    """A label of the form, from the version's file."""
    VALUE = "value"
    """A short value."""
    LONG_TEXT = "long text"
    """A text of any length, line breaks kept, left-aligned; a writer may cut it over pages or rows."""
    AMOUNT = "amount"
    """A figure in 万元, printed as entered."""
    GROUP = "group"
    """The name of an indicator group (一级, 二级), one cell over its indicators."""


class Cell(NamedTuple):
    """One cell of a block. `column` counts from 0 within the block; `rows` counts downwards from its own row."""

    column: int
    columns: int
    rows: int
    text: str
    role: Role
    where: str = ""
    """The place in the form, as "fields.period"; empty for a label. A group's place is its first indicator's level."""
    left: bool = False
    """Left-aligned rather than centred."""


class Row(NamedTuple):
    """The cells that begin in this row, from left to right; a column they leave open belongs to a cell from above."""

    cells: tuple[Cell, ...]


class Block(NamedTuple):
    """Rows on one grid of columns.

    `widths` are the columns' shares of the block's width and add up to 1; `spans` say how many columns of the
    workbook each of them takes. The first `heading_rows` rows are repeated wherever the block goes on.
    """

    widths: tuple[float, ...]
    spans: tuple[int, ...]
    rows: tuple[Row, ...]
    heading_rows: int = 0


class SheetSection(NamedTuple):
    """Blocks under one title, which stands in a band at the left; without a title there is no band."""

    title: str
    blocks: tuple[Block, ...]


class HeadCell(NamedTuple):
    """A piece of the line above the table: "填报单位（公章）：" and its value, or a note without one."""

    label: str
    text: str = ""
    where: str = ""
    running: str = ""
    """Its label in the running head of later pages; empty where it is not repeated there."""
    right: bool = False
    seal: bool = False
    """The seal is put on this piece, so room is kept around it."""


class Head(NamedTuple):
    """What stands above the ruled table."""

    mark: str
    title: str
    cells: tuple[HeadCell, ...]


class Sheet(NamedTuple):
    """A form, laid out. `band` is the share of the frame that the bands of section titles take, 0 without titles."""

    head: Head
    band: float
    sections: tuple[SheetSection, ...]
