"""What is still to be looked at (待复核): places and indicators that came from elsewhere and nobody has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.place import indicator_place

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

WORDS = "待复核"


def unreviewed(form: Form, definition: Definition) -> tuple[str, ...]:
    """Give the places to be looked at, in the paper's order; an indicator as a whole row, as indicators[3]."""
    if not form.review:
        return ()
    waiting = set(form.review)
    found: list[str] = []
    for where in definition.section_of:
        if where == "indicators":
            found += (f"indicators[{place}]" for place, row in enumerate(form.indicators) if row.id in waiting)
        elif where in waiting:
            found.append(where)
    return tuple(found)


def is_unreviewed(form: Form, where: str) -> bool:
    """Whether a place, or the indicator it lies in, is still to be looked at."""
    return bool(form.review) and name_in_review(form, where) in form.review


def review_without(form: Form, where: str) -> tuple[str, ...]:
    """Give what is left to be looked at once a place, or the indicator it lies in, has been."""
    if not form.review:
        return form.review
    name = name_in_review(form, where)
    return tuple(each for each in form.review if each != name)


def next_place(waiting: tuple[str, ...], here: str, definition: Definition) -> str:
    """Give the first of some places, in the paper's order, that comes after another; beyond the last the first."""
    order = {where: place for place, where in enumerate(definition.section_of)}

    def key(where: str) -> tuple[int, int]:
        found = indicator_place(where)
        return (order["indicators"], found[0]) if found else (order.get(where, -1), 0)

    return next((where for where in waiting if key(where) > key(here)), waiting[0])


def name_in_review(form: Form, where: str) -> str:
    """Give what stands in `Form.review` for a place: an indicator's id for any place in its row."""
    found = indicator_place(where)
    if found is None:
        return where
    return form.indicators[found[0]].id if found[0] < len(form.indicators) else ""
