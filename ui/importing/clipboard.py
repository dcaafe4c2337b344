"""What the clipboard holds that a form could be read from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from intake.pasted import Pasted


def on_clipboard() -> Path | Pasted:
    """Give the file that was copied, else what was copied out of one."""
    mime = QGuiApplication.clipboard().mimeData()
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime else []
    if mime is None or files:
        return Path(files[0]) if files else Pasted()
    return Pasted(mime.html() if mime.hasHtml() else "", mime.text() if mime.hasText() else "")
