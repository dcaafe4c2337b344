"""Reading form versions: `<id>.toml`, format 1, looked up in the program's folder, then in the user's."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.amounts import UNITS
from models.characters import cleaned
from models.definition import (
    AmountDefinition,
    BlockDefinition,
    CheckSetting,
    ColumnDefinition,
    Definition,
    FieldDefinition,
    GridEntry,
    GroupDefinition,
    HeadPiece,
    Paper,
    SectionDefinition,
    Sum,
    on_one_line,
)
from models.definition_rules import hold_together
from models.places import RESOURCES
from models.toml_table import Table, load_toml
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FORMAT = 1
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHOWN = 40  # characters of an id in a message
_SEVERITIES = ("error", "warning", "note", "off")


class Definitions:
    """The form versions at hand; each is read when first asked for."""

    def __init__(self, *folders: Path) -> None:
        """Look in the program's own folder, then in `folders`."""
        self.folders = folders
        self._folders = (RESOURCES / "forms", *folders)
        self._loaded: dict[str, Definition] = {}

    def ids(self) -> tuple[str, ...]:
        """All versions at hand, by id."""
        names: set[str] = set()
        for folder in self._folders:
            with suppress(OSError):  # a folder that is not there holds none
                names.update(os.listdir(folder))  # noqa: PTH208 - the names are enough
        return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))

    def by_age(self) -> tuple[str, ...]:
        """All versions at hand, the newest first: by the figures in their ids, as 2020-10."""
        return tuple(
            sorted(self.ids(), key=lambda id_: ([int(part) for part in re.findall(r"\d+", id_)], id_), reverse=True)
        )

    def get(self, form_id: str) -> Definition:
        """Give a version; `Unreadable` where it is not at hand or its file is broken."""
        if form_id not in self._loaded:
            self._loaded[form_id] = load_definition(self._find(form_id))
        return self._loaded[form_id]

    def _find(self, form_id: str) -> Path:
        for folder in self._folders if _ID.fullmatch(form_id) else ():
            if (path := folder / f"{form_id}.toml").is_file():
                return path
        have = "、".join(self.ids())
        named = on_one_line(cleaned(form_id[:_SHOWN]))
        raise Unreadable(f"没有表样“{named}”，本机有的是：{have}。请把这个表样的文件放进数据文件夹的 forms 里再试。")


def load_definition(path: Path) -> Definition:
    """Read a form version from its file; `Unreadable` names file, key and what was expected."""
    top = load_toml(path)
    if (form_format := top.integer("format")) > FORMAT:
        raise Unreadable(
            f"表样文件“{path.name}”是格式 {form_format}，本程序只认到格式 {FORMAT}。请先把程序换成新版。",
        )
    fields = _named(top, "fields", _field)
    amounts_table = top.table("amounts")
    unit = _one_of(amounts_table, "unit", tuple(UNITS))
    amounts = _named(amounts_table, "entries", _amount)
    indicators = top.table("indicators")
    head = top.table("head")
    definition = Definition(
        id=_id(top, path),
        name=top.text("name"),
        mark=head.text("mark", ""),
        title=head.text("title"),
        unit=unit,
        head=tuple(_head_piece(table, fields) for table in head.tables("pieces")),
        paper=_paper(top.table("paper")),
        workbook_columns=top.table("workbook").integers("columns"),
        fields=fields,
        amounts=amounts,
        sums=tuple(_sum(table, amounts) for table in top.tables("sums", optional=True)),
        level_labels=_level_labels(indicators),
        level_aliases=(indicators.texts("level1_aliases", ()), indicators.texts("level2_aliases", ())),
        columns=MappingProxyType({c.id: c for c in map(_column, indicators.tables("columns"))}),
        groups=tuple(chain.from_iterable(map(_groups, indicators.tables("groups")))),
        sections=tuple(_section(table, fields, amounts) for table in top.tables("sections")),
        checks=_named(top, "checks", _check, optional=True),
    )
    _finish(top, head, amounts_table, indicators)
    hold_together(definition, top)
    return definition


def _id(top: Table, path: Path) -> str:
    form_id = top.text("id")
    if form_id != path.stem or not _ID.fullmatch(form_id):
        raise top.wrong("id", f"应与文件名相同，只用小写字母、数字和“-”，现在写的是 {form_id!r}")
    return form_id


def _named(
    table: Table,
    key: str,
    read: Callable[[str, Table], Any],
    *,
    optional: bool = False,
) -> Mapping[str, Any]:
    """Read the tables below a key, each by `read`."""
    return MappingProxyType({name: read(name, inner) for name, inner in table.named_tables(key, optional=optional)})


def _paper(table: Table) -> Paper:
    paper = Paper(
        landscape=table.flag("landscape", default=False),
        top_mm=table.number("top_mm"),
        right_mm=table.number("right_mm"),
        bottom_mm=table.number("bottom_mm"),
        left_mm=table.number("left_mm"),
        seal_gap_mm=table.number("seal_gap_mm"),
        band_share=table.number("band_share"),
        unbroken=table.texts("unbroken", ()),
    )
    table.finish()
    return paper


def _head_piece(table: Table, fields: Mapping[str, FieldDefinition]) -> HeadPiece:
    piece = HeadPiece(
        label=table.text("label"),
        field=table.text("field", ""),
        running=table.text("running", ""),
        right=table.flag("right", default=False),
        seal=table.flag("seal", default=False),
    )
    if piece.field and piece.field not in fields:
        raise table.wrong("field", f"[fields] 里没有 {piece.field!r}")
    table.finish()
    return piece


