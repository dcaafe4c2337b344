"""Saving: all or nothing, and never half a file."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from export.outputs import write_outputs
from export.saving import Target, save_all
from models.trouble import NotWritten
from tests.versions import DEFINITIONS, FIRST, SAMPLE


def accept(data: bytes) -> None:
    assert data


def refuse(data: bytes) -> None:
    del data
    raise NotWritten("读回来不一样。")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.pdf").write_bytes(b"old")
    (tmp_path / "乙.json").write_bytes(b"older")
    return tmp_path


def both(folder: Path, verify_second: object = accept) -> list[Target]:
    return [Target(folder / "甲.pdf", b"new", accept), Target(folder / "乙.json", b"newer", verify_second)]  # type: ignore[arg-type]


def test_all_targets_are_replaced_and_nothing_else_is_left(folder: Path) -> None:
    save_all([*both(folder), Target(folder / "丙.json", b"third", accept)])
    assert content(folder) == {"甲.pdf": b"new", "乙.json": b"newer", "丙.json": b"third"}


def test_none_is_replaced_when_one_is_found_wrong(folder: Path) -> None:
    before = content(folder)
    with pytest.raises(NotWritten, match="不一样"):
        save_all(both(folder, refuse))
    assert content(folder) == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_while_writing_leaves_the_old_files(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
) -> None:
    before = content(folder)

    def fail(_: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotWritten, match=r"甲\.pdf.*没有动.*。$"):
        save_all(both(folder))
    assert content(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit that can be set for a process")
def test_a_disk_that_takes_no_more_leaves_the_old_files(folder: Path) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    before, limits = content(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(NotWritten, match=r"甲\.pdf.*没有动.*放不下"):
            write_outputs(SAMPLE, FIRST, DEFINITIONS, [folder / "甲.pdf", folder / "乙.json"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert content(folder) == before


@pytest.fixture
def json_is_open_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every .json be open in another program, as Windows refuses to replace such a file."""
    replace = Path.replace

    def refuse_json(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".json":
            raise PermissionError(errno.EACCES, "open in Excel")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_json)


@pytest.mark.usefixtures("json_is_open_elsewhere")
@pytest.mark.parametrize("first", ["甲.pdf", "新.pdf"])
def test_when_the_second_cannot_be_put_in_place_the_first_is_taken_back(folder: Path, first: str) -> None:
    before = content(folder)
    with pytest.raises(NotWritten, match=r"乙\.json.*WPS"):
        save_all([Target(folder / first, b"new", accept), Target(folder / "乙.json", b"newer", accept)])
    assert content(folder) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("没有/甲.pdf", "文件夹不存在"),
        ("甲.pdf/乙.pdf", "不是文件夹"),
        ("夹", "是一个文件夹"),
        ("长" * 200 + ".pdf", "太长"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(folder: Path, name: str, said: str) -> None:
    (folder / "夹").mkdir()
    before = content(folder)
    with pytest.raises(NotWritten, match=said):
        save_all([Target(folder / name, b"new", accept)])
    assert content(folder) == before


def test_an_unknown_extension_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="扩展名"):
        write_outputs(SAMPLE, FIRST, DEFINITIONS, [tmp_path / "a.json", tmp_path / "b.doc"])
    assert content(tmp_path) == {}
