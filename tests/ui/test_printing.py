"""Printing: the same pages as the PDF, at their size; asked once; remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QProgressDialog

from cli import run
from export.outputs import pdf_of
from export.page_pictures import OpenPdf
from models.edits import edit_at
from tests.ui.test_preview import FULL_SECOND
from tests.ui.windows import type_in
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON, SECOND
from ui.main_window import MainWindow
from ui.printing import dialog as dialogs
from ui.printing.dialog import PrintDialog, print_dialog
from ui.printing.paper import draw_pages, paper_notice, prepare
from ui.printing.viewed import clear_viewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form

PAGES = 3
"""The sample takes."""
WRONG = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)


def pdf_printer(path: Path, document: OpenPdf, resolution: int) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(resolution)
    prepare(printer, document)
    return printer


def picture(document: OpenPdf, index: int, times: int = 3) -> Image.Image:
    """Give a page at 100 dots an inch, each the mean of some square: so thin rules are as dark in both."""
    width, height = (round(points * times * 100 / 72) for points in document.size(index))
    drawn = document.draw(index, width, height)
    return Image.frombytes("L", (drawn.stride, drawn.height), drawn.greys).crop((0, 0, width, height)).reduce(times)


def assert_alike(one: Image.Image, other: Image.Image) -> None:
    """Compare as far as both reach."""
    area = (0, 0, min(one.width, other.width), min(one.height, other.height))
    difference = ImageChops.difference(one.crop(area), other.crop(area))
    assert ImageStat.Stat(difference).mean[0] < 3
    assert sum(difference.histogram()[100:]) < 0.0001 * area[2] * area[3]


@pytest.mark.parametrize(
    ("form", "version", "resolution", "last"),
    [(WRONG, FIRST, 300, 3), (FULL_SECOND, SECOND, 300, 4), (WRONG, FIRST, 1200, 1)],
)
def test_the_printed_pages_are_those_of_the_pdf(
    form: Form, version: Definition, resolution: int, last: int, tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp
    exported = OpenPdf(pdf_of(form, version))
    printer = pdf_printer(tmp_path / "printed.pdf", exported, resolution)
    if last < len(exported):
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(1, last)
    draw_pages(printer, exported)
    printed = OpenPdf((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == last
    for index in range(last):
        sizes = [document.size(index) for document in (exported, printed)]
        assert sizes[0] == pytest.approx(sizes[1], abs=1.0)
        times = min(resolution, 600) // 100
        assert_alike(picture(exported, index, times), picture(printed, index, times))
    exported.close()
    printed.close()


def test_a_range_of_pages_and_their_order_are_heeded(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp
    exported = OpenPdf(pdf_of(SAMPLE, FIRST))
    printer = pdf_printer(tmp_path / "printed.pdf", exported, 300)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    draw_pages(printer, exported)
    printed = OpenPdf((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == 2
    assert_alike(picture(printed, 0), picture(exported, 2))
    exported.close()
    printed.close()


def test_another_paper_is_said_and_nothing_is_scaled(tmp_path: Path, qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    with print_dialog(pdf_of(SAMPLE, FIRST), "表", window) as dialog:
        dialog.show()
        qtbot.waitExposed(dialog)
        assert dialog.notice.isHidden()
        printer = dialog.printer()
        printer.setResolution(300)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "small.pdf"))
        dialog.paintRequested.emit(printer)
        assert "A5 纵向（148 × 210 毫米）" in dialog.notice.text()
        assert dialog.notice.isVisible()
    exported, printed = OpenPdf(pdf_of(SAMPLE, FIRST)), OpenPdf((tmp_path / "small.pdf").read_bytes())
    assert_alike(picture(exported, 0), picture(printed, 0))  # the upper left part, as large as ever
    printer = QPrinter()
    prepare(printer, exported)
    assert paper_notice(printer, exported) == ""
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    assert "A4 横向" in paper_notice(printer, exported)
    exported.close()
    printed.close()


def test_printing_shows_how_far_it_is_and_can_be_stopped(tmp_path: Path, qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    shown: list[str] = []
    with print_dialog(pdf_of(SAMPLE, FIRST), "表", window) as dialog:
        dialog.show()
        qtbot.waitExposed(dialog)
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(600)

        def look() -> None:
            progress = dialog.findChild(QProgressDialog)
            if progress is not None and progress.isVisible():
                shown.append(progress.labelText())
                progress.cancel()
                ticking.stop()

        ticking = QTimer(interval=0)
        ticking.timeout.connect(look)
        ticking.start()
        dialog.paintRequested.emit(printer)
        assert dialog.refused.startswith("打印取消了。")
    assert shown[0].startswith("正在把第 ")
    assert shown[0].endswith(f" 页送到打印机，共 {PAGES} 页…")


def let_print(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Let the dialog print at once, into a file."""

    def execute(dialog: PrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(100)
        dialog.paintRequested.emit(printer)
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(dialogs, "has_printer", lambda: True)
    monkeypatch.setattr(PrintDialog, "exec", execute)


def test_what_was_printed_is_pinned_and_remembered(
    open_window: Callable[[Form, Definition], MainWindow],
    drafts: Drafts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_print(monkeypatch, tmp_path / "printed.pdf")
    window = open_window(SAMPLE, FIRST)
    window.printing.print()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    (revision,) = [each for each in drafts.revisions(window.draft) if each.code]
    assert (revision.what, revision.code) == ("打印", window.document.check_code)
    assert window.status.words.startswith("已打印 ")
    window.activateWindow()  # as a screen does once no dialog is in front any more
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("fields.contact")
    type_in(QApplication.focusWidget(), "甲")
    window.go_to("indicators[0].value")
    window.document.apply(edit_at("indicators[0].value", "7个"))
    qtbot.waitUntil(lambda: window.status.words.endswith("此后改过 2 处"))
    window.close()
    again = MainWindow(drafts, window.draft, DEFINITIONS)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.status.words.endswith("此后改过 2 处"))


def test_with_errors_left_it_is_asked_once(
    open_window: Callable[[Form, Definition], MainWindow],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_print(monkeypatch, tmp_path / "printed.pdf")
    window = open_window(WRONG, FIRST)
    asked: list[str] = []

    def answer(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(0, lambda: answer("去看错误"))
    window.printing.print()
    assert not (tmp_path / "printed.pdf").exists()
    window.activateWindow()  # as a screen does once the question is answered
    qtbot.waitUntil(lambda: window.where.startswith("amounts."))
    QTimer.singleShot(0, lambda: answer("继续打印"))
    window.printing.print()
    assert (tmp_path / "printed.pdf").exists()
    assert asked == ["还有 1 个错误没有改，打印的每一页会印上“草稿”。要继续吗？"] * 2


def test_without_a_printer_there_is_a_sentence_and_the_pdf_can_be_opened(
    open_window: Callable[[Form, Definition], MainWindow],
    drafts: Drafts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialogs, "has_printer", lambda: False)
    opened: list[str] = []

    def open_url(url: object) -> bool:
        opened.append(url.toLocalFile())  # type: ignore[attr-defined]
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    window = open_window(SAMPLE, FIRST)
    window.printing.print()
    assert window.message.sentence.startswith("这台电脑上没有找到打印机")
    window.printing.view()
    assert run(["verify", opened[0], str(SAMPLE_JSON)], tmp_path) == 0
    window.printing.view()
    assert "没有能打开 PDF 的程序" in window.message.sentence
    assert opened[0] != opened[1]
    clear_viewed(drafts.folder)
    assert [*drafts.folder.glob("**/*.pdf")] == []


def test_an_unprintable_form_opens_no_dialog(
    open_window: Callable[[Form, Definition], MainWindow], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    let_print(monkeypatch, tmp_path / "printed.pdf")
    window = open_window(edit_at("fields.contact", "伍😀").apply(SAMPLE), FIRST)
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), "\r"))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    window.printing.print()
    assert "“😀”" in window.message.sentence
    assert not (tmp_path / "printed.pdf").exists()
