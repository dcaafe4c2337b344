"""Alt pressed and let go by itself, which leads to the menus where there is no menu bar to hear it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent


class AltKey(QObject):
    """Watches what keys come to a window."""

    pressed_alone = Signal()

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._is_alone = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell Alt by itself from Alt with another key."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
            self._is_alone = event.key() == Qt.Key.Key_Alt
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt:
            if self._is_alone:
                self.pressed_alone.emit()
            self._is_alone = False
        return super().eventFilter(watched, event)
