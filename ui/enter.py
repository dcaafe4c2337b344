"""Enter on a button: dialogs press it by themselves, windows do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def pressed_by_enter(event: QKeyEvent, window: QWidget) -> bool:
    """Press the button that has the keyboard; say whether Enter was pressed on one."""
    at = window.focusWidget()
    if event.key() not in ENTER or not isinstance(at, QPushButton | QToolButton):
        return False
    at.click()
    return True
