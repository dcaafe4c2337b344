"""The pages of a PDF drawn by a printer: pictures at its resolution, each point where it stands on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter

from models.trouble import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from export.page_pictures import OpenPdf, Picture

_FINEST = 600  # dots an inch; a finer printer prints these as squares, which nobody can see
_BAND = 1024  # rows drawn at a time: a whole page of colours would take 140 MB
_POINTS = 72  # an inch
_SAME = 1.0  # mm
_MM = 25.4


def prepare(printer: QPrinter, pdf: OpenPdf) -> None:
    """Give a printer the paper of a PDF: A4, upright or across, without margins of its own."""
    width, height = pdf.size(0)
    across = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(across)
    printer.setFullPage(True)


def draw_pages(
    printer: QPrinter, pdf: OpenPdf, screen: float = 0.0, goes_on: Callable[[int, int, float], bool] | None = None
) -> None:
    """Draw the pages the clerk chose, never scaled; `NotWritten` where the printer does not take them, or must not.

    For a preview `screen` says how many pixels are to show an inch. For a printer `goes_on` is asked now and then, with
    the number of the page from 1, of how many, and how much of it is drawn (0 to 1), whether to go on.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise NotWritten("打印机没有接受这份表。请看看它是否开着、连着，再打印一次；表和草稿都没有变。")
    painter.setRenderHints(
        QPainter.RenderHint.LosslessImageRendering | QPainter.RenderHint.SmoothPixmapTransform,
    )
    chosen = _chosen(printer, len(pdf))
    for number, index in enumerate(chosen):
        if number:
            printer.newPage()
        for part in _draw(painter, printer.resolution(), pdf, index, screen if on_screen(printer) else 0.0):
            if goes_on and not goes_on(number + 1, len(chosen), part):
                printer.abort()
                painter.end()
                raise NotWritten("打印取消了。前面几页可能已经送到打印机，请去看一眼；表和草稿都没有变。")
    painter.end()


def paper_notice(printer: QPrinter, pdf: OpenPdf) -> str:
    """Say where the printer's paper is not that of the PDF, "" where it is."""
    layout = printer.pageLayout()
    have = layout.fullRect(QPageLayout.Unit.Millimeter)
    wanted = [points / _POINTS * _MM for points in pdf.size(0)]
    if abs(have.width() - wanted[0]) <= _SAME and abs(have.height() - wanted[1]) <= _SAME:
        return ""
    name = layout.pageSize().name().split(" (")[0]
    return (
        f"打印机现在的纸张是 {name} {_way(have.width(), have.height())}"
        f"（{have.width():.0f} × {have.height():.0f} 毫米），"
        f"这份表要用 A4 {_way(*wanted)}（{wanted[0]:.0f} × {wanted[1]:.0f} 毫米）。"
        "表不会缩放，放不下的边会缺；请在“页面设置”里改过来再打印。"
    )


def _way(width: float, height: float) -> str:
    return "横向" if width > height else "纵向"


def _chosen(printer: QPrinter, count: int) -> Sequence[int]:
    """Give the pages to be printed, from 0, in the printer's order."""
    pages = range(count)
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = range(max(printer.fromPage() - 1, 0), min(printer.toPage() or count, count))
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


def on_screen(printer: QPrinter) -> bool:
    """Whether what is drawn goes into a preview."""
    return printer.paintEngine().type() == QPaintEngine.Type.Picture


def _draw(painter: QPainter, dots: int, pdf: OpenPdf, page: int, screen: float) -> Iterator[float]:
    """Draw a page from the paper's upper left corner, band by band unless it is for a preview; give how far it is."""
    resolution = screen or min(dots, _FINEST)
    width, height = (round(points / _POINTS * resolution) for points in pdf.size(page))
    scale = dots / resolution
    if screen:
        painter.drawImage(QRectF(0, 0, width * scale, height * scale), _image(pdf.draw_fine(page, width, height)))
        yield 1.0
        return
    for top in range(0, height, _BAND):
        image = _image(pdf.draw(page, width, height, top, _BAND))
        painter.drawImage(QRectF(0, top * scale, image.width() * scale, image.height() * scale), image)
        yield min((top + _BAND) / height, 1.0)


def _image(picture: Picture) -> QImage:
    greys, kind = picture.greys, QImage.Format.Format_Grayscale8
    return QImage(greys, picture.width, picture.height, picture.stride, kind).copy()
