"""What Windows is told of the program: version, name on screen, icon."""

from __future__ import annotations

import ast
import struct
import tomllib
from pathlib import Path

from make_icon import SIZES
from project import Project, project, version_resource

from ui.title import TITLE

ROOT = Path(__file__).resolve().parents[2]


def test_name_and_version_are_those_of_the_project() -> None:
    said = project()
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (said.name, said.title, said.version) == ("jixiao", TITLE, stated["version"])


def test_a_version_has_four_numbers() -> None:
    assert Project("a", "甲", "1.20").numbers == (1, 20, 0, 0)
    assert Project("a", "甲", "1.2.3").numbers == (1, 2, 3, 0)


def test_the_version_resource_is_an_expression_with_what_windows_shows() -> None:
    tree = ast.parse(version_resource(Project("a", "甲“乙”", "1.2.3"), "a.exe"), mode="eval")
    pairs = {
        call.args[0].value: call.args[1].value  # type: ignore[attr-defined]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "StringStruct"
    }
    assert pairs["FileDescription"] == pairs["ProductName"] == "甲“乙”"
    assert (pairs["FileVersion"], pairs["OriginalFilename"]) == ("1.2.3", "a.exe")


def test_the_icon_has_all_sizes_as_pictures() -> None:
    data = (ROOT / "packaging" / "jixiao.ico").read_bytes()
    kind, count = struct.unpack_from("<2xHH", data)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * place) for place in range(count)]
    assert kind == 1
    assert [entry[0] or 256 for entry in entries] == list(SIZES)
    for width, *_, start in entries:
        assert data[start : start + 8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack_from(">I", data, start + 16) == (width or 256,)
    assert sum(entry[-2] for entry in entries) == len(data) - entries[0][-1]
