"""从上年结转: which form, into which year, what is carried; shows what will come of it before anything is made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.roll_forward import RolledForward, roll_forward, year_of
from models.trouble import Trouble
from models.unreviewed import unreviewed
from models.version_move import Moved, move_to
from models.years import FIRST, LAST
from ui import fonts
from ui.check_box import CheckBox
from ui.enter import pressed_by_enter
from ui.file_choice import ask_for_form
from ui.importing.framed import YearBox
from ui.importing.reading import Reading
from ui.message_line import MessageLine
from ui.tab_order import lead_through

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts import Draft, Drafts
    from models.form import Form

_MOST_SHOWN = 8


class RollForwardWindow(QWidget):
    """Makes this year's draft of last year's form."""

    draft_wanted = Signal(object, object, str)
    """A draft is to be made: the form, its version, and where it comes from, in words."""
    import_wanted = Signal(object)
    """A file is not certain and has to be looked through first; gives its path and what was read."""
    closed = Signal(object)

    def __init__(self, drafts: Drafts, definitions: Definitions) -> None:
        super().__init__()
        self._drafts, self._definitions = drafts, definitions
        self._source: tuple[Form, Definition] | None = None
        self._rolled: RolledForward | None = None
        self._path = Path()
        self._files: dict[str, tuple[Form, Definition]] = {}
        """What was read of the files that stand in the list, by path."""
        self.message = MessageLine(self)
        self._reading = Reading(definitions, self)
        self._reading.read.connect(self._take_file)
        self._reading.failed.connect(lambda sentence: self.message.say(sentence, bad=True))
        self._reading.slow.connect(lambda: self.message.say("正在读取…", ("取消", self._reading.cancel)))

        self.list = QListWidget(self)
        self.list.setAccessibleName("结转哪一份")
        self.list.setObjectName("choices")
        self._file = QPushButton("选文件…", self)
        self.year = YearBox(self)
        self.year.setRange(FIRST + 1, LAST)
        self.keep_amounts = CheckBox("金额照抄过来（不勾就清空）", self)
        self.keep_targets = CheckBox("指标值先照抄上年，作为今年的初稿", self)
        self.keep_targets.setChecked(True)
        self.version = QComboBox(self)
        self.version.setAccessibleName("用哪一种表样")
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make = QPushButton(self)
        self._make.setObjectName("primary")
        self._cancel = QPushButton("取消", self)
        self.setWindowTitle("从上年结转")
        self._build()
        self._connect()
        self._fill()
        self.resize(fonts.unit(860), fonts.unit(500))

    def make(self) -> None:
        """Hand over the draft."""
        if self._rolled is not None:
            source = self._rolled.form.extra.get("rolled_from")
            definition = self._definitions.get(self._rolled.form.form)
            self.draft_wanted.emit(self._rolled.form, definition, f"从 {source} 年结转")

    def finish(self) -> None:
        """Close, as the draft is made."""
        self.close()

    def choose_file(self, path: Path) -> None:
        """Take a file instead of a draft."""
        self._path = path
        self._reading.begin(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(event, self):
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        self._reading.cancel()
        self.closed.emit(self)
        super().closeEvent(event)  # type: ignore[arg-type]

    def _fill(self) -> None:
        """List the drafts; last year's is chosen."""
        for name in self._definitions.ids():
            self.version.addItem(self._definitions.get(name).name, name)
        listed = self._drafts.listed()
        for draft in listed:
            item = QListWidgetItem(_words(draft))
            item.setData(Qt.ItemDataRole.UserRole, draft.id)
            self.list.addItem(item)
        years = [draft.year or 0 for draft in listed]
        last = datetime.now().astimezone().year - 1
        best = min(range(len(years)), key=lambda row: (abs(years[row] - last), row), default=-1)
        self.list.setCurrentRow(best)
        if best < 0:
            self.said.setText("还没有填过的表。请选一份去年的文件。")
            self.year.setValue(last + 1)
            for widget in (self._make, self.year, self.keep_targets, self.keep_amounts):
                widget.setEnabled(False)
            self._make.setText("生成草稿")
            self._file.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, row: int) -> None:
        """Take the draft or the file of a row; where it cannot be read, nothing is rolled forward."""
        item = self.list.item(row)
        if item is None:
            return
        self.message.clear()
        chosen = item.data(Qt.ItemDataRole.UserRole)
        try:
            self._begin(*(self._files.get(chosen) or self._draft(chosen)))
        except Trouble as trouble:
            self._source = self._rolled = None
            self.said.clear()
            self._make.setEnabled(False)
            self.message.say(str(trouble), bad=True)

    def _draft(self, draft: str) -> tuple[Form, Definition]:
        form = self._drafts.load(draft, self._definitions)
        return form, self._definitions.get(form.form)

    def _take_file(self, intake: object) -> None:
        """Take what was read: a certain one here, another by way of the import, which rolls forward too."""
        from intake.intake import Intake  # noqa: PLC0415 - a signal's value

        if not isinstance(intake, Intake):
            return
        if intake.doubts or intake.leftovers or intake.edited:
            self.import_wanted.emit((self._path, intake))
            self.close()
            return
        item = QListWidgetItem(f"文件“{self._path.name}”")
        item.setData(Qt.ItemDataRole.UserRole, str(self._path))
        self._files[str(self._path)] = intake.form, intake.definition
        self.list.insertItem(0, item)
        self.list.setCurrentItem(item)

    def _begin(self, form: Form, definition: Definition) -> None:
        self._source = form, definition
        for widget in (self.year, self.keep_targets, self.keep_amounts):
            widget.setEnabled(True)
        year = year_of(form, definition)
        self.year.blockSignals(True)
        self.year.setValue((year or datetime.now().astimezone().year - 1) + 1)
        self.year.blockSignals(False)
        self.version.setCurrentIndex(self.version.findData(definition.id))
        self._refresh()

    def _refresh(self) -> None:
        """Roll forward as chosen, and say what that makes."""
        if self._source is None:
            return
        form, old = self._source
        new = self._definitions.get(self.version.currentData() or old.id)
        moved = move_to(form, old, new)
        try:
            self._rolled = roll_forward(
                moved.form,
                new,
                self.year.value(),
                keep_amounts=self.keep_amounts.isChecked(),
                keep_targets=self.keep_targets.isChecked(),
            )
        except Trouble as trouble:
            self._rolled = None
            self.said.setText(str(trouble))
        else:
            self.said.setText(_summary(self._rolled, moved, new))
        self._make.setEnabled(self._rolled is not None)
        self._make.setText(f"生成 {self.year.value()} 年草稿")

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.message)
        row = QHBoxLayout()
        row.setContentsMargins(*(fonts.unit(each) for each in (16, 12, 16, 4)))
        row.setSpacing(fonts.unit(16))
        left = QVBoxLayout()
        left.addWidget(_title("结转哪一份"))
        left.addWidget(self.list, 1)
        left.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(fonts.unit(8))
        into = QHBoxLayout()
        into.addWidget(_title("结转到"))
        into.addWidget(self.year)
        into.addStretch(1)
        right.addLayout(into)
        for widget in (self.keep_targets, self.keep_amounts, self.version):
            right.addWidget(widget)
        self.version.setVisible(len(self._definitions.ids()) > 1)
        sight = QScrollArea(self)
        sight.setWidgetResizable(True)
        sight.setFrameShape(QFrame.Shape.NoFrame)
        sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sight.setAccessibleName("会带过来什么")
        sight.setWidget(self.said)
        right.addWidget(sight, 1)
        row.addLayout(left, 5)
        row.addLayout(right, 7)
        whole.addLayout(row, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*(fonts.unit(each) for each in (16, 4, 16, 12)))
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._make)
        whole.addLayout(buttons)
        lead_through((self.list, self._file, self.year, self.keep_targets, self.keep_amounts, self.version))
        lead_through((self.version, sight, self._cancel, self._make))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda _: self.make())
        self._file.clicked.connect(self._ask_for_file)
        self.year.valueChanged.connect(lambda _: self._refresh())
        self.version.currentIndexChanged.connect(lambda _: self._refresh())
        for box in (self.keep_amounts, self.keep_targets):
            box.toggled.connect(lambda _: self._refresh())
        self._make.clicked.connect(self.make)
        self._cancel.clicked.connect(self.close)
        for key, action in (("Esc", self.close), ("Ctrl+Return", self.make), ("Ctrl+W", self.close)):
            QShortcut(QKeySequence(key), self, action)

    def _ask_for_file(self) -> None:
        if path := ask_for_form(self, "选去年的表"):
            self.choose_file(path)


