"""The window in which a file is looked through before it becomes a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.years import FIRST, LAST
from ui import fonts
from ui.check_box import CheckBox
from ui.icons import icon
from ui.importing.decisions import Decisions
from ui.importing.header import Header
from ui.importing.reading import Reading
from ui.importing.session import Session
from ui.importing.source import SourceSide
from ui.message_line import MessageLine
from ui.palette import colours

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
        self.message = MessageLine(self)
        self._reading = Reading(definitions, self)
        self._reading.read.connect(self.show_intake)
        self._reading.failed.connect(lambda sentence: self.message.say(sentence, bad=True))
        self._reading.slow.connect(self._say_slow)
        self.header = Header(origin.name, self)
        self.header.back.clicked.connect(self.close)
        self.source = SourceSide(self)
        self.source.sheet_wanted.connect(lambda sheet: self._reading.begin(self._origin, sheet))
        self.source.cell_chosen.connect(self._find)
        self.split = QSplitter(self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(fonts.unit(16))
        self.split.addWidget(self.source)
        self._title, self._hint = QLabel(self), QLabel("F8 下一处", self)
        self._hint.setObjectName("quiet")
        self.decisions = Decisions(self.session, self)
        self._rolls, self._amounts = CheckBox(self), CheckBox("金额也照抄过来，不照抄就清空", self)
        self.year = QSpinBox(self)
        self.year.setSuffix(" 年")
        self.year.setAccessibleName("结转到哪一年")
        self._cancel, self._make = QPushButton("取消", self), QPushButton(self)
        self._make.setObjectName("primary")
        self._merge = QPushButton("并入正在填的表…", self)
        self._merge.setVisible(can_merge)
        self._foot = QLabel("不确认也能生成：没看过的地方会带着“待复核”标记，不会悄悄填错。", self)
        self._build()
        self._connect()
        self.setWindowTitle(f"导入 · {origin.name}")
        self.setMinimumSize(*_LEAST)
        self.resize(1366, 696)
        self.show_intake(intake)
        self.restyle()

    def show_intake(self, intake: Intake) -> None:
        """Show what was read, of the file or of another of its sheets."""
        self.message.clear()
        self.session = Session(intake, self._origin.name)
        self.source.show_session(self.session)
        self._place_decisions(Decisions(self.session, self))
        self._rolls.setChecked((self.session.year or LAST) < _this_year())
        self._amounts.setChecked(True)
        self.header.describe(intake)
        self._refresh()
        if not self.decisions.step(1):
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def make(self) -> None:
        """Hand over the draft."""
        year, into = self.session.year, self._into()
        form = self.session.draft(into=into, keep_amounts=self._amounts.isChecked())
        origin = f"从“{self._origin.name}”导入" + (f"，按 {year} 年结转" if into else "")
        self.draft_wanted.emit(form, self.session.intake.definition, origin)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme = colours()
        self._title.setFont(fonts.sentence(bold=True))
        for widget in (self._hint, self._foot, self._amounts, self.year, self._cancel, self._merge):
            widget.setFont(fonts.surround())
        self._rolls.setFont(fonts.sentence())
        self._make.setFont(fonts.sentence(bold=True))
        self._make.setIcon(icon("checkmark", scheme.on_accent, fonts.unit(16), fades=True))
        for part in (self.header, self.source, self.decisions):
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
        directions = QBoxLayout.Direction
        self._ticks.setDirection(directions.LeftToRight if pressed else directions.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the line for an answer of one's own away."""
        if event.key() == Qt.Key.Key_Escape:
            any(card.take_back_typing() for card in self.decisions.cards)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
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
        self._ticks = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._ticks.setSpacing(fonts.unit(6))
        rolling = QHBoxLayout()
        rolling.addWidget(self._rolls)
        rolling.addWidget(self.year)
        rolling.addStretch(1)
        self._ticks.addLayout(rolling)
        self._ticks.addWidget(self._amounts)
        lines.addLayout(self._ticks)
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
        self._foot.setContentsMargins(*(fonts.unit(each) for each in (14, 4, 14, 6)))
        for part in (self.header, self.message):
            whole.addWidget(part)
        whole.addWidget(inside, 1)
        whole.addWidget(self._foot)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self._make.clicked.connect(self.make)
        self._cancel.clicked.connect(self.close)
        self._merge.clicked.connect(lambda: self.merge_wanted.emit(self.session.form(), self.session.intake.definition))
        self._rolls.toggled.connect(self._refresh)
        self.year.valueChanged.connect(self._refresh)
        for key, slot in (
            ("F8", lambda: self._step(1)),
            ("Shift+F8", lambda: self._step(-1)),
            ("F9", self._take_first),
            ("Ctrl+Return", self.make),
            ("Ctrl+W", self.close),
            ("F6", self._go_round),
            ("Shift+F6", self._go_round),
        ):
            QShortcut(QKeySequence(key), self, slot)

    def _place_decisions(self, decisions: Decisions) -> None:
        old, self.decisions = self.decisions, decisions
        self._side.replaceWidget(old, decisions)
        old.hide()
        old.deleteLater()
        decisions.boxes_wanted.connect(self._show_boxes)
        decisions.changed.connect(self._refresh)

    def _show_boxes(self, boxes: Sequence[Box]) -> None:
        self.source.view.choose(boxes)

    def _find(self, row: int, column: int) -> None:
        self.decisions.find_cell(row, column)

    def _step(self, by: int) -> None:
        if not self.decisions.step(by):
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> None:
        self.decisions.take_first()

    def _go_round(self) -> None:
        """Go from the source to the questions, to the button, and back."""
        if self.source.view.hasFocus():
            self._step(1)
        elif self._make.hasFocus():
            self.source.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._make.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        """Say how many places are open, and which year the draft will be for."""
        count = len(self.session.open_questions)
        self._title.setText(f"先看这 {count} 处" if count else "没有要确认的地方了")
        self._hint.setVisible(bool(count) and not self._is_pressed)
        self._offer_years(self.session.year)
        into = self._into() or self.session.year
        self._make.setText(f"生成 {into} 年草稿" if into else "生成草稿")
        for widget in (self.year, self._amounts):
            widget.setEnabled(self._rolls.isChecked())
        self.header.count(self.session)

    def _offer_years(self, year: int | None) -> None:
        """Offer the years that a form can be rolled forward into; its own may be corrected here."""
        can_roll = year is not None and FIRST <= year < LAST
        for widget in (self._rolls, self.year, self._amounts):
            widget.setVisible(can_roll)
        if year is not None and can_roll and self.year.minimum() != year + 1:
            self._rolls.setText(f"按上年结转：{year} 的指标值转为上年度指标值，结转到")
            self.year.setRange(year + 1, LAST)
            self.year.setValue(year + 1)

    def _into(self) -> int | None:
        """Give the year that is rolled forward into, None for the form's own."""
        return self.year.value() if self._rolls.isChecked() and not self._rolls.isHidden() else None

    def _say_slow(self) -> None:
        self.message.say("正在读取…", ("取消", self._reading.cancel))


def _this_year() -> int:
    from datetime import datetime  # noqa: PLC0415

    return datetime.now().astimezone().year
