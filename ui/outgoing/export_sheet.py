"""The export dialog: which files, where, under which name, and what they will carry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from export.edition import Edition
from export.naming import clean_name, export_name, free_name
from models.definition import on_one_line
from models.problem import Severity
from models.publication import has_private
from ui.check_box import CheckBox
from ui.dialog import caption, explanation, side_by_side
from ui.outgoing.dialog import WorkDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.form import Form
    from models.trouble import Trouble
    from ui.document import Document
    from ui.memory import Memory

_KINDS = {".pdf": "PDF", ".xlsx": "工作簿"}
_LABELS = {".pdf": "PDF（打印盖章）", ".xlsx": "工作簿（交财政）"}


class Written(NamedTuple):
    """What was exported: the form, its files, in which edition, under which check code ("" for none)."""

    form: Form
    paths: tuple[Path, ...]
    edition: Edition
    code: str
    is_draft: bool

    @property
    def sentence(self) -> str:
        """What is said of it."""
        public = "公开版的" if self.edition.public else ""
        kinds = _kinds_of(self.paths)
        kinds = f" {kinds}" if kinds.startswith("P") else kinds
        draft = "，每页印有“草稿”" if self.is_draft else ""
        code = f"校验码 {self.code}。" if self.code else ""
        return f"已导出{public}{kinds}{draft}，逐字核对一致。{code}"


class ExportSheet(WorkDialog):
    """Asks and writes; whatever stood there stands until the new files have been read back."""

    written = Signal(object)
    errors_wanted = Signal()
    remembered = Signal()
    """Folder and kinds are to be kept for the next time."""

    def __init__(
        self, document: Document, definitions: Definitions, memory: Memory, window: QWidget, *, public: bool = False
    ) -> None:
        """Offer the form of a document as it is now."""
        super().__init__(window, "导出", "导出")
        self._form, self._definition, self._definitions = document.form, document.definition, definitions
        self._errors = sum(problem.severity is Severity.ERROR for problem in document.problems)
        self._memory = memory
        self._replaces: tuple[Path, ...] = ()
        self._kinds = {extension: CheckBox(words, self) for extension, words in _LABELS.items()}
        for extension, box in self._kinds.items():
            box.setChecked(extension in memory.export_kinds.split())
            box.toggled.connect(self._show_files)
        self._public = CheckBox(f"公开版：{_private_words(self._definition)}遮住，不印校验码", self)
        self._public.setChecked(public)
        self._public.setVisible(has_private(self._definition))
        self._public.toggled.connect(self._rename)
        self._folder = QLineEdit(self)
        self._folder.setAccessibleName("文件夹")
        self._name = QLineEdit(self)
        self._name.setAccessibleName("文件名")
        self._files = QLabel(self)
        self._files.setWordWrap(True)
        self._files.setAccessibleName("将写出的文件")
        self._carried = explanation("", self)
        self._lay_out()
        self._folder.textChanged.connect(self._show_files)
        self._name.textChanged.connect(self._show_files)
        self._rename()
        self._open_folder()
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        other = QPushButton("更改…", self)
        other.setAccessibleName("更改文件夹")
        other.setAutoDefault(False)
        other.clicked.connect(self._ask_for_folder)
        kinds = side_by_side(self, *self._kinds.values(), gap=16)
        folder = side_by_side(self, self._folder, other, grows=True)
        for words, widget in (("写成", kinds), ("放在", folder), ("名字", self._name), ("将写出", self._files)):
            self.rows.addRow(caption(words, self), widget)
        self.rows.addRow("", self._public)
        self.rows.addRow("", self._carried)

    @property
    def edition(self) -> Edition:
        """The edition that was chosen."""
        return Edition(copies=self._memory.copies, public=self._public.isChecked())

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that would be written."""
        folder, name = Path(self._folder.text().strip()), clean_name(self._name.text())
        return tuple(folder / (name + kind) for kind, box in self._kinds.items() if box.isChecked())

    def put_into(self, folder: Path) -> None:
        """Choose the folder."""
        self._folder.setText(str(folder))

    def name_files(self, name: str) -> None:
        """Give the files another name, without extension."""
        self._name.setText(name)

    def begin(self) -> None:
        """Write, once it is clear that nothing is replaced unasked."""
        paths = self.paths
        if not self._folder.text().strip() or not Path(self._folder.text().strip()).is_dir():
            self.notice.say(
                "这个文件夹不存在。请换一个，或先把它建好。", ("更改文件夹…", self._ask_for_folder), bad=True
            )
            return
        if (taken := [path for path in paths if path.exists()]) and self._replaces != paths:
            self._ask_to_replace(taken)
            return
        self._memory.export_folder = self._folder.text().strip()
        self._memory.export_kinds = " ".join(kind for kind, box in self._kinds.items() if box.isChecked())
        self.remembered.emit()
        self.carry_out(self._work(paths))

    def _work(self, paths: tuple[Path, ...]) -> Callable[[Callable[[str], None]], Written]:
        form, definition, definitions, edition = self._form, self._definition, self._definitions, self.edition
        written = Written(form, paths, edition, edition.code(form, definition), bool(self._errors))

        def work(step: Callable[[str], None]) -> Written:
            from export.outputs import write_outputs  # noqa: PLC0415 - loaded when something is written

            write_outputs(form, definition, definitions, paths, edition, step)
            return written

        return work

    def done_with(self, result: object) -> None:
        """Say that it is done, and go."""
        self.accept()
        self.written.emit(result)

    def failed_with(self, trouble: Trouble) -> None:
        """Say why nothing was written; where a file stands in the way, offer another name."""
        self._replaces = ()
        if any(path.exists() for path in self.paths):
            self.notice.say(str(trouble), ("换个名字", self._take_other_name), bad=True)
            self.notice.take_keyboard()
        else:
            super().failed_with(trouble)

    def _ask_to_replace(self, taken: list[Path]) -> None:
        kinds = _kinds_of(taken)
        self.notice.say(
            f"文件夹里已有同名的{' ' if kinds.startswith('P') else ''}{kinds}，要替换吗？",
            ("换个名字", self._take_other_name),
            ("替换", self._replace),
        )
        self.notice.take_keyboard()

    def _replace(self) -> None:
        self._replaces = self.paths
        self.begin()

    def _take_other_name(self) -> None:
        kinds = [kind for kind, box in self._kinds.items() if box.isChecked()]
        self._name.setText(free_name(Path(self._folder.text().strip()), clean_name(self._name.text()), kinds))
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def _open_folder(self) -> None:
        """Go to the folder of the last time; where it has gone, say so and take the desktop."""
        last = self._memory.export_folder
        if last and Path(last).is_dir():
            self._folder.setText(last)
        else:
            self._folder.setText(str(_first_folder()))
        if self._errors:
            self.name_button("继续导出")
            self.notice.say(
                f"还有 {self._errors} 个错误没有改，导出的每一页会印上“草稿”。要继续吗？",
                ("去看错误", self._go_to_errors),
                bad=True,
            )
        elif last and not Path(last).is_dir():
            self.notice.say(f"上次的文件夹“{last}”现在找不到，先放在这里。")

    def _go_to_errors(self) -> None:
        self.close()
        self.errors_wanted.emit()

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "导出到哪个文件夹", self._folder.text())
        if chosen:
            self._folder.setText(str(Path(chosen)))

    def _rename(self) -> None:
        edition = self.edition
        self._name.setText(export_name(self._form, self._definition, edition))
        if edition.public:
            words = f"给公开用的一份：{_private_words(self._definition)}已遮住，页脚印“公开版”，不印校验码。"
        elif edition.copies:
            words = "页脚印校验码，文件里各附一份原样的内容，财政可以核对，明年能直接读回。可在“设置”里关掉。"
        else:
            words = "不印校验码，文件里不附原样的内容。可在“设置”里打开。"
        self._carried.setText(words)
        self._show_files()

    def _show_files(self) -> None:
        folder = Path(self._folder.text().strip())
        there = folder.is_dir()
        lines = [f"{path.name}{'（已有同名文件）' if there and path.exists() else ''}" for path in self.paths]
        self._files.setText("\n".join(lines) or "至少选一种文件。")
        self.begin_button.setEnabled(bool(lines) and not self.is_busy)


def _first_folder() -> Path:
    desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return Path(desktop) if desktop and Path(desktop).is_dir() else Path.home()


def _kinds_of(paths: Iterable[Path]) -> str:
    return " 和".join(_KINDS[path.suffix] for path in paths)


def _private_words(definition: Definition) -> str:
    """Give the names of the fields that a publication copy masks."""
    return "、".join(on_one_line(field.label) for field in definition.fields.values() if field.private)
