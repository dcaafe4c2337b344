"""修改对照表: what has become of a form since a revision, laid out as a sheet of its own to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from export.sheet import Block, Cell, Head, HeadCell, Role, Row, Sheet, SheetSection
from models.alterations import ADDED as ROW_ADDED
from models.alterations import CHANGED
from models.alterations import REMOVED as ROW_REMOVED
from models.coverage import unprintable
from models.text_difference import ADDED, REMOVED, SAME, shortened, text_difference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.alterations import Alteration
    from models.definition import Definition
    from models.form import Form
    from models.text_difference import Piece

NAME = "修改对照表"
_WIDTHS = (0.2, 0.4, 0.4)
_HEADINGS = ("栏目", "原来", "现在")
_SHORT = 20
"""Up to so many characters a value is printed whole; of a longer text what stands around each change."""
_EMPTY = "（空）"
_NO_GLYPH = "□"


def comparison_sheet(
    found: Iterable[Alteration], form: Form, definition: Definition, between: tuple[str, str]
) -> Sheet:
    """Lay alterations out; `between` names the two moments, as ("09:31", "现在")."""
    unit = next((form.fields[piece.field] for piece in definition.head if piece.field), "")
    head = Head(
        f"{definition.mark} {NAME}".strip(),
        definition.title,
        (
            HeadCell("单位：", _printable(unit), running="单位："),
            HeadCell(
                f"从 {between[0]} 到{'' if between[1] == '现在' else ' '}{between[1]}；改动处用【】标出", right=True
            ),
        ),
    )
    headings = Row(tuple(Cell(place, 1, 1, words, Role.LABEL) for place, words in enumerate(_HEADINGS)))
    block = Block(_WIDTHS, (1, 1, 1), (headings, *map(_row, found)), heading_rows=1)
    return Sheet(head, 0.0, (SheetSection("", (block,)),))


def _row(alteration: Alteration) -> Row:
    before, after = (_printable(text) for text in _texts(alteration))
    return Row(
        (
            Cell(0, 1, 1, alteration.label, Role.LABEL),
            Cell(1, 1, 1, before, Role.LONG_TEXT, left=True),
            Cell(2, 1, 1, after, Role.LONG_TEXT, left=True),
        )
    )


def _texts(alteration: Alteration) -> tuple[str, str]:
    """Give what stood there and what stands there now."""
    before, after = alteration.before, alteration.after
    if alteration.kind == ROW_ADDED:
        return "（没有这一条）", after
    if alteration.kind == ROW_REMOVED:
        return before, "（已删去）"
    if alteration.kind == CHANGED and before and after and max(len(before), len(after)) > _SHORT:
        pieces = shortened(text_difference(before, after))
        return _marked(pieces, REMOVED), _marked(pieces, ADDED)
    return before or _EMPTY, after or _EMPTY


def _marked(pieces: Iterable[Piece], kind: str) -> str:
    """Give one side of a difference, what belongs to it alone in brackets."""
    shown = (piece for piece in pieces if piece.kind in {SAME, kind})
    return "".join(piece.text if piece.kind == SAME else f"【{piece.text}】" for piece in shown)


def _printable(text: str) -> str:
    """Put a square for what no font has: an older text may hold what was mended since."""
    return text.translate({ord(character): _NO_GLYPH for character in unprintable(text)})
