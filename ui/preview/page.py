"""The page 预览: the bar, the page on its desk, and what is to be said; and how it follows the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedLayout, QVBoxLayout

from ui import fonts
from ui.panel import Page
from ui.preview.bar import PAPER, PreviewBar
from ui.preview.maker import PageMaker
from ui.preview.sight import LEAST_SCALE, MOST_SCALE, Sight
from ui.preview.trouble import TroubleSheet
from ui.preview.view import MARGIN, PageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.document import Document
    from ui.preview.maker import Drawn, Made

_SOON = 100  # ms after the last key, while the pages are seen
_LATER = 1000  # while they are not
_WHEEL_STEP = 1.15


class PreviewPage(Page):
    """Shows the pages of a document as they would be printed now."""

    place_wanted = Signal(str)
    """A place of the form is to have the caret."""
    print_wanted = Signal()
    counted = Signal(int, str)
    """How many pages there are, and the hint on the last one, "" for none."""

    def __init__(
        self,
        document: Document,
        folders: Sequence[Path],
        caret: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        """Follow a document. `caret` gives how many characters, blanks not counted, stand before the caret."""
        super().__init__(parent)
        self._document = document
        self._caret = caret
        self.sight = Sight()
        self.maker = PageMaker(folders, self)
        self.bar = PreviewBar(self)
        self.view = PageView(self.sight, document.definition)
        self.hint = QLabel(self)
        self.hint.setObjectName("foot")
        self.hint.setWordWrap(True)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hint.hide()
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.view)
        self._scroll.viewport().installEventFilter(self)
        self.trouble = TroubleSheet(self)
        self.trouble.say("正在排出页面…", "")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.trouble)
        self._stack.setCurrentWidget(self.trouble)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addLayout(self._stack, 1)
        lines.addWidget(self.hint)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.view)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._send)
        self._is_sent = False
        self._connect()
        self.restyle()

    @property
    def is_shown(self) -> bool:
        """Whether pages, rather than a sentence, are shown."""
        return self._stack.currentWidget() is self._scroll

    def show_place(self, where: str) -> None:
        """Outline the place that has the caret, and show the page it stands on."""
        self.sight.where = where
        self._look_at_caret()
        self.view.update()

    def turn(self, step: int) -> None:
        """Page on by so many pages, as far as there are any."""
        self._look_at(max(0, min(self.sight.page + step, self.sight.count - 1)))

    def end(self) -> None:
        """Let go of the process that makes the pages."""
        self._pause.stop()
        self.maker.end()

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self.bar.restyle()
        self.trouble.restyle()
        self.hint.setFont(fonts.sentence())
        self.hint.setContentsMargins(*(fonts.unit(each) for each in (12, 8, 12, 8)))
        self.view.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the pages up to date."""
        super().showEvent(event)
        if not self._is_sent or self._pause.isActive():
            self._pause.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._pause.isActive():
            self._pause.start(_LATER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl and the wheel make the page larger or smaller; lay out for another size of the view."""
        if event.type() == QEvent.Type.Wheel and event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]
            steps = event.angleDelta().y() / 120  # type: ignore[attr-defined]
            self._zoom(self.sight.scale * _WHEEL_STEP**steps)
            return True
        if event.type() == QEvent.Type.Resize:
            self._lay_out()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._document.changed.connect(self._on_change)
        self._document.edition_changed.connect(self._on_change)
        self.maker.made.connect(self._take)
        self.maker.drawn.connect(self._show)
        self.maker.hinted.connect(self._hint)
        self.maker.troubled.connect(self._say_trouble)
        self.bar.page_wanted.connect(self.turn)
        self.bar.fit_wanted.connect(self._fit)
        self.bar.scale_wanted.connect(lambda scale: self._zoom(scale * PAPER))
        self.bar.seal_wanted.connect(self._show_seal)
        self.bar.print_wanted.connect(self.print_wanted)
        self.view.page_wanted.connect(self.turn)
        self.view.clicked.connect(self.place_wanted)
        self.view.pulled.connect(self._pull)
        self.view.back_wanted.connect(lambda: self.place_wanted.emit(self.sight.where))
        self.trouble.place_wanted.connect(self.place_wanted)

    def _on_change(self) -> None:
        if self._is_sent:
            self._pause.start(_SOON if self.isVisible() else _LATER)

    def _send(self) -> None:
        self._is_sent = True
        self.maker.make(self._document.form, self.sight.page, self.view.wanted_width, self._document.edition)

    def _take(self, made: Made) -> None:
        """Take over other pages; the old picture stays until the new one comes, which is under way."""
        self.sight.take(made)
        self._look_at_caret()
        self._lay_out()
        self.counted.emit(self.sight.count, "")

    def _show(self, drawn: Drawn) -> None:
        if drawn.page != self.sight.page:
            return
        self.view.show_picture(drawn)
        self._stack.setCurrentWidget(self._scroll)
        if drawn.image.width() != self.view.wanted_width:
            self._draw()

    def _hint(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.counted.emit(self.sight.count, words)

    def _say_trouble(self, words: str, where: str) -> None:
        self.trouble.say(words, where)
        self._stack.setCurrentWidget(self.trouble)
        self._is_sent = True
        self._hint("")

    def _look_at_caret(self) -> None:
        if self.sight.made and self.sight.placements(self.sight.where):
            self._look_at(self.sight.page_of_caret(self._caret()))
        else:
            self._look_at(self.sight.page)

    def _look_at(self, page: int) -> None:
        """Look at a page, from 0, and bring the outlined place into sight."""
        is_other = page != self.sight.page
        self.sight.page = page
        self.bar.show_page(page, self.sight.count)
        self.view.setAccessibleDescription(self.bar.words.accessibleName())
        if is_other and self.sight.made:
            self._draw()
            self._lay_out()
        area = self.view.area_of(self.sight.where)
        if not area.isEmpty() and self.view.height() > self._scroll.viewport().height():
            self._scroll.ensureVisible(area.left(), area.top(), 0, self._scroll.viewport().height() // 4)

    def _draw(self) -> None:
        self.maker.draw(self.sight.page, self.view.wanted_width)

    def _fit(self, fit: str) -> None:
        self.sight.fit = fit
        self._lay_out()

    def _zoom(self, scale: float) -> None:
        """Show the page so large, the middle of the view staying where it is."""
        centre = self._scroll.viewport().rect().center()
        before = self.view.mapFrom(self._scroll.viewport(), centre) - self.view.page_area().topLeft()
        ratio = max(LEAST_SCALE, min(scale, MOST_SCALE)) / self.sight.scale
        self.sight.fit, self.sight.scale = "", self.sight.scale * ratio
        self._lay_out()
        after = self.view.page_area().topLeft() + QPoint(round(before.x() * ratio), round(before.y() * ratio))
        self._scroll.horizontalScrollBar().setValue(after.x() - centre.x())
        self._scroll.verticalScrollBar().setValue(after.y() - centre.y())

    def _pull(self, way: QPoint) -> None:
        for bar, step in ((self._scroll.horizontalScrollBar(), way.x()), (self._scroll.verticalScrollBar(), way.y())):
            bar.setValue(bar.value() - step)

    def _show_seal(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's value
        self.view.has_seal = wanted
        self.view.update()

    def _lay_out(self) -> None:
        """Give the page its size for the view there is; a picture of another size is asked for."""
        width, height = self.sight.size
        room = self._scroll.size()
        whole = min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height)
        if self.sight.fit == "page":
            self.sight.scale = max(whole, 0.1)
        elif self.sight.fit == "width":
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            self.sight.scale = max((room.width() - 2 * MARGIN - bar) / width, 0.1)
        is_whole = self.sight.fit == "page"
        off, as_needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(off if is_whole else as_needed)
        self.view.resize(self.view.sizeHint().expandedTo(QSize(self._scroll.viewport().size())))
        self.bar.show_zoom(self.sight.fit, self.sight.scale)
        picture = self.view.picture
        if self.sight.made and picture is not None and picture.width() != self.view.wanted_width:
            self._draw()
        self.view.update()
