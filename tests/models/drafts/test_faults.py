"""What the disk and others do to the drafts: each ends in a sentence of its own, and nothing is overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts
from models.drafts.database import NAME
from models.edits import edit_at
from models.trouble import NotWritten, Unreadable
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.form import Form


def changed(text: str) -> Form:
    return edit_at("fields.contact", text).apply(SAMPLE)


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a disk of its own, where this may be done."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    done = shutil.which("mount") and subprocess.run(mount, check=False, capture_output=True, text=True)
    if not done or done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr if done else 'there is no mount'}")
    try:
        yield place
    finally:
        subprocess.run([shutil.which("umount") or "umount", "-l", str(place)], check=True)


def fill(path: Path) -> None:
    """Write until there is no room left."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))


def test_on_a_full_disk_it_says_so_and_saves_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 1000) as stick:
        drafts = Drafts(stick / "data")
        draft = drafts.create(SAMPLE, FIRST)
        fill(stick / "films")
        with pytest.raises(NotWritten, match="没有保存：磁盘已满，腾出空间后会自动再试。"):
            drafts.save(draft, changed("甲"), FIRST, "修改")
        assert drafts.load(draft, DEFINITIONS) == SAMPLE
        with pytest.raises(NotWritten, match=r"没有备份成“b\.db”，原来的文件没有动：磁盘已满，请腾出空间后再试。"):
            drafts.back_up_to(stick / "b.db")
        assert sorted(path.name for path in stick.iterdir()) == ["data", "films"]
        drafts.close()
        drafts = Drafts(stick / "data")  # also starts on a full disk, to be looked at
        assert drafts.said == ""
        assert drafts.load(draft, DEFINITIONS) == SAMPLE
        (stick / "films").unlink()
        drafts.save(draft, changed("甲"), FIRST, "修改")
        drafts.close()
        again = Drafts(stick / "data")
        assert again.load(draft, DEFINITIONS) == changed("甲")
        again.close()


def test_a_disk_without_room_for_new_drafts_says_so(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 20) as stick:
        with pytest.raises(NotWritten, match="磁盘已满"):
            Drafts(stick / "data")
        assert list((stick / "data").iterdir()) == []


def test_a_folder_that_cannot_be_written_can_be_looked_at(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 2000) as stick:
        first = Drafts(stick / "data")
        draft = first.create(SAMPLE, FIRST)
        first.close()
        subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(stick)], check=True)
        before = (stick / "data" / NAME).read_bytes()
        drafts = Drafts(stick / "data")
        assert drafts.said == "草稿可以看、可以导出，改动现在存不下。没有保存：文件夹不让写，请另存到别处。"
        assert drafts.load(draft, DEFINITIONS) == SAMPLE
        with pytest.raises(NotWritten, match="文件夹不让写"):
            drafts.save(draft, changed("甲"), FIRST, "修改")
        with pytest.raises(NotWritten, match="没有备份成"):
            drafts.back_up_to(stick / "b.db")
        drafts.close()
        assert (stick / "data" / NAME).read_bytes() == before
        with pytest.raises(NotWritten, match=r"存草稿的文件夹“.*”用不了"):
            Drafts(stick / "other")


def test_a_database_that_another_holds_is_left_alone_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.drafts.database._BUSY_OPENING", 10)
    Drafts(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            NotWritten, match="草稿打不开：草稿正被另一个程序占用（如备份或杀毒软件），请等它做完再打开。"
        ):
            Drafts(tmp_path)
        other.execute("ROLLBACK")
    assert list(tmp_path.glob("*damaged*")) == []
    Drafts(tmp_path).close()


def several(folder: Path, count: int) -> list[str]:
    """Make drafts with a backup of the first one."""
    first = Drafts(folder)
    made = [first.create(changed("第1位"), FIRST)]
    first.close()
    second = Drafts(folder)
    made += [second.create(changed(f"第{number}位"), FIRST) for number in range(2, count + 1)]
    second.save(made[0], changed("新的一位"), FIRST, "修改")
    second.close()
    return made


