"""Backups where the clerk wants them, the way back, and files of every schema that was."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts
from models.drafts.database import NAME
from models.drafts.migrations import MIGRATIONS
from models.edits import edit_at
from models.trouble import NotWritten, Trouble
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    opened = Drafts(tmp_path / "data")
    yield opened
    opened.close()


def test_a_backup_brings_back_what_was_there(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    assert drafts.last_backup == ""
    drafts.back_up_to(tmp_path / "备份 一.db")
    assert drafts.last_backup
    later = drafts.create(SAMPLE, FIRST)
    present = (tmp_path / "data" / NAME).read_bytes()
    moved = drafts.restore_from(tmp_path / "备份 一.db")
    assert [each.id for each in drafts.listed()] == [draft]
    assert (tmp_path / "data" / moved).read_bytes() == present
    drafts.restore_from(tmp_path / "data" / moved)
    assert {each.id for each in drafts.listed()} == {draft, later}


def test_a_backup_is_one_file_and_replaces_an_older_one_whole(drafts: Drafts, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "drafts.db"
    target.parent.mkdir()
    drafts.back_up_to(target)
    draft = drafts.create(SAMPLE, FIRST)
    drafts.back_up_to(target)
    assert [path.name for path in target.parent.iterdir()] == ["drafts.db"]
    other = Drafts(target.parent)
    assert other.load(draft, DEFINITIONS) == SAMPLE
    other.close()


def test_where_no_backup_can_be_written_what_stood_there_stays(drafts: Drafts, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", tmp_path / "gone" / "x.db", tmp_path / "data" / NAME):
        with pytest.raises(NotWritten, match=r"。$"):
            drafts.back_up_to(target)
    assert drafts.last_backup == ""
    assert drafts.listed() == []


BAD = {
    "empty": b"",
    "text": "不是数据库".encode() * 50,
    "zeroed": bytes(5000),
    "cut": (SAMPLES / "schema-2.db").read_bytes()[:9000],
}


@pytest.mark.parametrize("kind", [*BAD, "foreign", "newer", "missing"])
def test_what_is_no_good_backup_changes_nothing(drafts: Drafts, tmp_path: Path, kind: str) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    backup = tmp_path / "backup.db"
    if kind in BAD:
        backup.write_bytes(BAD[kind])
    elif kind != "missing":
        drafts.back_up_to(backup)
        with sqlite3.connect(backup) as connection:
            connection.execute("PRAGMA application_id = 7" if kind == "foreign" else "PRAGMA user_version = 99")
        connection.close()
    before = {path: path.read_bytes() for path in (tmp_path / "data").glob("*.db")}
    with pytest.raises(Trouble, match="现在的草稿没有动"):
        drafts.restore_from(backup)
    assert {path: path.read_bytes() for path in (tmp_path / "data").glob("*.db")} == before
    drafts.save(draft, edit_at("fields.contact", "甲").apply(SAMPLE), FIRST, "修改")


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_file_of_every_schema_is_opened_with_all_that_is_in_it(tmp_path: Path, version: int) -> None:
    sample = SAMPLES / f"schema-{version}.db"
    shutil.copy(sample, tmp_path / NAME)
    opened = Drafts(tmp_path)
    assert opened.said == ""
    (draft,) = opened.listed()
    assert opened.load(draft.id, DEFINITIONS).fields["contact"] == "丙"
    contacts = [opened.form_at(each.number, DEFINITIONS).fields["contact"] for each in opened.revisions(draft.id)]
    assert contacts == ["丙", "乙", "甲", SAMPLE.fields["contact"]]
    assert [each.draft for each in opened.with_code(draft.exported)] == [draft.id]
    assert len(opened.listed(deleted=True)) == 1
    opened.complete(DEFINITIONS)
    assert [each.summary.indicators for each in opened.listed()] == [11]
    opened.save(draft.id, SAMPLE, FIRST, "修改")
    assert opened.load(draft.id, DEFINITIONS) == SAMPLE
    opened.close()
    copies = [path.read_bytes() for path in tmp_path.glob("drafts.before-*.db")]
    assert len(copies) == (version < len(MIGRATIONS))
