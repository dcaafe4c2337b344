"""The document: its problems, when it has them, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import ref

import pytest
from hypothesis import given, settings

from models.place import indicator_place
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE
from ui.document import Document, standing_place

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_a_document_nobody_holds_is_let_go_at_once_with_all_its_steps(qapp: QApplication) -> None:
    assert qapp is not None
    document = Document(SAMPLE, FIRST)
    document.write("fields.contact", "甲")
    document.undo()
    document.write("fields.contact", "乙")
    gone = ref(document)
    del document
    assert gone() is None  # else the collector may take it away while its stack takes the steps along, and crash


def test_a_document_that_is_reviewed_later_knows_no_problems_until_then(qapp: QApplication) -> None:
    assert qapp is not None
    at_once, later = Document(SAMPLE, FIRST), Document(SAMPLE, FIRST, reviewed=False)
    told: list[int] = []
    later.problems_changed.connect(lambda: told.append(len(later.problems)))
    assert at_once.problems
    assert later.problems == ()
    later.begin_review()
    later.begin_review()
    assert told == [len(at_once.problems)]
    assert later.problems == at_once.problems


@pytest.mark.parametrize("ask", [lambda document: document.leave_all(), lambda document: document.review])
def test_whoever_needs_the_review_gets_it(qapp: QApplication, ask: Callable[[Document], object]) -> None:
    assert qapp is not None
    at_once, later = Document(SAMPLE, FIRST), Document(SAMPLE, FIRST, reviewed=False)
    ask(later)
    assert later.review == at_once.review


def test_what_is_typed_before_the_review_is_reviewed_with_it(qapp: QApplication) -> None:
    assert qapp is not None
    at_once, later = Document(SAMPLE, FIRST), Document(SAMPLE, FIRST, reviewed=False)
    for document in (at_once, later):
        document.write("fields.phone", "12")
        document.review_texts()
    later.begin_review()
    assert later.problems == at_once.problems
