"""The hint on a last page with few lines is true: whoever follows it saves the page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from export.last_page import saving_hint
from export.outputs import pages_of
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from models.form import Form


def with_measures(count: int) -> Form:
    text = "按照管理权限统筹推进社会组织党建工作。" * 200
    return replace(SAMPLE, fields={**SAMPLE.fields, "measures": text[:count]})


def a_form_with_few_lines_on_its_last_page() -> Form:
    """Lengthen a text until the form takes a page more."""
    count = 600
    pages = len(pages_of(with_measures(count), FIRST))
    while len(pages_of(with_measures(count), FIRST)) == pages:
        count += 40
    return with_measures(count)


def test_following_the_hint_saves_the_page() -> None:
    form = a_form_with_few_lines_on_its_last_page()
    pages = pages_of(form, FIRST)
    hint = saving_hint(form, FIRST, pages, lambda: None)
    found = re.fullmatch(r"第 (\d+) 页只有 (\d+) 行，缩短“(.+)”约 (\d+) 字可省一页。", hint)
    assert found, hint
    assert int(found[1]) == len(pages)
    labels = {field.label.replace("\n", ""): name for name, field in FIRST.fields.items()}
    name = labels[found[3]]
    shorter = replace(form, fields={**form.fields, name: form.fields[name][: -int(found[4])]})
    assert len(pages_of(shorter, FIRST)) == len(pages) - 1
    kept = int(found[4]) - 10
    longer = replace(form, fields={**form.fields, name: form.fields[name][: len(form.fields[name]) - kept]})
    assert len(pages_of(longer, FIRST)) == len(pages)


def test_a_full_last_page_gets_no_hint_and_a_search_can_be_ended() -> None:
    assert saving_hint(SAMPLE, FIRST, pages_of(SAMPLE, FIRST), lambda: None) == ""
    form = a_form_with_few_lines_on_its_last_page()

    def ended() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        saving_hint(form, FIRST, pages_of(form, FIRST), ended)
