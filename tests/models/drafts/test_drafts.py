"""Drafts: what was said to be saved is there, whatever happens to the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from models.digest import check_code
from models.drafts import Drafts
from models.drafts.database import NAME
from models.edits import edit_at
from models.form import blank_form
from models.trouble import NotWritten, Unreadable
from tests.strategies import forms
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.form import Form


def changed(text: str) -> Form:
    return edit_at("fields.contact", text).apply(SAMPLE)


def test_a_draft_is_there_in_the_next_start(tmp_path: Path) -> None:
    first = Drafts(tmp_path)
    draft = first.create(SAMPLE, FIRST)
    first.save(draft, changed("甲"), FIRST, "修改“联系人”")
    first.close()
    second = Drafts(tmp_path)
    assert second.load(draft, DEFINITIONS) == changed("甲")
    assert [(each.id, each.unit, each.year) for each in second.listed()] == [(draft, "渝中区民政局", 2020)]
    assert second.said == ""
    second.close()


@settings(max_examples=10)
@given(form=forms(FIRST, most_indicators=20, longest=3000))
def test_any_form_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, form: Form) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("drafts"))
    assert drafts.load(drafts.create(form, FIRST), DEFINITIONS) == form
    drafts.close()


def test_every_revision_can_be_gone_back_to(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    for text in "甲乙丙":
        drafts.save(draft, changed(text), FIRST, f"修改为{text}")
    revisions = drafts.revisions(draft)
    assert [revision.what for revision in revisions] == ["修改为丙", "修改为乙", "修改为甲", "新建空白表"]
    assert drafts.form_at(revisions[1].number, DEFINITIONS) == changed("乙")
    assert drafts.form_at(revisions[3].number, DEFINITIONS) == SAMPLE


def test_an_export_is_found_by_the_code_on_the_paper(drafts: Drafts) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    code = check_code(SAMPLE, FIRST)
    drafts.save(draft, SAMPLE, FIRST, "导出", code)
    drafts.save(draft, changed("甲"), FIRST, "修改")
    (found,) = drafts.with_code(f" {code.lower().replace('-', '')} ")
    assert drafts.form_at(found.number, DEFINITIONS) == SAMPLE
    assert drafts.with_code("00000-00001") == []


def test_autosaves_of_past_days_are_thinned_and_exports_stay(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    for number in range(6):
        drafts.save(draft, changed(str(number)), FIRST, str(number), "AAAAA-AAAAA" if number == 2 else "")
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE revisions SET time = '2020-01-0' || (1 + number / 4) || 'T10:00:00.000+08:00'")
    connection.close()
    again = Drafts(tmp_path)  # thins at the first save of a day
    again.save(draft, changed("新"), FIRST, "新")
    again.close()
    assert [revision.what for revision in drafts.revisions(draft)] == ["新", "5", "2", "1", "新建空白表"]


def test_earlier_states_that_stood_for_a_while_or_were_exported_are_settled(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    for number in range(1, 6):
        drafts.save(draft, changed(str(number)), FIRST, str(number), "AAAAA-AAAAA" if number == 1 else "")
    with sqlite3.connect(tmp_path / NAME) as connection:
        for number, seconds in enumerate((0, 1, 3, 23, 24, 25), start=1):
            time = f"2020-01-01T10:00:{seconds:02}.000+08:00"
            connection.execute("UPDATE revisions SET time = ? WHERE number = ?", (time, number))
    connection.close()
    assert drafts.settled(draft) == [2, 3]  # the export, and the one that stood for 20 s; the last is what stands now
    assert drafts.settled(draft, 2) == [3]
    assert drafts.settled("no such draft") == []


def test_whatever_was_saved_is_read_again_however_many_commas_and_brackets_it_holds(drafts: Drafts) -> None:
    form = edit_at("fields.goals", "1,[{" * 400_000).apply(SAMPLE)
    assert drafts.load(drafts.create(form, FIRST), DEFINITIONS) == form


def test_the_bin_gives_back_for_thirty_days(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    drafts.delete(draft)
    assert (drafts.listed(), [each.id for each in drafts.listed(deleted=True)]) == ([], [draft])
    drafts.restore(draft)
    assert [each.id for each in drafts.listed()] == [draft]
    drafts.delete(draft)
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE drafts SET deleted = '2020-01-01T00:00:00.000+08:00'")
    connection.close()
    again = Drafts(tmp_path)
    assert again.listed(deleted=True) == []
    again.close()


def kept(folder: Path) -> str:
    """Make a draft with a backup of the day, and close."""
    Drafts(folder).close()
    first = Drafts(folder)
    draft = first.create(SAMPLE, FIRST)
    first.close()
    Drafts(folder).close()  # the first start of the day makes the copy
    return draft


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "zeroed header": lambda data: bytes(100) + data[100:],
    "cut": lambda data: data[: len(data) // 2],
    "zeroed page": lambda data: data[:4096] + bytes(4096) + data[8192:],
    "text": lambda _: "这不是数据库".encode() * 100,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_moved_aside_and_the_backup_takes_its_place(tmp_path: Path, damage: str) -> None:
    draft = kept(tmp_path)
    data = DAMAGES[damage]((tmp_path / NAME).read_bytes())
    (tmp_path / NAME).write_bytes(data)
    opened = Drafts(tmp_path)
    assert "已换上" in opened.said
    assert opened.load(draft, DEFINITIONS) == SAMPLE
    opened.close()
    (aside,) = tmp_path.glob("drafts.damaged-*.db")
    assert aside.read_bytes() == data
    assert aside.name in opened.said


def test_without_a_backup_it_says_so_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"SQLite format 3\x00" + bytes(5000))
    opened = Drafts(tmp_path)
    assert "没有可用的备份" in opened.said
    assert opened.load(opened.create(SAMPLE, FIRST), DEFINITIONS) == SAMPLE
    opened.close()


def test_a_file_without_a_byte_is_begun_anew_and_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"")
    opened = Drafts(tmp_path)
    assert opened.said.startswith("草稿文件是空的，一个字节也没有")
    assert opened.listed() == []
    opened.close()


def test_a_file_that_is_gone_is_replaced_by_the_backup(tmp_path: Path) -> None:
    draft = kept(tmp_path)
    (tmp_path / NAME).unlink()
    opened = Drafts(tmp_path)
    assert opened.said.startswith("草稿文件不见了，已换上")
    assert opened.load(draft, DEFINITIONS) == SAMPLE
    opened.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [("PRAGMA application_id = 7", "别的程序"), ("PRAGMA user_version = 99", "新版程序")],
)
def test_a_file_that_is_not_ours_to_open_is_left_as_it_is(tmp_path: Path, statement: str, said: str) -> None:
    Drafts(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute(statement)
    connection.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(Unreadable, match=said):
        Drafts(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_flipped_byte_in_a_body_leads_to_the_newest_whole_revision(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    drafts.save(draft, changed("甲"), FIRST, "修改")
    drafts.save(draft, changed("乙"), FIRST, "修改")
    with sqlite3.connect(tmp_path / NAME) as connection:
        for table in ("drafts", "revisions"):
            where = "number = (SELECT max(number) FROM revisions)" if table == "revisions" else "1"
            (body,) = connection.execute(f"SELECT body FROM {table} WHERE {where}").fetchone()  # noqa: S608 - our own
            flipped = body[:-9] + bytes([body[-9] ^ 1]) + body[-8:]
            connection.execute(f"UPDATE {table} SET body = ? WHERE {where}", (flipped,))  # noqa: S608
    connection.close()
    assert drafts.load(draft, DEFINITIONS) == changed("甲")


def test_another_writer_is_waited_for_and_then_named(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotWritten, match="另一个窗口"):
        drafts.save(draft, changed("甲"), FIRST, "修改")
    other.execute("ROLLBACK")
    other.close()
    drafts.save(draft, changed("甲"), FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == changed("甲")


def test_a_full_disk_keeps_what_was_saved_and_works_again(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    connection = drafts._connection  # noqa: SLF001 - a database that may grow no further stands for a full disk
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    long = edit_at("fields.goals", os.urandom(40_000).hex()).apply(SAMPLE)
    with pytest.raises(NotWritten, match="磁盘已满"):
        drafts.save(draft, long, FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == SAMPLE
    connection.execute("PRAGMA max_page_count = 100000")
    drafts.save(draft, long, FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == long
    assert tmp_path.exists()


def test_a_file_that_was_taken_away_is_put_back_with_all_that_was_in_it(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    other = drafts.create(changed("乙"), FIRST)
    (tmp_path / NAME).unlink()
    drafts.save(draft, changed("甲"), FIRST, "修改")
    again = Drafts(tmp_path)
    assert again.load(draft, DEFINITIONS) == changed("甲")
    assert again.load(other, DEFINITIONS) == changed("乙")
    again.close()


def test_another_file_in_its_place_gets_what_is_saved_from_now_on(drafts: Drafts, tmp_path: Path) -> None:
    draft = drafts.create(SAMPLE, FIRST)
    (tmp_path / "data").mkdir()
    Drafts(tmp_path / "data").close()
    (tmp_path / "data" / NAME).replace(tmp_path / NAME)
    drafts.save(draft, changed("甲"), FIRST, "修改")
    assert drafts.load(draft, DEFINITIONS) == changed("甲")
    assert [each.what for each in drafts.revisions(draft)] == ["修改"]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(NotWritten, match="文件夹"):
        Drafts(tmp_path / "data")


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from models.drafts import Drafts
    from models.edits import edit_at
    from tests.versions import FIRST, SAMPLE
    drafts = Drafts(Path(sys.argv[1]))
    listed = drafts.listed()
    draft = listed[0].id if listed else drafts.create(SAMPLE, FIRST)
    for number in range(1_000_000):
        drafts.save(draft, edit_at("fields.contact", f"{sys.argv[2]} {number}").apply(SAMPLE), FIRST, str(number))
        print(number, flush=True)
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.slow
def test_killed_while_it_saves_it_has_what_it_said_was_saved(tmp_path: Path) -> None:
    for run in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(run)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(5 + 7 * run)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().splitlines() if line]
        process.wait()
        process.stdout.close()
        opened = Drafts(tmp_path)
        assert opened.said == ""
        (draft,) = opened.listed()
        name, number = opened.load(draft.id, DEFINITIONS).fields["contact"].split()
        opened.close()
        assert int(name) == run
        assert int(number) >= said[-1]


def test_a_blank_form_is_a_draft_too(drafts: Drafts) -> None:
    draft = drafts.create(blank_form(FIRST), FIRST)
    assert drafts.load(draft, DEFINITIONS) == blank_form(FIRST)
    assert drafts.listed()[0].unit == ""
