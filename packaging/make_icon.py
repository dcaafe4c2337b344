"""Draw the program's icon anew from resources/icons/program.svg into packaging/jixiao.ico: make icon."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""px: title bar, task bar and desktop at 100 to 200 %, large symbols."""
_HEADER, _ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def picture(drawing: QSvgRenderer, size: int) -> bytes:
    """Give the drawing as PNG, a square of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(data.data())


def icon(pictures: dict[int, bytes]) -> bytes:
    """Give PNG pictures of several sizes as one .ico file."""
    start = _HEADER.size + _ENTRY.size * len(pictures)
    entries, data = b"", b""
    for size, content in pictures.items():
        entries += _ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(content), start + len(data))
        data += content
    return _HEADER.pack(0, 1, len(pictures)) + entries + data


def main(target: Path) -> None:
    """Draw all sizes into one file."""
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "program.svg"))
    target.write_bytes(icon({size: picture(drawing, size) for size in SIZES}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
