"""Takes in files and the clipboard: our own, where nothing is uncertain, at once; all else shown in a window first."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

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
    merged = Signal(object, str)
    """Something went into an open form; gives its window and the sentence that says so."""

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
        self._from_form = False
        self._refusal = ""
        self.windows: list[ImportWindow | RollForwardWindow] = []

    @cached_property
    def _reading(self) -> Reading:
        from ui.importing.reading import Reading  # noqa: PLC0415 - our own JSON is read without

        reading = Reading(self._definitions, self)
        reading.read.connect(self._take)
        reading.failed.connect(self._fail)
        reading.slow.connect(self._say_slow)
        return reading

    def begin(self, origin: Path | Pasted, *, from_form: bool = False) -> None:
        """Take in a file, or what was pasted; one that is brought to an open form may be merged into it."""
        self._origin, self._from_form = origin, from_form
        self._reading.begin(origin)

    def begin_clipboard(self, *, from_form: bool = False) -> None:
        """Take in what the clipboard holds."""
        from ui.importing.clipboard import on_clipboard  # noqa: PLC0415 - now and then

        self.begin(on_clipboard(), from_form=from_form)

    def refuse(self, sentence: str) -> None:
        """Say why the draft that is wanted cannot be made: its window stays, with all that was decided."""
        self._refusal = sentence

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
        before = QApplication.activeWindow()
        window = ImportWindow(origin, intake, self._definitions, can_merge=can_merge)
        if isinstance(before, QMainWindow):  # that fits on the screen
            window.resize(before.size())
        window.merge_wanted.connect(lambda form, definition: self._merge(form, definition, origin.name, window))
        self._keep(window)
        return window

    def take(self, origin: Path | Pasted, intake: Intake, *, from_form: bool = False) -> None:
        """Take in what was read of a file: our own without a doubt at once, all else by the window that shows it.

        Our own is shown, too, where it was brought to an open form: whether it is to be merged is the clerk's to say.
        """
        if isinstance(origin, Path):
            QTimer.singleShot(_REMEMBERED, partial(self._remember, origin))
        is_ours = not intake.source.grids or intake.copy is not None
        is_certain = is_ours and not (intake.doubts or intake.leftovers or intake.edited)
        if is_certain and not (from_form and self._open_form()):
            self.draft_wanted.emit(intake.form, intake.definition, f"从“{origin.name}”导入")
        else:
            self.show(origin, intake)

    def _remember(self, file: Path) -> None:
        with suppress(Trouble):  # what is merely remembered stops nobody
            self._drafts.remember_file(file)

    def _take(self, intake: Intake) -> None:
        self.done.emit()
        if self._origin is not None:
            self.take(self._origin, intake, from_form=self._from_form)

    def _fail(self, sentence: str) -> None:
        self.done.emit()
        self.failed.emit(sentence)

    def _say_slow(self) -> None:
        self.slow.emit(f"正在读取“{self._origin.name if self._origin else ''}”…")

    def _keep(self, window: ImportWindow | RollForwardWindow) -> None:
        """Show a window and hold it until it is closed."""
        self.windows.append(window)
        window.draft_wanted.connect(partial(self._hand_over, window))
        window.closed.connect(self._let_go)
        window.show()
        window.activateWindow()

    def _hand_over(
        self, window: ImportWindow | RollForwardWindow, form: Form, definition: Definition, origin: str
    ) -> None:
        """Hand over a form that is to become a draft; its window closes once there is one."""
        self._refusal = ""
        self.draft_wanted.emit(form, definition, origin)
        if self._refusal:
            window.message.say(self._refusal, bad=True)
        else:
            window.finish()

    def _let_go(self, window: ImportWindow | RollForwardWindow) -> None:
        self.windows = [each for each in self.windows if each is not window]
        window.deleteLater()

    def _merge(self, form: Form, definition: Definition, name: str, window: ImportWindow) -> None:
        """Compare a file with the open form; what is in another version is moved to the open one's first."""
        from models.version_move import move_to  # noqa: PLC0415 - rarely asked for
        from ui.importing.merging import MergeSheet  # noqa: PLC0415

        found = self._open_form()
        if found is None:
            window.message.say("要并入的那份表已经关了。先打开它再并入，或者生成草稿。", bad=True)
            return
        document, parent = found
        moved = move_to(form, definition, document.definition)
        sheet = MergeSheet(document, moved.form, name, parent)
        sheet.merged.connect(partial(self.merged.emit, parent))
        sheet.accepted.connect(window.finish)
        sheet.finished.connect(sheet.deleteLater)
        sheet.show()
