"""Copies on a stick: byte for byte what was exported, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.copying import copy_files
from models.trouble import Cancelled, NotWritten


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    (tmp_path / "出").mkdir()
    (tmp_path / "U盘").mkdir()
    made = [tmp_path / "出" / name for name in ("表 一.pdf", "表 一.xlsx")]
    for path in made:
        path.write_bytes(path.suffix.encode() * 1000)
    return made


def test_both_files_arrive(files: list[Path], tmp_path: Path) -> None:
    copies = copy_files(files, tmp_path / "U盘")
    assert copies == [tmp_path / "U盘" / path.name for path in files]
    assert [copy.read_bytes() for copy in copies] == [path.read_bytes() for path in files]
    assert len(list((tmp_path / "U盘").iterdir())) == 2


def test_a_stick_that_gives_something_else_back_is_found_out(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda p: read(p)[:-1] + b"?" if p.suffix == ".tmp" else read(p))
    with pytest.raises(NotWritten, match=r"表 一\.pdf.*不一样.*U盘"):
        copy_files(files, tmp_path / "U盘")
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_file_that_is_gone_is_named_and_nothing_is_copied(files: list[Path], tmp_path: Path) -> None:
    files[1].unlink()
    with pytest.raises(NotWritten, match=r"表 一\.xlsx.*重新导出"):
        copy_files(files, tmp_path / "U盘")
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_stick_pulled_out_too_early_gets_its_sentence(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "U盘").rmdir()
    with pytest.raises(NotWritten, match="文件夹不存在"):
        copy_files(files, tmp_path / "U盘")


def test_cancelled_in_the_middle_nothing_is_copied(files: list[Path], tmp_path: Path) -> None:
    said: list[str] = []

    def step(words: str) -> None:
        said.append(words)
        if len(said) == 3:
            raise Cancelled("已取消。")

    with pytest.raises(Cancelled):
        copy_files(files, tmp_path / "U盘", step)
    assert list((tmp_path / "U盘").iterdir()) == []
