"""The dialog 发送到U盘: which stick, what is copied, and when it can be pulled out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QPushButton

from export.copying import copy_files
from ui import fonts
from ui.dialog import caption, explanation
from ui.outgoing.dialog import WorkDialog
from ui.outgoing.sticks import sticks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

_LOOK_AGAIN = 1500  # ms
_LIST_HEIGHT = 72


class Sent(NamedTuple):
    """What was copied: the copies, and what the place is called; `is_stick` where it can be pulled out."""

    copies: tuple[Path, ...]
    place: str
    is_stick: bool

    @property
    def sentence(self) -> str:
        """What is said of it."""
        end = "可以拔出U盘了。" if self.is_stick else ""
        return f"已复制 {len(self.copies)} 个文件到 {self.place}，逐字节核对一致。{end}"


class SendSheet(WorkDialog):
    """Copies files onto a stick, or into a folder chosen by hand."""

    sent = Signal(object)

    def __init__(self, files: Sequence[Path], window: QWidget) -> None:
        """Offer the sticks that are plugged in, and look again by itself."""
        super().__init__(window, "发送到U盘", "发送")
        self._sent_files = tuple(files)
        self._places = QListWidget(self)
        self._places.setObjectName("choices")
        self._places.setAccessibleName("放到哪里")
        self._places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places.setFixedHeight(fonts.unit(_LIST_HEIGHT))
        self._chosen: Path | None = None
        names = QLabel("\n".join(path.name for path in files), self)
        names.setWordWrap(True)
        other = QPushButton("选一个文件夹…", self)
        other.setAutoDefault(False)
        other.clicked.connect(self._ask_for_folder)
        self._hint = explanation("", self)
        self.rows.addRow(caption("要发送", self), names)
        self.rows.addRow(caption("放到", self), self._places)
        self.rows.addRow("", self._hint)
        self.rows.addRow("", other)
        self._timer = QTimer(self, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """List the sticks there are now; the one that was chosen stays chosen."""
        if self.is_busy:
            return
        found = {stick.words: (stick.folder, True) for stick in sticks()}
        if self._chosen is not None:
            found[str(self._chosen)] = (self._chosen, False)
        if list(found) != [self._places.item(row).text() for row in range(self._places.count())]:
            before = self._places.currentItem().text() if self._places.currentItem() else ""
            self._places.clear()
            for words, where in found.items():
                item = QListWidgetItem(words, self._places)
                item.setData(Qt.ItemDataRole.UserRole, where)
            self.choose(before if before in found else next(iter(found), ""))
        self.begin_button.setEnabled(bool(found))
        self._hint.setText(
            "复制后会从U盘重新读出来逐字节核对，核对完再说可以拔出。"
            if found
            else "没有找到U盘。插好后会自己列出来；认不出时点“选一个文件夹…”。"
        )

    def choose(self, words: str) -> None:
        """Choose the place of these words."""
        for item in self._places.findItems(words, Qt.MatchFlag.MatchExactly):
            self._places.setCurrentItem(item)

    def begin(self) -> None:
        """Copy."""
        item = self._places.currentItem()
        if item is None:
            return
        folder, is_stick = item.data(Qt.ItemDataRole.UserRole)
        files, words = self._sent_files, item.text()

        def work(step: Callable[[str], None]) -> Sent:
            return Sent(tuple(copy_files(files, folder, step)), words.partition("，")[0], is_stick)

        self.carry_out(work)

    def done_with(self, result: object) -> None:
        """Say that it is done, and go."""
        self.accept()
        self.sent.emit(result)

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "复制到哪个文件夹", "")
        if chosen:
            self._chosen = Path(chosen)
            self.look()
            self.choose(str(self._chosen))
            self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)
