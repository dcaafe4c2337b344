"""What stands where on the pages, and where the seal lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.measured import CONTINUED
from export.outputs import pages_of, pdf_of
from export.page_pictures import OpenPdf
from export.placements import SEAL, Places, seal_centre
from models.form import blank_form
from models.place import value_at
from tests.strategies import forms
from tests.versions import FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

FORMS = [st.tuples(forms(version, most_indicators=40, longest=4000), st.just(version)) for version in (FIRST, SECOND)]


def places_of(form: Form, version: Definition) -> set[str]:
    places = {f"fields.{name}" for name in version.fields} | {f"amounts.{name}" for name in version.amounts}
    return places | {f"indicators[{row}].{c}" for row in range(len(form.indicators)) for c in version.columns}


@settings(max_examples=15)
@given(st.one_of(FORMS))
def test_each_place_of_any_form_is_found_on_its_pages(drawn: tuple[Form, Definition]) -> None:
    form, version = drawn
    pages = pages_of(form, version)
    characters: dict[str, int] = {}
    for place in Places.of(pages):
        page = pages[place.page]
        assert 0 <= place.left < place.right <= page.width + 0.01
        assert 0 <= place.bottom < place.top <= page.height + 0.01
        characters[place.where] = characters.get(place.where, 0) + place.characters
    assert places_of(form, version) <= characters.keys()
    for where in places_of(form, version):
        more = characters[where] - len("".join(value_at(form, where).split()))
        assert more >= 0
        assert more % len(CONTINUED) == 0, where


@pytest.mark.parametrize(
    ("form", "version"), [(SAMPLE, FIRST), (blank_form(FIRST), FIRST), (blank_form(SECOND), SECOND)]
)
def test_the_seal_lies_on_the_page_below_the_name_and_clear_of_the_title(form: Form, version: Definition) -> None:
    pages = pages_of(form, version)
    centre = seal_centre(pages)
    assert centre is not None
    x, y = centre
    (name,) = [spot for spot in pages[0].spots if spot.sealed]
    title = min(line.y for line in pages[0].lines if line.bold)
    assert name.left < x < name.right
    assert y < name.bottom
    assert y + SEAL / 2 < title
    assert SEAL / 2 <= x <= pages[0].width - SEAL / 2


def test_bands_of_a_page_make_up_its_picture() -> None:
    document = OpenPdf(pdf_of(SAMPLE, FIRST))
    whole = document.draw(0, 601, 850)
    bands = [document.draw(0, 601, 850, top, 256) for top in range(0, 850, 256)]
    joined = b"".join(band.greys for band in bands)
    assert len(joined) == len(whole.greys)
    assert max(abs(one - other) for one, other in zip(joined, whole.greys, strict=True)) < 16
    assert {band.height for band in bands} == {256, 850 - 3 * 256}
    assert set(whole.greys) > {0, 255}
    document.close()


def test_a_fine_picture_is_the_mean_of_one_twice_as_large() -> None:
    document = OpenPdf(pdf_of(SAMPLE, FIRST))
    large, fine = document.draw(0, 402, 568), document.draw_fine(0, 201, 284)
    assert (fine.width, fine.height) == (201, 284)
    for x, y in ((0, 0), (40, 60), (100, 130), (123, 200), (200, 283)):
        four = [large.greys[(2 * y + j) * large.stride + 2 * x + i] for i in (0, 1) for j in (0, 1)]
        assert abs(fine.greys[y * fine.stride + x] - sum(four) / 4) <= 2
    document.close()
