"""The characters a form may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.characters import clean, cleaned


@pytest.mark.parametrize(
    ("pasted", "kept", "removed"),
    [
        ("一\r\n二\r三\v四\u2028五\u2029六\n七", "一\n二\n三\n四\n五\n六\n七", 0),
        ("甲\t乙\u00a0丙", "甲 乙 丙", 0),
        ("\ufeff民\u200b政\u200d局\u2060\u00ad", "民政局", 5),
        ("响\x07铃\x0c页\x85", "响铃页", 3),
        ("孤\ud800儿", "孤儿", 1),
        ("葛\U000e0100城", "葛城", 1),
        ("\u202e反写", "反写", 1),
        ("全角　空格  两个", "全角　空格  两个", 0),
        ("𫖯仰㐀𠀀", "𫖯仰㐀𠀀", 0),
    ],
)
def test_invisible_characters_go_and_are_counted(pasted: str, kept: str, removed: int) -> None:
    assert clean(pasted) == (kept, removed)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Z", "C"])))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once) == (once, 0)
    assert cleaned(text) == once
    once.encode("utf-8")  # no lone surrogate is left
