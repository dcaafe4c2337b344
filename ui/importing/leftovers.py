"""The texts of a file that found no place in the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui import fonts
from ui.importing.folder import Folder
from ui.importing.session import leftover_targets
from ui.tip import tip

if TYPE_CHECKING:
    from ui.importing.session import Session

_FEW, _PORTION = 3, 100
"""How many are shown unfolded at once, and how many are listed at a time: thousands would keep the clerk waiting."""
_LONGEST = 60  # characters, about two lines


class Leftovers(Folder):
    """The texts that found no place: each can be looked at, given a place, or left out knowingly."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._inside = QVBoxLayout(self.body)
        self._inside.setContentsMargins(fonts.unit(24), 0, 0, 0)
        self._said: list[QLabel] = []
        self._rest = self._link(self.body, "其余都不要", "其余没有归处的文字都不要")
        self._rest.clicked.connect(self._leave_out_the_rest)
        self._inside.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = QVBoxLayout()
        self._inside.addLayout(self._lines)
        self._more = self._link(self.body, "", "")
        self._more.clicked.connect(self._list_more)
        self._inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._count = len(session.intake.leftovers)
        self.title.setText(f"没有归处的文字 {self._count} 段")
        self.restyle()
        if self._count <= _FEW:
            self.toggle()

    def toggle(self) -> None:
        """Fold or unfold; the lines are made when they are first seen."""
        if not self._said:
            self._list_more()
        super().toggle()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        super().restyle()
        for label in self._said:
            label.setFont(fonts.sentence())

    def _list_more(self) -> None:
        """List some more of the texts."""
        listed, portion = len(self._said), QWidget(self.body)
        lines = QVBoxLayout(portion)
        lines.setContentsMargins(0, 0, 0, 0)
        for place in range(listed, min(self._count, listed + _PORTION)):
            lines.addLayout(self._line(place, portion))
        self._lines.addWidget(portion)  # shown as one: with each line shown by itself all would be laid out anew
        left = self._count - len(self._said)
        self._more.setText(f"还有 {left} 段没有列出来，再列一些")
        self._more.setVisible(left > 0)
        self.restyle()
        self._refresh()
        self.grown.emit()

    def _line(self, place: int, portion: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(fonts.unit(4))
        text = self._session.intake.leftovers[place].text
        said = QLabel(portion)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self._said.append(said)
        row.addWidget(said, 1)
        show = self._link(portion, "查看", f"查看“{text[:20]}”在哪里")
        show.clicked.connect(lambda: self.boxes_wanted.emit((self._session.intake.leftovers[place].box,)))
        put = self._link(portion, "放进…", f"把“{text[:20]}”放进一个栏目")
        put.clicked.connect(lambda: self._offer(place, put))
        leave = self._link(portion, "不要", f"不导入“{text[:20]}”")
        leave.clicked.connect(lambda: self._decide(place, ""))
        for button in (show, put, leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _link(self, parent: QWidget, words: str, name: str) -> QPushButton:
        button = QPushButton(words, parent)
        button.setObjectName("link")
        button.setFont(fonts.surround())
        button.setAccessibleName(name)
        return button

    def _offer(self, place: int, button: QPushButton) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for where, name in leftover_targets(self._session):
            menu.addAction(name, partial(self._decide, place, where))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _decide(self, place: int, where: str) -> None:
        """Give a text a place, or leave it out; a second time takes that back."""
        self._session.seen.discard(place)
        self._session.placed.pop(place, None)
        if where:
            self._session.placed[place] = where
        else:
            self._session.seen.add(place)
        self._refresh()
        self.changed.emit()

    def _leave_out_the_rest(self) -> None:
        self._session.leave_out_the_rest()
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        names = dict(leftover_targets(self._session))
        for place, label in enumerate(self._said):
            text = self._session.intake.leftovers[place].text
            line = text.replace("\n", " ")
            shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…（{len(text)} 字）"
            where = self._session.placed.get(place, "")
            done = f"✓ 放进“{names[where].partition('（接')[0]}”：" if where else ""
            label.setText(f"{done or ('✓ 不导入：' if place in self._session.seen else '')}“{shown}”")
            label.setToolTip(tip(text) if shown != text else "")
        self._rest.setVisible(len(self._session.open_leftovers) > 1)
