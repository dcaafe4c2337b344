"""Differences of texts: they are complete, small, and are had at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.text_difference import ADDED, REMOVED, SAME, Piece, from_where_they_part, shortened, text_difference

WORDS = st.text(alphabet="社会救助覆盖率，。\n转专", max_size=60)
TEXTS = st.text(alphabet="社会救助覆盖率，。12.5%\n转专", max_size=60) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = text_difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_that_stayed_has_no_change(text: str) -> None:
    assert {piece.kind for piece in text_difference(text, text)} <= {SAME}


@given(WORDS, st.text(alphabet="甲乙丙丁", min_size=1, max_size=8), WORDS)
def test_what_was_put_in_is_all_that_is_new(start: str, word: str, end: str) -> None:
    changed = [piece for piece in text_difference(start + end, start + word + end) if piece.kind != SAME]
    assert changed == [Piece(ADDED, word)]


@given(TEXTS, TEXTS, st.integers(0, 20))
def test_shortening_leaves_out_only_what_stayed(before: str, after: str, around: int) -> None:
    pieces = text_difference(before, after)
    shorter = shortened(pieces, around)
    assert [piece for piece in shorter if piece.kind != SAME] == [piece for piece in pieces if piece.kind != SAME]
    assert len("".join(shorter_piece.text for shorter_piece in shorter)) <= len("".join(piece.text for piece in pieces))


def test_one_wrong_character_is_shown_by_itself() -> None:
    pieces = text_difference("做到项目经费科学安排、转款专用、实报实销", "做到项目经费科学安排、专款专用、实报实销")
    assert pieces == (
        Piece(SAME, "做到项目经费科学安排、"),
        Piece(REMOVED, "转"),
        Piece(ADDED, "专"),
        Piece(SAME, "款专用、实报实销"),
    )
    assert shortened(pieces, 4)[0].text == "……学安排、"


def test_a_figure_changes_as_a_whole() -> None:
    assert text_difference("共20374.99万元", "共20347.99万元")[1:3] == (
        Piece(REMOVED, "20374.99"),
        Piece(ADDED, "20347.99"),
    )


def test_another_text_altogether_is_not_cut_into_splinters() -> None:
    pieces = text_difference("全面落实社会救助政策，保障困难群众基本生活", "推进养老服务体系建设，提升机构照护能力水平")
    assert [piece.kind for piece in pieces].count(SAME) <= 1


def test_long_texts_are_compared_at_once_and_endless_ones_at_all() -> None:
    before = "保障基本生活，" * 800
    after = before[:2000] + "改" + before[2001:4000] + before[4100:] + "完。"
    changed = [piece for piece in text_difference(before, after) if piece.kind != SAME]
    assert Piece(ADDED, "改") in changed
    assert sum(len(piece.text) for piece in changed if piece.kind == REMOVED) == 101
    assert len(text_difference("甲乙" * 50_000, "丙甲" * 50_000)) == 2


def test_two_texts_are_given_from_a_little_before_they_part() -> None:
    same = "一二三四五六七八九十" * 3
    assert from_where_they_part(f"{same}甲", f"{same}乙丙") == (f"…{same[-12:]}甲", f"…{same[-12:]}乙丙")
    assert from_where_they_part(same, f"{same}乙") == (f"…{same[-12:]}", f"…{same[-12:]}乙")
    assert from_where_they_part("甲", "乙") == ("甲", "乙")
    assert from_where_they_part("", same) == ("", same)
