"""The status bar: saved, balance, what is under way, check code, size of type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.digest import check_code
from models.sum_states import balance_words, sum_states
from models.unreviewed import WORDS, unreviewed
from ui import fonts
from ui.icons import FINE, icon
from ui.palette import colours

if TYPE_CHECKING:
    from ui.document import Document

_CODE_PAUSE_MS = 250
_WORD_MS = 8000


class StatusBar(QWidget):
    """One quiet line; every part says its state in words."""

    balance_wanted = Signal()
    review_wanted = Signal()
    size_wanted = Signal()
    pages_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a document."""
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document: Document | None = None
        self.saved = _part(self)
        self.balance = _part(self)
        self.balance.setToolTip("到收支处（Alt+B）")
        self._fine: bool | None = None
        """Whether it was said of the form, last, that it is saved; None where something else is said."""
        self._held = ""
        self.review = _part(self)
        self.review.setToolTip("确认这一处，到下一处待复核（Ctrl+Enter）")
        self.review.clicked.connect(self.review_wanted)
        self.review.hide()
        self._word = QLabel(self)
        self._word.setObjectName("quiet")
        self._lasting = ""
        self.pages = _part(self)
        self.pages.clicked.connect(self.pages_wanted)
        self._has_room = True
        self.code = _part(self)
        self.code.setToolTip("点一下复制校验码")
        self.scale = _part(self)
        self.scale.setToolTip("字号（Ctrl+加号、减号，Ctrl+0 还原）")
        self.balance.clicked.connect(self.balance_wanted)
        self.code.clicked.connect(self._copy)
        self.scale.clicked.connect(self.size_wanted)
        self.pages.hide()
        self._code_timer = QTimer(self, interval=_CODE_PAUSE_MS, singleShot=True)
        self._code_timer.timeout.connect(self.show_code)
        self._word_timer = QTimer(self, interval=_WORD_MS, singleShot=True)
        self._word_timer.timeout.connect(lambda: self.say(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.unit(6), 0, fonts.unit(6), 0)
        row.setSpacing(fonts.unit(6))
        for widget in (self.saved, self.balance, self.review, self._word):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.pages)
        row.addWidget(self.code)
        row.addWidget(self.scale)
        self.restyle()

    def show_document(self, document: Document | None) -> None:
        """Speak of a document, or of none."""
        self._document = document
        for part in (self.saved, self.balance, self.code):
            part.setVisible(document is not None)
        if document is not None:
            document.problems_changed.connect(self._show_balance)
            document.changed.connect(self._code_timer.start)
            document.changed.connect(self._show_review)
            self._show_review()
            self._show_balance()

    def show_saved(self, words: str, *, fine: bool) -> None:
        """Say whether the form is saved."""
        self._fine = fine
        scheme = colours()
        self.saved.setText(words)
        self.saved.setStyleSheet("")
        self.saved.setIcon(icon("checkmark" if fine else "edit", scheme.ok if fine else scheme.quiet, fonts.unit(16)))

    @property
    def words(self) -> str:
        """What is said on what was done, is under way, or was printed."""
        return self._word.text()

    def hold(self, words: str) -> None:
        """Say what is under way for as long as it is; a short word on what was done stands there in between."""
        self._held = words
        self._fall_back()

    def remember(self, words: str) -> None:
        """Say what was printed, wherever nothing else is to be said."""
        self._lasting = words
        self._fall_back()

    def _fall_back(self) -> None:
        if not self._word_timer.isActive():
            self._word.setText(self._held or self._lasting)

    def show_not_saved(self, why: str) -> None:
        """Say that the form is not saved, and why."""
        self._fine = None
        scheme = colours()
        self.saved.setText(why)
        self.saved.setIcon(icon("error_circle", scheme.error, fonts.unit(16)))
        self.saved.setStyleSheet(f"color: {scheme.error.name()};")

    def say(self, words: str) -> None:
        """Say a short word on what was done."""
        self._word.setText(words or self._held or self._lasting)
        if words:
            self._word_timer.start()

    def show_pages(self, count: int, hint: str) -> None:
        """Say how many pages there are, 0 where that is not known; `hint` says how the last one can be saved."""
        self.pages.setText(f"共 {count} 页" if count else "")
        self.pages.setToolTip(hint or "到预览（Ctrl+2）")
        self.pages.setAccessibleDescription(hint)
        self.pages.setVisible(bool(count) and self._has_room)

    def fold(self, *, is_narrow: bool, has_pages: bool) -> None:
        """Leave out what there is no room for in a narrow window; the number of pages goes first."""
        self._has_room = has_pages
        self.pages.setVisible(has_pages and bool(self.pages.text()))
        self.code.setVisible(not is_narrow and self._document is not None)
        self.scale.setVisible(not is_narrow)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.setFixedHeight(fonts.unit(28))
        self.scale.setText(f"{fonts.FACTORS[fonts.size_chosen()]:.0%}")
        self.scale.setAccessibleName(f"字号 {self.scale.text()}")
        for part in (self.saved, self.balance, self.review, self._word, self.pages, self.code, self.scale):
            part.setFont(fonts.surround())
        if self._fine is not None:
            self.show_saved(self.saved.text(), fine=self._fine)
        if self._document is not None:
            self._show_balance()
            self._show_review()

    def _show_balance(self) -> None:
        if self._document is None:
            return
        states = sum_states(self._document.form, self._document.definition)
        words = balance_words(states, self._document.definition)
        scheme = colours()
        failing = any(state.fails for state in states)
        judged = failing or not any(state.missing for state in states)
        colour = scheme.error if failing else scheme.ok if judged else scheme.quiet
        self.balance.setVisible(bool(words))
        self.balance.setText(words)
        self.balance.setIcon(icon("error_circle" if failing else FINE if judged else "info", colour, fonts.unit(16)))
        self.balance.setStyleSheet(f"color: {scheme.error.name()};" if failing else "")

    def _show_review(self) -> None:
        document = self._document
        count = len(unreviewed(document.form, document.definition)) if document and document.form.review else 0
        if bool(count) == self.review.isHidden():
            self.review.setVisible(bool(count))
        if count:
            self.review.setText(f"{WORDS} {count} 处")
            self.review.setIcon(icon("info", colours().accent, fonts.unit(16)))

    def show_code(self) -> None:
        """Show the check code of what the form says now."""
        if self._document is not None:
            self.code.setText(f"校验码 {check_code(self._document.form, self._document.definition)}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text().split(" ")[-1])
        self.say("已复制校验码")


def _part(parent: QWidget) -> QPushButton:
    part = QPushButton(parent)
    part.setObjectName("status")
    part.setFlat(True)
    part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return part
