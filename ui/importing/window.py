"""The window in which a file is looked through before it becomes a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from intake.recognise import NO_FORM
from ui import fonts
from ui.enter import pressed_by_enter
from ui.icons import icon, pixmap
from ui.importing.decisions import Decisions
from ui.importing.header import Header
from ui.importing.into_year import IntoYear
from ui.importing.reading import Reading
from ui.importing.session import Session
from ui.importing.source import SourceSide
from ui.message_line import MessageLine
from ui.palette import colours
from ui.tab_order import lead_through

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from intake.grid import Box
    from intake.intake import Intake
    from intake.pasted import Pasted
    from models.definition_file import Definitions

_NARROW, _LOW = 860, 480
_LEAST = (640, 360)
_SIZES, _PRESSED_SIZES = (742, 576), (360, 640)
"""How source and questions share the room."""


class ImportWindow(QMainWindow):
    """Shows a file beside what was understood of it, and makes the draft."""

    draft_wanted = Signal(object, object, str)
    """A draft is to be made: the form, its version, and where it comes from, in words."""
    merge_wanted = Signal(object, object)
    """The form is to be compared with the open one: the form and its version."""
    closed = Signal(object)

    def __init__(
        self, origin: Path | Pasted, intake: Intake, definitions: Definitions, *, can_merge: bool = False
    ) -> None:
        super().__init__()
        self._origin = origin
        self._is_pressed = False
        self.session = Session(intake, self._origin.name)
        self._sessions: dict[int, Session] = {}
        """What was decided on each sheet that was looked at."""
        self._may_close = False
        self.message = MessageLine(self)
        self._reading = Reading(definitions, self)
        self._reading.read.connect(self.show_intake)
        self._reading.failed.connect(self._stay)
        self._reading.slow.connect(self._say_slow)
        self.header = Header(origin.name, self)
        self.header.back.clicked.connect(self.close)
        self.source = SourceSide(self)
        self.source.sheet_wanted.connect(self._look_at)
        self.source.cell_chosen.connect(self._find)
        self.split = QSplitter(self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(fonts.unit(16))
        self.split.addWidget(self.source)
        self._title, self._hint = QLabel(self), QLabel("F8 下一处", self)
        self._hint.setObjectName("quiet")
        self.decisions = Decisions(self.session, self)
        self.into_year = IntoYear(self)
        self._cancel, self._make = QPushButton("取消", self), QPushButton(self)
        self._make.setObjectName("primary")
        self._merge = QPushButton("并入正在填的表…", self)
        self._merge.setVisible(can_merge)
        self._foot = QWidget(self)
        self._foot_mark = QLabel(self._foot)
        self._foot_words = QLabel("不确认也能生成：没看过的地方会带着“待复核”标记，不会悄悄填错。", self._foot)
        self._build()
        self._connect()
        self.setWindowTitle(f"导入 · {origin.name}")
        self.setMinimumSize(*_LEAST)
        self.resize(1366, 696)
        self.show_intake(intake)
        self.restyle()

    def show_intake(self, intake: Intake) -> None:
        """Show what was read, of the file or of another of its sheets."""
        self._show(Session(intake, self._origin.name))

    def _show(self, session: Session) -> None:
        """Show a sheet with what was decided on it; what was decided on the one before is kept."""
        self.message.clear()
        self.session.rolling = self.into_year.rolling
        self.session = self._sessions[session.intake.source.used] = session
        self.source.show_session(session)
        self._place_decisions(Decisions(session, self))
        self.into_year.begin(session)
        self.header.describe(session.intake)
        self._refresh()
        if not self.decisions.step(1):
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, sheet: int) -> None:
        """Look at another sheet: as it was left, else it is read first."""
        if sheet in self._sessions:
            self._reading.cancel()
            self._show(self._sessions[sheet])
        else:
            self._reading.begin(self._origin, sheet)

    def _stay(self, sentence: str) -> None:
        """Stay with the sheet that is shown, as the other cannot be read."""
        source = self.session.intake.source
        name = source.names[self.source.tabs.currentIndex()]
        self.source.show_tab(source.used)
        said = f"工作表“{name}”里没有找到申报表的栏目，仍看“{source.names[source.used]}”。"
        self.message.say(said if sentence == NO_FORM else sentence, bad=True)

    def make(self) -> None:
        """Hand over the draft."""
        into = self.into_year.into
        rolling = self.into_year.rolling
        form = self.session.draft(into=into, keep_amounts=rolling is None or rolling.keeps_amounts)
        origin = f"从“{self._origin.name}”导入" + (f"，按 {self.session.year} 年结转" if into else "")
        self.draft_wanted.emit(form, self.session.intake.definition, origin)

    def finish(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme = colours()
        self._title.setFont(fonts.sentence(bold=True))
        for widget in (self._hint, self._foot_words, self._cancel, self._merge):
            widget.setFont(fonts.surround())
        self._foot_mark.setPixmap(pixmap("info", scheme.accent, fonts.unit(16), self.devicePixelRatioF()))
        self._make.setFont(fonts.sentence(bold=True))
        self._make.setIcon(icon("checkmark", scheme.on_primary, fonts.unit(16), fades=True))
        self._make.setIconSize(QSize(fonts.unit(16), fonts.unit(16)))
        for part in (self.header, self.source, self.decisions, self.into_year):
            part.restyle()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < fonts.unit(_NARROW)
        self.split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
        self.header.fold(is_narrow=is_narrow)
        is_low = event.size().height() < fonts.unit(_LOW)
        self._foot.setVisible(not is_low)
        self._press_together(pressed=is_low and is_narrow)

    def _press_together(self, *, pressed: bool) -> None:
        """Where there is little room both ways, let go of titles and gaps: a question is seen with its answers."""
        if pressed == self._is_pressed:
            return
        self._is_pressed = pressed
        self.source.show_title(shown=not pressed)
        self._title.setVisible(not pressed)  # the header counts them, too
        self._hint.setVisible(not pressed and bool(self.session.open_questions))
        above, below = (4, 4) if pressed else (10, 8)
        self._framed.setContentsMargins(*(fonts.unit(each) for each in (16, above, 16, below)))
        self.split.setHandleWidth(fonts.unit(6 if pressed else 16))
        self.split.setSizes(_PRESSED_SIZES if pressed else _SIZES)
        self.into_year.lie_flat(flat=pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts away what came last: the line for an answer of one's own, what is said, the window."""
        if pressed_by_enter(event, self):
            return
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif any(card.take_back_typing() for card in self.decisions.cards):
            return
        elif self.message.sentence:
            self.message.clear()
            self.decisions.take_keyboard()
        else:
            self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once before what was decided is lost."""
        if not self._may_close and any(session.is_begun for session in self._sessions.values()):
            event.ignore()
            sentence = "已经定下的还没有生成草稿，关掉就没有了。要关掉吗？"
            self.message.say(sentence, ("接着看", self.decisions.take_keyboard), ("关掉", self.finish), bad=True)
            self.message.take_keyboard()
            return
        self._reading.cancel()
        self.closed.emit(self)
        super().closeEvent(event)

    def _build(self) -> None:
        side = QWidget(self)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(fonts.unit(6))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._hint)
        lines.addLayout(head)
        lines.addWidget(self.decisions, 1)
        lines.addWidget(self.into_year)
        row = QHBoxLayout()
        row.addWidget(self._merge)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._make)
        lines.addLayout(row)
        self._side = lines
        self.split.addWidget(side)
        self.split.setStretchFactor(0, 56)
        self.split.setStretchFactor(1, 44)
        self.split.setSizes(_SIZES)
        central = QWidget(self)
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inside = QWidget(central)
        self._framed = QVBoxLayout(inside)
        self._framed.setContentsMargins(*(fonts.unit(each) for each in (16, 10, 16, 8)))
        self._framed.addWidget(self.split)
        self._foot.setObjectName("foot")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        said = QHBoxLayout(self._foot)
        said.setContentsMargins(*(fonts.unit(each) for each in (14, 4, 14, 4)))
        said.addWidget(self._foot_mark)
        said.addWidget(self._foot_words, 1)
        for part in (self.header, self.message):
            whole.addWidget(part)
        whole.addWidget(inside, 1)
        whole.addWidget(self._foot)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self._make.clicked.connect(self.make)
        self._cancel.clicked.connect(self.close)
        self._merge.clicked.connect(lambda: self.merge_wanted.emit(self.session.form(), self.session.intake.definition))
        self.into_year.changed.connect(self._refresh)
        for key, slot in (
            ("F8", lambda: self._step(1)),
            ("Shift+F8", lambda: self._step(-1)),
            ("F9", self._take_first),
            ("Ctrl+Return", self.make),
            ("Ctrl+W", self.close),
            ("F6", lambda: self._go_round(1)),
            ("Shift+F6", lambda: self._go_round(-1)),
        ):
            QShortcut(QKeySequence(key), self, slot)

    def _place_decisions(self, decisions: Decisions) -> None:
        old, self.decisions = self.decisions, decisions
        self._side.replaceWidget(old, decisions)
        old.setParent(None)  # out of the way of Tab before the others are led
        old.deleteLater()
        decisions.boxes_wanted.connect(self._show_boxes)
        decisions.changed.connect(self._refresh)
        decisions.changed.connect(lambda: self.source.show_decisions(self.session))
        decisions.sheet_wanted.connect(self.source.tabs.setCurrentIndex)
        decisions.settled.connect(lambda: self._make.setFocus(Qt.FocusReason.OtherFocusReason))
        decisions.grown.connect(self._lead_tab)
        self._lead_tab()

    def _show_boxes(self, boxes: Sequence[Box]) -> None:
        self.source.view.choose(boxes)

    def _find(self, row: int, column: int) -> None:
        self.decisions.find_cell(row, column)

    def _step(self, by: int) -> None:
        if not self.decisions.step(by):
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> None:
        self.decisions.take_first()

    def _go_round(self, by: int) -> None:
        """Go from the source to the questions, to the button, and round again."""
        at = self.focusWidget() or self
        here = 0 if self.source.isAncestorOf(at) else 1 if self.decisions.isAncestorOf(at) else 2
        stations = (self.source.view.setFocus, self.decisions.take_keyboard, self._make.setFocus)
        stations[(here + by) % len(stations)]()

    def _lead_tab(self) -> None:
        """Let Tab lead from the source over the questions to the buttons, as they are read."""
        parts = (self.header, self.message, self.source, self.decisions, self.into_year)
        lead_through((*parts, self._merge, self._cancel, self._make))

    def _refresh(self) -> None:
        """Say how many places are open, and which year the draft will be for."""
        count = len(self.session.open_questions)
        self._title.setText(f"先看这 {count} 处" if count else "没有要确认的地方了")
        self._hint.setVisible(bool(count) and not self._is_pressed)
        year = self.session.year
        self.into_year.follow(year)
        into = self.into_year.into or year
        self._make.setText(f"生成 {into} 年草稿" if into else "生成草稿")
        self.header.count(self.session)

    def _say_slow(self) -> None:
        self.message.say("正在读取…", ("取消", self._read_no_more))

    def _read_no_more(self) -> None:
        self._reading.cancel()
        self.source.show_tab(self.session.intake.source.used)