def _field(name: str, table: Table) -> FieldDefinition:
    field = FieldDefinition(
        id=name,
        label=table.text("label"),
        kind=_one_of(table, "kind", ("line", "long")),
        required=table.flag("required", default=True),
        limit=table.integer("limit", 0),
        help=table.text("help"),
        example=table.text("example", ""),
        aliases=table.texts("aliases", ()),
        private=_one_of(table, "private", ("name", "phone")) if "private" in table else "",
    )
    table.finish()
    return field


def _amount(name: str, table: Table) -> AmountDefinition:
    amount = AmountDefinition(
        id=name,
        label=table.text("label"),
        required=table.flag("required", default=True),
        help=table.text("help"),
        example=table.text("example", ""),
        aliases=table.texts("aliases", ()),
    )
    table.finish()
    return amount


def _sum(table: Table, amounts: Mapping[str, AmountDefinition]) -> Sum:
    found = Sum(
        id=table.text("id"),
        name=table.text("name"),
        total=table.text("total"),
        parts=table.texts("parts"),
        reading=table.text("reading", ""),
        inside=tuple((str(part), str(other)) for part, other in table.table("inside").rest().items())
        if "inside" in table
        else (),
    )
    for name in (found.total, *found.parts, *chain.from_iterable(found.inside)):
        if name not in amounts:
            raise table.wrong("parts", f"[amounts.entries] 里没有 {name!r}")
    table.finish()
    return found


def _level_labels(table: Table) -> tuple[str, str]:
    return table.text("level1_label"), table.text("level2_label")


def _column(table: Table) -> ColumnDefinition:
    column = ColumnDefinition(
        id=table.text("id"),
        label=table.text("label"),
        heading=table.text("heading", ""),
        required=table.flag("required", default=False),
        left=table.flag("left", default=False),
        choices=table.texts("choices", ()),
        spellings=MappingProxyType(
            {str(key): str(value) for key, value in table.table("spellings").rest().items()}
            if "spellings" in table
            else {},
        ),
        help=table.text("help"),
        example=table.text("example", ""),
        aliases=table.texts("aliases", ()),
        rolled_from=table.text("rolled_from", ""),
        rolled_signs=table.texts("rolled_signs", ()),
    )
    table.finish()
    return column


def _groups(table: Table) -> tuple[GroupDefinition, ...]:
    """Read a 一级 with its 二级; a 二级 is written as its name, or as its name followed by other names for it."""
    level1, *level1_aliases = table.texts("level1")
    found = []
    for names in table.lists("level2"):
        if not names or not all(isinstance(name, str) for name in names):
            raise table.wrong("level2", "这里应写二级指标的名称，每项是一列文字")
        found.append(GroupDefinition(level1, names[0], tuple(level1_aliases), names[1:]))
    table.finish()
    return tuple(found)


def _section(
    table: Table,
    fields: Mapping[str, FieldDefinition],
    amounts: Mapping[str, AmountDefinition],
) -> SectionDefinition:
    section = SectionDefinition(
        id=table.text("id"),
        title=table.text("title", ""),
        blocks=tuple(_block(inner, fields, amounts) for inner in table.tables("blocks")),
    )
    table.finish()
    return section


def _block(
    table: Table,
    fields: Mapping[str, FieldDefinition],
    amounts: Mapping[str, AmountDefinition],
) -> BlockDefinition:
    block = BlockDefinition(
        kind=_one_of(table, "kind", ("fields", "text", "amounts", "indicators")),
        widths=table.numbers("widths"),
        spans=table.integers("spans"),
        fields=table.texts("fields", ()),
        grid=tuple(_grid_row(table, row, amounts) for row in table.lists("grid")) if "grid" in table else (),
    )
    for name in block.fields:
        if name not in fields:
            raise table.wrong("fields", f"[fields] 里没有 {name!r}")
    if len(block.widths) != len(block.spans):
        raise table.wrong("spans", f"应有 {len(block.widths)} 个数，与 widths 一样多")
    table.finish()
    return block


def _grid_row(
    table: Table,
    row: tuple[Any, ...],
    amounts: Mapping[str, AmountDefinition],
) -> tuple[GridEntry, ...]:
    """Read a row of the grid of amounts: "label:ID", "amount:ID", a heading, or a table with `text` and its spans."""
    entries = []
    for written in row:
        entry = written if isinstance(written, dict) else {"text": written}
        text = entry.get("text")
        if not isinstance(text, str) or not set(entry) <= {"text", "columns", "rows"}:
            raise table.wrong("grid", f"这里应写文字，或带 text、columns、rows 的表，其中有 {written!r}")
        kind, _, name = text.partition(":")
        if kind in {"label", "amount"}:
            if name not in amounts:
                raise table.wrong("grid", f"[amounts.entries] 里没有 {name!r}")
            text = amounts[name].label if kind == "label" else ""
        entries.append(
            GridEntry(text, name if kind == "amount" else "", int(entry.get("columns", 1)), int(entry.get("rows", 1))),
        )
    return tuple(entries)


def _check(name: str, table: Table) -> CheckSetting:
    severity = _one_of(table, "severity", _SEVERITIES) if "severity" in table else ""
    setting = CheckSetting(severity, table.text("authority", ""), MappingProxyType(table.rest()))
    if "." not in name:
        raise table.wrong("", "检查的名称应带一个点，如 text.period")
    return setting


def _one_of(table: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = table.text(key)
    if value not in allowed:
        raise table.wrong(key, f"只能写 {'、'.join(allowed)} 之一，现在写的是 {value!r}")
    return value


def _finish(*tables: Table) -> None:
    for table in tables:
        table.finish()
