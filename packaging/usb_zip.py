"""Pack the Windows bundle for a USB stick: it runs from the stick and keeps its data there.

packaging/usb_zip.py dist/windows/jixiao dist/jixiao-0.1.0-usb.zip
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_HERE = Path(__file__).resolve().parent
_PORTABLE = "portable"
"""Where this file lies beside the program, the data lies there too."""


def pack(bundle: Path, target: Path) -> None:
    """Write the zip: one folder with the program, how to use it, and the mark that keeps the data on the stick."""
    words = (_HERE / "usb-readme.txt").read_text(encoding="utf-8")
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(bundle.rglob("*")):
            if path.is_file():
                archive.write(path, f"{bundle.name}/{path.relative_to(bundle).as_posix()}")
        archive.writestr(f"{bundle.name}/{_PORTABLE}", "")
        archive.writestr(f"{bundle.name}/使用说明.txt", words.replace("\n", "\r\n").encode("utf-8-sig"))


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
