"""The page as the clerk sees it: white on the desk, with the place of the caret outlined and the seals dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from models.place import describe_place
from ui.palette import LIGHT, colours, mixed
from ui.preview.seal import paint_edge_seal, paint_seal, seal_area

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from models.definition import Definition
    from ui.preview.maker import Drawn
    from ui.preview.sight import Sight

MARGIN = 14
_TINT = 20  # of 255
_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PageView(QWidget):
    """Shows one page. Old pictures stay, stretched where need be, until the new one is there."""

    clicked = Signal(str)
    """A place of the form was clicked in the page."""
    page_wanted = Signal(int)
    """On by so many pages."""
    pulled = Signal(QPoint)
    """A page larger than the view is pulled along; gives how far."""
    back_wanted = Signal()
    """Back to the field with the caret."""

    def __init__(self, sight: Sight, definition: Definition, parent: QWidget | None = None) -> None:
        """Show what is looked at."""
        super().__init__(parent)
        self._sight = sight
        self._definition = definition
        self._image: QImage | None = None
        self._shown = -1
        self._pressed: QPointF | None = None
        self._grip: QPointF | None = None
        self._moved = QPointF()
        self._pulled_from: QPointF | None = None
        self.has_seal = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("页面预览")

    @property
    def picture(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    @property
    def wanted_width(self) -> int:
        """How many device pixels wide the page is to be drawn."""
        return max(1, round(self.page_size().width() * self.devicePixelRatioF()))

    def page_size(self) -> QSize:
        """Give the size of the page on the screen in logical pixels."""
        width, height = self._sight.size
        return QSize(round(width * self._sight.scale), round(height * self._sight.scale))

    def page_area(self) -> QRect:
        """Give where the page lies in this widget."""
        size = self.page_size()
        left = max((self.width() - size.width()) // 2, MARGIN)
        return QRect(left, max((self.height() - size.height()) // 2, MARGIN), size.width(), size.height())

    def show_picture(self, drawn: Drawn) -> None:
        """Show a picture of a page."""
        self._image, self._shown = drawn.image, drawn.page
        self.update()

    def seal(self) -> QRectF:
        """Give where the seal's circle lies; empty where none is shown on this page."""
        made = self._sight.made
        if not self.has_seal or made is None or made.seal is None or self._sight.page:
            return QRectF()
        area = seal_area(made.seal, self._sight.size[1], self.page_area(), self._sight.scale)
        return area.translated(self._moved * self._sight.scale)

    def area_of(self, where: str) -> QRect:
        """Give where a place of the form stands in this widget, as far as this page has it; empty where it has not."""
        areas = [self._on_screen(p) for p in self._sight.placements(where) if p.page == self._sight.page]
        area = QRectF()
        for each in areas:
            area = area.united(each)
        return area.toAlignedRect()

    def sizeHint(self) -> QSize:
        """Give the size of the page with its margin."""
        return self.page_size() + QSize(2 * MARGIN, 2 * MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint desk, page, outline and seals."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), desk())
        if self._image is None:
            return
        page = self.page_area()
        ratio = self.devicePixelRatioF()
        painter.fillRect(page, Qt.GlobalColor.white)
        if self._shown == self._sight.page:
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform, on=self._image.width() != self.wanted_width
            )
            height = self._image.height() * page.width() / self._image.width()
            is_exact = self._image.width() == self.wanted_width
            width = self._image.width() / ratio if is_exact else page.width()
            painter.drawImage(QRectF(page.left(), page.top(), width, height), self._image)
            self._paint_marks(painter, page)
        painter.setPen(mixed(colours().text, 18, desk()))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(colours().accent, 2))
            painter.drawRect(page.adjusted(-4, -4, 3, 3))

    def _paint_marks(self, painter: QPainter, page: QRect) -> None:
        painter.setClipRect(page)
        accent = LIGHT.accent  # the page is white in the dark as well
        tint = QColor(accent.red(), accent.green(), accent.blue(), _TINT)
        for place in self._sight.outlined():
            area = self._on_screen(place)
            painter.fillRect(area, tint)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(area)
        if self.has_seal:
            if not self.seal().isEmpty():
                paint_seal(painter, self.seal())
            if self._sight.count > 1:
                paint_edge_seal(painter, page, self._sight.page, self._sight.count, self._sight.scale)
        painter.setClipping(False)

    def _on_screen(self, place: tuple[str, int, float, float, float, float, int]) -> QRectF:
        _, _, left, bottom, right, top, _ = place
        page, scale, height = self.page_area(), self._sight.scale, self._sight.size[1]
        corner = QPointF(page.left() + left * scale, page.top() + (height - top) * scale)
        return QRectF(corner.x(), corner.y(), (right - left) * scale, (top - bottom) * scale)

    def _place_at(self, point: QPointF) -> str:
        page, scale = self.page_area(), self._sight.scale
        return self._sight.at((point.x() - page.left()) / scale, self._sight.size[1] - (point.y() - page.top()) / scale)

    def _is_on_seal(self, point: QPointF) -> bool:
        area = self.seal()
        away = point - area.center()
        return not area.isEmpty() and away.x() ** 2 + away.y() ** 2 <= (area.width() / 2) ** 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._pulled_from = None
            self._grip = self._moved if self._is_on_seal(event.position()) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the seal; elsewhere show what can be clicked."""
        point = event.position()
        if self._pressed is not None and self._grip is not None:
            way = point - self._pressed
            if way.manhattanLength() >= QApplication.startDragDistance() or self._grip != self._moved:
                self.setCursor(Qt.CursorShape.SizeAllCursor)
                self._moved = self._grip + way / self._sight.scale
                self.update()
            return
        if self._pressed is not None:
            self._pull(event)
            return
        where = self._place_at(point)
        self.setCursor(Qt.CursorShape.PointingHandCursor if where else Qt.CursorShape.ArrowCursor)
        self.setToolTip(f"{describe_place(where, self._definition)}：点一下去填" if where else "")

    def _pull(self, event: QMouseEvent) -> None:
        """Pull the page along, once the mouse has gone too far for a click."""
        at = event.globalPosition()
        far = self._pressed is not None and (event.position() - self._pressed).manhattanLength()
        if self._pulled_from is None and far >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pulled_from = at
        elif self._pulled_from is not None:
            self.pulled.emit((at - self._pulled_from).toPoint())
            self._pulled_from = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field that was clicked, unless the seal was dragged or the page pulled."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        has_dragged = self._pulled_from is not None or (self._grip is not None and self._grip != self._moved)
        self._grip = None
        if not has_dragged and (where := self._place_at(event.position())):
            self.clicked.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page through; Enter leads back to the field with the caret."""
        key = Qt.Key(event.key())
        if key in _PAGE_KEYS:
            self.page_wanted.emit(_PAGE_KEYS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.page_wanted.emit(-self._sight.count if key == Qt.Key.Key_Home else self._sight.count)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


def desk() -> QColor:
    """Give the colour under the page."""
    scheme = colours()
    return scheme.window if scheme.points is None else mixed(scheme.text, 6 if scheme.dark else 9, scheme.window)
