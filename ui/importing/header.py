"""The head of the import window: back, which file, and how much of it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui import fonts
from ui.icons import FINE, icon, pixmap
from ui.importing.understood import count_places
from ui.painting import LEFT, draw_words
from ui.palette import colours
from ui.tip import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from intake.intake import Intake
    from ui.importing.session import Session

_COUNTS = ((FINE, "ok"), ("warning", "warning"), ("info", "accent"))
_LEAST_NAME = 120  # logical pixels


class Header(QWidget):
    """Says in words what the colours of the source mean."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commands")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = QToolButton(self)
        self.back.setText("返回")
        self.back.setAccessibleName("返回，不导入")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._mark = QLabel(self)
        self._name, self._kind = _Line(name, self), _Line("", self)
        self._kind.setObjectName("quiet")
        line = QWidget(self)
        line.setObjectName("ruleLine")
        line.setFixedSize(1, fonts.unit(20))
        self._is_narrow = False
        self._counts = [(QLabel(self), QLabel(self)) for _ in _COUNTS]
        row = QHBoxLayout(self)
        row.setContentsMargins(*(fonts.unit(each) for each in (12, 5, 16, 5)))
        row.setSpacing(fonts.unit(8))
        for widget in (self.back, line, self._mark):
            row.addWidget(widget)
        words = QVBoxLayout()
        words.setSpacing(fonts.unit(2))
        words.addWidget(self._name)
        words.addWidget(self._kind)
        row.addLayout(words, 1)
        for mark, said in self._counts:
            row.addSpacing(fonts.unit(6))
            row.addWidget(mark)
            row.addWidget(said)

    def describe(self, intake: Intake) -> None:
        """Say what the file is and which of its sheets was read."""
        source = intake.source
        sheet = f" · 工作表“{source.grid.name}”" if source.grids and source.grid.name else ""
        self._kind.show_text(f"{source.kind}{sheet} · 原文件不会改动")

    def count(self, session: Session) -> None:
        """Say how much was understood, how much is open, how much has no place."""
        found = (
            f"认出 {count_places(session.understood)} 处",
            f"{len(session.open_questions)} 处待确认",
            f"{len(session.open_leftovers)} 段没有归处",
        )
        numbers = (1, len(session.open_questions), len(session.open_leftovers))
        for (mark, said), words, number in zip(self._counts, found, numbers, strict=True):
            said.setText(words)
            mark.setVisible(bool(number) and not self._is_narrow)
            said.setVisible(bool(number))

    def fold(self, *, is_narrow: bool) -> None:
        """Leave the counts' icons away where there is little room; the words stay."""
        self._is_narrow = is_narrow
        for mark, said in self._counts:
            mark.setVisible(not is_narrow and not said.isHidden())

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        scheme = colours()
        self.back.setIcon(icon("chevron_left", scheme.text, fonts.unit(16)))
        self.back.setFont(fonts.sentence())
        self._mark.setPixmap(pixmap("document_table", scheme.accent, fonts.unit(20), self.devicePixelRatioF()))
        self._name.setFont(fonts.heading(bold=True))
        self._kind.setFont(fonts.surround())
        for (mark, said), (name, colour) in zip(self._counts, _COUNTS, strict=True):
            mark.setPixmap(pixmap(name, getattr(scheme, colour), fonts.unit(16), self.devicePixelRatioF()))
            said.setFont(fonts.sentence())
            said.setStyleSheet(f"color: {getattr(scheme, colour)};")


class _Line(QLabel):
    """Plain words in one line; what has no room is left away in the middle: the end of a name says what it is."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words; the tool tip has them whole."""
        self.setText(text)
        self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.unit(_LEAST_NAME), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        draw_words(painter, self.rect(), LEFT, shown, self.font(), self.palette().windowText().color())
