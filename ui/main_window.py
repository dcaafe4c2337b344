"""The window on one form: command row, rail, sheet, panel, status bar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.checks.review import acknowledge
from models.definition import on_one_line
from models.edits import edit_for
from models.place import indicator_place
from models.problem import Severity
from ui.autosave import Autosave
from ui.command_row import CommandRow
from ui.document import Document
from ui.files import TITLE, Files
from ui.palette import Size, colours, font
from ui.panel.problems import ProblemsPanel
from ui.rail import Rail
from ui.sheet.balance import balance_in_words
from ui.sheet.sheet import WIDEST, Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.problem import Problem

_PANEL = 348
_MARGIN = 14
_CODE_AFTER = 200  # ms without a key
_SLIM_RAIL, _NO_PANEL = 1280, 1000


class MainWindow(QMainWindow):
    """One form, filled in, checked, saved and exported."""

    open_wanted = Signal(object)
    """A file is to be opened; gives its path."""
    draft_wanted = Signal(str)
    """A draft is to be opened; gives its id."""
    new_wanted = Signal()

    def __init__(self, drafts: Drafts, draft: str, definitions: Definitions) -> None:
        super().__init__()
        self._drafts = drafts
        self.draft = draft
        self.where = ""
        """The place that has, or had last, the caret."""
        form = drafts.load(draft, definitions)
        self.document = Document(form, definitions.get(form.form), self)
        self.autosave = Autosave(self.document, drafts, draft)
        self.files = Files(self, self.document, self.autosave, definitions)
        self.sheet = Sheet(self.document)
        self.rail = Rail(self.document)
        self.problems = ProblemsPanel(self.document)
        self._help = QLabel()
        self._saved = QLabel()
        self._balance = QLabel()
        self._code = QLabel()
        self._soon = QTimer(self, singleShot=True, interval=_CODE_AFTER)
        self._soon.timeout.connect(lambda: self._code.setText(f"校验码 {self.document.check_code}"))
        self._actions: dict[str, QAction] = {}
        self._make_actions()
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1366, 696)
        self._on_change()
        self._saved.setText("✓ 内容一直自动保存")

    def _build(self) -> None:
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._commands = CommandRow(self._actions, self._drafts)
        self._commands.draft_wanted.connect(self.draft_wanted)
        layout.addWidget(self._commands)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        desk = QWidget()
        desk_layout = QHBoxLayout(desk)
        desk_layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        desk_layout.addStretch(1)
        desk_layout.addWidget(self.sheet, WIDEST)
        desk_layout.addStretch(1)
        self._desk = desk
        self._area.setWidget(desk)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._area)
        self._splitter.addWidget(self._panel())
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([1000, _PANEL])
        body.addWidget(self._splitter, 1)
        layout.addLayout(body, 1)
        self.setCentralWidget(central)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        for label in (self._saved, self._balance, self._code):
            label.setFont(font(Size.AROUND))
            label.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self._saved)
        bar.addWidget(self._balance)
        bar.addPermanentWidget(self._code)

    def _panel(self) -> QFrame:
        self._side = QFrame()
        self._side.setObjectName("panel")
        self._side.setMinimumWidth(280)
        layout = QVBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.problems, 1)
        self._help.setFont(font(Size.AROUND))
        self._help.setWordWrap(True)
        self._help.setTextFormat(Qt.TextFormat.RichText)
        self._help.setStyleSheet(
            f"color: {colours().quiet}; border-top: 1px solid {colours().rule}; padding: 8px 12px;"
        )
        self._help.setMinimumHeight(54)
        layout.addWidget(self._help)
        return self._side

    def _make_actions(self) -> None:
        stack = self.document.undo_stack
        undo, redo = stack.createUndoAction(self, "撤销"), stack.createRedoAction(self, "重做")
        undo.setIconText("撤销")  # the button stays short, the menu says what is taken back
        redo.setIconText("重做")
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._actions |= {"undo": undo, "redo": redo}
        for name, text, key, slot in (
            ("new", "新建空白表", "Ctrl+N", self.new_wanted.emit),
            ("open", "打开…", "Ctrl+O", self._ask_for_file),
            ("save", "立即保存", "Ctrl+S", self.save),
            ("save_as", "另存一份…", "Ctrl+Shift+S", self.files.save_as),
            ("export", "导出…", "Ctrl+E", self.files.export),
            ("quit", "关闭", "Ctrl+W", self.close),
            ("add", "添加指标", "", lambda: self._indicators("add")),
            ("delete", "删除指标", "Ctrl+Delete", lambda: self._indicators("delete")),
            ("renumber", "重新编号", "", lambda: self._indicators("renumber")),
            ("next", "下一个问题", "F8", lambda: self.problems.step(1)),
            ("previous", "上一个问题", "Shift+F8", lambda: self.problems.step(-1)),
            ("fix", "采用建议", "F9", self.take_fix),
            ("panel", "问题", "Ctrl+1", self._fold_panel),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            self._actions[name] = action
        for number, section in enumerate(self.document.definition.sections, start=1):
            action = QAction(on_one_line(section.title), self)
            action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.triggered.connect(lambda _=False, id_=section.id: self.go_to_section(id_))
            self._actions[section.id] = action
        self.addActions([*self._actions.values()])

    def _connect(self) -> None:
        self.document.changed.connect(self._on_change)
        self.document.problems_changed.connect(self._on_change)
        self.files.said.connect(lambda words: self._say(words, is_well=True))
        self.autosave.saved.connect(lambda time: self._say(f"✓ 已保存 {time}", is_well=True))
        self.autosave.failed.connect(lambda why: self._say(f"● {why}", is_well=False))
        self.sheet.focused.connect(self._on_focus)
        self.sheet.fix_wanted.connect(self.apply_fix)
        self.rail.section_wanted.connect(self.go_to_section)
        self.problems.go_wanted.connect(self.go_to)
        self.problems.fix_wanted.connect(self.apply_fix)
        self.problems.stand_wanted.connect(self._let_stand)

    def _on_change(self) -> None:
        shades = colours()
        found = self.document.problems
        errors = sum(problem.severity is Severity.ERROR for problem in found)
        self._commands.show_problems(len(found), has_errors=bool(errors))
        words, is_well = balance_in_words(self.document)
        self._balance.setText(words)
        self._balance.setStyleSheet(f"color: {shades.ok if is_well else shades.error};")
        self._soon.start()
        unit = next((self.document.form.fields[p.field] for p in self.document.definition.head if p.field), "")
        self.setWindowTitle(f"{unit or '未填单位'} · {TITLE}")

    def _on_focus(self, where: str) -> None:
        self.where = where
        definition = self.document.definition
        self.rail.set_current(definition.section_of.get("indicators" if indicator_place(where) else where, ""))
        self.problems.choose_at(where)
        found = indicator_place(where)
        column = definition.columns.get(found[1]) if found else None
        entry = column or definition.fields.get(where[7:]) or definition.amounts.get(where[8:])
        if entry is None:
            self._help.clear()
            return
        example = f"　例如“{entry.example}”" if entry.example else ""
        name = on_one_line(entry.label)
        self._help.setText(f"<b style='color:{colours().text}'>怎么填：{name}</b><br>{entry.help}{example}")
        if not found and (cell := self.sheet.cells.get(where)):
            QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(cell, 0, 24))

    def go_to(self, where: str) -> None:
        """Put the caret at a place and bring it into sight."""
        widget = self.sheet.go_to(where)
        if widget is self.sheet.indicators and self.sheet.indicators:
            table = self.sheet.indicators.table
            rect: QRect = table.visualRect(table.currentIndex())
            top = table.viewport().mapTo(self._desk, rect.topLeft()).y()
            self._area.ensureVisible(0, top + rect.height() // 2, 0, self._area.viewport().height() // 3)

    def go_to_section(self, section: str) -> None:
        """Bring a section to the top of the view and put the caret into its first cell."""
        widget = self.sheet.sections[section]
        places = [where for where in self.sheet.cells if self.document.definition.section_of.get(where) == section]
        if places:
            self.sheet.go_to(places[0])
        elif self.sheet.indicators:
            self.sheet.indicators.go_to("form")
        top = widget.mapTo(self._desk, widget.rect().topLeft()).y()
        QTimer.singleShot(0, lambda: self._area.verticalScrollBar().setValue(top - _MARGIN))

    def _indicators(self, what: str) -> None:
        if self.sheet.indicators:
            getattr(self.sheet.indicators, what)()

    def _fold_panel(self) -> None:
        self._side.setVisible(not self._side.isVisible())
        self._commands.light(lit=self._side.isVisible())

    def take_fix(self) -> None:
        """Take the fix of a sum while the caret is among the amounts, else that of the problem chosen in the panel."""
        sums = (each for each in self.document.problems if each.id.startswith("budget.") and each.fix)
        problem = next(sums, None) if self.where.startswith("amounts.") else None
        problem = problem or self.problems.chosen()
        if problem:
            self.apply_fix(problem)

    def apply_fix(self, problem: Problem) -> None:
        """Apply the fix of a problem."""
        if problem.fix:
            unit = self.document.definition.unit
            self.document.apply(edit_for(problem.fix.label, problem.fix.changes, unit))
            self.document.review_texts()

    def _let_stand(self, problem: Problem) -> None:
        text = f"{problem.message}\n\n为什么可以这样写？理由会随表交给财政，不打印。"
        reason, done = QInputDialog.getText(self, "确认无误", text)
        if done and reason.strip():
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self.document.apply(acknowledge(self.document.form, problem, reason.strip(), now))
            self.document.review_texts()

    def _say(self, words: str, *, is_well: bool) -> None:
        self._saved.setText(words)
        self._saved.setStyleSheet(f"color: {colours().text if is_well else colours().error};")

    def save(self) -> None:
        """Save at once what would be saved by itself in a moment."""
        if self.autosave.save_all():
            self._say("✓ 已保存（内容一直自动保存）", is_well=True)

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "打开", "", "申报表 (*.json *.xlsx *.xlsm *.pdf *.txt);;所有文件 (*)"
        )
        if name:
            self.open_wanted.emit(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.open_wanted.emit(Path(url.toLocalFile()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, before = event.size().width(), event.oldSize().width()
        if before < 0 or (width < _SLIM_RAIL) != (before < _SLIM_RAIL):
            self.rail.set_slim(slim=width < _SLIM_RAIL)
        if before < 0 or (width < _NO_PANEL) != (before < _NO_PANEL):
            self._side.setVisible(width >= _NO_PANEL)
            self._commands.light(lit=width >= _NO_PANEL)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; where that fails, ask before anything is lost."""
        if self.autosave.save_all():
            event.accept()
            return
        text = "草稿没有保存成。要先另存一份再关闭吗？"
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self, TITLE, text, buttons.Save | buttons.Discard | buttons.Cancel)
        event.setAccepted(answer == buttons.Discard or (answer == buttons.Save and self.files.save_as()))
