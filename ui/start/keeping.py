"""What is done with drafts from the start page: copies, names, the bin, backups; each said in a line, no dialog."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from models.trouble import Trouble
from ui.start.state import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from models.definition_file import Definitions
    from models.drafts import Draft, Drafts
    from ui.message_line import MessageLine

_BACKUP = "草稿备份 (*.db)"
_Result = TypeVar("_Result")


class Keeping(QObject):
    """Changes what is kept, never what a form says."""

    changed = Signal(str)
    """Other drafts are there now; gives the id of the one to be chosen, "" for none in particular."""
    restore_wanted = Signal(object)
    """The drafts of a backup are to take the place of all; gives its path."""

    def __init__(self, drafts: Drafts, definitions: Definitions, message: MessageLine, window: QWidget) -> None:
        super().__init__(window)
        self._drafts = drafts
        self._definitions = definitions
        self._message = message
        self._window = window
        self._deleted: Draft | None = None

    def duplicate(self, draft: Draft) -> None:
        """Make a copy."""
        if copy := self._done(lambda: self._drafts.duplicate(draft.id, self._definitions)):
            self.changed.emit(copy)
            self._message.say(f"已制作“{name_of(draft)}”的副本。", good=True)

    def rename(self, draft: str, name: str) -> None:
        """Give a draft a name of its own."""
        self._done(lambda: self._drafts.rename(draft, name))
        self.changed.emit(draft)

    def delete(self, draft: Draft) -> None:
        """Put a draft into the bin; a link takes it out again."""
        if self._did(lambda: self._drafts.delete(draft.id)):
            self._deleted = draft
            self.changed.emit("")
            self._message.say(f"“{name_of(draft)}”已移到回收站。", ("撤销", partial(self.put_back, draft)))

    def undo(self) -> None:
        """Take out of the bin what was put there last, if it still lies there."""
        if self._deleted:
            self.put_back(self._deleted)

    def put_back(self, draft: Draft) -> None:
        """Take a draft out of the bin."""
        if self._did(lambda: self._drafts.restore(draft.id)):
            self._deleted = None
            self.changed.emit(draft.id)
            self._message.say(f"“{name_of(draft)}”已恢复，回到了我的草稿里。", good=True)

    def ask_to_purge(self, draft: Draft) -> None:
        """Ask before a draft is gone for good."""
        sentence = f"“{name_of(draft)}”和它的历史将从这台电脑上彻底删除，以后找不回来。要继续吗？"
        self._message.say(sentence, ("彻底删除", partial(self._purge, draft)), ("不删", _nothing), bad=True)

    def back_up(self) -> None:
        """Copy all drafts into one file, as on a stick; it is proved after writing."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - loaded when something is backed up

        name = f"申报表草稿备份_{datetime.now().astimezone():%Y%m%d}.db"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "备份到U盘", name, _BACKUP)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.db")
        if self._did(lambda: self._drafts.back_up_to(path)):
            count = len(self._drafts.listed())
            self.changed.emit("")
            self._message.say(f"已备份 {count} 份草稿到“{path}”，读回核对无误。", good=True)

    def ask_to_restore(self) -> None:
        """Ask for a backup, and whether it is to take the place of what is here."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - loaded when something is brought back

        chosen, _ = QFileDialog.getOpenFileName(self._window, "从备份恢复", "", _BACKUP)
        if chosen:
            path, count = Path(chosen), len(self._drafts.listed())
            sentence = f"将用“{path.name}”里的草稿换下现在的 {count} 份；现在的会另存一个文件，不会删。要继续吗？"
            self._message.say(sentence, ("恢复", partial(self.restore_wanted.emit, path)), ("不恢复", _nothing))

    def _purge(self, draft: Draft) -> None:
        if self._did(lambda: self._drafts.purge(draft.id)):
            self._deleted = None
            self.changed.emit("")
            self._message.say(f"“{name_of(draft)}”已彻底删除。")

    def _did(self, action: Callable[[], object]) -> bool:
        """Do something; where it cannot be done, say why and give False."""
        return self._done(lambda: (action(),)) is not None

    def _done(self, action: Callable[[], _Result]) -> _Result | None:
        """Do something and give what came of it; where it cannot be done, say why."""
        try:
            return action()
        except Trouble as trouble:
            self._message.say(str(trouble), bad=True)
            return None


def _nothing() -> None:
    """Close the line, which a link does by itself."""
