"""What stands in the page's place where no page can be made: a sentence, and the way to where it can be mended."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import fonts
from ui.icons import pixmap
from ui.palette import colours


class TroubleSheet(QWidget):
    """Says why there is no page."""

    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to say."""
        super().__init__(parent)
        self._where = ""
        self._mark = QLabel(self)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mend = QPushButton("去修改", self)
        self.mend.setObjectName("primary")
        self.mend.clicked.connect(lambda: self.place_wanted.emit(self._where))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(fonts.unit(24) for _ in range(4)))
        lines.setSpacing(fonts.unit(12))
        lines.addStretch(2)
        lines.addWidget(self._mark)
        lines.addWidget(self.words)
        lines.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignCenter)
        lines.addStretch(3)
        self.restyle()

    def say(self, words: str, where: str) -> None:
        """Say a sentence; `where` is the place it speaks of, "" for none."""
        self._where = where
        self.words.setText(words)
        self.mend.setVisible(bool(where))
        self._mark.setVisible(bool(where))

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._mark.setPixmap(pixmap("error_circle", colours().error, fonts.unit(24), self.devicePixelRatioF()))
        self.words.setFont(fonts.sentence())
        self.mend.setFont(fonts.surround(bold=True))
