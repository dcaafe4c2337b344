"""The parts of a window on a form that are made when they are first asked for: the form is painted before."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QVBoxLayout

    from models.definition_file import Definitions
    from models.drafts import Drafts
    from ui.autosave import Autosave
    from ui.document import Document
    from ui.files import Files
    from ui.finding import FindRow
    from ui.history.comparing import Comparing
    from ui.memory import Memory
    from ui.message_line import MessageLine
    from ui.panel import Page
    from ui.printing.printing import Printing
    from ui.reuse.reusing import Reusing
    from ui.status_bar import StatusBar
    from ui.workspace import Workspace


class FormParts(QMainWindow):
    """Makes and joins the parts; what they stand in or work on is the window's to make before."""

    export_wanted = Signal(str, str)
    """An export of another draft is to be shown; gives the draft's id and the check code."""
    remembered = Signal()
    """Something in the memory is to be kept for the next start."""
    closed = Signal(object)
    """The window has closed; gives the window."""

    draft: str
    document: Document
    autosave: Autosave
    workspace: Workspace
    status: StatusBar
    _drafts: Drafts
    _definitions: Definitions
    _memory: Memory
    _actions: Mapping[str, QAction]
    _lines: QVBoxLayout
    """What stands in the window, from top to bottom."""

    @cached_property
    def message(self) -> MessageLine:
        """The line under the command row."""
        from ui.message_line import MessageLine  # noqa: PLC0415 - there is nothing to say as yet

        line = MessageLine(self)
        self._lines.insertWidget(1, line)
        return line

    @cached_property
    def files(self) -> Files:
        """What writes the form to files."""
        from ui.files import Files  # noqa: PLC0415 - the form is painted first

        files = Files(self, self.document, self.autosave, self._definitions, self.message, self._memory)
        files.errors_wanted.connect(self._show_errors)
        files.remembered.connect(self.remembered)
        return files

    @cached_property
    def printing(self) -> Printing:
        """What prints the form, and knows what was printed of it."""
        from ui.printing.printing import Printing  # noqa: PLC0415 - the form is painted first

        printing = Printing(self, self.document, self.autosave, self._definitions, self._drafts)
        printing.said.connect(lambda words: self.message.say(words, good=True))
        printing.refused.connect(self._not_printed)
        printing.errors_wanted.connect(self._show_errors)
        printing.remembered.connect(self.status.remember)
        printing.recall(self.draft)
        return printing

    @cached_property
    def finding(self) -> FindRow:
        """The row that finds words in the form."""
        from ui.finding import FindRow  # noqa: PLC0415 - the form is painted first

        row = FindRow(self.document, self)
        row.place_wanted.connect(self.workspace.go_to)
        row.closed.connect(self.workspace.desk.refocus)
        self._lines.insertWidget(self._lines.indexOf(self.workspace), row)
        return row

    @cached_property
    def comparing(self) -> Comparing:
        """What compares the form with its revisions."""
        from ui.history.comparing import Comparing  # noqa: PLC0415 - the form is painted first

        comparing = Comparing(self.workspace, self.status, self.autosave, self._definitions)
        comparing.draft_wanted.connect(self.export_wanted)
        comparing.refused.connect(lambda why: self.message.say(why, bad=True))
        return comparing

    @cached_property
    def reusing(self) -> Reusing:
        """What is done with earlier forms."""
        from ui.reuse.reusing import Reusing  # noqa: PLC0415 - the form is painted first

        reusing = Reusing(self, self.workspace, self._drafts, self._definitions)
        reusing.said.connect(self.status.say)
        return reusing

    def _make_preview(self) -> Page:
        from ui.preview.beside import preview_beside  # noqa: PLC0415 - made when it is first shown

        page = preview_beside(self.workspace, self._definitions.folders, self.status)
        page.print_wanted.connect(self._actions["print"].trigger)
        self.closed.connect(page.end)
        return page

    def _not_printed(self, why: str, view: bool) -> None:  # noqa: FBT001 - a signal's value
        links = [("用系统的程序打开 PDF", self._actions["view_pdf"].trigger)] if view else []
        self.message.say(why, *links, bad=True)

    def _show_errors(self) -> None:
        self.workspace.show_panel("problems")
        self.workspace.problems.choose(self.document.problems[0])  # they come gravest first
        self.workspace.go_to_problem(self.document.problems[0])
