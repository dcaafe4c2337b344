"""The table of the house as a test: which room may import what, and that no imports go round in a circle."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {
    "models": set(),
    "intake": {"models", "python_calamine", "olefile", "pypdfium2"},
    "export": {"models", "intake", "reportlab", "openpyxl", "pypdfium2"},
    "cli": {"models", "intake", "export"},
    "ui": {"models", "intake", "export", "PySide6"},
    "main": {"models", "intake", "export", "cli", "ui"},
}
"""Floors and what each may import beside itself and the standard library."""

READ_BACK = {"export/read_back.py"}
"""The rooms of export that may look into intake: what was written is read again."""

SOURCES = sorted(path for floor in FLOORS for path in [*ROOT.glob(f"{floor}/**/*.py"), *ROOT.glob(f"{floor}.py")])


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path, *, only_at_run_time: bool) -> set[str]:
    """Modules a file imports; those under `if TYPE_CHECKING` are left out where asked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {
        inner
        for node in ast.walk(tree)
        if only_at_run_time and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and node not in left_out:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node not in left_out:
            assert node.level == 0, f"{path}: imports name the whole way"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    floor = module_name(path).split(".", maxsplit=1)[0]
    foreign = {name.split(".", maxsplit=1)[0] for name in imported(path, only_at_run_time=False)}
    assert foreign - sys.stdlib_module_names - {floor} <= FLOORS[floor]


def test_only_the_read_back_looks_from_export_into_intake() -> None:
    looking = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if module_name(path).startswith("export")
        and any(name.startswith("intake") for name in imported(path, only_at_run_time=False))
    }
    assert looking <= READ_BACK


def test_no_imports_go_round_in_a_circle() -> None:
    modules = {module_name(path): path for path in SOURCES}
    graph = {}
    for name, path in modules.items():
        targets = imported(path, only_at_run_time=True)
        graph[name] = {target for wanted in targets if (target := nearest(wanted, modules)) and target != name}
    assert list(TopologicalSorter(graph).static_order())  # CycleError names the circle


def nearest(wanted: str, modules: dict[str, Path]) -> str | None:
    """Find the module of ours that an imported name belongs to: `a.b.c` is the module a.b.c, or c in a.b."""
    return wanted if wanted in modules else parent if (parent := wanted.rpartition(".")[0]) in modules else None


def test_each_top_level_place_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    places = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {
        "out",
        "README.md",
        "__pycache__",
    }
    assert {name for name in places if name not in readme} == set()
