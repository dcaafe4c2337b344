"""What can be printed, without opening a font."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from models.coverage import unprintable
from models.places import RESOURCES


def characters_of(name: str) -> set[int]:
    return set(TTFontFile(str(RESOURCES / "fonts" / f"JixiaoSerif{name}.ttf")).charToGlyph)


PRINTABLE = characters_of("Core") | characters_of("Ext")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_table_says_what_the_fonts_hold(text: str) -> None:
    missing = [c for c in dict.fromkeys(text) if ord(c) not in PRINTABLE and c != "\n"]
    assert unprintable(text) == tuple(missing)


def test_rare_names_print_and_emoji_do_not() -> None:
    assert unprintable("𫖯仰喆龘㐀镕〇≥“”——……①Ⅷ\n") == ()
    assert unprintable("好😀的𠀀,😀") == ("😀", "𠀀")
