"""A problem: what a reviewer would say of a form, where, why, and the fix where one exists."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class Severity(Enum):
    """How much it matters, worst first."""

    ERROR = "error"
    """The form contradicts itself or cannot be used."""
    WARNING = "warning"
    """Finance would probably send it back."""
    NOTE = "note"
    """Worth a look."""


class Change(NamedTuple):
    """One value of a form, before and after."""

    where: str
    before: str
    after: str


class Fix(NamedTuple):
    """Changes that settle a problem, under a label that says what they do."""

    label: str
    changes: tuple[Change, ...]


class Cause(NamedTuple):
    """A likely cause of a sum that does not hold: what it is called and the change that would settle it."""

    kind: str
    where: str
    before: str
    after: str


class Problem(NamedTuple):
    """What a check found. `where` is a place of the form; `message` is a whole sentence in Chinese."""

    id: str
    severity: Severity
    where: str
    message: str
    why: str = ""
    fix: Fix | None = None
    also: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the problem as `main.py check --json` prints it."""
        values: dict[str, Any] = {
            "id": self.id,
            "severity": self.severity.value,
            "where": self.where,
            "message": self.message,
            "fix": self.fix and {"label": self.fix.label, "changes": [_values(change) for change in self.fix.changes]},
        }
        if self.why:
            values["why"] = self.why
        if self.also:
            values["also"] = list(self.also)
        if self.causes:
            values["causes"] = [{"kind": cause.kind, **_values(cause)} for cause in self.causes]
        return values


def _values(change: Change | Cause) -> dict[str, str]:
    return {"where": change.where, "before": change.before, "after": change.after}
