"""Export, publication copy and stick as the clerk meets them: what is asked and said, and what stands on the disk."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from intake.reading import read_form
from models.compare import differences
from models.edits import edit_at
from models.form_json import form_to_json
from tests.ui.windows import press
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.check_box import CheckBox
from ui.outgoing.dialog import WorkDialog
from ui.outgoing.export_sheet import ExportSheet
from ui.outgoing.sticks import Stick, is_removable, sticks

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from models.definition import Definition
    from models.drafts import Drafts
    from models.form import Form
    from ui.main_window import MainWindow

    Opener = Callable[[Form, Definition], MainWindow]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WRONG = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)


class Clerk:
    """Exports from a window by keys and by what can be read in it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def ask(self, key: Qt.Key = Qt.Key.Key_E, modifiers: Qt.KeyboardModifier = CONTROL) -> WorkDialog:
        """Open the dialog."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(self.window, key, modifiers)
        return self.dialog

    @property
    def dialog(self) -> WorkDialog:
        """The dialog that is open."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WorkDialog)
        return dialog

    def fill(self, name: str, text: str) -> None:
        """Write into the line of a name."""
        (line,) = [each for each in self.dialog.findChildren(QLineEdit) if each.accessibleName() == name]
        line.setText(text)

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the button of these words."""
        buttons = (within or self.dialog).findChildren(QPushButton)
        (button,) = [each for each in buttons if each.text() == words and not each.isHidden()]
        QTest.keyClick(button, Qt.Key.Key_Space)

    def tick(self, words: str) -> None:
        """Tick the box of these words, or take the tick away."""
        (box,) = [each for each in self.dialog.findChildren(CheckBox) if each.text().startswith(words)]
        QTest.keyClick(box, Qt.Key.Key_Space)

    def files_offered(self) -> list[Path]:
        """Give the files that the dialog would write."""
        dialog = self.dialog
        assert isinstance(dialog, ExportSheet)
        return list(dialog.paths)

    def wait(self) -> None:
        """Wait until nothing is going on any more."""
        self._qtbot.waitUntil(lambda: not any(each.is_busy for each in self.window.findChildren(WorkDialog)))

    def export_to(self, folder: Path, name: str = "") -> None:
        """Export both files into a folder."""
        self.ask()
        self.fill("文件夹", str(folder))
        if name:
            self.fill("文件名", name)
        press(Qt.Key.Key_Return) if self.dialog.begin_button.hasFocus() else self.dialog.begin_button.click()
        self.wait()


@pytest.fixture
def clerk(open_window: Opener, qtbot: QtBot) -> Clerk:
    return Clerk(open_window(SAMPLE, FIRST), qtbot)


def same(window: MainWindow, path: Path) -> bool:
    return differences(window.document.form, read_form(path, DEFINITIONS).form, FIRST) == ()


def test_both_files_are_written_read_back_and_pinned(clerk: Clerk, drafts: Drafts, tmp_path: Path) -> None:
    window = clerk.window
    clerk.export_to(tmp_path)
    code = window.document.check_code
    name = f"渝中区民政局_2020_附表10_{code}"
    assert window.message.sentence == f"已导出 PDF 和工作簿，逐字核对一致。校验码 {code}。"
    assert all(same(window, tmp_path / f"{name}{kind}") for kind in (".pdf", ".xlsx"))
    assert [each.what for each in drafts.with_code(code)] == [f"导出 {name}"]
    assert QApplication.activeModalWidget() is None
    window.document.apply(edit_at("fields.contact", "甲"))
    assert window.message.sentence == ""


def test_folder_and_kinds_are_remembered(clerk: Clerk, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    with qtbot.waitSignal(clerk.window.remembered):
        clerk.ask()
        clerk.tick("工作簿")
        clerk.fill("文件夹", str(tmp_path / "甲"))
        clerk.press("导出")
    clerk.wait()
    assert [path.suffix for path in (tmp_path / "甲").iterdir()] == [".pdf"]
    clerk.ask()
    assert [path.suffix for path in clerk.files_offered()] == [".pdf"]
    assert {path.parent for path in clerk.files_offered()} == {tmp_path / "甲"}


def test_a_file_of_the_same_name_is_replaced_only_when_asked(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(b"old")
    clerk.export_to(tmp_path, "表")
    assert clerk.dialog.notice.sentence == "文件夹里已有同名的工作簿，要替换吗？"
    assert (tmp_path / "表.xlsx").read_bytes() == b"old"
    clerk.press("换个名字")
    clerk.press("导出")
    clerk.wait()
    assert (tmp_path / "表.xlsx").read_bytes() == b"old"
    assert same(clerk.window, tmp_path / "表（2）.xlsx")
    clerk.export_to(tmp_path, "表")
    clerk.press("替换")
    clerk.wait()
    assert same(clerk.window, tmp_path / "表.xlsx")


def test_with_errors_left_it_asks_once_and_prints_a_draft(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = Clerk(open_window(WRONG, FIRST), qtbot)
    clerk.ask()
    assert clerk.dialog.notice.sentence == "还有 1 个错误没有改，导出的每一页会印上“草稿”。要继续吗？"
    clerk.fill("文件夹", str(tmp_path))
    clerk.press("继续导出")
    clerk.wait()
    assert "每页印有“草稿”" in clerk.window.message.sentence
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_instead_of_a_draft_one_can_go_to_the_error(open_window: Opener, qtbot: QtBot) -> None:
    clerk = Clerk(open_window(WRONG, FIRST), qtbot)
    clerk.ask()
    clerk.press("去看错误")
    assert QApplication.activeModalWidget() is None
    assert clerk.window.where == "amounts.expense_project"


def test_a_publication_copy_is_named_so_and_masked(clerk: Clerk, tmp_path: Path) -> None:
    clerk.ask()
    clerk.tick("公开版：绩效管理联系人、联系电话遮住")
    clerk.fill("文件夹", str(tmp_path))
    clerk.press("导出")
    clerk.wait()
    assert clerk.window.message.sentence == "已导出公开版的 PDF 和工作簿，逐字核对一致。"
    form = read_form(tmp_path / "渝中区民政局_2020_附表10_公开版.xlsx", DEFINITIONS).form
    assert (form.fields["contact"], form.fields["phone"]) == ("伍**", "638*****")
    assert clerk.window.document.form == SAMPLE


def fail_with(error: OSError, monkeypatch: pytest.MonkeyPatch, name: str, only: str = "") -> None:
    """Let a call of the system fail for files of an extension."""
    real = getattr(Path, name) if hasattr(Path, name) else getattr(os, name)

    def fail(*arguments: object, **keywords: object) -> object:
        if not only or str(arguments[-1]).endswith(only):
            raise error
        return real(*arguments, **keywords)

    monkeypatch.setattr(Path if hasattr(Path, name) else os, name, fail)


@pytest.mark.parametrize(
    ("fault", "call", "said"),
    [
        (PermissionError(errno.EACCES, "held"), "replace", "正被 WPS、Excel 或别的程序打开，没有改动它"),
        (OSError(errno.ENOSPC, "full"), "fsync", "磁盘已满，请腾出空间后再试"),
        (OSError(errno.EROFS, "read-only"), "fsync", "这个位置是只读的"),
    ],
)
def test_what_cannot_be_written_keeps_the_old_files_and_offers_another_name(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, call: str, said: str
) -> None:
    for kind in (".pdf", ".xlsx"):
        (tmp_path / f"表{kind}").write_bytes(b"old")
    with monkeypatch.context() as broken:
        fail_with(fault, broken, call)
        clerk.export_to(tmp_path, "表")
        clerk.press("替换")
        clerk.wait()
        assert said in clerk.dialog.notice.sentence
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == {"表.pdf": b"old", "表.xlsx": b"old"}
    clerk.press("换个名字")
    clerk.press("导出")
    clerk.wait()
    assert same(clerk.window, tmp_path / "表（2）.pdf")


def test_a_read_only_file_is_kept(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "表.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, _: "表.pdf" not in str(path))
    clerk.export_to(tmp_path, "表")
    clerk.press("替换")
    clerk.wait()
    assert clerk.dialog.notice.sentence == "文件“表.pdf”是只读的，没有改动它。请换个名字保存。"
    assert (tmp_path / "表.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.glob("*.*")] == ["表.pdf"]


def test_a_path_with_chinese_blanks_and_two_hundred_characters(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / ("报表 目录" * 8) / ("二〇二〇年度 绩效" * 6) / ("交 财政" * 15)
    folder.mkdir(parents=True)
    assert len(str(folder)) > 200 - 40
    clerk.export_to(folder)
    assert clerk.window.message.sentence.startswith("已导出")
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_has_gone_gets_its_sentence(clerk: Clerk, tmp_path: Path) -> None:
    clerk.export_to(tmp_path / "没有")
    assert clerk.dialog.notice.sentence == "这个文件夹不存在。请换一个，或先把它建好。"


def test_cancelled_in_the_middle_the_old_files_stand(
    clerk: Clerk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow(*_: object) -> bytes:
        begun.set()
        assert go_on.wait(10)
        return b"new"

    monkeypatch.setattr("export.outputs.pdf_of", slow)
    for kind in (".pdf", ".xlsx"):
        (tmp_path / f"表{kind}").write_bytes(b"old")
    clerk.ask()
    clerk.fill("文件夹", str(tmp_path))
    clerk.fill("文件名", "表")
    clerk.press("导出")
    clerk.press("替换")
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: clerk.dialog.begin_button.text() == "正在写…")
    assert clerk.dialog.cancel_button.hasFocus()
    press(Qt.Key.Key_Escape)
    go_on.set()
    clerk.wait()
    assert clerk.dialog.notice.sentence == "已取消，原来的文件没有动。"
    assert {path.read_bytes() for path in tmp_path.glob("*.*")} == {b"old"}
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_window_that_closes_ends_what_is_going_on(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()

    def slow(*_: object) -> bytes:
        begun.set()
        return b"new"

    monkeypatch.setattr("export.outputs.pdf_of", slow)
    clerk.ask()
    clerk.fill("文件夹", str(tmp_path))
    clerk.dialog.begin()
    assert begun.wait(10)
    assert clerk.window.close()
    assert list(tmp_path.glob("*.pdf")) == []


def test_what_was_written_can_be_opened(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    clerk.export_to(tmp_path, "表")
    clerk.press("打开", clerk.window.message)
    clerk.press("打开所在文件夹", clerk.window.message)
    assert opened == [str(tmp_path / "表.pdf"), str(tmp_path)]
    assert clerk.window.message.sentence.startswith("已导出")
    (tmp_path / "表.pdf").unlink()
    clerk.press("打开", clerk.window.message)
    assert "不在原来的地方了" in clerk.window.message.sentence


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    monkeypatch.setattr("ui.outgoing.send_sheet.sticks", lambda: [Stick("KINGSTON", folder, 7_200_000_000)])
    return folder


def test_what_was_exported_is_sent_to_the_stick(clerk: Clerk, tmp_path: Path, stick: Path) -> None:
    (tmp_path / "出").mkdir()
    clerk.export_to(tmp_path / "出", "表")
    clerk.press("发送到U盘…", clerk.window.message)
    assert [row.text() for row in rows_of(clerk)] == [f"KINGSTON（{stick}），可用 7.2 GB"]
    clerk.press("发送")
    clerk.wait()
    said = clerk.window.message.sentence
    assert said == f"已复制 2 个文件到 KINGSTON（{stick}），逐字节核对一致。可以拔出U盘了。"
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "出").iterdir()
    }


def rows_of(clerk: Clerk) -> list[object]:
    from PySide6.QtWidgets import QListWidget  # noqa: PLC0415

    (places,) = clerk.dialog.findChildren(QListWidget)
    return [places.item(row) for row in range(places.count())]


def test_before_sending_a_changed_form_is_exported(clerk: Clerk, tmp_path: Path, stick: Path) -> None:
    (tmp_path / "出").mkdir()
    clerk.export_to(tmp_path / "出", "表")
    clerk.window.document.apply(edit_at("fields.contact", "伍一一"))
    clerk.ask(Qt.Key.Key_E, CONTROL | SHIFT)
    assert clerk.dialog.windowTitle() == "导出"
    clerk.fill("文件名", "新")
    clerk.press("导出")
    clerk.wait()
    assert clerk.dialog.windowTitle() == "发送到U盘"
    clerk.press("发送")
    clerk.wait()
    assert sorted(path.name for path in stick.iterdir()) == ["新.pdf", "新.xlsx"]


def test_a_stick_pulled_out_while_copying_gets_its_sentence(clerk: Clerk, tmp_path: Path, stick: Path) -> None:
    (tmp_path / "出").mkdir()
    clerk.export_to(tmp_path / "出", "表")
    clerk.press("发送到U盘…", clerk.window.message)
    stick.rmdir()
    clerk.press("发送")
    clerk.wait()
    assert "文件夹不存在" in clerk.dialog.notice.sentence


def test_without_a_stick_it_says_so_and_a_folder_can_be_chosen(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.outgoing.send_sheet.sticks", list)
    (tmp_path / "出").mkdir()
    (tmp_path / "别处").mkdir()
    clerk.export_to(tmp_path / "出", "表")
    clerk.press("发送到U盘…", clerk.window.message)
    assert not clerk.dialog.begin_button.isEnabled()
    monkeypatch.setattr("ui.outgoing.send_sheet.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path / "别处"))
    clerk.press("选一个文件夹…")
    clerk.press("发送")
    clerk.wait()
    assert "拔出" not in clerk.window.message.sentence
    assert len(list((tmp_path / "别处").iterdir())) == 2


def test_the_systems_own_disks_are_no_sticks(tmp_path: Path) -> None:
    assert not is_removable("/", "/dev/root")
    assert not is_removable(str(tmp_path), "tmpfs")
    assert is_removable("/run/media/clerk/KINGSTON", "/dev/sdb1")
    assert all(stick.folder.is_dir() for stick in sticks())


@pytest.mark.parametrize(("kind", "removable"), [(2, True), (3, False), (4, False)])
def test_windows_is_asked_what_can_be_pulled_out(monkeypatch: pytest.MonkeyPatch, kind: int, removable: bool) -> None:  # noqa: FBT001
    asked: list[str] = []
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: asked.append(root) or kind)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr("ui.outgoing.sticks.sys.platform", "win32")
    assert is_removable("E:/", "") is removable
    assert asked == ["E:\\"]


def test_a_copy_is_kept_as_a_file_and_a_trouble_is_said_in_the_line(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.files.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "表 一"), ""))
    assert clerk.window.files.save_as()
    assert (tmp_path / "表 一.json").read_bytes() == form_to_json(SAMPLE)
    monkeypatch.setattr("ui.files.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "没有" / "表"), ""))
    assert not clerk.window.files.save_as()
    assert "文件夹不存在" in clerk.window.message.sentence
