"""The zip for a USB stick: it runs from there and keeps its data there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from usb_zip import pack

ROOT = Path(__file__).resolve().parents[2]


def test_everything_of_the_bundle_goes_along_with_the_mark_and_the_words(tmp_path: Path) -> None:
    bundle = tmp_path / "jixiao"
    (bundle / "_internal" / "resources").mkdir(parents=True)
    (bundle / "jixiao.exe").write_bytes(b"MZ")
    (bundle / "_internal" / "resources" / "a.toml").write_bytes(b"a")
    pack(bundle, tmp_path / "a.zip")
    with ZipFile(tmp_path / "a.zip") as archive:
        assert set(archive.namelist()) == {
            "jixiao/jixiao.exe",
            "jixiao/_internal/resources/a.toml",
            "jixiao/portable",
            "jixiao/使用说明.txt",
        }
        words = archive.read("jixiao/使用说明.txt")
    assert words.startswith(b"\xef\xbb\xbf")  # so that old editors read it as UTF-8
    assert words.count(b"\n") == words.count(b"\r\n") > 5
    for said in ("双击 jixiao.exe", "data 文件夹", "portable", "Windows 10 1809"):
        assert said in words.decode("utf-8-sig")


def test_where_the_mark_lies_the_data_lies_there_too(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_bytes((ROOT / "main.py").read_bytes())
    code = "import sys; sys.path.insert(0, sys.argv[1]); import main; print(main.data_folder())"

    def data_folder() -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, encoding="utf-8"
        ).stdout.strip()

    assert Path(data_folder()).name == "jixiao"
    (tmp_path / "portable").touch()
    assert data_folder() == str(tmp_path / "data")
