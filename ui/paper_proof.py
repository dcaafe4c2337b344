"""The part of the self-test that is about paper: pages come from their own process, and a printer takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest

from export.outputs import pdf_of
from export.page_pictures import OpenPdf
from ui.preview.page import PreviewPage
from ui.printing.paper import draw_pages, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from ui.main_window import MainWindow

_STEP, _STEPS = 50, 600  # ms, and how many of them the process that makes pages may take


def prove_preview(window: MainWindow) -> dict[str, Any]:
    """Wait for the first page of the preview; RuntimeError without one."""
    window.workspace.show_panel("preview")
    page = window.workspace.panel.page("preview")
    if not isinstance(page, PreviewPage):
        raise TypeError(page)
    for _ in range(_STEPS):
        if not page.is_shown:
            QTest.qWait(_STEP)
    page.end()
    if not page.is_shown:
        raise RuntimeError(f"no page came: {page.trouble.words.text()}")
    return {"pages": page.sight.count}


def prove_printing(window: MainWindow, folder: Path) -> dict[str, Any]:
    """Print into a file; RuntimeError where it does not hold all pages."""
    pages = OpenPdf(pdf_of(window.document.form, window.document.definition))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "印出 来.pdf"))
    prepare(printer, pages)
    draw_pages(printer, pages)
    printed = OpenPdf((folder / "印出 来.pdf").read_bytes())
    counts = len(printed), len(pages)
    printed.close()
    pages.close()
    if counts[0] != counts[1]:
        raise RuntimeError(f"{counts[0]} of {counts[1]} pages were printed")
    return {"printers": len(QPrinterInfo.availablePrinterNames())}
