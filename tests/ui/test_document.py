"""The document: its problems by place and by row are all that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from models.place import indicator_place
from tests.strategies import forms
from tests.versions import FIRST
from ui.document import Document, standing_place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.form import Form


@settings(max_examples=30)
@given(form=forms(FIRST, most_indicators=12, longest=500))
def test_every_problem_is_found_at_its_place_and_in_its_row_the_gravest_first(qapp: QApplication, form: Form) -> None:
    assert qapp is not None
    document = Document(form, FIRST)
    document.leave_all()
    places = {standing_place(problem) for problem in document.problems}
    for where in (*places, "indicators[0]", "fields.contact"):
        assert document.problems_at(where) == tuple(p for p in document.problems if standing_place(p) == where)
    by_rows: dict[int, list[object]] = {}
    for problem in document.problems:
        if place := indicator_place(standing_place(problem)):
            by_rows.setdefault(place[0], []).append(problem)
    assert document.problems_of_rows == by_rows
