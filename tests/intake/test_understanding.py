"""A workbook or PDF of ours that was changed afterwards: what is seen decides, wherever it differs from the copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from export.outputs import workbook_of
from intake.sources import read_source
from intake.understanding import understood
from models.compare import differences
from models.edits import edit_at
from models.form import new_indicator, with_derived_ids
from models.form_json import form_to_json
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from models.form import Form, Indicator

_COUNT = len(SAMPLE.indicators)
_ROWS = st.integers(0, 30)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("delete"), _ROWS, _ROWS),
        st.tuples(st.just("move"), _ROWS, _ROWS),
        st.tuples(st.just("add"), _ROWS, _ROWS),
        st.tuples(st.just("change"), _ROWS, st.sampled_from(["name", "value", "last_year", "remark"])),
    ),
    max_size=4,
)


def changed(rows: list[Indicator], steps: list[tuple[str, int, int | str]]) -> list[Indicator]:
    """Take steps on the rows as somebody does in Excel."""
    for number, (step, row, other) in enumerate(steps):
        place = row % len(rows)
        if step == "delete" and len(rows) > 1:
            del rows[place]
        elif step == "move" and isinstance(other, int):
            rows.insert(other % len(rows), rows.pop(place))
        elif step == "add" and isinstance(other, int):
            made = new_indicator(FIRST, *rows[place].group, {"name": f"新的一条{number}", "value": "7个"})
            rows.insert(place, made)
        elif step == "change" and isinstance(other, str):
            rows[place] = rows[place].with_text(other, f"{rows[place].text(other)}改{number}")
    return rows


def taken_in(shown: Form, copy: Form) -> tuple[Form, bool]:
    """Read a workbook that shows one form and carries another; give the form, and whether it was said to be edited."""
    read = read_source("xlsx", workbook_of(shown, FIRST))._replace(copy=form_to_json(copy))
    intake = understood(read, DEFINITIONS, None)
    return intake.form, bool(intake.edited)


@settings(max_examples=60, deadline=None)
@given(steps=_STEPS, contact=st.sampled_from(["", "王小明"]), total=st.sampled_from(["", "20884.34"]))
def test_what_is_seen_decides_however_the_rows_were_changed(
    steps: list[tuple[str, int, int | str]], contact: str, total: str
) -> None:
    rows = changed(list(SAMPLE.indicators), steps)
    shown = replace(SAMPLE, indicators=with_derived_ids(rows))
    for where, text in (("fields.contact", contact), ("amounts.income_total", total)):
        shown = edit_at(where, text).apply(shown) if text else shown
    form, is_edited = taken_in(shown, SAMPLE)
    assert differences(form, shown, FIRST) == ()
    assert is_edited == bool(differences(SAMPLE, shown, FIRST))


def test_a_row_that_went_takes_no_change_below_it_to_another_row() -> None:
    rows = list(SAMPLE.indicators)
    del rows[2]
    rows[-1] = rows[-1].with_text("value", "96%")
    shown = replace(SAMPLE, indicators=with_derived_ids(rows))
    form, _ = taken_in(shown, SAMPLE)
    assert [row.cells for row in form.indicators] == [row.cells for row in rows]


def test_a_cell_that_was_changed_leaves_the_rows_their_identity() -> None:
    shown = edit_at("indicators[3].value", "51个").apply(SAMPLE)
    form, _ = taken_in(shown, SAMPLE)
    assert form == shown
    assert [row.id for row in form.indicators] == [row.id for row in SAMPLE.indicators]
    assert len(form.indicators) == _COUNT
