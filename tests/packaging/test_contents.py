"""What goes into the bundle, by its path there, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from contents import FORBIDDEN, PARTS, modules, part_of, resources, wanted
from parts import forbidden, main, sizes

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/plugins/imageformats/qico.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/plugins/printsupport/windowsprintersupport.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt6PrintSupport.dll",
        "libxcb-cursor.so.0",
        "libglib-2.0.so.0",
        "sqlite3.dll",
        "resources/forms/cq-2020-10.toml",
        "pypdfium2-5.15.2.dist-info/licenses/LICENSES/BSD-3-Clause.txt",
    ],
)
def test_what_is_needed_goes_in(path: str) -> None:
    assert wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/plugins/virtualkeyboard/qtvkb.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platforms/libqminimalegl.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/translations/qt_help_zh_CN.qm",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/opengl32sw.dll",
        "libcrypto.so.3",
        "libcrypto-3.dll",
        "libssl-3.dll",
        "libgssapi_krb5.so.2",
        "libgtk-3.so.0",
        "libcups.so.2",
        "libgnutls.so.30",
        "api-ms-win-crt-heap-l1-1-0.dll",
    ],
)
def test_what_is_not_needed_stays_out(path: str) -> None:
    assert not wanted(path)


def test_resources_go_along_by_themselves(tmp_path: Path) -> None:
    for name in ("forms", "newcomer", "pictures"):
        (tmp_path / "resources" / name).mkdir(parents=True)
    assert [target for _, target in resources(tmp_path)] == ["resources/forms", "resources/newcomer"]


def test_every_module_is_named() -> None:
    named = modules(ROOT)
    assert {"cli", "ui", "ui.self_test", "ui.sheet", "models.checks.review", "intake.pdf"} <= set(named)
    assert len(named) == len(set(named))


def test_each_part_has_its_reason() -> None:
    assert all(part.why and part.name for part in PARTS)
    assert part_of("PySide6/Qt6Core.dll").name == "Qt libraries"
    assert part_of("jixiao.exe").name == "the program itself"
    assert part_of("resources/fonts/JixiaoSerifExt.ttf").name == "type for paper"
    assert part_of("somewhere/a.txt") is PARTS[-1]


def test_the_table_tells_what_has_no_place_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "jixiao.exe").write_bytes(bytes(1_500_000))
    (tmp_path / "lib" / "sqlite3.dll").write_bytes(bytes(2_000_000))
    assert main(tmp_path) == 0
    first, second, total = capsys.readouterr().out.splitlines()
    assert ("2.0 MB" in first, "SQLite" in first, "1.5 MB" in second, "3.5 MB" in total) == (True,) * 4
    (tmp_path / "lib" / "_ssl.pyd").touch()
    (tmp_path / "lib" / "libQt6Network.so.6").touch()
    assert forbidden(tmp_path) == ["lib/_ssl.pyd", "lib/libQt6Network.so.6"]
    assert main(tmp_path) == 1
    assert sizes(tmp_path).total() == 3_500_000
    assert all(mark == mark.lower() for mark in FORBIDDEN)
