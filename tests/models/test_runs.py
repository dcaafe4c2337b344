"""The runs of a table: those that are really there, whichever table was asked for before."""

from __future__ import annotations

from itertools import accumulate, groupby

from hypothesis import given
from hypothesis import strategies as st

from models.checks.runs import runs_of
from tests.models.test_edits import single_edits
from tests.versions import SAMPLE


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
    assert runs_of((*rows,)) == before
