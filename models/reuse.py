"""What was ever filled in, to be found again while typing: names of indicators, paragraphs of long texts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from models.characters import clean
from models.checks.target import without_number
from models.edits import InsertIndicators, SetReview, Several
from models.form import new_indicator
from models.groups import place_in_group
from models.roll_forward import last_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.definition import Definition
    from models.edits import Edit
    from models.form import Form, Indicator

FEWEST = 2
"""Characters that have to be typed before anything is offered."""
MOST = 6
"""How many are offered at once."""
_LONG_PARAGRAPH = 60  # characters from which the sentences of a paragraph are kept one by one as well
_SENTENCE = re.compile(r"[^。；\n]*[。；]?")
_START = re.compile(r"[^。；\n]*\Z")


class Phrase(NamedTuple):
    """Something that was filled in before, and where it comes from."""

    text: str
    unit: str
    year: int | None
    indicator: Indicator | None = None
    is_past: bool = False
    """Whether it was changed or deleted since."""

    @property
    def origin(self) -> str:
        """Say where it comes from: 2019 民政局."""
        return " ".join(part for part in ("旧稿" if self.is_past else "", str(self.year or ""), self.unit) if part)

    @property
    def rank(self) -> tuple[bool, int]:
        """Sort what still stands before what does not, and newer years first."""
        return self.is_past, -(self.year or 0)


class Piece(NamedTuple):
    """What is being typed at the caret: the beginning of a paragraph or sentence, and where in the text it starts."""

    text: str
    start: int


def piece_at(text: str, caret: int) -> Piece | None:
    """Give what is being typed before the caret; None where something stands behind it or too little was typed."""
    if text[caret : caret + 1] not in {"", "\n"}:
        return None
    before = _START.search(text[:caret])
    start = before.start() if before else caret
    typed = text[start:caret]
    start += len(typed) - len(typed.lstrip())
    return Piece(text[start:caret], start) if caret - start >= FEWEST else None


class Past:
    """What stood in earlier states of one draft."""

    def __init__(self) -> None:
        self.indicators: dict[str, tuple[Indicator, Phrase]] = {}
        """As they stood last, by id."""
        self.paragraphs: dict[str, dict[str, Phrase]] = {}
        """By field and text."""

    def add(self, form: Form, definition: Definition) -> None:
        """Take in a later state than those before."""
        for row, phrase in _indicators(form, definition):
            self.indicators[row.id] = row, phrase._replace(is_past=True)
        for place, phrase in _paragraphs(form, definition):
            self.paragraphs.setdefault(place, {})[phrase.text] = phrase._replace(is_past=True)


class Reusable:
    """Indicators and paragraphs of many forms, the newest in front."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], Phrase] = {}
        self._paragraphs: dict[str, dict[str, Phrase]] = {}

    def add(self, form: Form, definition: Definition) -> None:
        """Take in a form; what is known already keeps its newest year."""
        for row, phrase in _indicators(form, definition):
            _keep(self._names, (row.level2, phrase.text), phrase)
        for place, phrase in _paragraphs(form, definition):
            _keep(self._paragraphs.setdefault(place, {}), phrase.text, phrase)

    def add_past(self, past: Past, form: Form) -> None:
        """Take in earlier states of a form: indicators that were deleted since, and paragraphs."""
        here = {row.id for row in form.indicators}
        for row, phrase in past.indicators.values():
            if row.id not in here:
                _keep(self._names, (row.level2, phrase.text), phrase)
        for place, texts in past.paragraphs.items():
            for text, phrase in texts.items():
                _keep(self._paragraphs.setdefault(place, {}), text, phrase)

    def names(self, typed: str, level2: str = "") -> tuple[Phrase, ...]:
        """Give indicators whose names hold what is typed: of the group first, those that begin with it in front."""
        wanted = without_number(typed)
        if len(wanted) < FEWEST:
            return ()
        found = [each for (_, name), each in self._names.items() if wanted in name and name != wanted]
        found.sort(key=lambda each: _rank(each, wanted, level2))
        return _unlike(found)

    def paragraphs(self, where: str, typed: str) -> tuple[Phrase, ...]:
        """Give paragraphs and sentences that begin with what is typed: of the same field first."""
        if len(typed) < FEWEST:
            return ()
        places = sorted(self._paragraphs, key=lambda place: place != where)
        found = [
            (each.is_past, place != where, -(each.year or 0), len(text), each)
            for place in places
            for text, each in self._paragraphs[place].items()
            if text.startswith(typed) and text != typed
        ]
        begun = _beginnings(entry[-1].text for entry in found)
        found = [entry for entry in found if not (entry[-1].is_past and entry[-1].text in begun)]
        return _unlike(entry[-1] for entry in sorted(found, key=lambda entry: entry[:4]))

    def indicators(self) -> tuple[Phrase, ...]:
        """Give every indicator once, the newest years first, groups together as they came."""
        order = {level2: place for place, level2 in enumerate(dict.fromkeys(level2 for level2, _ in self._names))}
        by_group = sorted(self._names.items(), key=lambda entry: order[entry[0][0]])
        return tuple(each for _, each in sorted(by_group, key=lambda entry: entry[1].rank))


