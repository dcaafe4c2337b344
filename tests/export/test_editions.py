"""The editions: with check code and copies, without them, masked for publication; each still proved."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.edition import USUAL, Edition
from export.outputs import pdf_of, workbook_of, write_outputs
from export.read_back import prove
from intake.pdf import attached_copy
from intake.reading import read_bytes
from models.definition_file import Definitions
from models.digest import check_code
from models.edits import edit_at
from models.form import Acknowledgement
from models.hidden_copy import SHEET
from models.places import RESOURCES
from models.publication import publication
from models.trouble import Cancelled, NotWritten
from models.version_move import move_to
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SECOND

if TYPE_CHECKING:
    from pathlib import Path

    from models.definition import Definition
    from models.form import Form

PLAIN, PUBLIC = Edition(copies=False), Edition(public=True)
CONTACT, PHONE = SAMPLE.fields["contact"], SAMPLE.fields["phone"]
FORMS = [st.tuples(forms(version, longest=2000), st.just(version)) for version in (FIRST, SECOND)]


def everything_in(data: bytes) -> str:
    """All texts of a file: of a PDF its pages and attachments, of a workbook every part."""
    if data.startswith(b"%PDF"):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
        return "\n".join((*pages, (attached_copy(data) or b"").decode()))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("write", [pdf_of, workbook_of])
def test_without_copies_nothing_but_the_visible_goes_out(write: object) -> None:
    data = write(SAMPLE, FIRST, PLAIN)  # type: ignore[operator]
    found = everything_in(data)
    assert check_code(SAMPLE, FIRST) not in found
    assert SHEET not in found
    assert '"fields"' not in found
    prove(data, SAMPLE, FIRST, DEFINITIONS, PLAIN)


@pytest.mark.parametrize("where", ["fields.goals", "amounts.expense_project", "indicators[3].value"])
@pytest.mark.parametrize("write", [pdf_of, workbook_of])
def test_without_copies_one_character_is_still_found(write: object, where: str) -> None:
    other = edit_at(where, "21").apply(SAMPLE)
    with pytest.raises(NotWritten, match="不一致"):
        prove(write(other, FIRST, PLAIN), SAMPLE, FIRST, DEFINITIONS, PLAIN)  # type: ignore[operator]


@settings(max_examples=15)
@given(drawn=st.one_of(FORMS), edition=st.sampled_from([PLAIN, PUBLIC, Edition(copies=False, public=True)]))
def test_any_form_is_proved_in_any_edition(drawn: tuple[Form, Definition], edition: Edition) -> None:
    form, version = drawn
    for write in (pdf_of, workbook_of):
        prove(write(form, version, edition), edition.form(form, version), version, DEFINITIONS, edition)


@pytest.mark.parametrize("write", [pdf_of, workbook_of])
def test_a_publication_copy_shows_no_person_anywhere(write: object) -> None:
    noted = Acknowledgement("field.phone", "fields.phone", f"{CONTACT}说就是 {PHONE}", "0", "2020-11-23T10:00:00+08:00")
    form = replace(SAMPLE, acknowledged=(noted,), extra={"note": PHONE})
    found = everything_in(write(form, FIRST, PUBLIC))  # type: ignore[operator]
    assert CONTACT not in found
    assert PHONE not in found
    assert "公开版" in found
    assert check_code(form, FIRST) not in found
    assert check_code(publication(form, FIRST), FIRST) not in found
    copy = read_bytes(write(form, FIRST, PUBLIC), DEFINITIONS).copy  # type: ignore[operator]
    assert copy is not None
    assert copy.fields["contact"] == "伍**"
    assert copy.acknowledged == ()


@pytest.mark.parametrize(
    ("contact", "masked"), [("李  明", "李  *"), ("王小明、李四", "王**、李*"), ("Li Ming", "L* ****"), ("", "")]
)
def test_names_keep_their_first_character(contact: str, masked: str) -> None:
    assert publication(edit_at("fields.contact", contact).apply(SAMPLE), FIRST).fields["contact"] == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("63837721", "638*****"),
        ("023-63837721", "023-********"),
        ("（023）6383 7721", "（023）**** ****"),
        ("13812345678、13987654321", "138********、139********"),
        ("６３８３７７２１", "６３８*****"),
    ],
)
def test_numbers_keep_their_first_three_digits(phone: str, masked: str) -> None:
    form = edit_at("fields.phone", phone).apply(SAMPLE)
    assert publication(form, FIRST).fields["phone"] == masked


@given(form=forms(FIRST, most_indicators=3, longest=50))
def test_masking_twice_masks_no_more_and_nothing_else_changes(form: Form) -> None:
    once = publication(form, FIRST)
    assert publication(once, FIRST) == once
    private = {"contact", "phone"}
    assert {name for name in form.fields if form.fields[name] != once.fields[name]} <= private
    assert once.amounts == form.amounts


@pytest.mark.parametrize("allowed", range(6))
def test_cancelled_at_any_step_the_old_files_stand(tmp_path: Path, allowed: int) -> None:
    paths = [tmp_path / "甲.pdf", tmp_path / "甲.xlsx"]
    for path in paths:
        path.write_bytes(b"old")
    told: list[str] = []

    def step(words: str) -> None:
        if len(told) == allowed:
            raise Cancelled("已取消。")
        told.append(words)

    with pytest.raises(Cancelled):
        write_outputs(SAMPLE, FIRST, DEFINITIONS, paths, USUAL, step)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(paths, b"old")


def test_a_later_version_with_the_same_labels_is_written_without_a_copy_too(tmp_path: Path) -> None:
    text = (RESOURCES / "forms" / f"{FIRST.id}.toml").read_text(encoding="utf-8")
    for old, new in (
        (f'"{FIRST.id}"', '"cq-2021-10"'),
        ("[fields.contact]", "[fields.person]"),
        ('"contact"', '"person"'),
    ):
        text = text.replace(old, new)
    (tmp_path / "cq-2021-10.toml").write_text(text, encoding="utf-8")
    definitions = Definitions(tmp_path)
    later = definitions.get("cq-2021-10")
    form = move_to(SAMPLE, definitions.get(FIRST.id), later).form
    write_outputs(form, later, definitions, [tmp_path / "a.xlsx", tmp_path / "a.pdf"], PLAIN)
    assert form.fields["person"] == SAMPLE.fields["contact"]
