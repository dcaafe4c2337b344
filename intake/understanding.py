"""Understanding what was read: the form in its grids or pages, and whether it still says what was exported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake.doubt import Doubt
from intake.intake import Intake
from intake.json_form import form_from_outside
from intake.labels import labels_of
from intake.mending import parts
from intake.recognise import find_form, recognise
from intake.sources import PDF
from models.compare import Difference, differences
from models.place import indicator_place
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake.grid import Source
    from intake.sources import Read
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form


def understand(source: Source, definitions: Definitions, sheet: int | None = None, likely: str = "") -> Intake:
    """Read the form in one of the grids of a source; without the exact copy that may have come with it.

    Of versions that fit equally well the likely one is taken.
    """
    asked = sheet if sheet is not None and sheet < len(source.grids) else None
    best = find_form(source.grids, definitions, asked, likely)
    labels = labels_of(best.definition)
    pieces = tuple(part for grid in source.grids for part in parts(grid, labels))
    if len(pieces) > len(source.grids):
        source = source._replace(grids=pieces)
        best = find_form(pieces, definitions, sheet, likely)
    used, definition, others, broken = best
    found = recognise(source.grids[used], definition)
    why = f"这里也有申报表的栏目，没有读，只读了“{source.names[used]}”"
    doubts = () if sheet is not None else tuple(Doubt("form", name, why) for name in others)
    return Intake(
        found.form,
        definition,
        (*found.doubts, *doubts, *broken),
        found.leftovers,
        source=source._replace(used=used),
        found=found.found,
    )


def understood(read: Read, definitions: Definitions, sheet: int | None, likely: str = "") -> Intake:
    """Understand what was read: what is seen decides; where it says what the exact copy says, the copy is taken.

    Of versions that fit equally well that of the copy is taken, else the likely one.
    """
    if read.source.kind == PDF:
        return _understood_pages(read, definitions)
    copy, broken = _copy(read, definitions)
    shown = understand(read.source, definitions, sheet, copy.form if copy else likely)
    shown = shown._replace(doubts=(*shown.doubts, *read.notes, *broken))
    if copy is None:
        return shown
    if copy.form != shown.definition.id:
        doubt = Doubt("form", copy.form, "附带的内容是另一种表样，以看得见的表为准")
        return shown._replace(doubts=(*shown.doubts, doubt))
    edited = differences(copy, shown.form, shown.definition)
    form = _as_shown(copy, shown.form, edited, shown.definition) if edited else copy
    return shown._replace(form=form, doubts=shown.doubts if edited else read.notes, edited=edited, copy=copy)


def _copy(read: Read, definitions: Definitions) -> tuple[Form | None, tuple[Doubt, ...]]:
    """Give the exact copy that came along, or why it cannot be taken."""
    if read.copy is None:
        return None, ()
    try:
        return form_from_outside(read.copy, definitions), ()
    except Unreadable as trouble:
        why = str(trouble).rstrip("。") if read.copy else "这个工作簿里附带的内容不完好，以看得见的表为准"
        return None, (Doubt("form", "附带的内容", why),)


def _understood_pages(read: Read, definitions: Definitions) -> Intake:
    """Understand our own PDF: the pages decide; blanks and line ends, which pages do not show, come from the copy."""
    try:
        copy = form_from_outside(read.copy or b"", definitions)
    except Unreadable as trouble:
        raise Unreadable(str(trouble).replace("这个 JSON 文件", "这个 PDF 附带的内容")) from trouble
    definition = definitions.get(copy.form)
    shown = recognise(read.source.grid, definition)
    edited = _differing_pages(copy, shown.form, definition)
    form = _as_shown(copy, shown.form, edited, definition) if edited else copy
    return Intake(form, definition, edited=edited, copy=copy, source=read.source, found=shown.found)


def page_differences(data: bytes, form: Form, definition: Definition) -> tuple[Difference, ...]:
    """Give where the pages of a PDF say something else than a form, blanks and line ends aside."""
    from intake.pdf import page_grid  # noqa: PLC0415 - PDFium is loaded for PDFs only

    return _differing_pages(form, recognise(page_grid(data), definition)[0], definition)


def _differing_pages(form: Form, shown: Form, definition: Definition) -> tuple[Difference, ...]:
    found = differences(form, shown, definition)
    return tuple(each for each in found if _squeezed(each.first) != _squeezed(each.second))


def _as_shown(copy: Form, shown: Form, edited: Iterable[Difference], definition: Definition) -> Form:
    """Give the copy with what is seen where that says something else.

    Rows that came, went, moved or were renamed are all as seen, each with the id of the one it is. What was still to
    be looked at is so: nobody has done it here.
    """
    from models.edits import edit_at  # noqa: PLC0415 - hardly ever needed
    from models.row_matching import as_the_same  # noqa: PLC0415

    places = {each.where: each.second for each in edited}
    has_other_rows = len(shown.indicators) != len(copy.indicators) or any(map(_is_of_a_row, places))
    form = replace(copy, indicators=as_the_same(copy.indicators, shown.indicators)) if has_other_rows else copy
    for where, text in places.items():
        if not (has_other_rows and where.startswith("indicators")):
            form = edit_at(where, text, definition.unit).apply(form)
    return replace(form, review=copy.review)


def _is_of_a_row(where: str) -> bool:
    """Whether a difference is about which indicator stands there, not about what is said of it."""
    found = indicator_place(where)
    return found is not None and found[1] in {"", "level1", "level2", "name"}


def _squeezed(text: str) -> str:
    """Give a text without the white space that line breaking takes and adds."""
    return "".join(text.split())