def insert_edit(
    form: Form, chosen: Iterable[Indicator], definition: Definition, years: Iterable[int | None]
) -> Several:
    """Make one edit that adds earlier indicators to their groups, to be looked at; last year's as they roll forward."""
    edits: list[Edit] = []
    after = form
    for row, year in zip(chosen, years, strict=True):
        made = _made(row, year, after, definition)
        edit = InsertIndicators(((place_in_group(after.indicators, made.group, definition), made),))
        edits.append(edit)
        after = replace(edit.apply(after), review=(*after.review, made.id))
    count = len(edits)
    return Several(f"添加 {count} 条以前的指标", (*edits, SetReview(after.review)))


def _made(row: Indicator, year: int | None, form: Form, definition: Definition) -> Indicator:
    """Give an earlier indicator as one of this form; it keeps its id, and so its line over the years."""
    is_last_year = year is not None and form.year is not None and year == form.year - 1
    cells = {name: row.cells.get(name, "") for name in definition.columns}
    for name, column in definition.columns.items():
        if column.rolled_from:
            known = column.rolled_from in row.cells
            of_this_year = cells[name] if year is not None and year == form.year else ""
            cells[name] = last_year_text(row, column, definition) if is_last_year and known else of_this_year
    made = new_indicator(definition, row.level1, row.level2, cells)
    is_free = row.id and row.id not in {each.id for each in form.indicators}
    return replace(made, id=row.id) if is_free else made


def _keep(kept: dict[Any, Phrase], key: object, phrase: Phrase) -> None:
    if key not in kept or phrase.rank < kept[key].rank:
        kept[key] = phrase


def _indicators(form: Form, definition: Definition) -> Iterator[tuple[Indicator, Phrase]]:
    """Give the indicators of a form that have a name."""
    unit = _unit(form, definition)
    for row in form.indicators:
        if name := without_number(row.name):
            yield row, Phrase(name, unit, form.year, row)


def _paragraphs(form: Form, definition: Definition) -> Iterator[tuple[str, Phrase]]:
    """Give the paragraphs and sentences of the long texts of a form, each with its place."""
    unit = _unit(form, definition)
    for name, field in definition.fields.items():
        if field.kind == "long":
            for text in _pieces(form.fields[name]):
                yield f"fields.{name}", Phrase(text, unit, form.year)


def _unit(form: Form, definition: Definition) -> str:
    return next((form.fields[piece.field] for piece in definition.head if piece.field), "")


def _beginnings(texts: Iterable[str]) -> set[str]:
    """Give those of some texts that another one begins with: of past ones, what was still being typed."""
    return {text for text, following in pairwise(sorted(set(texts))) if following.startswith(text)}


def _pieces(text: str) -> Iterator[str]:
    """Give the paragraphs of a text, and of long ones the sentences."""
    for paragraph in clean(text).text.split("\n"):
        if stripped := paragraph.strip():
            yield stripped
            if len(stripped) > _LONG_PARAGRAPH:
                yield from (part for match in _SENTENCE.finditer(stripped) if len(part := match[0].strip()) > FEWEST)


def _rank(phrase: Phrase, wanted: str, level2: str) -> tuple[bool, bool, bool, int]:
    group = phrase.indicator.level2 if phrase.indicator else ""
    is_past, age = phrase.rank
    return is_past, not phrase.text.startswith(wanted), group != level2, age


def _unlike(found: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Give the first few phrases of unlike texts."""
    kept: dict[str, Phrase] = {}
    for phrase in found:
        kept.setdefault(phrase.text, phrase)
        if len(kept) == MOST:
            break
    return tuple(kept.values())
