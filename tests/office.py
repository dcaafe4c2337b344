"""Second opinions on workbooks: LibreOffice opens, measures and saves them, an audit holds them to the standard."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator, ValidationSeverity

if TYPE_CHECKING:
    from pathlib import Path

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(path: Path, kind: str) -> Path:
    """Let LibreOffice save a file as another kind, beside it in a folder of its own."""
    folder = path.parent / f"as-{kind}"
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    done = subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
    written = folder / f"{path.stem}.{kind}"
    assert written.is_file(), done.stderr.decode()
    return written


def audited(path: Path) -> list[str]:
    """Give the errors that an audit against the standard finds in a workbook."""
    result = OpenXmlValidator().validate(path)
    return [str(fault) for fault in result.errors if fault.severity is ValidationSeverity.ERROR]
