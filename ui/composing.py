"""What an input method is composing: no shortcut fires meanwhile; save, export and close lose nothing of it."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


class Composing(QObject):
    """Follows the widget with the keyboard. One for the program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._widget: QWidget | None = None
        self._text = ""
        application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    @property
    def text(self) -> str:
        """What is being composed, "" for nothing."""
        return self._text

    def finish(self) -> None:
        """Let the input method commit what it composes; where it does not, commit what it has shown."""
        QGuiApplication.inputMethod().commit()
        if self._text and self._widget is not None:
            event = QInputMethodEvent()
            event.setCommitString(self._text)
            QApplication.sendEvent(self._widget, event)
        self._text = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is composed; keys that reach the widget meanwhile belong to the input method."""
        del watched
        if isinstance(event, QInputMethodEvent):
            self._text = event.preeditString()
        elif self._text and event.type() in _KEYS:
            event.accept()
            return True
        return False

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._widget is not None and now is not self._widget:
            with suppress(RuntimeError):  # it may be gone for good
                self._widget.removeEventFilter(self)
        self._widget, self._text = now, ""
        if now is not None:
            now.installEventFilter(self)


@cache
def composing() -> Composing:
    """Give the one that follows the keyboard."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - there is a window
    return Composing(application)
