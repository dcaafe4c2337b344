"""What is decided while importing, and the draft that comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from intake.doubt import Leftover
from intake.grid import Box, Source
from intake.intake import Intake
from intake.understanding import understand
from models.compare import differences
from models.edits import RemoveIndicators, edit_at
from tests.intake.damages import DAMAGES
from tests.ui.importing.foreign import FIGURES, foreign, foreign_form
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.importing.questions import LEAVE_OUT, Choice
from ui.importing.session import Session, leftover_targets
from ui.importing.understood import count_places

if TYPE_CHECKING:
    from models.form import Form


def choose(session: Session, question: int, label: str) -> None:
    session.answer(question, next(each for each in session.questions[question].choices if each.label == label))


def test_nothing_decided_is_what_was_read_with_every_doubt_marked() -> None:
    session = Session(foreign())
    form = session.form()
    assert replace(form, review=()) == foreign_form()
    marked = {f"amounts.{name}" for name, (_, figure) in FIGURES.items() if figure != "0"}
    assert set(form.review) == marked | {"fields.period", SAMPLE.indicators[1].id}


def test_the_first_answers_give_the_form_without_marks() -> None:
    session = Session(foreign())
    for place, question in enumerate(session.questions):
        session.answer(place, question.choices[0])
    form = session.form()
    assert form.review == ()
    assert form.amounts == SAMPLE.amounts
    assert form.fields["period"] == "2019年1月-12月"
    assert form.indicators[1].cells["remark"] == "另报街道"


def test_an_answer_can_be_taken_back_and_given_in_own_words() -> None:
    session = Session(foreign())
    choose(session, 1, "写成 2019年1月-12月")
    session.answer(1, None)
    assert session.form().fields["period"] == "43466"
    session.own_answer(1, "2019年3月-12月")
    assert session.form().fields["period"] == "2019年3月-12月"
    assert "fields.period" not in session.form().review
    choose(session, 0, LEAVE_OUT)
    assert session.form().amounts["income_total"] == ""


def test_what_stands_nowhere_is_left_out_rather_than_kept() -> None:
    session = Session(foreign())
    assert [choice.label for choice in session.questions[2].choices] == ["放进备注", LEAVE_OUT]
    choose(session, 2, LEAVE_OUT)
    assert session.form().indicators[1].cells["remark"] == ""
    assert SAMPLE.indicators[1].id not in session.form().review


def test_a_name_broken_over_two_rows_becomes_one_indicator_again() -> None:
    session = Session(understand(Source("", DAMAGES["an indicator over two rows"]().grids), DEFINITIONS))
    (question,) = range(len(session.questions))
    assert [each.label for each in session.questions[question].choices] == ["合成一条", LEAVE_OUT, "照原样"]
    assert len(session.form().indicators) == len(SAMPLE.indicators) + 1
    choose(session, question, "合成一条")
    assert differences(SAMPLE, session.form(), FIRST) == ()
    choose(session, question, LEAVE_OUT)
    assert [row.name for row in session.form().indicators[6:]] == [row.name for row in SAMPLE.indicators[6:]]
    session.answer(question, None)
    assert len(session.form().indicators) == len(SAMPLE.indicators) + 1


def test_a_left_over_text_goes_after_what_stands_there() -> None:
    session = Session(foreign())
    session.placed[0] = "fields.contact"
    assert session.form().fields["contact"] == "伍老师 填表人：伍×× 2019年1月"
    assert session.open_leftovers == ()


def test_understood_values_are_corrected_and_left_out() -> None:
    session = Session(foreign())
    session.corrected["fields.contact"] = "伍明"
    session.left_out |= {"fields.phone", "indicators[0]"}
    form = session.form()
    assert (form.fields["contact"], form.fields["phone"]) == ("伍明", "")
    assert [row.id for row in form.indicators] == [row.id for row in SAMPLE.indicators[1:]]


def test_doubtful_places_are_not_among_the_understood() -> None:
    session = Session(foreign())
    wheres = {entry.where for entry in session.understood}
    assert not wheres & {"fields.period", "amounts.income_total"}
    assert {"fields.duties", "indicators[10]"} <= wheres
    assert count_places(session.understood) == 77
    summary = next(entry.value for entry in session.understood if entry.where == "indicators[3]")
    assert summary == "4.新增社会工作专业人才数量　≥ 50个，上年 ≥50个"


def test_the_draft_is_rolled_forward_as_ticked() -> None:
    session = Session(foreign())
    for place, question in enumerate(session.questions):
        session.answer(place, question.choices[0])
    draft = session.draft(into=2020, keep_amounts=True)
    assert (draft.year, draft.fields["period"]) == (2020, "2020年1月-12月")
    assert draft.amounts == SAMPLE.amounts
    assert draft.indicators[3].cells["last_year"] == "50个"
    assert set(session.draft(into=2020, keep_amounts=False).amounts.values()) == {""}
    assert session.draft(into=None, keep_amounts=False) == session.form()


def test_our_own_workbook_edited_after_export_lets_the_clerk_choose_each_place() -> None:
    shown = edit_at("fields.contact", "李四").apply(edit_at("indicators[2].value", "各3个").apply(SAMPLE))
    session = Session(Intake(shown, FIRST, edited=differences(SAMPLE, shown, FIRST), copy=SAMPLE))
    assert [question.title for question in session.questions] == ["绩效管理联系人", "第3行“指标值”"]
    assert "导出时是“伍老师”，现在格子里是“李四”" in session.questions[0].sentence
    choose(session, 0, "用导出时的")
    choose(session, 1, "用现在格子里的")
    form = session.form()
    assert (form.fields["contact"], form.indicators[2].cells["value"], form.review) == ("伍老师", "各3个", ())


def test_rows_that_came_or_went_after_export_are_one_choice() -> None:
    shown = RemoveIndicators((0, 4)).apply(edit_at("fields.contact", "李四").apply(SAMPLE))
    session = Session(Intake(shown, FIRST, edited=differences(SAMPLE, shown, FIRST), copy=SAMPLE))
    assert [question.title for question in session.questions] == ["指标表", "绩效管理联系人"]
    choose(session, 0, "用导出时的")
    assert session.form().indicators == SAMPLE.indicators
    assert session.form().fields["contact"] == "李四"


@st.composite
def decisions(draw: st.DrawFn) -> Session:
    """Sessions with some decisions made, in any order."""
    intake = foreign()._replace(leftovers=tuple(Leftover(f"剩{place}", Box(40 + place, 0)) for place in range(3)))
    session = Session(intake)
    for _ in range(draw(st.integers(0, 8))):
        what = draw(st.sampled_from(["answer", "own", "place", "out", "correct"]))
        if what == "answer":
            place = draw(st.integers(0, len(session.questions) - 1))
            session.answer(place, draw(st.sampled_from((*session.questions[place].choices, None))))
        elif what == "own":
            session.own_answer(1, draw(st.sampled_from(["", "2019年", "全年"])))
        elif what == "place":
            session.placed[draw(st.integers(0, 2))] = draw(st.sampled_from(["fields.contact", "fields.goals"]))
        elif what == "out":
            session.left_out.add(draw(st.sampled_from(["fields.phone", "indicators[3]", "indicators[10].value"])))
        else:
            session.corrected["indicators[3].name"] = draw(st.sampled_from(["甲", ""]))
    return session


@given(decisions())
def test_whatever_is_decided_all_that_is_open_is_marked_and_nothing_else(session: Session) -> None:
    form: Form = session.form()
    ids = {row.id for row in form.indicators}
    for mark in form.review:
        assert mark in ids or mark.startswith(("fields.", "amounts."))
    for place in session.open_questions:
        for where in session.questions[place].marks:
            mark = SAMPLE.indicators[1].id if where.startswith("indicators") else where
            assert mark in form.review
    for text in (f"剩{place}" for place in session.placed):
        assert any(text in value for value in form.fields.values())
    session.answers = dict.fromkeys(range(len(session.questions)), Choice("照原样"))
    assert session.form().review == ()


def of_damage(name: str) -> Session:
    return Session(understand(Source("", DAMAGES[name]().grids), DEFINITIONS))


def test_a_column_taken_by_a_head_of_another_name_is_left_out_as_a_whole() -> None:
    session = of_damage("columns of indicators by unknown names")
    question = next(each for each in session.questions if "当作“备注”读" in each.sentence)
    assert (question.own, [choice.label for choice in question.choices]) == ("", ["就是这一列", "这一列不导入"])
    place = session.questions.index(question)
    assert any(row.cells["remark"] for row in session.form().indicators)
    session.answer(place, question.choices[1])
    assert not any(row.cells["remark"] for row in session.form().indicators)


def test_what_the_file_has_not_may_stay_empty_and_is_said_without_quotes() -> None:
    questions = of_damage("columns of indicators by unknown names").questions
    assert (questions[0].title, questions[0].own) == ("“指标名称”这一列", "")
    for name in ("columns of indicators by unknown names", "fields by unknown names, unlike"):
        for question in of_damage(name).questions:
            assert not question.sentence.startswith("“”")
            assert ("空着" in [choice.label for choice in question.choices]) == ("没有找到" in question.sentence)


def test_an_edit_at_the_end_of_a_long_text_can_be_seen_in_the_question() -> None:
    text = SAMPLE.fields["management"]
    form = edit_at("fields.management", f"{text}另补一句").apply(SAMPLE)
    intake = Intake(form, FIRST, edited=differences(SAMPLE, form, FIRST), copy=SAMPLE)
    (question,) = Session(intake).questions
    assert "另补一句”" in question.sentence


def test_a_text_of_several_lines_is_not_put_into_one() -> None:
    form = edit_at("fields.goals", "1、甲\n2、乙").apply(SAMPLE)
    intake = Intake(form, FIRST, edited=differences(SAMPLE, form, FIRST), copy=SAMPLE)
    (question,) = Session(intake).questions
    assert question.own == ""


def test_a_left_over_amount_is_given_to_one_that_is_empty() -> None:
    session = of_damage("amounts by unknown names")
    targets = dict(leftover_targets(session))
    assert "amounts.income_other" in targets
    assert "amounts.income_total" not in targets
    place = next(place for place, each in enumerate(session.intake.leftovers) if each.text == "0")
    session.placed[place] = "amounts.income_other"
    assert session.form().amounts["income_other"] == "0"
    session.leave_out_the_rest()
    assert session.open_leftovers == ()
    assert session.placed == {place: "amounts.income_other"}
