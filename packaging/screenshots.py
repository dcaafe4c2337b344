"""Pictures of the window in all its states, for looking at and for the README: make screenshots."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, Qt  # noqa: E402 - after the path is set
from PySide6.QtGui import QGuiApplication, QPageSize, QPalette  # noqa: E402
from PySide6.QtPrintSupport import QPrintPreviewWidget  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from export.outputs import pdf_of  # noqa: E402
from models.definition_file import Definitions  # noqa: E402
from models.digest import check_code  # noqa: E402
from models.drafts import Drafts  # noqa: E402
from models.edits import RemoveIndicators, edit_at  # noqa: E402
from models.form import blank_form, with_derived_ids  # noqa: E402
from models.form_json import form_from_json  # noqa: E402
from tests.ui.importing.foreign import foreign  # noqa: E402
from tests.ui.windows import type_in  # noqa: E402
from ui import fonts, palette  # noqa: E402
from ui.application import Application  # noqa: E402
from ui.importing.merging import MergeSheet  # noqa: E402
from ui.manual.window import ManualWindow  # noqa: E402
from ui.outgoing.export_sheet import ExportSheet  # noqa: E402
from ui.preview.page import PreviewPage  # noqa: E402
from ui.printing.dialog import print_dialog  # noqa: E402
from ui.reuse.insert_sheet import InsertSheet  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.definition import Definition
    from models.form import Form
    from ui.main_window import MainWindow
    from ui.start.window import StartWindow

PAUSE = 300  # ms for everything to be painted
SECOND = ROOT / "tests" / "forms"


class Camera:
    """Takes pictures into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, window: QWidget, name: str) -> None:
        """Take a picture once everything is painted."""
        QTest.qWait(PAUSE)
        window.grab().save(str(self._folder / f"{name}.png"))


SCREENS = ((1366, 768, 1.25), (1366, 768, 1.5), (1920, 1080, 1.5), (1920, 1080, 1.75), (2560, 1440, 2.0))
"""Screens as clerks have them: width, height, and how much Windows enlarges."""
BARS = 72  # logical pixels that the title bar and the task bar take


def main(folder: Path) -> None:
    """Take a picture of each state, in both schemes, at each size of a screen and of type."""
    for width, height, factor in SCREENS:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(factor)}
        command = [sys.executable, __file__, str(folder), f"{width}x{height}", str(factor)]
        subprocess.run(command, env=environment, check=True)  # noqa: S603 - this program
    qt, camera = QApplication([]), Camera(folder)
    with tempfile.TemporaryDirectory() as data:
        shutil.copytree(SECOND, Path(data) / "forms")
        definitions = Definitions(Path(data) / "forms")
        sample = form_from_json((ROOT / "resources" / "samples" / "sample-2020.json").read_bytes(), definitions)
        drafts = Drafts(Path(data))
        (definition, *others) = (definitions.get(name) for name in sorted(definitions.ids()))
        many = replace(sample, indicators=with_derived_ids((sample.indicators * 91)[:1000]))
        wrong = edit_at("amounts.expense_project", "20374.99").apply(sample)
        forms = {"": wrong, "blank-": blank_form(definition), "many-": many}
        forms |= {f"version-{other.id}-": blank_form(other) for other in others}
        ids = {name: drafts.create(form, definitions.get(form.form)) for name, form in forms.items()}
        drafts.close()
        application = Application(qt, Path(data))
        for name, draft in ids.items():
            _sections(application, camera, name, draft, forms[name])
        _sizes(application, camera, ids[""])
        _going_out(application, camera, ids[""], Path(data))
        _beside(application, camera, ids[""])
        _contrast(application, camera, ids[""])
        _preview(application, camera, ids[""])
        _print_dialog(sample, definition, camera)
        _not_saved(application, camera, ids[""], Path(data))
        application.close()
    _start(qt, camera, sample, definition)
    _history(qt, camera, sample, definition)
    _importing(qt, camera, sample, definition)


def scaled(folder: Path, screen: str, factor: str) -> None:
    """Take the pictures of a screen that Windows enlarges; the factor is in force already."""
    qt, camera = QApplication([]), Camera(folder)
    width, height = (int(int(pixels) / float(factor)) for pixels in screen.split("x"))
    with tempfile.TemporaryDirectory() as data:
        definitions = Definitions()
        sample = form_from_json((ROOT / "resources" / "samples" / "sample-2020.json").read_bytes(), definitions)
        wrong = edit_at("amounts.expense_project", "20374.99").apply(sample)
        drafts = Drafts(Path(data))
        draft = drafts.create(
            replace(wrong, review=("fields.period", sample.indicators[1].id)), definitions.get(wrong.form)
        )
        drafts.close()
        application = Application(qt, Path(data))
        window = application.open_draft(draft)
        if window is None:
            sys.exit("a draft cannot be read")
        window.resize(width, height - BARS)
        for section in window.document.definition.sections:
            window.go_to_section(section.id)
            camera.take(window, f"{screen}-at-{float(factor) * 100:.0f}-{section.id}")
        window.close()
        application.close()