def test_what_is_whole_in_a_damaged_file_is_taken_over_beside_the_backup(tmp_path: Path) -> None:
    made = several(tmp_path, 8)
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'bases'").fetchone()
    data = bytearray((tmp_path / NAME).read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    (tmp_path / NAME).write_bytes(data)
    opened = Drafts(tmp_path)
    assert "已换上" in opened.said
    assert opened.said.endswith("又从原文件里救回了 8 份较新的草稿。")
    contacts = [opened.load(draft, DEFINITIONS).fields["contact"] for draft in made]
    assert contacts == ["新的一位", *(f"第{number}位" for number in range(2, 9))]
    assert [each.what for each in opened.revisions(made[0])] == ["从损坏的文件里救回", "新建空白表"]
    opened.save(made[3], SAMPLE, FIRST, "修改")
    opened.close()


def test_a_zeroed_page_among_the_drafts_costs_only_those_on_it(tmp_path: Path) -> None:
    several(tmp_path, 30)
    whole = (tmp_path / NAME).read_bytes()
    most = 0
    for page in range(1, len(whole) // 4096, 7):
        folder = tmp_path / f"page-{page}"
        shutil.copytree(tmp_path / "backups", folder / "backups")
        (folder / NAME).write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        opened = Drafts(folder)
        assert len(opened.listed()) >= 1
        for draft in opened.listed():
            opened.load(draft.id, DEFINITIONS)
        most = max(most, len(opened.listed()))
        opened.close()
    assert most == 30


def flip(folder: Path, table: str, where: str) -> None:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        (body,) = connection.execute(f"SELECT body FROM {table} WHERE {where}").fetchone()  # noqa: S608 - our own
        flipped = body[:-9] + bytes([body[-9] ^ 1]) + body[-8:]
        connection.execute(f"UPDATE {table} SET body = ? WHERE {where}", (flipped,))  # noqa: S608
        connection.commit()


def test_a_flipped_byte_in_the_newest_body_costs_nothing_while_its_revision_is_whole(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = drafts.create(SAMPLE, FIRST)
    drafts.save(draft, changed("甲"), FIRST, "修改")
    drafts.close()
    flip(tmp_path, "drafts", "1")
    again = Drafts(tmp_path)
    assert again.said == ""
    assert again.load(draft, DEFINITIONS) == changed("甲")
    again.close()


def test_a_flipped_byte_in_both_says_up_to_when_everything_is_there(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = drafts.create(SAMPLE, FIRST)
    drafts.save(draft, changed("甲"), FIRST, "修改")
    drafts.save(draft, changed("乙"), FIRST, "修改")
    time = drafts.revisions(draft)[1].time[:19].replace("T", " ")
    drafts.close()
    flip(tmp_path, "drafts", "1")
    flip(tmp_path, "revisions", "number = (SELECT max(number) FROM revisions)")
    again = Drafts(tmp_path)
    unit = SAMPLE.fields["reporting_unit"]
    assert again.said == f"“{unit}”最近一次保存的内容已损坏，已退到 {time} 的内容，那以后的改动不在里面。"
    assert again.load(draft, DEFINITIONS) == changed("甲")
    again.close()


def test_the_file_of_another_program_that_is_no_database_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"PK\x03\x04" + os.urandom(200))
    opened = Drafts(tmp_path)
    assert opened.said.startswith("草稿文件里面不是草稿，像是别的程序写的")
    opened.close()


def test_in_a_new_day_the_copy_of_the_day_is_made_while_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(tmp_path)
    draft = drafts.create(SAMPLE, FIRST)
    assert not (tmp_path / "backups").exists()  # there was nothing to copy
    drafts.save(draft, SAMPLE, FIRST, "修改")
    (backup,) = (tmp_path / "backups").iterdir()
    backup.unlink()
    drafts.save(draft, changed("甲"), FIRST, "修改")
    assert list((tmp_path / "backups").iterdir()) == []
    monkeypatch.setattr("models.drafts.open_file.now", lambda: "2999-01-01T08:00:00.000+08:00")
    drafts.save(draft, changed("乙"), FIRST, "修改")
    assert len(list((tmp_path / "backups").iterdir())) == 1
    drafts.close()


def test_a_file_that_is_mostly_room_is_made_smaller_at_the_next_start(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    kept = drafts.create(SAMPLE, FIRST)
    for _ in range(20):
        draft = drafts.create(edit_at("fields.goals", os.urandom(60_000).hex()).apply(SAMPLE), FIRST)
        drafts.delete(draft)
        drafts.purge(draft)
        drafts.create(SAMPLE, FIRST)
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute("UPDATE revisions SET body = zeroblob(300000) WHERE draft <> ?", (kept,))
        connection.execute("DELETE FROM drafts WHERE id <> ?", (kept,))
        connection.execute("DELETE FROM revisions WHERE draft <> ?", (kept,))
        connection.commit()
    drafts.close()
    before = (tmp_path / NAME).stat().st_size
    again = Drafts(tmp_path)
    assert (tmp_path / NAME).stat().st_size < before / 10
    assert again.load(kept, DEFINITIONS) == SAMPLE
    again.close()


def test_a_disk_that_fails_while_it_is_read_gets_its_sentence(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = drafts.create(SAMPLE, FIRST)
    (tmp_path / NAME).write_bytes(bytes(5000))
    with pytest.raises(Unreadable, match="草稿读不出来：磁盘或文件出错，请检查磁盘或U盘"):
        drafts.load(draft, DEFINITIONS)
    drafts.close()
