"""The texts of a file that found no place in the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui import fonts
from ui.importing.folder import Folder
from ui.importing.session import leftover_targets

if TYPE_CHECKING:
    from ui.importing.session import Session

_FEW, _MOST = 3, 100
"""How many are shown unfolded at once, and how many at all."""


class Leftovers(Folder):
    """The texts that found no place: each can be looked at, given a place, or left out knowingly."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._inside = QVBoxLayout(self.body)
        self._inside.setContentsMargins(fonts.unit(24), 0, 0, 0)
        self._said: list[QLabel] = []
        count = len(session.intake.leftovers)
        self.title.setText(f"没有归处的文字 {count} 段")
        self.restyle()
        if count <= _FEW:
            self.toggle()

    def toggle(self) -> None:
        """Fold or unfold; the lines are made when they are first seen."""
        if not self._said:
            count = len(self._session.intake.leftovers)
            for place in range(min(count, _MOST)):
                self._inside.addLayout(self._line(place))
            if count > _MOST:
                more = QLabel(f"还有 {count - _MOST} 段，在左边的原文件里看：虚线框住的就是。", self.body)
                more.setObjectName("quiet")
                self._inside.addWidget(more)
            self._refresh()
        super().toggle()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        super().restyle()
        for label in self._said:
            label.setFont(fonts.sentence())

    def _line(self, place: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(fonts.unit(4))
        text = self._session.intake.leftovers[place].text
        said = QLabel(self.body)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self._said.append(said)
        row.addWidget(said, 1)
        show = self._link("查看", f"查看“{text[:20]}”在哪里")
        show.clicked.connect(lambda: self.boxes_wanted.emit((self._session.intake.leftovers[place].box,)))
        put = self._link("放进…", f"把“{text[:20]}”放进一个栏目")
        put.clicked.connect(lambda: self._offer(place, put))
        leave = self._link("不要", f"不导入“{text[:20]}”")
        leave.clicked.connect(lambda: self._decide(place, ""))
        for button in (show, put, leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _link(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words, self.body)
        button.setObjectName("link")
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

    def _refresh(self) -> None:
        names = dict(leftover_targets(self._session))
        for place, label in enumerate(self._said):
            text = self._session.intake.leftovers[place].text.replace("\n", " ")
            shown = text if len(text) <= 60 else f"{text[:60]}…（{len(text)} 字）"  # noqa: PLR2004 - two lines
            where = self._session.placed.get(place, "")
            done = f"✓ 放进“{names[where].partition('（接')[0]}”：" if where else ""
            label.setText(f"{done or ('✓ 不导入：' if place in self._session.seen else '')}“{shown}”")