def _contrast(application: Application, camera: Camera, draft: str) -> None:
    """Let the system ask for high contrast, white on black, as Windows may."""
    system = QPalette(Qt.GlobalColor.black)
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        system.setColor(role, Qt.GlobalColor.black)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        system.setColor(role, Qt.GlobalColor.white)
    system.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.cyan)
    system.setColor(QPalette.ColorRole.HighlightedText, Qt.GlobalColor.black)
    asked, given = palette.wants_contrast, palette.palette_of_the_system

    def give(application: QApplication) -> QPalette:
        application.setPalette(system)
        return system

    palette.wants_contrast, palette.palette_of_the_system = (lambda: True), give
    application.dress("system")
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    window.resize(1366, 696)
    for section in window.document.definition.sections:
        window.go_to_section(section.id)
        camera.take(window, f"contrast-{section.id}")
    window.close()
    palette.wants_contrast, palette.palette_of_the_system = asked, given
    application.dress("light")


def _sections(application: Application, camera: Camera, name: str, draft: str, form: Form) -> None:
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    for scheme in ("light", "dark") if not name else ("light",):
        application.dress(scheme)
        word = "dark-" if scheme == "dark" else ""
        for section in window.document.definition.sections:
            window.go_to_section(section.id)
            camera.take(window, f"{name}{word}{section.id}")
    application.dress("light")
    if form.indicators and not name:
        _drag(window, camera)
        _paste(window, camera)
        _causes(window, camera)
    window.close()


def _drag(window: MainWindow, camera: Camera) -> None:
    """Drag the first indicator to the end of the next group, and let the camera see it."""
    window.go_to("indicators[2].value")
    camera.take(window, "editing")
    section = window.sheet.indicators
    if section is None:
        return
    table = section.table
    start = table.visualRect(section.model.index(0, 2)).topLeft() + QPoint(6, 20)
    end = table.visualRect(section.model.index(6, 2)).bottomLeft() + QPoint(160, -6)
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 6):
        QTest.mouseMove(table.viewport(), start + (end - start) * part / 5)
        QTest.qWait(20)
    camera.take(window, "dragging")
    QTest.keyClick(table, Qt.Key.Key_Escape)


def _paste(window: MainWindow, camera: Camera) -> None:
    """Paste a block whose columns are not certain, then accept it and see what has come."""
    window.go_to("indicators[10].name")
    QGuiApplication.clipboard().setText("指标\t目标\t说明\n社区养老服务站数量\t50个\t新建\n残疾人补贴发放率\t≥98%\t\n")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        camera.take(dialog, "pasting")
        dialog.accept()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        camera.take(window, "pasted")
        window.workspace.undo()


def _causes(window: MainWindow, camera: Camera) -> None:
    """Walk by arrows through the causes of a sum that does not hold."""
    window.document.apply(edit_at("amounts.expense_basic", "4161.4"))
    window.document.apply(edit_at("amounts.expense_project", "20347.99"))
    window.go_to("amounts.expense_basic")
    window.workspace.show_causes()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Down)
    camera.take(window, "causes")
    window.workspace.undo()
    window.workspace.undo()


def _not_saved(application: Application, camera: Camera, draft: str, data: Path) -> None:
    """Take the folder of the drafts away, as with a stick, and type."""
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    away = data.rename(data.with_name(f"{data.name}-away"))
    window.go_to("fields.contact")
    window.document.apply(edit_at("fields.contact", "伍老师 023"))
    window.autosave.save()
    for scheme in ("light", "dark"):
        application.dress(scheme)
        camera.take(window, f"not-saved-{scheme}")
    away.rename(data)
    application.dress("light")
    window.autosave.save()
    window.close()


def _sizes(application: Application, camera: Camera, draft: str) -> None:
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    for width, height in ((1093, 556), (1280, 660), (911, 440), (683, 360)):
        window.resize(width, height)
        for section in window.document.definition.sections:
            window.go_to_section(section.id)
            camera.take(window, f"{width}x{height}-{section.id}")
    window.resize(1366, 696)
    for index in (1, 2):
        fonts.choose_size(index)
        window.restyle()
        camera.take(window, f"type-{index}")
    fonts.choose_size(0)
    window.close()


