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
from models.definition_file import Definitions
from models.edits import edit_at
from models.form import new_indicator, with_derived_ids
from models.form_json import form_to_json
from models.places import RESOURCES
from models.unreviewed import is_unreviewed
from models.version_move import move_to
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from models.form import Form, Indicator

_OWN_IDS = tuple(replace(row, id=f"own{place}", extra={"mine": place}) for place, row in enumerate(SAMPLE.indicators))
COPY = replace(SAMPLE, indicators=_OWN_IDS, review=("fields.contact", "own0", "own7"), extra={"rolled_from": 2019})
"""Last year's form goes on in it: its rows have ids that do not follow from their names, and some wait for a look."""
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
    rows = changed(list(COPY.indicators), steps)
    shown = replace(COPY, indicators=with_derived_ids(rows))
    for where, text in (("fields.contact", contact), ("amounts.income_total", total)):
        shown = edit_at(where, text).apply(shown) if text else shown
    form, is_edited = taken_in(shown, COPY)
    assert differences(form, shown, FIRST) == ()
    assert is_edited == bool(differences(COPY, shown, FIRST))
    assert (form.review, form.extra) == (COPY.review, COPY.extra)
    of_the_copy = {row.id: row for row in COPY.indicators}
    for row, wanted in zip(form.indicators, shown.indicators, strict=True):
        if wanted in COPY.indicators:  # nothing was done to it, wherever it stands now
            assert (row.id, row.extra) == (wanted.id, of_the_copy[wanted.id].extra)
    assert len({row.id for row in form.indicators}) == len(form.indicators)


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


def test_rows_that_were_renamed_moved_or_lost_one_of_them_stay_who_they_were() -> None:
    rows = list(COPY.indicators)
    rows[1], rows[2] = rows[1].with_text("name", "改名一"), rows[2].with_text("name", "改名二")
    rows[5], rows[6] = rows[6], rows[5].with_text("value", "3天")
    del rows[9]
    rows.append(new_indicator(FIRST, *rows[-1].group, {"name": "新的", "value": "1"}))
    form, _ = taken_in(replace(COPY, indicators=tuple(rows)), COPY)
    kept = [row.id for row in rows[:-1]]
    assert [row.id for row in form.indicators][:-1] == kept
    assert form.indicators[-1].id not in {row.id for row in COPY.indicators}
    assert is_unreviewed(form, f"indicators[{kept.index('own7')}]")


def test_what_was_still_to_be_looked_at_is_so_after_a_change_in_excel() -> None:
    shown = edit_at("indicators[7].value", "51天").apply(edit_at("fields.contact", "王小明").apply(COPY))
    form, _ = taken_in(shown, COPY)
    assert form == replace(shown, review=COPY.review)


def test_of_versions_with_the_same_labels_the_one_it_was_exported_in_is_taken(tmp_path: Path) -> None:
    text = (RESOURCES / "forms" / f"{FIRST.id}.toml").read_text(encoding="utf-8")
    (tmp_path / "cq-2021-10.toml").write_text(text.replace(f'"{FIRST.id}"', '"cq-2021-10"'), encoding="utf-8")
    definitions = Definitions(tmp_path)
    first, later = definitions.get(FIRST.id), definitions.get("cq-2021-10")
    moved = move_to(COPY, first, later)
    assert (moved.unplaced, moved.changed) == ((), ())
    for form, version in ((COPY, first), (moved.form, later)):
        intake = understood(read_source("xlsx", workbook_of(form, version)), definitions, None)
        assert (intake.form, intake.definition, intake.doubts) == (form, version, ())
