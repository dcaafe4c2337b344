"""Edits as JSON: what was done can be read again to the last character."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edit_json import KINDS, edit_from_json, edit_to_json
from models.edits import ArrangeIndicators, InsertIndicators, SetField, Several
from tests.models.test_edits import ROW, single_edits
from tests.versions import SAMPLE

STRANGE = replace(ROW, extra={"weight": 0.5, "half": "\ud83d", "list": [1, None, {"a": []}]})


@given(st.data())
def test_an_edit_and_its_inverse_come_back_as_they_were(data: st.DataObject) -> None:
    edit = data.draw(single_edits(len(SAMPLE.indicators)))
    together = Several("粘贴", (edit, edit.inverse(SAMPLE), InsertIndicators(((0, STRANGE),))))
    again = edit_from_json(edit_to_json(together))
    assert again == together
    assert again.apply(SAMPLE) == together.apply(SAMPLE)


def test_what_is_not_known_of_an_indicator_comes_back() -> None:
    (row,) = edit_from_json(edit_to_json(ArrangeIndicators((STRANGE,), "排序"))).apply(SAMPLE).indicators
    assert row.extra == STRANGE.extra


def test_the_kinds_of_edit_are_told_apart_by_name() -> None:
    assert {"SetField", "SetIndicator", "Several", "MoveIndicators"} <= KINDS.keys()
    assert "Edit" not in KINDS
    assert edit_to_json(SetField("contact", "甲")) == '{"SetField":["contact","甲"]}'.encode()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"Path": ["/"]}', b'{"SetField": [1]}', b'{"Indicator": ["", "", {}]}'])
def test_what_is_no_edit_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        edit_from_json(data)
