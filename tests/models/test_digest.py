"""When two forms are the same, and the check code on paper."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.digest import ALPHABET, canonical, check_code, digest, parse_check_code
from models.edits import SetAmount, SetField, edit_at
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from models.form import Form

CODES = forms(FIRST, longest=200, most_indicators=3).map(lambda form: check_code(form, FIRST))


def places() -> list[str]:
    return [
        *(f"fields.{name}" for name in FIRST.fields),
        *(f"amounts.{name}" for name in FIRST.amounts),
        *(f"indicators[{i}].{c}" for i in range(11) for c in ("level1", "level2", *FIRST.columns)),
    ]


@pytest.mark.parametrize("where", places())
def test_any_change_of_a_value_changes_the_digest(where: str) -> None:
    changed = edit_at(where, "5").apply(SAMPLE)
    assert digest(changed, FIRST) != digest(SAMPLE, FIRST)


def test_an_inner_blank_counts_and_an_outer_one_does_not() -> None:
    text = SAMPLE.fields["goals"]
    assert digest(SetField("goals", f"　{text} \n").apply(SAMPLE), FIRST) == digest(SAMPLE, FIRST)
    assert digest(SetField("goals", text.replace("。", "。 ", 1)).apply(SAMPLE), FIRST) != digest(SAMPLE, FIRST)


def test_trailing_zeros_ids_year_and_notes_do_not_count_but_empty_is_not_zero() -> None:
    rows = tuple(replace(row, id="") for row in SAMPLE.indicators)
    same = SetAmount("expense_public", "120.20").apply(replace(SAMPLE, indicators=rows, year=None, review=("form",)))
    assert check_code(same, FIRST) == check_code(SAMPLE, FIRST)
    assert digest(SetAmount("income_other", "").apply(SAMPLE), FIRST) != digest(SAMPLE, FIRST)


def test_order_of_indicators_counts() -> None:
    assert digest(replace(SAMPLE, indicators=SAMPLE.indicators[::-1]), FIRST) != digest(SAMPLE, FIRST)


@given(CODES)
def test_a_code_reads_back_as_people_type_it(code: str) -> None:
    assert parse_check_code(code) == code
    loose = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse_check_code(f" {loose} ") == code


@given(CODES)
def test_every_single_substitution_is_caught(code: str) -> None:
    bare = code.replace("-", "")
    for place, right in enumerate(bare):
        for wrong in set(ALPHABET) - {right}:
            assert parse_check_code(bare[:place] + wrong + bare[place + 1 :]) is None


@given(CODES)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    bare = code.replace("-", "")
    for place, (left, right) in enumerate(pairwise(bare)):
        if left != right:
            assert parse_check_code(bare[:place] + right + left + bare[place + 2 :]) is None


@given(st.text(max_size=14))
def test_anything_typed_gives_a_code_or_none(typed: str) -> None:
    code = parse_check_code(typed)
    assert code is None or parse_check_code(code) == code


@given(forms(FIRST))
def test_the_digest_is_that_of_the_canonical_form_written_whole(form: Form) -> None:
    whole = json.dumps(canonical(form, FIRST), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest(form, FIRST) == hashlib.sha256(whole.encode()).digest()
