"""Looking back in a window: joins the page 历史 to the form, the rail and the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.alterations import counted_by_section
from models.edits import RestoreForm
from ui.history.comparison import Comparison

if TYPE_CHECKING:
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from ui.autosave import Autosave
    from ui.history.comparison import Compared
    from ui.history.page import HistoryPage
    from ui.status_bar import StatusBar
    from ui.workspace import Workspace

_WORD = "对比中，可照常修改"


class Comparing(QObject):
    """Shows in the whole window what has changed since a revision; the form stays editable."""

    draft_wanted = Signal(str, str)
    """An export of another draft was asked for: its id and its code."""

    refused = Signal(str)
    """What has changed could not be printed; gives the sentence."""

    def __init__(self, workspace: Workspace, status: StatusBar, autosave: Autosave, definitions: Definitions) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._status = status
        self._autosave = autosave
        self._definitions = definitions
        self._page: HistoryPage | None = None
        self._comparison: Comparison | None = None

    @property
    def compared(self) -> Compared | None:
        """What is compared now, None for nothing."""
        return self._comparison.compared if self._comparison else None

    def make_page(self, draft: str, drafts: Drafts) -> HistoryPage:
        """Make the page 历史 of the window's draft."""
        from ui.history.page import HistoryPage  # noqa: PLC0415 - not needed for the first picture

        comparison = self._comparison = Comparison(self._workspace.document, drafts, self._definitions)
        page = self._page = HistoryPage(draft, drafts, comparison, self._workspace.panel)
        page.place_wanted.connect(self._go_to)
        page.restore_wanted.connect(self._restore)
        page.draft_wanted.connect(self.draft_wanted)
        page.print_wanted.connect(self._print)
        comparison.changed.connect(self._show)
        comparison.failed.connect(self._workspace.said)
        self._autosave.saved.connect(lambda _: page.refresh() if page.isVisible() else None)
        return page

    def find_code(self, code: str) -> None:
        """Look for the export that bears a check code; the page is shown already."""
        if self._page:
            self._page.find_code(code)

    def _show(self, compared: Compared | None) -> None:
        """Mark what differs from the form as it is now; between two past revisions there is nothing to mark."""
        sheet, rail = self._workspace.desk.sheet, self._workspace.rail
        if compared is None or compared.later is not None:
            sheet.show_alterations(())
            rail.show_changes(None)
            self._status.hold(_WORD if compared else "")
            return
        sheet.show_alterations(compared.alterations)
        rail.show_changes(counted_by_section(compared.alterations, self._workspace.document.definition))
        self._status.hold(_WORD)

    def _go_to(self, where: str) -> None:
        if where.startswith("indicators") and not self._workspace.document.form.indicators:
            self._workspace.desk.go_to_section(self._workspace.document.definition.section_of["indicators"])
        else:
            self._workspace.go_to(where)

    def _restore(self, name: str) -> None:
        """Make the form as it was, as a new revision; what stood there just now is saved before."""
        document = self._workspace.document
        form = self._comparison.earlier_form if self._comparison else None
        if form is None:
            return
        self._autosave.save_all()
        document.end_typing()
        document.apply(RestoreForm(form, f"回到 {name} 的内容"))
        document.review_texts()
        self._autosave.save()
        self._workspace.said.emit(f"已回到 {name} 的内容。按 Ctrl+Z 可撤销。")

    def _print(self, since: str, until: str) -> None:
        """Show what has changed as the printer will print it, and let it be printed."""
        from export.comparison_sheet import NAME, comparison_sheet  # noqa: PLC0415 - loaded when something is printed
        from export.outputs import pdf_of_sheet  # noqa: PLC0415
        from ui.printing.dialog import has_printer, print_dialog  # noqa: PLC0415

        document = self._workspace.document
        if self.compared is None:
            return
        if not has_printer():
            self.refused.emit("这台电脑上没有找到打印机。请先在系统里添加打印机，再打印修改对照表。")
            return
        between = (since, until)
        sheet = comparison_sheet(self.compared.alterations, document.form, document.definition, between)
        pdf = pdf_of_sheet(sheet, document.definition.paper)
        with print_dialog(pdf, NAME, self._workspace.window()) as dialog:
            dialog.exec()
            if dialog.refused:
                self.refused.emit(dialog.refused)
