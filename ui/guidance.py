"""What stands beside the form: settings, the manual, the list of keys, and what this program is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu, QWidget

    from models.definition import Definition
    from ui.main_window import MainWindow
    from ui.manual.window import ManualWindow
    from ui.memory import Memory
    from ui.start.window import StartWindow

NEEDS = "要用 Windows 10 的 1809 版或更新的 Windows，64 位。"


class Guidance(QObject):
    """Opens each when it is asked for; the manual once for the program."""

    size_wanted = Signal(int)
    scheme_wanted = Signal(str)
    numbering_wanted = Signal(bool)
    remembered = Signal()

    def __init__(self, memory: Memory, data_folder: Path) -> None:
        super().__init__()
        self._memory = memory
        self._data_folder = data_folder
        self._manual: ManualWindow | None = None

    def guide(
        self, window: MainWindow | StartWindow, definition: Callable[[], Definition], menus: Sequence[QMenu]
    ) -> None:
        """Let a window ask for all of it, the manual for a version that is asked for then."""
        window.settings_wanted.connect(partial(self.show_settings, window))
        window.manual_wanted.connect(lambda where: self.show_manual(definition(), menus, where))
        window.keys_wanted.connect(partial(self.show_keys, menus, window))
        window.about_wanted.connect(lambda: self.show_about(window.message.say))

    def show_settings(self, window: QWidget) -> None:
        """Show the settings before a window."""
        from ui.settings import Settings  # noqa: PLC0415 - made when it is asked for

        settings = Settings(self._memory, self._data_folder, window)
        settings.size_wanted.connect(self.size_wanted)
        settings.scheme_wanted.connect(self.scheme_wanted)
        settings.numbering_wanted.connect(self.numbering_wanted)
        settings.changed.connect(self.remembered)
        settings.open()

    def show_manual(self, definition: Definition, menus: Sequence[QMenu], where: str = "") -> None:
        """Show the manual for a version, at what it says of a place."""
        from ui.manual.window import ManualWindow  # noqa: PLC0415 - made when it is asked for

        if self._manual is not None:
            self._manual.close()
        self._manual = ManualWindow(definition, menus)
        self._manual.destroyed.connect(self._let_go)
        self._manual.show()
        self._manual.show_place(where)

    def show_keys(self, menus: Sequence[QMenu], window: QWidget) -> None:
        """Show all keys."""
        from ui.keys import KeyList, key_groups  # noqa: PLC0415 - made when it is asked for

        KeyList(key_groups(menus), window).open()

    def show_about(self, say: Callable[[str], object]) -> None:
        """Say which program this is, and what it needs."""
        from models.version import VERSION  # noqa: PLC0415 - asked for once in a while

        say(f"绩效目标申报表填报 {VERSION}，离线使用。{NEEDS}（Qt {qVersion()}）")

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        if self._manual is not None:
            self._manual.restyle()

    def close(self) -> None:
        """Close what is open by itself."""
        if self._manual is not None:
            self._manual.close()

    def _let_go(self) -> None:
        self._manual = None
