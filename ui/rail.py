"""The rail: the sections with their state in words, and how much is filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.definition import on_one_line
from models.place import section_at
from models.problem import Severity
from models.required import required_places, unfilled
from models.unreviewed import WORDS, unreviewed
from ui import fonts
from ui.icons import FINE, SEVERITY_ICONS, icon
from ui.painting import CENTRED, LEFT, draw_icon, draw_words
from ui.palette import colours, mixed, tint

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form
    from ui.document import Document

WIDTH = 156
SLIM_WIDTH = 52
_NUMERALS = "一二三四五六七八九十"
_COUNTED = {Severity.ERROR: "{} 个错误", Severity.WARNING: "{} 条提醒", Severity.NOTE: "{} 条提示"}


class SectionState(NamedTuple):
    """How a section stands: an icon's name, words, the number in them, and how bad it is (None: fine or unfilled)."""

    icon: str
    words: str
    number: str
    severity: Severity | None
    unfilled: bool = False


_UNKNOWN = SectionState("", "", "", None)
"""How a section stands before the form is reviewed."""
_EMPTY = SectionState("edit", "还没有指标", "", None, unfilled=True)


class Rail(QWidget):
    """Shows where one is and what is left to do; a click jumps."""

    section_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Show the sections of a document."""
        super().__init__(parent)
        self._document = document
        self._slim = False
        self._current = ""
        self._outline: QWidget | None = None
        self._outlined = ""
        self._changes: Counter[str] | None = None
        self._back = QToolButton(self)
        self._back.setObjectName("link")
        self._back.setText("全部草稿")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.all_wanted)
        self._unit = QLabel(self)
        self._unit.setWordWrap(True)
        self._year = QLabel(self)
        self._year.setObjectName("quiet")
        self._items = {
            section.id: _Item(_numeral(section.title, place), _short_title(section.title) or section.id, self)
            for place, section in enumerate(document.definition.sections)
        }
        self._waiting = QLabel(self)
        self._filled = QLabel(self)
        self._filled.setObjectName("quiet")
        self._arrange()
        document.problems_changed.connect(self.refresh)
        document.changed.connect(self._follow)
        self.refresh()

    def items(self) -> list[QWidget]:
        """Give the sections' buttons, for the keyboard."""
        return list(self._items.values())

    def set_current(self, section: str) -> None:
        """Light a section."""
        self._current = section
        for name, item in self._items.items():
            item.set_current(name == section)
        self._show_outline()

    def hold(self, outline: QWidget, section: str) -> None:
        """Show a tree under a section while that is current."""
        lines = self._lines
        self._outline, self._outlined = outline, section
        lines.insertWidget(lines.indexOf(self._items[section]) + 1, outline)
        self._show_outline()

    def _show_outline(self) -> None:
        if self._outline is not None and self._outline.parent() is self:
            self._outline.setVisible(not self._slim and self._current == self._outlined)

    def set_slim(self, slim: bool) -> None:  # noqa: FBT001 - a state
        """Show numerals and icons alone."""
        self._slim = slim
        self._unit.setVisible(not slim)
        self._year.setVisible(not slim)
        self._filled.setVisible(not slim)
        self._show_waiting()
        self._back.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly if slim else Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        )
        self._back.setToolTip("全部草稿" if slim else "")
        for item in self._items.values():
            item.set_slim(slim)
        self.setFixedWidth(fonts.unit(SLIM_WIDTH if slim else WIDTH))
        self._show_outline()

    def show_changes(self, counts: Counter[str] | None) -> None:
        """Say of each section how much has changed since a revision; None: how it stands, as always."""
        self._changes = counts
        self.refresh()

    def refresh(self) -> None:
        """Show how the sections stand now."""
        form, definition = self._document.form, self._document.definition
        problems = self._document.problems
        counts = {
            severity: Counter(section_at(p.where, definition) for p in problems if p.severity is severity)
            for severity in Severity
        }
        lacking = Counter(section_at(where, definition) for where in unfilled(form, definition))
        for name, item in self._items.items():
            if not self._document.is_reviewed:
                continue
            if self._changes is not None:
                item.set_state(_changed(self._changes[name]))
                continue
            is_empty = not form.indicators and definition.section_of.get("indicators") == name
            found = Counter({s: counts[s][name] for s in Severity})
            item.set_state(
                _EMPTY if is_empty and not lacking[name] and not found.total() else _state(found, lacking[name])
            )
        self._unit.setText(heading(form, definition))
        year = f"{form.year} 年・" if form.year else ""
        self._year.setText(f"{year}{definition.mark or definition.title}")
        total = sum(1 for _ in required_places(definition))
        self._show_waiting()
        self._filled.setText(f"必填项　已填 {total - lacking.total()} / {total}")

    def _follow(self) -> None:
        """Show what a change may alter without a word of the checks."""
        if (unit := heading(self._document.form, self._document.definition)) != self._unit.text():
            self._unit.setText(unit)
        if self._document.form.review or not self._waiting.isHidden():
            self._show_waiting()

    def _show_waiting(self) -> None:
        """Say how much is still to be looked at."""
        count = len(unreviewed(self._document.form, self._document.definition))
        self._waiting.setVisible(bool(count) and not self._slim)
        self._waiting.setText(f"还有 {count} 处{WORDS}")

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._back.setIcon(icon("chevron_left", colours().accent, fonts.unit(16)))
        self._back.setFont(fonts.surround())
        self._unit.setFont(fonts.heading(bold=True))
        self._year.setFont(fonts.surround())
        self._waiting.setFont(fonts.surround())
        self._waiting.setStyleSheet(f"color: {colours().accent};")
        self._filled.setFont(fonts.surround())
        self.set_slim(self._slim)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Paint the line at the right."""
        QPainter(self).fillRect(self.width() - 1, 0, 1, self.height(), colours().rule)

    def _arrange(self) -> None:
        lines = self._lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(each) for each in (6, 8, 6, 10)))
        lines.setSpacing(fonts.unit(4))
        lines.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self._unit, self._year, self._waiting, self._filled):
            label.setContentsMargins(fonts.unit(10), 0, fonts.unit(4), 0)
        lines.addWidget(self._unit)
        lines.addWidget(self._year)
        lines.addSpacing(fonts.unit(6))
        for name, item in self._items.items():
            item.clicked.connect(lambda _=False, section=name: self.section_wanted.emit(section))
            lines.addWidget(item)
        lines.addStretch(1)
        lines.addWidget(self._waiting)
        lines.addWidget(self._filled)
        self.restyle()


class _Item(QAbstractButton):
    """A section: numeral, name, state in words; slim: numeral, icon, number."""

    def __init__(self, numeral: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._numeral = numeral
        self._title = title
        self._state = _UNKNOWN
        self._current = False
        self._slim = False
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_state(self, state: SectionState) -> None:
        if state == self._state:
            return
        self._state = state
        self.setAccessibleName(f"{self._title}，{state.words}")
        self._tell()

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - a state
        if current != self._current:
            self._current = current
            self.update()

    def set_slim(self, slim: bool) -> None:  # noqa: FBT001 - a state
        self._slim = slim
        self.updateGeometry()
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(fonts.unit(SLIM_WIDTH - 12 if self._slim else WIDTH - 12), fonts.unit(50))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = colours()
        strength = 20 if scheme.dark else 13
        ground = mixed(scheme.accent, strength, scheme.window) if scheme.points is not None else scheme.paper
        if self._current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground if self._current else tint(scheme.text, 4, scheme.window))
            painter.drawRoundedRect(self.rect(), 4, 4)
        if self._current:
            painter.fillRect(0, fonts.unit(16), fonts.unit(3), self.height() - 2 * fonts.unit(16), scheme.accent)
        if self.hasFocus():
            painter.setPen(scheme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        self._paint_slim(painter) if self._slim else self._paint_wide(painter)

    def _paint_state(self, painter: QPainter, left: int, size: int) -> None:
        if self._state.icon:
            draw_icon(painter, left, fonts.unit(28), size, self._state.icon, self._colour())

    def _paint_wide(self, painter: QPainter) -> None:
        scheme = colours()
        line = fonts.unit(20)
        left = fonts.unit(40)
        numeral = QRect(fonts.unit(6), 0, fonts.unit(30), self.height())
        draw_words(
            painter, numeral, CENTRED, self._numeral, fonts.heading(), scheme.accent if self._current else scheme.quiet
        )
        font = fonts.sentence(bold=self._current)
        room = self.width() - left - 2
        title = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        draw_words(painter, QRect(left, fonts.unit(6), room, line), LEFT, title, font, scheme.text)
        size = fonts.unit(14)
        self._paint_state(painter, left, size)
        words = QRect(left + size + fonts.unit(4), fonts.unit(25), room - size - fonts.unit(4), line)
        draw_words(painter, words, LEFT, self._state.words, fonts.surround(), self._colour())

    def _paint_slim(self, painter: QPainter) -> None:
        scheme = colours()
        colour = scheme.accent if self._current else scheme.text
        draw_words(
            painter,
            QRect(0, fonts.unit(4), self.width(), fonts.unit(20)),
            CENTRED,
            self._numeral,
            fonts.heading(),
            colour,
        )
        size = fonts.unit(14)
        room = QFontMetrics(fonts.surround()).horizontalAdvance(self._state.number)
        left = (self.width() - size - (room + fonts.unit(3) if room else 0)) // 2
        self._paint_state(painter, left, size)
        area = QRect(left + size + fonts.unit(3), fonts.unit(25), room + 2, fonts.unit(20))
        draw_words(painter, area, LEFT, self._state.number, fonts.surround(), self._colour())

    def _colour(self) -> QColor:
        scheme = colours()
        if self._state.severity:
            return scheme.of(self._state.severity)
        return scheme.quiet if self._state.unfilled else scheme.ok

    def _tell(self) -> None:
        self.setToolTip(f"{self._title}：{self._state.words}" if self._slim and self._state.words else "")
        self.update()


def heading(form: Form, definition: Definition) -> str:
    """Give the name of the unit that fills the form in; the first field of the head."""
    field = next((piece.field for piece in definition.head if piece.field), "")
    return form.fields.get(field, "").strip() or "（未填单位）"


def _state(counts: Counter[Severity], lacking: int) -> SectionState:
    """Say how a section stands: the worst that was found, else what is not filled in yet."""
    for severity in (Severity.ERROR, Severity.WARNING):
        if counts[severity]:
            words = _COUNTED[severity].format(counts[severity])
            return SectionState(SEVERITY_ICONS[severity], words, str(counts[severity]), severity)
    if lacking:
        return SectionState("edit", f"未填 {lacking} 项", str(lacking), None, unfilled=True)
    if number := counts[Severity.NOTE]:
        return SectionState(
            SEVERITY_ICONS[Severity.NOTE], _COUNTED[Severity.NOTE].format(number), str(number), Severity.NOTE
        )
    return SectionState(FINE, "没有问题", "", None)


def _changed(count: int) -> SectionState:
    """Say how much has changed in a section since a revision."""
    if not count:
        return SectionState(FINE, "没有改动", "", None)
    return SectionState(SEVERITY_ICONS[Severity.NOTE], f"改了 {count} 处", str(count), Severity.NOTE)


def _numeral(title: str, place: int) -> str:
    head, mark, _ = on_one_line(title).partition("、")
    return head if mark else _NUMERALS[place % len(_NUMERALS)]


def _short_title(title: str) -> str:
    return on_one_line(title).partition("、")[2] or on_one_line(title)