def _summary(rolled: RolledForward, moved: Moved, definition: Definition) -> str:
    """Say in lines what the draft will be, what looks like last year's, and what had no place in another version."""
    count = len(unreviewed(rolled.form, definition))
    lines = [f"带过来 {count} 处，都标“待复核”，看过一处按一次 Ctrl+Enter。", *rolled.said]
    lines += _listed("像是上年留下的", [problem.message for problem in rolled.stale])
    unplaced = [f"{label}：{text[:30]}{'…' if len(text) > 30 else ''}" for label, text in moved.unplaced]  # noqa: PLR2004 - in a line
    lines += _listed("新表样里没有位置、随表留着的", unplaced)
    lines += _listed("写法随新表样改了的", moved.changed)
    return "\n".join(lines)


def _listed(title: str, entries: list[str] | tuple[str, ...]) -> list[str]:
    if not entries:
        return []
    more = [f"　…还有 {len(entries) - _MOST_SHOWN} 处"] if len(entries) > _MOST_SHOWN else []
    return ["", f"{title} {len(entries)} 处：", *(f"　{entry}" for entry in entries[:_MOST_SHOWN]), *more]


def _words(draft: Draft) -> str:
    year = f"{draft.year} 年" if draft.year else "年份未填"
    return f"{year}　{draft.name}　改于 {draft.changed[:10]}"


def _title(words: str) -> QLabel:
    label = QLabel(words)
    label.setFont(fonts.sentence(bold=True))
    return label
