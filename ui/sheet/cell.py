"""A cell of the sheet: paints its ground, mark, words and focus, and holds its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from models.place import value_at
from models.problem import Severity
from models.unreviewed import WORDS, is_unreviewed
from ui import fonts
from ui.motion import MS, is_animated
from ui.painting import LEFT, WRAPPED, draw_dotted_bar, draw_icon, draw_words
from ui.palette import Colours, colours, mixed, tint
from ui.sheet.cell_text import CellText
from ui.sheet.editor import Editor
from ui.sheet.marks import Mark, mark_of

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QColor, QFont

    from ui.document import Document

NOTICE_MS = 6000
"""How long a notice, as of a cleaned paste, stands under a value."""
_SHADES = {Severity.ERROR: 8, Severity.WARNING: 6}


class Cell(QWidget):
    """One value of the form, centred as on paper."""

    focused = Signal(str)
    """The caret came here; the place."""
    grown = Signal()
    """The height it wants has changed."""
    in_sight = Signal(QRect)
    """A stretch, in its own coordinates, that wants to be seen: the line of the caret."""
    form_pasted = Signal()
    """A whole form was to be pasted here."""
    step = Signal(int)
    """On to the next cell, 1, or back, -1."""
    arrowed = Signal(str, Qt.Key)

    centred = True
    many_lines = False
    padding = 10
    line_height = 22
    least = 50

    def __init__(self, document: Document, where: str, name: str, example: str, parent: QWidget) -> None:
        """Make the cell of a place; `name` is what it is called."""
        super().__init__(parent)
        self.where = where
        self.mark: Mark | None = None
        self._unreviewed = False
        self._document = document
        self._example = f"例：{example}" if example else ""
        self._notice = ""
        self._was = ""
        self._before = ""
        self._hovered = False
        self._name = name
        self._editor: Editor | None = None
        self._text = CellText(self.font_of_value(), centred=self.centred, line_height=fonts.unit(self.line_height))
        self._place = QRect()  # of the text
        self.setMouseTracking(True)
        self._notice_timer = QTimer(self, interval=NOTICE_MS, singleShot=True)
        self._notice_timer.timeout.connect(lambda: self.say(""))
        self._fading = QVariantAnimation(self, startValue=60, endValue=0)
        self._fading.setDuration(MS)
        self._fading.valueChanged.connect(lambda _: self.update())
        self.show_value()

    @property
    def editor(self) -> Editor:
        """What edits the text where it stands; made when it is first asked for, since that is dear."""
        return self._editor or self._make_editor()

    def prepare(self) -> None:
        """Be ready for the caret: have the editor."""
        if self._editor is None:
            self._make_editor()

    def _make_editor(self) -> Editor:
        self._editor = editor = Editor(self, self._text, many_lines=self.many_lines)
        editor.setAccessibleName(self._name)
        self._describe()
        self._connect(editor)
        self.setFocusProxy(editor)
        self.place_editor()
        editor.show()
        return editor

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the caret."""
        self.editor.setFocus(reason)

    @property
    def has_caret(self) -> bool:
        """Whether the caret is here."""
        return self._editor is not None and self._editor.hasFocus()

    def text(self) -> str:
        """Give what stands here, which may be another spelling of what the form holds."""
        return self._text.text()

    def font_of_value(self) -> QFont:
        """Give the type of the value."""
        return fonts.value()

    def show_value(self, *, by_force: bool = False) -> None:
        """Show what the form holds; by force even where another spelling of it is being typed."""
        value = value_at(self._document.form, self.where)
        if by_force or self.is_other(value):
            if self._editor:
                self._editor.show_text(value)
            else:
                self._text.show(value)
            self.updateGeometry()

    def is_other(self, value: str) -> bool:
        """Whether a value of the form is not what stands here."""
        return value != self.text()

    def show_mark(self) -> None:
        """Show the problems of this place."""
        mark, unreviewed = (
            mark_of(self._document.problems_at(self.where)),
            is_unreviewed(self._document.form, self.where),
        )
        if (mark, unreviewed) == (self.mark, self._unreviewed):
            return
        self.mark, self._unreviewed = mark, unreviewed
        self._describe()
        self._grow()

    def _describe(self) -> None:
        """Say to screen readers and as a tool tip what is marked here."""
        waits = f"{WORDS}。" if self._unreviewed else ""
        said = "\n".join(filter(None, (self._was, self.mark.sentence if self.mark else "", waits)))
        self.setToolTip(said)
        if self._editor:
            self._editor.setAccessibleDescription(said)

    def show_was(self, words: str) -> None:
        """Say under the value what stood here in the revision that is compared with, "" where nothing differs."""
        if words != self._was:
            self._was = words
            self._describe()
            self._grow()

    def say(self, notice: str) -> None:
        """Show a line under the value, for a while."""
        self._notice = notice
        if notice:
            self._notice_timer.start()
        self._grow()

    @property
    def has_notice(self) -> bool:
        """Whether a notice stands under the value, or what stood here before."""
        return bool(self._notice or self._was)

    def words(self) -> tuple[str, str, QColor]:
        """Give what stands under the value: icon, words and their colour; empty for nothing."""
        scheme = colours()
        if self._notice:
            return "", self._notice, scheme.quiet
        if self._was:
            return "", self._was, scheme.quiet
        if self.mark and self.mark.severity is not Severity.NOTE:
            words = f"{self.mark.words}・{WORDS}" if self._unreviewed else self.mark.words
            return self.mark.icon, words, scheme.of(self.mark.severity)
        return ("info", WORDS, scheme.accent) if self._unreviewed else ("", "", scheme.quiet)

    def flash(self) -> None:
        """Light up in the colour of fine things, once, and fade."""
        if is_animated():
            self._fading.start()

    def height_at(self, width: int) -> int:
        """Give the height this cell wants at a width."""
        needed = self._text.height_at(width - 2 * fonts.unit(self.padding)) + fonts.unit(16) + self.foot_height(width)
        return max(fonts.unit(self.least), needed)

    def refresh_fonts(self) -> None:
        """Take over another size of type."""
        if self._editor:
            self._editor.set_type(self.font_of_value(), fonts.unit(self.line_height))
        else:
            self._text.set_type(self.font_of_value(), fonts.unit(self.line_height))
        self.place_editor()

    def place_editor(self) -> None:
        """Put the text in its place, in the middle of the height above the words."""
        padding = fonts.unit(self.padding)
        width = self.width() - 2 * padding
        height = self._editor.height_at(width) if self._editor else self._text.height_at(width)
        top = max(0, (self.height() - self.foot_height(self.width()) - height) // 2)
        self._place = QRect(padding, top, width, height + 2)
        if self._editor:
            self._editor.setGeometry(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text in its place."""
        super().resizeEvent(event)
        self.place_editor()

    def sizeHint(self) -> QSize:
        """Give a size; the sheet decides."""
        return QSize(fonts.unit(120), fonts.unit(self.least))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret into the text for a click beside it."""
        at = self.editor.mapFrom(self, event.position().toPoint())
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        self.editor.setTextCursor(self.editor.cursorForPosition(at))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint under the mouse, and be ready for a click into the text."""
        self.prepare()
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away with the mouse."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Paint the ground, the mark, the words, the example and the focus."""
        painter = QPainter(self)
        scheme = colours()
        painter.fillRect(self.rect(), self.ground(scheme))
        if self._was or (self.mark and self.mark.severity is not Severity.NOTE):
            bar = scheme.accent if self._was or not self.mark else scheme.of(self.mark.severity)
            painter.fillRect(0, 0, fonts.unit(3), self.height(), bar)
        if self._unreviewed:
            draw_dotted_bar(painter, self.rect(), scheme.accent)
        self.paint_words(painter)
        self.paint_corner(painter)
        if self._example and self._text.is_empty:
            area = self._place.adjusted(0, 0, 0, 2)
            draw_words(painter, area, self._text.alignment | WRAPPED, self._example, fonts.sentence(), quiet(scheme))
        if self._editor is None:
            self._text.paint(painter, self._place.topLeft(), scheme.text)
        elif self.has_caret:
            painter.setPen(QPen(scheme.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def ground(self, scheme: Colours) -> QColor:
        """Give the colour under the text."""
        if self._fading.state() == QVariantAnimation.State.Running:
            return tint(scheme.ok, int(self._fading.currentValue()) // 3)
        if self._was:
            return tint(scheme.accent, 7)
        if self.mark and (shade := _SHADES.get(self.mark.severity)):
            return tint(scheme.of(self.mark.severity), shade)
        return tint(scheme.text, 4) if self._hovered and not self.has_caret else scheme.paper

    def paint_words(self, painter: QPainter) -> None:
        """Paint the words under the value, centred with their icon."""
        icon, words, colour = self.words()
        if not words or not self._words_fit(self.width()):
            return
        size = fonts.unit(14) if icon else 0
        gap = fonts.unit(6) if icon else 0
        text = QFontMetrics(fonts.surround()).horizontalAdvance(words)
        left = (self.width() - size - gap - text) // 2 if self.centred else fonts.unit(self.padding)
        top = self.height() - self.foot_height(self.width())
        if icon:
            draw_icon(painter, left, top + fonts.unit(2), size, icon, colour)
        area = QRect(left + size + gap, top, text + 2, fonts.unit(18))
        draw_words(painter, area, LEFT, words, fonts.surround(), colour)

    def paint_corner(self, painter: QPainter) -> None:
        """Paint a note, or a mark whose words have no room, as an icon in the corner."""
        if self.mark and (self.mark.severity is Severity.NOTE or not self._words_fit(self.width())):
            size = fonts.unit(14)
            place = QPoint(self.width() - size - fonts.unit(5), fonts.unit(5))
            draw_icon(painter, place.x(), place.y(), size, self.mark.icon, colours().of(self.mark.severity))

    def _words_fit(self, width: int) -> bool:
        icon, words, _ = self.words()
        taken = fonts.unit(20 if icon else 0) + 2 * fonts.unit(6)
        return QFontMetrics(fonts.surround()).horizontalAdvance(words) + taken <= width

    def foot_height(self, width: int) -> int:
        """Give the height of the words under the value."""
        return fonts.unit(22) if self.words()[1] and self._words_fit(width) else 0

    def _connect(self, editor: Editor) -> None:
        editor.is_form = self._is_whole_form
        editor.form_pasted.connect(self.form_pasted)
        editor.typed.connect(self.take)
        editor.cleaned.connect(lambda count: self.say(f"已去掉 {count} 个看不见的字符"))
        editor.entered.connect(lambda: self.step.emit(1))
        editor.tabbed.connect(self.step)
        editor.arrowed.connect(lambda key: self.arrowed.emit(self.where, key))
        editor.taken_back.connect(self._take_back)
        editor.focused.connect(self._focus_changed)
        editor.cursorPositionChanged.connect(self._keep_caret_in_sight)

    def _is_whole_form(self, text: str) -> bool:
        from ui.sheet.whole_form import is_whole_form  # noqa: PLC0415 - when something is pasted

        return is_whole_form(text, self._document.definition)

    def take(self, text: str) -> None:
        """Take over what was typed."""
        if self._notice:
            self.say("")
        self._document.write(self.where, text)
        self._grow()

    def leave(self) -> None:
        """Let what stands here be one undo step, now that the caret goes away."""
        self._document.end_typing()
        self.show_value()

    def _take_back(self) -> None:
        """Give back what stood here when the caret came."""
        self._document.write(self.where, self._before)
        self.show_value(by_force=True)
        self.editor.selectAll()

    def _focus_changed(self, here: bool) -> None:  # noqa: FBT001 - a signal's value
        if here:
            self._before = value_at(self._document.form, self.where)
            self.focused.emit(self.where)
            self._keep_caret_in_sight()
        else:
            self.leave()
        self.update()

    def _keep_caret_in_sight(self) -> None:
        if self.has_caret:
            line = self.editor.cursorRect().translated(self.editor.pos())
            self.in_sight.emit(line.adjusted(0, -fonts.unit(8), 0, fonts.unit(12)))

    def _grow(self) -> None:
        """Ask the sheet for another height where one is wanted, else paint anew."""
        if self.width() > 1 and self.height_at(self.width()) != self.height():
            self.grown.emit()
        self.place_editor()
        self.update()


def quiet(scheme: Colours) -> QColor:
    """Give the colour of examples in empty cells: fainter than any value, still legible."""
    return mixed(scheme.quiet, 90, scheme.paper)
