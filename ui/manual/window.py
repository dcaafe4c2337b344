"""The manual in a window of its own: contents at the left, search above them, the text at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QImage, QKeySequence, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui import fonts
from ui.manual.text import FOLDER, anchor_of, manual
from ui.palette import colours, tint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu

    from models.definition import Definition

_WIDTH, _HEIGHT = 980, 680
_CONTENTS = 220
_MARGIN, _BAR = 24, 16
_ANCHOR = Qt.ItemDataRole.UserRole


class ManualWindow(QWidget):
    """Explains the program and one form version."""

    def __init__(self, definition: Definition, menus: Sequence[QMenu]) -> None:
        """Explain a version, with the keys of some menus."""
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._manual = manual(definition, menus)
        self._wanted = QLineEdit(self)
        self._wanted.setPlaceholderText("在说明里查找")
        self._wanted.setAccessibleName("在说明里查找")
        self._wanted.setClearButtonEnabled(True)
        self._contents = QListWidget(self)
        self._contents.setObjectName("choices")
        self._contents.setAccessibleName("目录")
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._contents.setWordWrap(True)
        self._said = QLabel(self)
        self._said.setObjectName("quiet")
        self._said.setWordWrap(True)
        self._text = _Text(self)
        self._text.setAccessibleName("使用说明")
        self._text.setOpenLinks(False)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown_width = 0
        self._arrange()
        self._connect()
        self.resize(fonts.unit(_WIDTH), fonts.unit(_HEIGHT))
        self._list("")
        self.restyle()

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(fonts.unit(8))
        for widget in (self._wanted, self._said, self._contents):
            left.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(fonts.unit(each) for each in (12, 12, 0, 0)))
        row.setSpacing(fonts.unit(12))
        row.addLayout(left)
        row.addWidget(self._text, 1)
        self._said.hide()

    def _connect(self) -> None:
        self._wanted.textChanged.connect(self._list)
        self._wanted.returnPressed.connect(self.find_next)
        self._contents.currentItemChanged.connect(self._go_to_item)
        self._text.anchorClicked.connect(lambda url: self._text.scrollToAnchor(QUrl(url).fragment()))
        for words, key, slot in (
            ("查找", "Ctrl+F", self._begin_search),
            ("下一处", "F3", self.find_next),
            ("关闭", "Esc", self.close),
        ):
            self._add_action(words, key, slot)

    def _add_action(self, words: str, key: str, slot: Callable[[], object]) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(slot)
        self.addAction(action)

    def show_place(self, where: str) -> None:
        """Show what is said of a place of the form, "" for the beginning."""
        if where:
            self._text.scrollToAnchor(anchor_of(where))
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_next(self) -> None:
        """Go to the next place that holds the words that are looked for, from the top again after the last."""
        wanted = self._wanted.text().strip()
        if wanted and not self._text.find(wanted):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(wanted)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        for widget in (self._wanted, self._contents, self._said):
            widget.setFont(fonts.surround())
        self._shown_width = 0
        self._divide()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()
        self._fill()

    def _divide(self) -> None:
        """Give the contents what they need, in a narrow window a third."""
        for widget in (self._wanted, self._contents, self._said):
            widget.setFixedWidth(min(fonts.unit(_CONTENTS), self.width() // 3))
        if (layout := self.layout()) is not None:
            layout.activate()

    def _fill(self) -> None:
        """Set the text for the width there is; what stands at the top stays there."""
        width = self._text.width()
        if width == self._shown_width:
            return
        top = self._text.cursorForPosition(QPoint(_MARGIN, _MARGIN)).position() if self._shown_width else 0
        self._shown_width = width
        document = self._text.document()
        document.setDefaultFont(fonts.value())
        document.setDefaultStyleSheet(_style())
        document.setDocumentMargin(fonts.unit(_MARGIN))
        self._text.room = width - 2 * fonts.unit(_MARGIN) - fonts.unit(_BAR)
        document.clear()
        self._text.setHtml(self._manual.html)
        if top:
            cursor = QTextCursor(document)
            cursor.setPosition(min(top, document.characterCount() - 1))
            self._text.verticalScrollBar().setValue(
                self._text.verticalScrollBar().value() + self._text.cursorRect(cursor).top() - _MARGIN
            )
        self._mark(self._wanted.text().strip())

    def _list(self, wanted: str) -> None:
        """List the headings, or those under which the words stand that are looked for."""
        wanted = wanted.strip()
        self._contents.blockSignals(True)
        self._contents.clear()
        for heading in self._manual.headings:
            if wanted.lower() in heading.text.lower():
                item = QListWidgetItem("　" * (heading.level - 1) + heading.words, self._contents)
                item.setData(_ANCHOR, heading.anchor)
                item.setFont(fonts.surround(bold=heading.level == 1))
        self._contents.blockSignals(False)
        found = self._contents.count()
        self._said.setText("" if not wanted else f"{found} 处说到" if found else f"没有找到“{wanted}”。")
        self._said.setVisible(bool(wanted))
        self._mark(wanted)
        if wanted:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(wanted)

    def _mark(self, wanted: str) -> None:
        """Lay a tint under the words that are looked for."""
        marks, cursor, look = [], QTextCursor(self._text.document()), QTextCharFormat()
        look.setBackground(tint(colours().warning, 25))
        while wanted and not (cursor := self._text.document().find(wanted, cursor)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self._text.setExtraSelections(marks)

    def _begin_search(self) -> None:
        self._wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._wanted.selectAll()

    def _go_to_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._text.scrollToAnchor(item.data(_ANCHOR))
            if wanted := self._wanted.text().strip():
                self._text.setTextCursor(self._text.cursorForPosition(QPoint(_MARGIN, 0)))
                self._text.find(wanted)


class _Text(QTextBrowser):
    """Shows the text; a picture that is wider than the room there is is made smaller smoothly."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.room = 0

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture, ratio = QImage(str(FOLDER / QUrl(name).fileName())), self.devicePixelRatioF()
        if picture.width() > self.room:
            picture = picture.scaledToWidth(round(self.room * ratio), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        return picture


def _style() -> str:
    """Give the style of the text in the colours in force."""
    scheme, factor = colours(), fonts.FACTORS[fonts.size_chosen()]
    return (
        f"h1 {{ font-size: {15 * factor}pt; color: {scheme.text}; margin-top: 28px; margin-bottom: 8px; }}"
        f"h2 {{ font-size: {11.25 * factor}pt; color: {scheme.text}; margin-top: 16px; margin-bottom: 4px; }}"
        f"p, li {{ line-height: 150%; margin-top: 4px; margin-bottom: 4px; color: {scheme.text}; }}"
        f"p.picture {{ line-height: 100%; }}"
        f"td {{ color: {scheme.text}; }} a {{ color: {scheme.accent}; }}"
    )
