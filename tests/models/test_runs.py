"""The runs of a table: those that are really there, whichever table was asked for before."""

from __future__ import annotations

import gc
from itertools import accumulate, groupby

from hypothesis import given
from hypothesis import strategies as st

from models.checks.review import review
from models.checks.runs import Run, once_for_a_run, runs_of
from models.edits import SetIndicator
from tests.models.test_edits import single_edits
from tests.versions import FIRST, SAMPLE


@given(st.data())
def test_runs_are_those_of_the_table_after_any_edits(data: st.DataObject) -> None:
    form = SAMPLE
    for _ in range(5):
        form = data.draw(single_edits(len(form.indicators))).apply(form)
        runs = runs_of(form.indicators)
        plain = [(group, tuple(rows)) for group, rows in groupby(form.indicators, key=lambda row: row.group)]
        assert [(run.group, run.rows) for run in runs] == plain
        ends = accumulate(len(rows) for _, rows in plain)
        assert [run.start + len(run.rows) for run in runs] == [*ends]


def test_a_key_leaves_the_runs_of_all_other_groups_the_same_objects() -> None:
    rows = SAMPLE.indicators
    before = runs_of(rows)
    after = runs_of((rows[0].with_text("name", "5"), *rows[1:]))
    assert after[0] is not before[0]
    assert all(one is other for one, other in zip(before[1:], after[1:], strict=True))


def test_what_is_found_out_is_asked_once_for_each_run_and_with_each_argument() -> None:
    asked = []

    @once_for_a_run
    def count(run: Run, what: str) -> int:
        asked.append((run, what))
        return len(run.rows)

    first, second = runs_of(SAMPLE.indicators)[:2]
    for _ in range(2):
        for run, what in ((first, "甲"), (first, "乙"), (second, "甲")):
            assert count(run, what) == len(run.rows)
    assert asked == [(first, "甲"), (first, "乙"), (second, "甲")]


def runs_there_are() -> int:
    """Count what the collector leaves; by type, which asks nothing of what others hold weakly."""
    gc.collect()
    return sum(type(each) is Run for each in gc.get_objects())


def test_runs_that_typing_has_made_and_left_behind_are_let_go() -> None:
    before, form = runs_there_are(), SAMPLE
    for number in range(100):
        form = SetIndicator(3, "name", f"{number}").apply(form)
        review(form, FIRST)
    assert runs_there_are() - before < 50
