"""The line under the command row: one sentence, what can be done about it, and a way to close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui import fonts
from ui.icons import FINE, icon, pixmap
from ui.palette import colours

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor


class MessageLine(QWidget):
    """Hidden until there is something to say; never covers the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to say."""
        super().__init__(parent)
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(fonts.unit(each) for each in (14, 4, 8, 4)))
        self._mark = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._links: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setAccessibleName("关闭这一行")
        self._close.setToolTip("关闭这一行")
        self._close.clicked.connect(self.clear)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now, "" for nothing."""
        return self._words.text() if not self.isHidden() else ""

    def say(
        self,
        sentence: str,
        *links: tuple[str, Callable[[], object]],
        good: bool = False,
        bad: bool = False,
        stays: bool = False,
    ) -> None:
        """Say a sentence, with links that do something and, unless it stays, close the line."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - not before it speaks

        scheme = colours()
        colour: QColor = scheme.ok if good else scheme.error if bad else scheme.accent
        name = FINE if good else "error_circle" if bad else "info"
        self._mark.setPixmap(pixmap(name, colour, fonts.unit(16), self.devicePixelRatioF()))
        self._words.setText(sentence)
        self._words.setFont(fonts.sentence())
        self._close.setIcon(icon("dismiss", scheme.quiet, fonts.unit(16)))
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._links = [self._link(words, action, stays=stays) for words, action in links]
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def clear(self) -> None:
        """Say nothing more."""
        self.hide()

    def take_keyboard(self) -> None:
        """Let the keyboard be at the first link."""
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, words: str, action: Callable[[], object], *, stays: bool) -> QPushButton:
        link = QPushButton(words, self)
        link.setObjectName("link")
        link.setFont(fonts.surround())
        if not stays:
            link.clicked.connect(self.clear)
        link.clicked.connect(action)
        self._row.insertWidget(self._row.count() - 1, link)
        return link
