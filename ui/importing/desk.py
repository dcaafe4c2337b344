"""Takes in files and the clipboard: our own, where nothing is uncertain, at once; all else shown in a window first."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake.intake import Intake
    from intake.pasted import Pasted
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.form import Form
    from ui.document import Document
    from ui.importing.reading import Reading
    from ui.importing.rolling import RollForwardWindow
    from ui.importing.window import ImportWindow


_REMEMBERED = 500  # ms after a file was taken in, that it was: nobody waits for that


class ImportDesk(QObject):
    """Reads files one after the other and hands over the forms that become drafts.

    `open_form` gives the document a file may be merged into and its window, None where none is open.
    """

    draft_wanted = Signal(object, object, str)
    """A draft is to be made: the form, its version, and where it comes from, in words."""
    failed = Signal(str)
    """A file cannot be read; gives the sentence."""
    slow = Signal(str)
    """Reading takes so long that it has to be said; gives the sentence. `cancel` ends it."""
    done = Signal()
    """What was said to be slow is over."""

    def __init__(
        self,
        definitions: Definitions,
        drafts: Drafts,
        open_form: Callable[[], tuple[Document, QWidget] | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._definitions, self._drafts, self._open_form = definitions, drafts, open_form
        self._origin: Path | Pasted | None = None
        self.windows: list[ImportWindow | RollForwardWindow] = []

    @cached_property
    def _reading(self) -> Reading:
        from ui.importing.reading import Reading  # noqa: PLC0415 - our own JSON is read without

        reading = Reading(self._definitions, self)
        reading.read.connect(self._take)
        reading.failed.connect(self._fail)
        reading.slow.connect(self._say_slow)
        return reading

    def begin(self, origin: Path | Pasted) -> None:
        """Take in a file, or what was pasted."""
        self._origin = origin
        self._reading.begin(origin)

    def begin_clipboard(self) -> None:
        """Take in what the clipboard holds."""
        from ui.importing.clipboard import on_clipboard  # noqa: PLC0415 - now and then

        self.begin(on_clipboard())

    def cancel(self) -> None:
        """Do not wait for the file any longer."""
        self._reading.cancel()
        self.done.emit()

    def roll_forward(self) -> RollForwardWindow:
        """Ask which form is to be rolled forward."""
        from ui.importing.rolling import RollForwardWindow  # noqa: PLC0415 - once a year

        window = RollForwardWindow(self._drafts, self._definitions)
        window.import_wanted.connect(lambda found: self.show(*found))
        self._keep(window)
        return window

    def show(self, origin: Path | Pasted, intake: Intake) -> ImportWindow:
        """Show a file, or what was pasted, beside what was understood of it."""
        from ui.importing.window import ImportWindow  # noqa: PLC0415 - the form is painted first

        can_merge = self._open_form() is not None
        window = ImportWindow(origin, intake, self._definitions, can_merge=can_merge)
        window.merge_wanted.connect(lambda form, definition: self._merge(form, definition, origin.name, window))
        self._keep(window)
        return window

    def take(self, origin: Path | Pasted, intake: Intake) -> None:
        """Take in what was read of a file: our own without a doubt at once, all else by the window that shows it."""
        if isinstance(origin, Path):
            QTimer.singleShot(_REMEMBERED, partial(self._remember, origin))
        is_ours = not intake.source.grids or intake.copy is not None
        if is_ours and not (intake.doubts or intake.leftovers or intake.edited):
            self.draft_wanted.emit(intake.form, intake.definition, f"从“{origin.name}”导入")
        else:
            self.show(origin, intake)

    def _remember(self, file: Path) -> None:
        with suppress(Trouble):  # what is merely remembered stops nobody
            self._drafts.remember_file(file)

    def _take(self, intake: Intake) -> None:
        self.done.emit()
        if self._origin is not None:
            self.take(self._origin, intake)

    def _fail(self, sentence: str) -> None:
        self.done.emit()
        self.failed.emit(sentence)

    def _say_slow(self) -> None:
        self.slow.emit(f"正在读取“{self._origin.name if self._origin else ''}”…")

    def _keep(self, window: ImportWindow | RollForwardWindow) -> None:
        """Show a window and hold it until it is closed."""
        self.windows.append(window)
        window.draft_wanted.connect(self.draft_wanted)
        window.draft_wanted.connect(window.close)
        window.closed.connect(self._let_go)
        window.show()
        window.activateWindow()

    def _let_go(self, window: ImportWindow | RollForwardWindow) -> None:
        self.windows = [each for each in self.windows if each is not window]
        window.deleteLater()

    def _merge(self, form: Form, definition: Definition, name: str, window: ImportWindow) -> None:
        """Compare a file with the open form; what is in another version is moved to the open one's first."""
        from models.version_move import move_to  # noqa: PLC0415 - rarely asked for
        from ui.importing.merging import MergeSheet  # noqa: PLC0415

        found = self._open_form()
        if found is None:
            return
        document, parent = found
        moved = move_to(form, definition, document.definition)
        sheet = MergeSheet(document, moved.form, name, parent)
        sheet.accepted.connect(window.close)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
