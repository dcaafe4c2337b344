"""Breaking text into lines by the rules of Chinese typesetting."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from export.fonts import BODY
from export.line_breaking import BLANKS, CLOSING, OPENING, break_lines
from tests.strategies import texts
from tests.versions import SAMPLE

SIZE = 10.5
_WORDS = st.one_of(
    st.text("一二三指标重庆市渝中区民政局", min_size=1, max_size=12),
    st.sampled_from(
        ["286号", "2020.1-12", "(1)制定", "《通知》", "（渝民发〔2018〕3号）；", "“两项补贴”", "……", "100%", "CPI"]
    ),
)
_MARKS = st.sampled_from(["，", "。", "；", "、", " ", "  ", "：", "）、", ""])
PROSE = st.lists(st.tuples(_WORDS, _MARKS), max_size=60).map(lambda pairs: "".join(w + m for w, m in pairs))
WIDTHS = st.floats(150, 600)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(texts(400), st.floats(20, 600))
def test_nothing_is_lost_and_the_order_is_kept(text: str, width: float) -> None:
    lines = break_lines(text, width, SIZE, BODY.widths, justify=True)
    assert squeezed("".join(line.text for line in lines)) == squeezed(text)


@given(texts(400), WIDTHS)
def test_only_blanks_at_line_ends_are_dropped(text: str, width: float) -> None:
    at = 0
    for line in break_lines(text, width, SIZE, BODY.widths):
        found = text.index(line.text, at)
        assert text[at:found].strip(BLANKS + "\n") == ""
        at = found + len(line.text)


@given(PROSE, WIDTHS)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, width: float) -> None:
    lines = break_lines(text.lstrip(CLOSING + BLANKS), width, SIZE, BODY.widths, justify=True)
    for before, after in pairwise(lines):
        assert after.text[0] not in CLOSING
        assert before.text[-1] not in OPENING


@given(PROSE, WIDTHS)
def test_figures_and_words_are_not_torn_apart(text: str, width: float) -> None:
    at = 0
    for before, after in pairwise(break_lines(text, width, SIZE, BODY.widths)):
        end = text.index(before.text, at) + len(before.text)
        at = text.index(after.text, end)
        if at == end:  # no blank stood between the two lines
            assert not (before.text[-1].isascii() and before.text[-1].isalnum() and after.text[0].isdigit())


@given(texts(300), st.floats(40, 600))
def test_no_line_is_wider_than_the_column_but_for_a_hanging_mark(text: str, width: float) -> None:
    for line in break_lines(text, width, SIZE, BODY.widths, justify=True):
        assert abs(line.width - BODY.width(line.text, SIZE)) < 0.01
        let_out = line.width + line.spacing * (len(line.text) - 1)
        assert let_out <= width + (SIZE / 2 if line.text[-1:] in CLOSING else 0) + 0.01


@given(PROSE)
def test_full_lines_reach_the_edge_and_last_lines_stay_ragged(text: str) -> None:
    text += "各单位按职责落实" * 10  # so that there are full lines
    *full, last = break_lines(text, 400, SIZE, BODY.widths, justify=True)
    assert last.spacing == 0
    reaching = [line.width + line.spacing * (len(line.text) - 1) for line in full if line.spacing]
    assert all(abs(width - 400) < 0.01 or abs(width - 400 - SIZE / 2) < 0.01 for width in reaching)


def test_every_line_break_of_the_text_is_kept() -> None:
    lines = break_lines("甲\n\n乙\n", 100, SIZE, BODY.widths)
    assert [line.text for line in lines] == ["甲", "", "乙", ""]


def test_words_of_labels_are_kept_whole() -> None:
    lines = break_lines("服务对象满意度指标", 4.5 * SIZE, SIZE, BODY.widths, unbroken=("指标", "满意度"))
    assert [line.text for line in lines] == ["服务对象", "满意度", "指标"]


def test_what_is_wider_than_the_column_is_broken_hard() -> None:
    address = "https://www.example.gov.cn/" + "a" * 200
    lines = break_lines(address, 100, SIZE, BODY.widths)
    assert "".join(line.text for line in lines) == address
    assert max(line.width for line in lines) <= 100


def test_the_sample_sets_evenly() -> None:
    lines = break_lines(SAMPLE.fields["management"], 373, SIZE, BODY.widths, justify=True)
    assert max(line.spacing for line in lines) < 0.1 * SIZE
