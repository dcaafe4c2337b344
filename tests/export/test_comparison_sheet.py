"""修改对照表: everything that has changed stands on its pages, whatever that is."""

from __future__ import annotations

import pypdfium2
from hypothesis import given, settings

from export.comparison_sheet import comparison_sheet
from export.outputs import pdf_of_sheet
from models.alterations import alterations
from models.edits import InsertIndicators, MoveIndicators, RemoveIndicators, edit_at
from models.form import Form, new_indicator
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE, SECOND


def rows(before: Form, now: Form) -> list[tuple[str, ...]]:
    sheet = comparison_sheet(alterations(before, now, FIRST), now, FIRST, ("09:31", "现在"))
    (block,) = sheet.sections[0].blocks
    return [tuple(cell.text for cell in row.cells) for row in block.rows]


def test_each_kind_of_change_says_what_was_and_what_is() -> None:
    new = new_indicator(FIRST, "产出类指标", "成本指标", {"name": "人均成本", "value": "5元"})
    now = InsertIndicators(((8, new),)).apply(MoveIndicators((0,), 3).apply(SAMPLE))
    now = edit_at("fields.phone", "").apply(edit_at("amounts.expense_public", "120").apply(now))
    duties = SAMPLE.fields["duties"]
    now = edit_at("fields.duties", duties.replace("社会救助", "社会帮扶", 1)).apply(now)
    heading, *found = rows(RemoveIndicators((10,)).apply(SAMPLE), RemoveIndicators((9,)).apply(now))
    assert heading == ("栏目", "原来", "现在")
    said = {row[0]: row[1:] for row in found}
    assert said["一、联系电话"] == ("63837721", "（空）")
    assert said["二、公用支出"] == (SAMPLE.amounts["expense_public"], "120")
    assert said["三、数量指标 3"] == ("“数量指标”第 1 条", "“数量指标”第 3 条")
    assert said["三、成本指标 1"] == ("（没有这一条）", "人均成本 5元")
    before, after = said["一、部门职能职责概述"]
    assert "【救助】" in before
    assert "【帮扶】" in after
    assert before.startswith("……")
    assert any(row[2] == "（已删去）" for row in found)


def test_what_no_font_has_is_a_square_and_stops_nothing() -> None:
    (_, row) = rows(edit_at("fields.contact", "𠮷老师\U0010fffd").apply(SAMPLE), SAMPLE)
    assert row[1].endswith("□")
    assert row[2] == SAMPLE.fields["contact"]


@settings(max_examples=15)
@given(forms(SECOND, longest=2000, most_indicators=8), forms(SECOND, longest=2000, most_indicators=8))
def test_every_place_stands_on_the_pages(before: Form, now: Form) -> None:
    found = alterations(before, now, SECOND)
    sheet = comparison_sheet(found, now, SECOND, ("昨天 17:02", "10:32"))
    document = pypdfium2.PdfDocument(pdf_of_sheet(sheet, SECOND.paper))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    squeezed = "".join(text.split())
    for each in found:
        if each.where.startswith(("fields", "amounts")):
            assert "".join(each.label.split()) in squeezed
