"""What a file really is, by its content; its name says nothing."""

from __future__ import annotations

import errno
import stat
import zlib
from typing import TYPE_CHECKING

from intake.table_text import unmarked_utf_16
from models.characters import cleaned
from models.definition import on_one_line
from models.trouble import Unreadable

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

APART = {"ole", "pdf", "html"}
"""Kinds read apart: readers written in C, and one whose time may grow with the square of the text.

Packed kinds (xlsx, ods, docx) pass a guarded look first, which bounds all that their readers may meet, and text is
read by plain splitting: these are read where they are, which saves starting a process.
"""
LARGEST_FILE = 20 * 1024 * 1024
_REASONS = {
    errno.ELOOP: "它是指回自己的链接。请选真正的文件。",
    errno.ENAMETOOLONG: "文件名太长。请改短后再试。",
}
_ADVICE = "请打开它，把表格的文字复制出来存成 .txt 再试。"
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_IN_ZIP = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "ods"),
)
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<!--")
_AS_XLSX = "请用 Excel 或 WPS 打开，另存为 .xlsx 再试。"
_REFUSALS = {
    "xlsb": f"这是二进制的 Excel 工作簿（.xlsb），还不能直接读。{_AS_XLSX}",
    "pptx": "这是演示文稿，里面没有可读的申报表。请换一个文件。",
    "odt": "这是 OpenDocument 的文字文档或其他文档，还不能直接读。请打开它，另存为 .docx 再试。",
    "zip": "这是压缩包，不能直接读。请先解压，再选里面的表。",
    "archive": "这是压缩包，不能直接读。请先解压，再选里面的表。",
    "image": "这是图片，里面的字读不出来。请换一份表格文件。",
    "rtf": "这是写字板文档（.rtf），还不能直接读。请用 Word 或 WPS 打开，另存为 .docx 再试。",
    "program": "这是程序，不是表格。请换一个文件。",
    "mht": f"这是单个文件的网页（.mht），还不能直接读。{_AS_XLSX}",
    "xml": f"这是 XML 格式的表格或数据，还不能直接读。{_AS_XLSX}",
    "binary": "这个文件不是表格，改了扩展名也读不了。请用 Word、Excel 或 WPS 打开后另存，再拖进来。",
}


def read_file(path: Path) -> bytes:
    """Read a file whole; `Unreadable` says why it cannot be."""
    name = _shown(path.name or str(path))
    try:
        data = _content(path, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(f"没有找到文件“{_shown(str(path))}”。请检查文件名和位置。") from error
    except PermissionError as error:
        raise Unreadable(f"没有权限读文件“{name}”。请换个位置，或请管理员开放权限。") from error
    except OSError as error:
        why = _REASONS.get(error.errno or 0) or f"{error.strerror or '读出错'}。请检查磁盘或U盘是否插好。"
        raise Unreadable(f"读不了文件“{name}”：{why}") from error
    except ValueError as error:
        raise Unreadable(f"读不了文件“{name}”：文件名里有不该有的字符。请改名后再试。") from error
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"文件“{name}”还在变长，已经超过 20 MB。请等它写完，并确认选对了文件。")
    if not data.strip():
        raise Unreadable(f"文件“{name}”是空的。请换一个有内容的文件。")
    return data


def _content(path: Path, name: str) -> bytes:
    """Give at most one byte more than a file may have; nothing is opened that may never end."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"“{name}”是文件夹，不是文件。请选里面的一个文件。")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"“{name}”是设备或管道，不是文件。请选一个表格文件。")
    if status.st_size > LARGEST_FILE:
        megabytes = status.st_size // 1024 // 1024
        raise Unreadable(f"文件“{name}”有 {megabytes} MB，一份申报表不会超过 20 MB。请确认选对了文件。")
    if not status.st_size:  # as files say that the system makes up on the way
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _shown(name: str) -> str:
    """Give a name on one line, with a question mark for what is no character."""
    return on_one_line(cleaned(name.encode(errors="replace").decode()))


def kind_of(data: bytes) -> str:
    """Give "json", "text", "html", "pdf", "xlsx", "ods", "docx" or "ole" (old Office, to be looked into apart).

    `Unreadable` for every other kind says what it is and what to do.
    """
    kind = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "") or _text_kind(data)
    if kind == "zip":
        kind = _zip_kind(data)
    if kind in _REFUSALS:
        raise Unreadable(_REFUSALS[kind])
    return kind


def _text_kind(data: bytes) -> str:
    beginning = data[:4096]
    if b"\x00" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")) and not unmarked_utf_16(data):
        return "binary"
    start = beginning.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().lower()
    if start[:1] in {b"{", b"["}:
        return "json"
    if start.startswith(_HTML):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    return "mht" if start.startswith(b"mime-version:") else "text"


def _zip_kind(data: bytes) -> str:
    import zipfile  # noqa: PLC0415 - most files are no archives

    from intake.package import archive_of  # noqa: PLC0415

    try:
        with archive_of(data) as archive:
            names = set(archive.namelist())
            kind = next((kind for name, kind in _IN_ZIP if name in names), "zip")
            if kind == "ods" and b"spreadsheet" not in _beginning(archive, "mimetype", names):
                return "odt"
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("这个文件不完整，像是没有下载或复制完。请重新复制一份。") from error
    return kind


def _beginning(archive: zipfile.ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(100)
