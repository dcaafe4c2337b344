"""The preview beside the form: what is done in one is seen in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.preview.page import PreviewPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.status_bar import StatusBar
    from ui.workspace import Workspace


def preview_beside(workspace: Workspace, folders: Sequence[Path], status: StatusBar) -> PreviewPage:
    """Make the preview of a workspace's form; form versions are looked up in `folders` as well."""
    desk = workspace.desk
    page = PreviewPage(workspace.document, folders, desk.characters_before_caret, workspace.panel)
    page.place_wanted.connect(workspace.go_to)
    page.counted.connect(status.show_pages)
    desk.place_changed.connect(page.show_place)
    page.show_place(desk.place)
    return page