def _going_out(application: Application, camera: Camera, draft: str, folder: Path) -> None:
    """Export from the window and see what is said of it, in both schemes and in a small window with large type."""
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    for scheme in ("light", "dark"):
        application.dress(scheme)
        window.files.export()
        if isinstance(sheet := window.files.dialog, ExportSheet):
            sheet.put_into(folder)
            camera.take(sheet, f"export-{scheme}")
            sheet.name_files(f"申报表 {scheme}")
            sheet.begin()
            while sheet.is_busy:
                QTest.qWait(PAUSE)
        camera.take(window, f"exported-{scheme}")
        window.files.send()
        if window.files.dialog:
            camera.take(window.files.dialog, f"send-{scheme}")
            window.files.dialog.close()
    window.close()


def _beside(application: Application, camera: Camera, draft: str) -> None:
    """Show settings, manual and keys, in both schemes and in a narrow window."""
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    for name, width in (("light", 1366), ("dark", 1366), ("narrow", 683)):
        application.dress("dark" if name == "dark" else "light")
        window.resize(width, 696 if width > 1000 else 440)  # noqa: PLR2004 - the sizes of two screens
        for ask in (window.settings_wanted, window.keys_wanted):
            ask.emit()
            for dialog in [each for each in window.findChildren(QDialog) if each.isVisible()]:
                camera.take(dialog, f"{dialog.windowTitle()}-{name}")
                dialog.close()
        window.manual_wanted.emit("")
        for manual in [each for each in QApplication.topLevelWidgets() if isinstance(each, ManualWindow)]:
            camera.take(manual, f"{manual.windowTitle()}-{name}")
            manual.close()
    window.close()


def _start(qt: QApplication, camera: Camera, sample: Form, definition: Definition) -> None:
    """Take the start page: empty, with drafts in every state, searching, renaming, the bin; dark, narrow, large."""
    with tempfile.TemporaryDirectory() as data:
        application = Application(qt, Path(data))
        application.start(None)
        camera.take(_shown(application), "start-empty")
        _shown(application).close()
        application.close()
        drafts = Drafts(Path(data))
        drafts.create(blank_form(definition, 2020), definition)
        wrong = edit_at("amounts.expense_project", "20374.99").apply(sample)
        drafts.create(edit_at("fields.reporting_unit", "渝中区社会福利院").apply(wrong), definition)
        doubtful = replace(sample, review=tuple(row.id for row in sample.indicators[:6]))
        drafts.create(doubtful, definition, "从“2019年申报表.doc”导入")
        drafts.delete(drafts.create(sample, definition))
        done = drafts.create(replace(sample, year=2019), definition)
        drafts.save(done, sample, definition, "打印并导出 PDF、工作簿", check_code(sample, definition))
        drafts.create(sample, definition)
        drafts.close()
        application = Application(qt, Path(data))
        application.start(None)
        _start_states(application, camera)
        application.close()


def _start_states(application: Application, camera: Camera) -> None:
    start = _shown(application)
    for scheme in ("dark", "light"):
        application.dress(scheme)
        camera.take(start, f"start-{scheme}")
    for width, height in ((1093, 556), (911, 440), (640, 360)):
        start.resize(width, height)
        camera.take(start, f"start-{width}x{height}")
    start.resize(1366, 696)
    fonts.choose_size(2)
    start.restyle()
    camera.take(start, "start-type-2")
    fonts.choose_size(0)
    start.restyle()
    start.list.rename()
    camera.take(start, "start-renaming")
    start.page.search.setText("养鱼")
    camera.take(start, "start-nothing-found")
    start.page.search.clear()
    start.show_bin(shown=True)
    camera.take(start, "start-bin")
    start.close()


def _history(qt: QApplication, camera: Camera, sample: Form, definition: Definition) -> None:
    """Take the history with a comparison, light and dark, wide and as a drawer."""
    old = edit_at("fields.period", "2020年").apply(sample)
    old = edit_at("indicators[3].value", "60个").apply(edit_at("indicators[2].value", "6个").apply(old))
    old = edit_at("fields.management", old.fields["management"].replace("专款专用", "转款专用", 1)).apply(old)
    with tempfile.TemporaryDirectory() as data:
        drafts, code = Drafts(Path(data)), check_code(old, definition)
        draft = drafts.create(old, definition)
        drafts.save(draft, old, definition, "打印并导出 PDF、工作簿", code)
        drafts.save(draft, sample, definition, "改正“转款专用”等 4 处文字")
        drafts.close()
        application = Application(qt, Path(data))
        window = application.open_draft(draft)
        if window is None:
            sys.exit("a draft cannot be read")
        window.show_export(code)
        for scheme in ("dark", "light"):
            application.dress(scheme)
            window.go_to("indicators[2].value")
            camera.take(window, f"history-{scheme}")
        for width, height in ((1093, 556), (911, 440)):
            window.resize(width, height)
            window.workspace.show_panel("history")
            camera.take(window, f"history-{width}x{height}")
        window.close()
        application.close()


