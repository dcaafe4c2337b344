"""What the bundle and the installer say of the program, taken from pyproject.toml."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_CHINESE = 0x0804, 1200  # simplified, UTF-16


class Project(NamedTuple):
    """Name of files and folders, name on screen, version."""

    name: str
    title: str
    version: str

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """Give the version as Windows wants it."""
        one, two, three, four = (*(int(part) for part in self.version.split(".")), 0, 0, 0)[:4]
        return one, two, three, four

    @property
    def dotted(self) -> str:
        """Give these numbers in one word."""
        return ".".join(map(str, self.numbers))

    @property
    def setup(self) -> str:
        """Give the name of the installer's file."""
        return f"{self.name}-{self.version}-setup.exe"

    @property
    def stick(self) -> str:
        """Give the name of the zip for a USB stick."""
        return f"{self.name}-{self.version}-usb.zip"


def project(root: Path = ROOT) -> Project:
    """Read pyproject.toml; the name on screen is what its description begins with."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Project(table["name"], table["description"].partition("：")[0], table["version"])


def version_resource(said: Project, file: str) -> str:
    """Give what Windows shows under 属性, 详细信息 of a program, in the form that PyInstaller reads."""
    language, charset = _CHINESE
    strings = {
        "FileDescription": said.title,  # also the name in the task bar and in the list 打开方式
        "FileVersion": said.version,
        "InternalName": said.name,
        "OriginalFilename": file,
        "ProductName": said.title,
        "ProductVersion": said.version,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={said.numbers}, prodvers={said.numbers}, mask=0x3F, flags=0,"
        " OS=0x40004, fileType=1, subtype=0, date=(0, 0)),"
        f" kids=[StringFileInfo([StringTable('{language:04X}{charset:04X}', [{table}])]),"
        f" VarFileInfo([VarStruct('Translation', [{language}, {charset}])])])"
    )


if __name__ == "__main__":
    print(getattr(project(), sys.argv[1]))
