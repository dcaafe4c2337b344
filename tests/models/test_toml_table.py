"""Tables of TOML files: what was parsed is kept, and never stands for a file that says something else."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.toml_table import load_toml
from models.trouble import Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def kept(path: Path) -> Path:
    return path.parent / "__pycache__" / f"{path.stem}.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "forms" / "甲.toml"
    path.parent.mkdir()
    path.write_text('name = "甲"\n', encoding="utf-8")
    return path


def test_a_file_is_parsed_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_toml(file).text("name") == "甲"
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("parsed again"))
    assert load_toml(file).text("name") == "甲"


def test_a_file_that_was_changed_is_parsed_again(file: Path) -> None:
    load_toml(file)
    file.write_text('name = "乙"\n', encoding="utf-8")
    assert load_toml(file).text("name") == "乙"
    assert load_toml(file).text("name") == "乙"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"[1]",
        lambda _: b'{"digest": 1, "values": {"name": "x"}}',
        lambda data: json.dumps({**json.loads(data), "values": "x"}).encode(),
        lambda _: b"\xff\xfe",
    ],
)
def test_what_is_kept_and_damaged_is_not_believed(file: Path, damage: object) -> None:
    load_toml(file)
    kept(file).write_bytes(damage(kept(file).read_bytes()))  # type: ignore[operator]
    assert load_toml(file).text("name") == "甲"
    assert json.loads(kept(file).read_bytes())["values"] == {"name": "甲"}


def test_where_nothing_can_be_kept_the_file_is_read_all_the_same(file: Path) -> None:
    (file.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert load_toml(file).text("name") == "甲"
    assert sorted(each.name for each in file.parent.iterdir()) == ["__pycache__", "甲.toml"]


def test_a_date_which_json_does_not_know_is_parsed_each_time(file: Path) -> None:
    file.write_text('name = "甲"\nday = 2020-11-23\n', encoding="utf-8")
    assert load_toml(file).text("name") == "甲"
    assert not kept(file).exists()
    assert load_toml(file).text("name") == "甲"


def test_a_broken_file_is_named_though_a_whole_one_was_kept(file: Path) -> None:
    load_toml(file)
    file.write_text("name = ", encoding="utf-8")
    with pytest.raises(Unreadable, match="不是完好的 TOML"):
        load_toml(file)
    file.write_bytes(b"name = '\xff'")
    with pytest.raises(Unreadable, match="不是 UTF-8"):
        load_toml(file)


@given(
    values=st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.one_of(
            st.text("甲乙 \"\\'#=\u3000a1\U00020000", max_size=20),
            st.integers(-(2**63), 2**63 - 1),
            st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
            st.lists(st.text("甲b", max_size=4), max_size=3),
        ),
        max_size=6,
    )
)
def test_what_is_kept_is_what_was_parsed(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    folder = tmp_path_factory.mktemp("forms")
    path = folder / "v.toml"
    path.write_text(
        "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()), encoding="utf-8"
    )
    parsed, again = load_toml(path).rest(), load_toml(path).rest()
    shutil.rmtree(folder)
    assert parsed == again == values
