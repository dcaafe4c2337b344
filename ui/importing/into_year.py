"""Whether the draft of a file is rolled forward, into which year, and whether its amounts come along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from models.years import FIRST, LAST
from ui import fonts
from ui.check_box import CheckBox
from ui.importing.framed import YearBox
from ui.importing.session import Rolling

if TYPE_CHECKING:
    from ui.importing.session import Session


class IntoYear(QWidget):
    """Two ticks and a year; hidden where the file does not say its year."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._from: int | None = None
        self._rolls, self._amounts = CheckBox(self), CheckBox("金额也照抄过来，不照抄就清空", self)
        self.year = YearBox(self)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(fonts.unit(6))
        row = QHBoxLayout()
        row.addWidget(self._rolls)
        row.addWidget(self.year)
        row.addStretch(1)
        self._lines.addLayout(row)
        self._lines.addWidget(self._amounts)
        self.setTabOrder(self._rolls, self.year)
        self.setTabOrder(self.year, self._amounts)
        self._rolls.toggled.connect(self._on_change)
        self.year.valueChanged.connect(self._on_change)

    @property
    def rolling(self) -> Rolling | None:
        """What is chosen; None where there is nothing to choose."""
        if self._from is None:
            return None
        return Rolling(self._rolls.isChecked(), self.year.value(), self._amounts.isChecked())

    @property
    def into(self) -> int | None:
        """The year the draft is rolled forward into; None where it is not."""
        return self.year.value() if self._from is not None and self._rolls.isChecked() else None

    def begin(self, session: Session) -> None:
        """Offer what suits a file, or what was chosen when it was last looked at."""
        self._from = None
        self.follow(session.year, session.rolling)

    def follow(self, year: int | None, chosen: Rolling | None = None) -> None:
        """Offer to roll forward from a year, which an answer may have changed; nothing where it can be from none."""
        if year is not None and not FIRST <= year < LAST:
            year = None
        self.setVisible(year is not None)
        if year == self._from:
            return
        self._from = year
        if year is not None:
            rolling = chosen or Rolling(year < _this_year(), year + 1, keeps_amounts=True)
            self._rolls.setText(f"按上年结转：{year} 的指标值转为上年度指标值，结转到")
            self.year.setRange(year + 1, LAST)
            self.year.setValue(rolling.into)
            self._rolls.setChecked(rolling.is_wanted)
            self._amounts.setChecked(rolling.keeps_amounts)

    def lie_flat(self, *, flat: bool) -> None:
        """Stand in one line where there is little height."""
        directions = QBoxLayout.Direction
        self._lines.setDirection(directions.LeftToRight if flat else directions.TopToBottom)

    def restyle(self) -> None:
        """Take over other colours or another size of type."""
        self._rolls.setFont(fonts.sentence())
        for widget in (self.year, self._amounts):
            widget.setFont(fonts.surround())

    def _on_change(self) -> None:
        for widget in (self.year, self._amounts):
            widget.setEnabled(self._rolls.isChecked())
        self.changed.emit()


def _this_year() -> int:
    from datetime import datetime  # noqa: PLC0415

    return datetime.now().astimezone().year
