"""The dialog with the pages as the printer will print them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QGraphicsView, QLabel, QProgressDialog, QToolBar, QToolButton, QVBoxLayout, QWidget

from export.page_pictures import OpenPdf
from models.trouble import NotWritten
from ui import fonts
from ui.icons import icon
from ui.palette import colours
from ui.preview.view import desk
from ui.printing.paper import draw_pages, on_screen, paper_notice, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QHideEvent


_ZOOM_PAUSE = 120  # ms after the last change of size
_LEAST_DOTS = 20.0
_PATIENCE = 400  # ms of printing before it is shown how far it is
_STEPS = 100  # of a page
_KEPT = {
    0: ("arrow_autofit_width", ""),
    1: ("page_fit", ""),
    2: ("", ""),
    3: ("", ""),
    4: ("zoom_out", ""),
    5: ("zoom_in", ""),
    9: ("", ""),
    11: ("chevron_left", ""),
    12: ("", ""),
    13: ("chevron_right", ""),
    19: ("", ""),
    20: ("settings", "页面设置"),
    21: ("print", "打印…"),
}
"""What is kept of Qt's tool bar, by its place: icon and words. Turning the paper, and several pages side by side, are
left out: the form knows its paper."""


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


class PrintDialog(QPrintPreviewDialog):
    """Shows the pages of a PDF, says where the paper is another one, and prints."""

    def __init__(self, printer: QPrinter, pdf: OpenPdf, title: str, parent: QWidget) -> None:
        """Show the pages of an open PDF."""
        super().__init__(printer, parent)
        self._pdf = pdf
        self._drawn_at = 0.0
        self._prints = False
        self.refused = ""
        """The sentence that says why nothing was printed, "" where it was."""
        self.setWindowTitle(title)
        self.notice = QLabel(self)
        self.notice.setObjectName("message")
        self.notice.setWordWrap(True)
        self.notice.setFont(fonts.sentence())
        self.notice.setMargin(fonts.unit(8))
        self.notice.hide()
        lines = self.layout()
        if isinstance(lines, QVBoxLayout):
            lines.insertWidget(0, self.notice)
        self._tidy()
        self.resize(QSize(fonts.unit(900), fonts.unit(640)).boundedTo(self.screen().availableSize()))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        (self._view,) = self.findChildren(QPrintPreviewWidget)
        for view in self.findChildren(QGraphicsView):
            view.setBackgroundBrush(desk())
        self._pause = QTimer(self, interval=_ZOOM_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._sharpen)
        self._view.previewChanged.connect(self._pause.start)
        self.paintRequested.connect(self._draw)

    def _tidy(self) -> None:
        """Leave what is needed, with words where a drawing alone does not say it."""
        (bar,) = self.findChildren(QToolBar)
        for place, action in enumerate(bar.actions()):
            name, words = _KEPT.get(place, ("", ""))
            action.setVisible(place in _KEPT)
            if name:
                action.setIcon(
                    icon(name, colours().on_accent if name == "print" else colours().text, fonts.unit(16), fades=True)
                )
            button = bar.widgetForAction(action)
            if words and isinstance(button, QToolButton):
                action.setText(words)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setObjectName("primary" if name == "print" else "")
        bar.setIconSize(QSize(fonts.unit(16), fonts.unit(16)))
        bar.setMovable(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw no more: the printer and the pages are let go of next."""
        super().hideEvent(event)
        self._pause.stop()

    def _screen_dots(self) -> float:
        """Give how many device pixels show an inch of paper now."""
        return max(self.logicalDpiX() * self._view.zoomFactor() * self.devicePixelRatioF(), _LEAST_DOTS)

    def _sharpen(self) -> None:
        """Draw anew where the pages are shown at another size than they were drawn for."""
        if not self._prints and abs(self._screen_dots() - self._drawn_at) > 1:
            self._view.updatePreview()

    def _draw(self, printer: QPrinter) -> None:
        words = paper_notice(printer, self._pdf)
        self.notice.setText(words)
        self.notice.setVisible(bool(words))
        if not on_screen(printer):
            self._print(printer)
            return
        self._drawn_at = self._screen_dots()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            draw_pages(printer, self._pdf, self._drawn_at)
        except NotWritten as trouble:
            self.refused = str(trouble)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _print(self, printer: QPrinter) -> None:
        """Print page by page; the windows stay alive meanwhile, show how far it is and let it be stopped."""
        progress = QProgressDialog("正在送到打印机…", "取消", 0, 0, self)
        progress.setWindowTitle(self.windowTitle())
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE)
        progress.setMinimumWidth(fonts.unit(360))

        def goes_on(page: int, count: int, part: float) -> bool:
            progress.setMaximum(count * _STEPS)
            progress.setLabelText(f"正在把第 {page} 页送到打印机，共 {count} 页…")
            progress.setValue(round((page - 1 + part) * _STEPS))  # lets the windows do what they have to
            return not progress.wasCanceled()

        self._prints = True
        try:
            draw_pages(printer, self._pdf, goes_on=goes_on)
        except NotWritten as trouble:
            self.refused = str(trouble)
        finally:
            self._prints = False
            progress.close()
            progress.deleteLater()


@contextmanager
def print_dialog(pdf: bytes, title: str, parent: QWidget) -> Iterator[PrintDialog]:
    """Give the dialog for a PDF; closed with it."""
    opened = OpenPdf(pdf)
    try:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        prepare(printer, opened)
        dialog = PrintDialog(printer, opened, title, parent)
        yield dialog
        dialog.deleteLater()
    finally:
        opened.close()
