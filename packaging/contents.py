"""What belongs into the bundle and what does not, and why its large parts are there. Read by build.spec and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = ("models", "intake", "export", "ui")
LEFT_OUT = (
    *("tkinter", "unittest", "pydoc", "readline", "lxml", "numpy", "hypothesis", "pytest", "fontTools", "setuptools"),
    *("_ssl", "_hashlib"),  # no network; hashlib has its own digests without OpenSSL
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf", "PySide6.QtOpenGL", "PySide6.QtSql"),
    *("PIL._avif", "PIL._webp", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL.ImageQt"),
)
"""Modules that neither the window nor the writers ask for."""
WITH_LICENCES = (
    *("openpyxl", "et-xmlfile", "reportlab", "pillow", "charset-normalizer", "pypdfium2", "python-calamine", "olefile"),
    *("PySide6-Essentials", "shiboken6"),
)
"""Packages whose metadata, with their licences, go along; Qt's LGPL stands in resources/licences."""

_PLUGINS = {
    "platforms": ("windows", "offscreen", "xcb", "wayland"),
    "styles": None,
    "imageformats": ("ico", "svg", "jpeg"),
    "iconengines": None,
    "platforminputcontexts": ("compose", "ibus", "fcitx"),
    "platformthemes": ("xdgdesktopportal",),  # that of GTK brings twenty libraries for a file dialog
    "printsupport": None,
    "xcbglintegrations": None,
    "wayland-shell-integration": None,
    "wayland-decoration-client": None,
}
"""Qt's plugins: of each folder those with these names, all where there is None."""
_UNWANTED = (
    *("Qt6Network", "Qt6Qml", "Qt6Quick", "Qt6Pdf", "Qt6VirtualKeyboard", "Qt6OpenGL", "Qt6EglF", "Qt6Sql"),
    *("opengl32sw", "d3dcompiler", "libcrypto", "libssl"),
    *("libgssapi", "libkrb5", "libk5crypto", "libkeyutils", "libcom_err"),  # asked for by Qt's network alone
    *("libgtk-", "libgdk", "libatk", "libpango", "libcairo", "libpixman", "libthai", "libdatrie", "libfribidi"),
    *("libgio", "libgmodule", "libgobject", "libharfbuzz", "libgraphite2", "libepoxy", "libmount", "libblkid"),
    *(
        "libcups",
        "libavahi",
        "libgnutls",
        "libp11-kit",
        "libhogweed",
        "libnettle",
        "libtasn1",
        "libidn2",
        "libunistring",
    ),
    "libgmp",  # with these of CUPS: whoever prints under Linux has them, in the version of his print service
    *("api-ms-win-", "ucrtbase"),  # part of Windows 10
)
"""Files by the beginning of their names."""
FORBIDDEN = ("qt6network", "qtnetwork", "_ssl", "libssl", "libcrypto")
"""What must not be in a bundle that cannot speak to a network."""
_PICTURES = "pictures"
"""Of the resources these are for the README alone."""


class Part(NamedTuple):
    """A large part of the bundle: which files it is, by what stands in their paths, and why it is there."""

    name: str
    marks: tuple[str, ...]
    why: str


PARTS = (
    Part("type for paper", ("resources/fonts",), "the same pages on every machine; 30,000 characters"),
    Part("other resources", ("resources/",), "form versions, words for checks, icons, sample, manual, licences"),
    Part("Unicode tables (ICU)", ("libicu",), "Qt on Linux is linked to it; Windows has its own"),
    Part("PDFium", ("pdfium",), "reads back each PDF and draws the preview"),
    Part("Qt plugins", ("/plugins/",), "the screen, icons, input methods, printing"),
    Part("Qt libraries", ("Qt6", "libpyside", "pyside6.abi3", "shiboken"), "the window"),
    Part("Qt for Python", ("PySide6/",), "what the program calls Qt by"),
    Part("Python", ("libpython", "python3", "base_library", "lib-dynload", ".pyd"), "the language the program is in"),
    Part("reading workbooks", ("calamine",), "reads xlsx, xls, ods; another library than the one that writes"),
    Part("Pillow", ("PIL/", "pillow"), "reportlab will not start without it"),
    Part("SQLite", ("sqlite3",), "keeps the drafts"),
    Part(
        "the program itself",
        ("jixiao",),
        "its code and pure Python packages, once with a console and once without",
    ),
    Part("licences", (".dist-info", "NOTICES"), "whose work is inside"),
    Part(
        "C and C++ run time",
        ("libstdc++", "msvcp", "vcruntime", "libgcc", "concrt"),
        "asked for by Qt, PDFium and Python",
    ),
    Part("libraries of the system", ("/lib", ".dll", ".so"), "X11, fonts, keyboard; where it runs may be another"),
    Part("rest", ("",), "small files"),
)
"""In this order: a file belongs to the first part whose mark stands in its path."""


def wanted(path: str) -> bool:
    """Whether a file that PyInstaller collected goes into the bundle; its path is that within the bundle."""
    path = path.replace("\\", "/")
    folder, _, name = path.rpartition("/")
    if "plugins/" in f"{folder}/" and "PySide6" in folder:
        kinds = _PLUGINS.get(folder.rpartition("/")[2], ())
        return kinds is None or any(kind in name for kind in kinds if not name.startswith("libqminimal"))
    if folder.endswith("/translations"):
        return name == "qtbase_zh_CN.qm"
    return not name.removeprefix("lib").startswith(_UNWANTED) and not name.startswith(_UNWANTED)


def resources(root: Path) -> list[tuple[str, str]]:
    """Give each folder below resources/ and where it goes in the bundle; a new one goes along by itself."""
    folders = sorted(path for path in (root / "resources").iterdir() if path.name != _PICTURES)
    return [(str(path), f"resources/{path.name}" if path.is_dir() else "resources") for path in folders]


def modules(root: Path) -> list[str]:
    """Give all modules of the program: those that are imported by name alone are not found otherwise."""
    files = sorted(path for floor in FLOORS for path in (root / floor).rglob("*.py"))
    names = [".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for path in files]
    return ["cli", *names]


def part_of(path: str) -> Part:
    """Give the part of the bundle that a file belongs to."""
    lower = f"/{path}".replace("\\", "/").lower()
    return next(part for part in PARTS if any(mark.lower() in lower for mark in part.marks))
