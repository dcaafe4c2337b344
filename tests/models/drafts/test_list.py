"""The list of drafts: what it says of each, names, copies, the bin, search, recent files, the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from models.digest import check_code
from models.drafts import Drafts, Findings, Undo, UndoStep
from models.edits import RemoveIndicators, SetField, edit_at
from models.form import blank_form
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from pathlib import Path

    from models.edits import Edit
    from models.form import Form


def with_unit(name: str) -> Form:
    return edit_at("fields.reporting_unit", name).apply(SAMPLE)


def test_the_list_says_how_a_draft_stands(drafts: Drafts) -> None:
    draft = drafts.create(replace(SAMPLE, review=("fields.contact",)), FIRST, "从 2019 年结转")
    (listed,) = drafts.listed()
    summary = listed.summary
    assert (listed.origin, listed.name) == ("从 2019 年结转", "渝中区民政局")
    assert (summary.total, summary.indicators, summary.review) == ("20884.33", 11, 1)
    assert (summary.filled, summary.required) == (18, 18)
    assert summary.code == check_code(SAMPLE, FIRST)
    drafts.save(draft, SAMPLE, FIRST, "修改", findings=Findings(2, 3, 1, "收支不平"))
    assert drafts.listed()[0].summary.findings == Findings(2, 3, 1, "收支不平")


def test_what_waits_for_a_look_is_counted_as_long_as_it_is_there(drafts: Drafts) -> None:
    waiting = replace(SAMPLE, review=("fields.contact", SAMPLE.indicators[2].id, "fields.of_another_version"))
    drafts.create(RemoveIndicators((2,)).apply(waiting), FIRST)
    assert drafts.listed()[0].summary.review == 1


def test_without_findings_the_form_is_reviewed_and_what_is_empty_is_no_error(drafts: Drafts) -> None:
    drafts.create(edit_at("amounts.expense_project", "20374.99").apply(SAMPLE), FIRST)
    assert drafts.listed()[0].summary.findings.errors == 1
    assert "27" in drafts.listed()[0].summary.findings.first
    drafts.create(blank_form(SECOND), SECOND)
    blank = drafts.listed()[0].summary
    assert (blank.findings.errors, blank.filled, blank.findings.unfilled) == (0, 0, blank.required)


def test_the_list_knows_whether_a_draft_is_what_was_exported(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    assert not drafts.listed()[0].is_as_exported
    drafts.save(draft, SAMPLE, FIRST, "导出", check_code(SAMPLE, FIRST))
    assert drafts.listed()[0].is_as_exported
    drafts.save(draft, with_unit("甲局"), FIRST, "修改")
    assert drafts.listed()[0].exported == check_code(SAMPLE, FIRST)
    assert not drafts.listed()[0].is_as_exported


def test_a_draft_gets_a_name_and_a_copy_of_its_own(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    drafts.rename(draft, " 上报稿 ")
    copy = drafts.duplicate(draft, DEFINITIONS)
    assert {each.id: (each.name, each.origin) for each in drafts.listed()} == {
        draft: ("上报稿", "新建空白表"),
        copy: ("上报稿（副本）", "从“上报稿”复制"),
    }
    drafts.save(copy, with_unit("甲局"), FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == SAMPLE
    drafts.rename(draft, "")
    assert drafts.listed()[1].name == "渝中区民政局"


def test_only_what_lies_in_the_bin_is_taken_out_for_good(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    drafts.purge(draft)
    assert len(drafts.listed()) == 1
    drafts.delete(draft)
    drafts.purge(draft)
    assert (drafts.listed(), drafts.listed(deleted=True), drafts.revisions(draft)) == ([], [], [])


def test_a_draft_that_was_taken_out_while_it_is_open_is_saved_all_the_same(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    drafts.delete(draft)
    drafts.purge(draft)
    drafts.save(draft, with_unit("甲局"), FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == with_unit("甲局")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("民政", {"民政", "教委"}),  # two characters, which stand in the texts of both
        ("养老", {"民政", "教委"}),
        ("养老 教委", {"教委"}),
        ("2021", {"blank"}),
        ("２０２１", {"blank"}),
        ("底稿", {"blank"}),
        ("20347.99", {"民政", "教委"}),
        ("level1", set()),
        ("cq-2020-10", set()),
        ("没有的字", set()),
        ('abc"\\n', {"民政"}),
        ("", {"民政", "教委", "blank"}),
    ],
)
def test_drafts_are_found_by_what_is_in_them(drafts: Drafts, text: str, found: set[str]) -> None:
    strange = edit_at("fields.contact", 'ABC"\\n').apply(with_unit("渝中区民政局"))
    ids = {
        drafts.create(strange, FIRST): "民政",
        drafts.create(with_unit("教委"), FIRST): "教委",
        (blank := drafts.create(blank_form(FIRST, 2021), FIRST)): "blank",
    }
    drafts.rename(blank, "底稿")
    assert {ids[each.id] for each in drafts.search(text)} == found
    drafts.delete(blank)
    assert [each.id for each in drafts.search("2021", deleted=True)] == [blank]
    assert drafts.search("2021") == []


def test_the_last_ten_files_are_remembered_the_last_first(drafts: Drafts, tmp_path: Path) -> None:
    for number in (*range(12), 5):
        drafts.remember_file(tmp_path / f"{number}.xlsx")
    recent = [each.path for each in drafts.recent_files()]
    assert recent[:2] == [str(tmp_path / "5.xlsx"), str(tmp_path / "11.xlsx")]
    assert len(recent) == len(set(recent)) == 10


def steps(count: int, first: int = 0) -> tuple[tuple[UndoStep, ...], Form]:
    form, made = SAMPLE, []
    for number in range(first, first + count):
        edit: Edit = SetField("contact", f"{number}")
        made.append(UndoStep(number, edit, form))
        form = edit.apply(form)
    return tuple(made), form


@pytest.mark.parametrize("done", [0, 3, 5])
def test_what_was_done_can_be_taken_back_after_a_restart(drafts: Drafts, tmp_path: Path, done: int) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    made, last = steps(5)
    form = made[done].before if done < 5 else last
    drafts.save(draft, form, FIRST, "修改", undo=Undo(made, done))
    again = Drafts(tmp_path)
    assert again.undo(draft, form, DEFINITIONS) == Undo(made, done)
    again.close()


def test_two_hundred_edits_are_kept_however_many_were_done(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    made, last = steps(430)
    for upto in range(20, 431, 10):
        drafts.save(
            draft,
            made[upto].before if upto < 430 else last,
            FIRST,
            "修改",
            undo=Undo(made[max(0, upto - 200) : upto], min(upto, 200)),
        )
    assert drafts.undo(draft, last, DEFINITIONS) == Undo(made[-200:], 200)


def test_what_was_typed_on_since_a_save_is_taken_back_after_a_restart(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    (first, second, third), _ = steps(3)
    for text in ("甲", "甲乙", "甲乙丙"):
        typed = third._replace(edit=SetField("contact", text))
        undo = Undo((first, second, typed), 3)
        drafts.save(draft, typed.edit.apply(typed.before), FIRST, "修改", undo=undo)
        again = Drafts(tmp_path)
        assert again.undo(draft, typed.edit.apply(typed.before), DEFINITIONS) == undo
        again.close()


def test_the_same_edits_of_another_form_are_written_down_anew(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    edit, other = SetField("contact", "甲"), SetField("phone", "1").apply(SAMPLE)
    for form in (SAMPLE, other):
        undo = Undo((UndoStep(0, edit, form),), 1)
        drafts.save(draft, edit.apply(form), FIRST, "修改", undo=undo)
    again = Drafts(tmp_path)
    assert again.undo(draft, edit.apply(other), DEFINITIONS) == undo
    again.close()


def test_edits_that_lead_to_another_form_are_not_offered(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    made, last = steps(3)
    drafts.save(draft, last, FIRST, "修改", undo=Undo(made, 3))
    assert drafts.undo(draft, SAMPLE, DEFINITIONS) == Undo()
    drafts.save(draft, SAMPLE, FIRST, "修改")
    assert drafts.undo(draft, SAMPLE, DEFINITIONS) == Undo()
