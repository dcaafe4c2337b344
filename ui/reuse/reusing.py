"""What a window on a form does with earlier forms: completion, past values of indicators, inserting several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from models.lineage import in_words
from models.place import indicator_place
from ui.reuse.completion import Completion
from ui.reuse.gathering import Gathering

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.form import Indicator
    from ui.document import Document
    from ui.workspace import Workspace

_PAUSE = 1000  # ms after the clerk came back to the window


class Reusing(QObject):
    """Gathers what was filled in before, and again when the clerk comes back to the window."""

    said = Signal(str)
    """A short word for the status bar."""

    def __init__(self, window: QWidget, workspace: Workspace, drafts: Drafts, definitions: Definitions) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._document: Document = workspace.document
        self.gathering = Gathering(drafts, definitions, self)
        self.completion = Completion(window, self._document, self.gathering, lambda: workspace.desk.place)
        self._soon = QTimer(self, interval=_PAUSE, singleShot=True)
        self._soon.timeout.connect(self.gathering.look_again)
        self.gathering.grown.connect(lambda: self._tell_past(workspace.desk.place))
        workspace.desk.place_changed.connect(self._tell_past)
        workspace.desk.verticalScrollBar().valueChanged.connect(self.completion.close)
        if table := workspace.desk.sheet.table:
            table.model.past_of = self.past_of
        window.installEventFilter(self)

    def begin(self) -> None:
        """Gather what was filled in before."""
        self.gathering.look_again()

    def past_of(self, indicator: Indicator) -> str:
        """Say what an indicator's target was in earlier years: 2019 40个 · 2020 50个."""
        past = in_words(self.gathering.lineage.before(indicator.id, self._document.form.year))
        return f"历年：{past}" if past else ""

    def insert_earlier(self) -> None:
        """Choose from earlier indicators and insert several at once."""
        from ui.reuse.insert_sheet import InsertSheet  # noqa: PLC0415 - now and then

        if not self.gathering.is_done:
            self.begin()
            self.said.emit("正在翻看以前的表，稍等一会儿再试。")
            return
        sheet = InsertSheet(self._document, self.gathering.reusable, self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the clerk comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self._soon.start()
        elif event.type() in {QEvent.Type.Resize, QEvent.Type.WindowDeactivate}:
            self.completion.close()
        elif event.type() == QEvent.Type.Hide:
            self._soon.stop()
            self.gathering.stop()
        return super().eventFilter(watched, event)

    def _tell_past(self, where: str) -> None:
        """Show at the foot of the panel what the indicator with the caret was in earlier years."""
        found, rows = indicator_place(where), self._document.form.indicators
        known = found is not None and found[0] < len(rows)
        self._workspace.help.tell_past(self.past_of(rows[found[0]]) if found is not None and known else "")
