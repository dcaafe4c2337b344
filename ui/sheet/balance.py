"""The balance strip: every sum of the version in words and figures, and the likely slip with its fix."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from models.amounts import amount_value, format_amount
from models.place import describe_place
from ui.palette import Size, colours, font, tint

if TYPE_CHECKING:
    from models.definition import Definition, Sum
    from models.form import Form
    from models.problem import Problem
    from ui.document import Document


class BalanceStrip(QFrame):
    """Part of the sheet, right below the amounts, always there."""

    fix_wanted = Signal(object)
    """The clerk takes the fix of a problem."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._problem: Problem | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.setSpacing(6)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setColumnStretch(1, 1)
        outer.addLayout(self._rows)
        self._labels = [[QLabel(), QLabel(), QLabel()] for _ in document.definition.sums]
        for row, labels in enumerate(self._labels):
            for column, label in enumerate(labels):
                label.setFont(font(Size.SENTENCE, bold=column != 1))
                label.setTextFormat(Qt.TextFormat.PlainText)
                self._rows.addWidget(label, row, column)
            labels[1].setWordWrap(True)
        self._advice = QLabel()
        self._advice.setFont(font(Size.SENTENCE))
        self._advice.setWordWrap(True)
        self._button = QPushButton()
        self._button.setFont(font(Size.SENTENCE))
        self._button.setProperty("filled", "true")
        self._button.clicked.connect(lambda: self.fix_wanted.emit(self._problem))
        foot = QHBoxLayout()
        foot.addWidget(self._advice, 1)
        foot.addWidget(self._button)
        outer.addLayout(foot)
        document.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the sums stand."""
        form, definition = self._document.form, self._document.definition
        failing = {each.id: each for each in self._document.problems if each.id.startswith("budget.")}
        shades = colours()
        for wanted, labels in zip(definition.sums, self._labels, strict=True):
            problem = failing.get(f"budget.{wanted.id}")
            texts = _sentence(wanted, form, definition)
            colour = shades.error if problem else shades.quiet if texts[2].startswith("还差") else shades.ok
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
            labels[0].setStyleSheet(f"color: {colour};")
            labels[1].setStyleSheet(f"color: {shades.text};")
            labels[2].setStyleSheet(f"color: {colour};")
        self._problem = next(iter(failing.values()), None)
        ground = tint(shades.error, 8) if failing else tint(shades.ok, 7)
        edge = shades.error if failing else shades.ok
        self.setStyleSheet(f"BalanceStrip {{ background: {ground.name()}; border-left: 3px solid {edge}; }}")
        self._show_advice()

    def _show_advice(self) -> None:
        problem = self._problem
        self._advice.setVisible(problem is not None)
        self._button.setVisible(problem is not None and problem.fix is not None)
        if problem is None:
            return
        self._advice.setText(problem.message.partition("。")[2] or problem.message)
        self._advice.setStyleSheet(f"color: {colours().text};")
        if problem.fix:
            self._button.setText(f"改为 {problem.fix.changes[0].after}　F9")
            self._button.setAccessibleName(problem.fix.label)


def balance_in_words(document: Document) -> tuple[str, bool]:
    """Say how the sums stand as a whole, for the status bar, and whether that is well."""
    form, definition = document.form, document.definition
    for problem in document.problems:
        if problem.id.startswith("budget."):
            return problem.message.partition("。")[0], False
    missing = _missing(definition.sums, form, definition)
    if missing:
        return f"还差 {len(missing)} 项金额", True
    total = form.amounts[definition.sums[0].total] if definition.sums else ""
    return (f"收支平衡 {total} {definition.unit}" if total else ""), True


def _sentence(wanted: Sum, form: Form, definition: Definition) -> tuple[str, str, str]:
    """Give a sum's name, its figures, and how it stands."""
    total = amount_value(form.amounts[wanted.total])
    parts = sum((amount_value(form.amounts[part]) for part in wanted.parts), Decimal(0))
    missing = _missing((wanted,), form, definition)
    if missing:
        return f"○ {wanted.name}", "、".join(missing), f"还差 {len(missing)} 项"
    if total == parts:
        figures = " + ".join(form.amounts[part] or "0" for part in wanted.parts)
        return f"✓ {wanted.name}", f"{form.amounts[wanted.total]} = {figures}", "相等"
    figures = " + ".join(form.amounts[part] or "0" for part in wanted.parts)
    more = "多" if parts > total else "少"
    return (
        f"● {wanted.name}",
        f"{form.amounts[wanted.total]} ≠ {figures}",
        f"{more} {format_amount(abs(parts - total))}",
    )


def _missing(sums: tuple[Sum, ...], form: Form, definition: Definition) -> list[str]:
    names = dict.fromkeys(name for wanted in sums for name in (wanted.total, *wanted.parts))
    return [
        describe_place(f"amounts.{name}", definition)
        for name in names
        if definition.amounts[name].required and not form.amounts[name]
    ]
