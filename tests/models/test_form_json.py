"""The JSON of a form."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from models.form_json import form_from_json, form_to_json
from models.trouble import Unreadable
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON, SECOND


def read(values: dict[str, Any]) -> Any:  # noqa: ANN401 - a form, or an exception
    return form_from_json(json.dumps(values, ensure_ascii=False).encode(), DEFINITIONS)


@given(forms(FIRST, longest=2000))
def test_the_first_version_comes_back_equal(form: Any) -> None:  # noqa: ANN401 - any form
    assert form_from_json(form_to_json(form), DEFINITIONS) == form


@given(forms(SECOND, longest=2000))
def test_the_second_version_comes_back_equal(form: Any) -> None:  # noqa: ANN401 - any form
    assert form_from_json(form_to_json(form), DEFINITIONS) == form


@given(forms(FIRST))
def test_it_is_written_as_json_is(form: Any) -> None:  # noqa: ANN401 - any form
    written = form_to_json(form).decode()
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=1) + "\n"


def test_the_sample_holds_what_was_typed() -> None:
    values = json.loads(SAMPLE_JSON.read_text(encoding="utf-8"))
    assert dict(SAMPLE.amounts) == values["amounts"]
    assert [dict(i.cells) | {"level1": i.level1, "level2": i.level2} for i in SAMPLE.indicators] == values["indicators"]


def test_ids_are_derived_from_group_name_and_occurrence() -> None:
    row = {"level1": "产出类指标", "level2": "数量指标", "name": "覆盖率", "value": "1"}
    first, second, other = read(
        {"format": 1, "form": FIRST.id, "indicators": [row, row | {"value": "2"}, row | {"name": "人数"}]},
    ).indicators
    assert len({first.id, second.id, other.id}) == 3
    again = read({"format": 1, "form": FIRST.id, "indicators": [row | {"value": "9"}]}).indicators[0]
    assert again.id == first.id


def test_unknown_keys_are_kept_wherever_they_stand() -> None:
    values = json.loads(form_to_json(SAMPLE)) | {"mood": {"of": ["the", "day"]}}
    values["fields"]["motto"] = ["为人民服务"]
    values["amounts"]["spare"] = None
    values["indicators"][0]["weight"] = 10
    assert json.loads(form_to_json(read(values))) == values


def test_signs_with_a_meaning_in_json_are_kept() -> None:
    name = 'a"b\\c/\u2028\x7f\t😀'
    row = replace(SAMPLE.indicators[0], id=name, cells={**SAMPLE.indicators[0].cells, "name": name})
    written = json.loads(form_to_json(replace(SAMPLE, indicators=(row,))))["indicators"]
    assert written == [{"id": name, "level1": row.level1, "level2": row.level2, **row.cells}]


def test_half_a_character_in_an_unknown_key_is_kept_too() -> None:
    form = form_from_json(b'{"format": 1, "form": "cq-2020-10", "mood": "\\ud83d"}', DEFINITIONS)
    assert form_from_json(form_to_json(form), DEFINITIONS) == form
    assert form.extra["mood"] == "\ud83d"


def test_texts_are_cleaned_and_amounts_normalised() -> None:
    form = read(
        {
            "format": 1,
            "form": FIRST.id,
            "fields": {"contact": "王\u200b一\r\n二"},
            "amounts": {"income_total": "２,０００元"},
        },
    )
    assert form.fields["contact"] == "王一\n二"
    assert form.amounts["income_total"] == "0.2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "第 1 行"),
        (b"[1]", "不是一张表"),
        (b"{", "不完好"),
        (b'{"form": "cq-2020-10"}', "没有 format"),
        (b'{"format": true, "form": "cq-2020-10"}', "没有 format"),
        (b'{"format": 2, "form": "cq-2020-10"}', "换成新版"),
        (b'{"format": 1}', "form 应是一段文字，没有"),
        (b'{"format": 1, "form": "nowhere"}', "没有表样“nowhere”"),
        (b'{"format": 1, "form": "cq-2020-10", "year": "2020"}', "year 应是一个整数"),
        (b'{"format": 1, "form": "cq-2020-10", "fields": []}', "fields 应是一个对象"),
        (b'{"format": 1, "form": "cq-2020-10", "fields": {"contact": 5}}', "fields.contact 应是一段文字，现在是 5"),
        (b'{"format": 1, "form": "cq-2020-10", "amounts": {"income_total": 20884.33}}', "amounts.income_total"),
        (b'{"format": 1, "form": "cq-2020-10", "indicators": {}}', "indicators 应是一列"),
        (b'{"format": 1, "form": "cq-2020-10", "indicators": ["x"]}', "indicators[0] 应是一个对象"),
        (b'{"format": 1, "form": "cq-2020-10", "indicators": [{"name": null}]}', "indicators[0].name"),
        (b'{"format": 1, "form": "cq-2020-10", "acknowledged": [{"check": "x"}]}', "acknowledged[0].where"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 100_000, "嵌套太深"),
        (b'{"format": ' + b"9" * 5000 + b"}", "过长的数"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        form_from_json(data, DEFINITIONS)
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")


def test_unknown_keys_that_are_equal_in_python_are_written_as_they_came() -> None:
    values = json.loads(form_to_json(SAMPLE))
    for mine in (1, True, 1.0):
        values["indicators"][0]["mine"] = mine
        assert repr(json.loads(form_to_json(read(values)))["indicators"][0]["mine"]) == repr(mine)


def test_no_two_indicators_have_one_id() -> None:
    def indicators(*rows: dict[str, str]) -> Any:  # noqa: ANN401 - a tuple of indicators
        return read({"format": 1, "form": FIRST.id, "indicators": list(rows)}).indicators

    twice = [row.id for row in indicators(*({"id": "a", "name": name} for name in ("甲", "乙", "乙")))]
    assert (twice[0], len(set(twice))) == ("a", 3)
    derived = indicators({"name": "甲"})[0].id
    first, second = indicators({"name": "甲"}, {"id": derived, "name": "丙"})
    assert (second.id, first.id != derived) == (derived, True)
