"""What dialogs share: rows with captions, a line for what has to be said, buttons; as high as their words need."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import fonts
from ui.message_line import MessageLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _ASIDE = 560, 32
_LINE = 16  # widgets whose middles lie nearer than that stand side by side


class RowsDialog(QDialog):
    """Stands before a window; `rows` are filled by whoever is made of it, `buttons` stand at the lower right."""

    def __init__(self, window: QWidget, title: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFont(fonts.surround())
        self.setMinimumWidth(min(fonts.unit(_WIDTH), window.width() - fonts.unit(_ASIDE)))
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setHorizontalSpacing(fonts.unit(12))
        self.rows.setVerticalSpacing(fonts.unit(10))
        self.notice = MessageLine(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(*(fonts.unit(each) for each in (16, 16, 16, 12)))
        body.addLayout(self.rows)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(fonts.unit(each) for each in (16, 8, 16, 16)))
        foot.setSpacing(fonts.unit(8))
        foot.addStretch(1)
        for button in buttons:
            button.setMinimumHeight(fonts.unit(28))
            foot.addWidget(button)
        lines.addLayout(body)
        lines.addWidget(self.notice)
        lines.addStretch(1)
        lines.addLayout(foot)

    def event(self, event: QEvent) -> bool:
        """Be as high as what is said needs; Qt's own way does not know of sentences that wrap."""
        resizes = event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}
        result = super().event(event)
        if resizes and (layout := self.layout()) is not None:
            height = layout.heightForWidth(self.width())
            self.setMinimumHeight(height)
            self.resize(self.width(), height)
            self._lead_as_it_is_read()
        return result

    def _lead_as_it_is_read(self) -> None:
        """Let Tab lead from the top to the bottom and from left to right, also over what has come in between."""
        stops = [each for each in self.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        centres = {each: each.mapTo(self, each.rect().center()) for each in stops if each.isVisibleTo(self)}
        line = fonts.unit(_LINE)
        ordered = sorted(centres, key=lambda each: (centres[each].y() // line, centres[each].x()))
        for before, after in pairwise(ordered):
            self.setTabOrder(before, after)


def caption(words: str, parent: QWidget) -> QLabel:
    """Give the words at the left of a row."""
    label = QLabel(words, parent)
    label.setObjectName("quiet")
    return label


def explanation(words: str, parent: QWidget) -> QLabel:
    """Give a sentence in the second colour, as long as it needs to be."""
    label = QLabel(words, parent)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label


def side_by_side(parent: QWidget, *widgets: QWidget, gap: int = 8, grows: bool = False) -> QWidget:
    """Give a row of widgets from the left; the first takes what room is left where it `grows`."""
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(fonts.unit(gap))
    for widget in widgets:
        row.addWidget(widget)
    if grows:
        row.setStretchFactor(widgets[0], 1)
    else:
        row.addStretch(1)
    return holder
