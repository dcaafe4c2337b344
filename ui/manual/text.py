"""The manual as one text: chapters from resources, what stands in each field from the version, keys from the menus."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from models.definition import on_one_line
from models.place import indicator_place
from models.places import RESOURCES
from ui.field_help import help_at
from ui.keys import key_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QMenu

    from models.definition import Definition
    from ui.keys import Group

FOLDER = RESOURCES / "manual"
_HEADING = re.compile(r"<h([12])>(.*?)</h\1>")
_TAG = re.compile(r"<[^>]*>")
_FIELDS_AFTER = "02"
"""The chapter behind which stands what belongs into each field."""


class Heading(NamedTuple):
    """A heading: where it is, how deep, its words, and all that stands below it up to the next."""

    anchor: str
    level: int
    words: str
    text: str


class Manual(NamedTuple):
    """The manual as HTML, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


def manual(definition: Definition, menus: Sequence[QMenu]) -> Manual:
    """Put the manual together for a form version and the menus of a window."""
    chapters = []
    for name, text in _chapters():
        chapters.append(text)
        if name.startswith(_FIELDS_AFTER):
            chapters.append(_fields(definition))
    chapters.append(_keys(key_groups(menus)))
    html = _anchored("\n".join(chapters))
    return Manual(html, tuple(_headings(html)))


def anchor_of(where: str) -> str:
    """Give the anchor of what the manual says of a place of the form."""
    place = indicator_place(where)
    return f"column.{place[1] or 'name'}" if place else where


@cache
def _chapters() -> list[tuple[str, str]]:
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.html"))]


def _fields(definition: Definition) -> str:
    """Say of each field, in the paper's order, what belongs into it."""
    titles = {section.id: on_one_line(section.title) for section in definition.sections}
    parts = ["<h1>每一栏怎么填</h1>", "<p>光标在哪一格，按 F1 就打开这一栏的说明。</p>"]
    section = None
    for where, of in definition.section_of.items():
        if of != section:
            section = of
            parts.append(f"<h2>{escape(titles.get(of, '') or '表头')}</h2>")
        if where == "indicators":
            for name, column in definition.columns.items():
                parts.append(_field(f"column.{name}", column.label, help_at(f"indicators[0].{name}", definition)))
        else:
            group, _, name = where.partition(".")
            entry = definition.fields[name] if group == "fields" else definition.amounts[name]
            parts.append(_field(where, entry.label, help_at(where, definition)))
    return "\n".join(parts)


def _field(anchor: str, label: str, help_: str) -> str:
    return f'<p><a name="{anchor}"></a><b>{escape(on_one_line(label))}</b>　{escape(help_)}</p>'


def _keys(groups: Sequence[Group]) -> str:
    parts = ['<h1><a name="keys"></a>键盘</h1>', "<p>不用鼠标也能做所有的事。按 Ctrl+/ 可以单独列出来。</p>"]
    for group in groups:
        rows = "".join(f"<tr><td>{escape(words)}</td><td>{escape(keys)}</td></tr>" for words, keys in group.keys)
        parts.append(f'<h2>{escape(group.name)}</h2><table cellpadding="4">{rows}</table>')
    return "\n".join(parts)


def _anchored(html: str) -> str:
    """Give every heading an anchor of its own."""
    numbers = iter(range(1, len(html)))
    return _HEADING.sub(lambda m: f'<h{m[1]}><a name="part-{next(numbers)}"></a>{m[2]}</h{m[1]}>', html)


def _headings(html: str) -> Iterator[Heading]:
    found = list(_HEADING.finditer(html))
    ends = [match.start() for match in found[1:]] + [len(html)]
    for match, end in zip(found, ends, strict=True):
        anchor = match[2].partition('name="')[2].partition('"')[0]
        text = unescape(_TAG.sub("", html[match.start() : end]))
        yield Heading(anchor, int(match[1]), unescape(_TAG.sub("", match[2])), text)