def _shown(application: Application) -> StartWindow:
    if application.start_window is None:
        sys.exit("no start page")
    return application.start_window


def _preview(application: Application, camera: Camera, draft: str) -> None:
    """Show the pages beside the form: in both schemes, at each size, and the sentence in their place."""
    window = application.open_draft(draft)
    if window is None:
        sys.exit("a draft cannot be read")
    window.workspace.show_panel("preview")
    page = window.workspace.panel.page("preview")
    if isinstance(page, PreviewPage):
        _wait(lambda: page.is_shown)
    for name, where in (("head", "fields.reporting_unit"), ("long", "fields.duties"), ("over", "fields.measures")):
        window.go_to(where)
        camera.take(window, f"preview-{name}")
    application.dress("dark")
    camera.take(window, "preview-dark")
    application.dress("light")
    for width, height in ((1093, 556), (911, 440)):
        window.resize(width, height)
        window.workspace.show_panel("preview")
        camera.take(window, f"preview-{width}x{height}")
    window.resize(1366, 696)
    fonts.choose_size(2)
    window.restyle()
    camera.take(window, "preview-type-2")
    fonts.choose_size(0)
    window.restyle()
    window.document.apply(edit_at("fields.contact", "伍😀"))
    if isinstance(page, PreviewPage):
        _wait(lambda: not page.is_shown)
    camera.take(window, "preview-unprintable")
    window.document.undo()
    window.close()


def _wait(until: Callable[[], bool]) -> None:
    while not until():
        QTest.qWait(20)


def _print_dialog(form: Form, definition: Definition, camera: Camera) -> None:
    """Show the print dialog, and what it says of another paper."""
    parent = QWidget()
    with print_dialog(pdf_of(form, definition), definition.mark, parent) as dialog:
        dialog.show()
        camera.take(dialog, "print-dialog")
        dialog.printer().setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        dialog.findChildren(QPrintPreviewWidget)[0].updatePreview()
        camera.take(dialog, "print-dialog-letter")


def _importing(qt: QApplication, camera: Camera, sample: Form, definition: Definition) -> None:
    """Take the import of a foreign workbook in all sizes, the merge, 从上年结转, and what is offered while typing."""
    with tempfile.TemporaryDirectory() as data:
        drafts = Drafts(Path(data))
        ids = [drafts.create(replace(sample, year=year), definition) for year in (2019, 2020)]
        drafts.close()
        application = Application(qt, Path(data))
        desk = application.import_desk()
        for scheme in ("dark", "light"):
            application.dress(scheme)
            window = desk.show(Path("2019年绩效目标申报表（民政局）.xls"), foreign())
            camera.take(window, f"import-{scheme}")
            rolling = desk.roll_forward()
            camera.take(rolling, f"roll-forward-{scheme}")
            rolling.close()
        for width, height in ((1093, 556), (911, 440), (683, 360)):
            window.resize(width, height)
            camera.take(window, f"import-{width}x{height}")
        window.resize(1366, 696)
        window.decisions.take_first()
        window.decisions.understood.toggle()
        camera.take(window, "import-answered")
        window.finish()
        main_window = application.open_draft(ids[1])
        if main_window is None:
            sys.exit("a draft cannot be read")
        sheet = MergeSheet(main_window.document, foreign().form, "2019年绩效目标申报表.xls", main_window)
        sheet.open()
        camera.take(sheet, "merge")
        sheet.close()
        _reusing(main_window, camera)
        main_window.close()
        application.close()


def _reusing(window: MainWindow, camera: Camera) -> None:
    """Take what is offered while a goal is typed, and the sheet of earlier indicators."""
    window.document.apply(edit_at("fields.goals", ""))
    window.document.apply(RemoveIndicators((2, 3)))
    window.reusing.begin()
    while not window.reusing.gathering.is_done:
        QTest.qWait(20)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.go_to("fields.goals")
    QTest.qWait(PAUSE)
    type_in(QApplication.focusWidget(), "1、")
    camera.take(window, "offered")
    window.reusing.insert_earlier()
    sheet = window.findChild(InsertSheet)
    if isinstance(sheet, InsertSheet):
        camera.take(sheet, "earlier")


if __name__ == "__main__":
    target, *screen_and_factor = sys.argv[1:]
    scaled(Path(target), *screen_and_factor) if screen_and_factor else main(Path(target))
