"""Amounts as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.amounts import amount_value, format_amount, read_amount

FIGURES = st.from_regex(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("20884.33", "20884.33"),
        ("20,884.33", "20884.33"),
        ("2,0884.33", "20884.33"),
        ("20 884.33", "20884.33"),
        ("２０８８４．３３", "20884.33"),
        ("２０，８８４。３３", "20884.33"),
        ("208843300元", "20884.33"),
        ("￥208,843,300.00 元", "20884.33"),
        ("2.09亿元", "20900"),
        ("2.09亿", "20900"),
        ("1.5百万元", "150"),
        ("3千元", "0.3"),
        ("12万", "12"),
        ("12.50万元", "12.50"),
        ("人民币12万元整", "12"),
        ("120.20", "120.20"),
        ("0", "0"),
        ("007.5", "7.5"),
        (".5", "0.5"),
        ("－12", "-12"),
        ("−12", "-12"),
        ("（12）", "-12"),
        ("-0", "0"),
        ("0.01元", "0.000001"),
        ("999999999.999999", "999999999.999999"),
    ],
)
def test_spellings_are_understood(typed: str, kept: str) -> None:
    amount = read_amount(typed)
    assert (amount.text, amount.readable) == (kept, True)
    assert amount.value == Decimal(kept)


@pytest.mark.parametrize("typed", ["", "  ", "　", "-", "—", "——", "－"])
def test_a_dash_alone_is_empty(typed: str) -> None:
    amount = read_amount(typed)
    assert (amount.text, amount.value, amount.readable) == ("", None, True)
    assert amount_value(typed) == 0


@pytest.mark.parametrize(
    "typed",
    ["约12", "1,23", "12,3456,78", "1.2.3", "1e5", "10²", "①", "½", "十二万", "20 88", "0.001元", "1234567890",
     "0.1234567", "999999999亿元", "元", ".", "+", "()", "12件", "--5", "٣"],
)  # fmt: skip
def test_what_cannot_be_read_stays_as_typed(typed: str) -> None:
    amount = read_amount(typed)
    assert amount.text == typed
    assert amount.value is None
    assert amount.why


def test_a_bare_figure_is_in_the_unit_of_the_form() -> None:
    assert read_amount("208843300", "元").text == "208843300"
    assert read_amount("20884.33万元", "元").text == "208843300"


@given(FIGURES, st.sampled_from(["", "-"]))
def test_what_is_kept_is_read_again_the_same(figure: str, sign: str) -> None:
    once = read_amount(sign + figure)
    assert read_amount(once.text) == once
    assert once.value == Decimal(sign + figure)


@given(FIGURES, st.sampled_from([",", "，", " "]))
def test_separators_change_nothing(figure: str, separator: str) -> None:
    whole, point, fraction = figure.partition(".")
    separated = f"{int(whole):,}".replace(",", separator) + point + fraction
    assert read_amount(separated).value == Decimal(figure)


@given(st.text(max_size=20))
def test_anything_typed_is_kept_or_understood(typed: str) -> None:
    amount = read_amount(typed)
    assert amount.readable or amount.text == typed.strip()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False))
def test_values_are_written_plainly(value: Decimal) -> None:
    text = format_amount(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not text.endswith(".") and not (("." in text) and text.endswith("0"))  # noqa: PT018 - one thought
