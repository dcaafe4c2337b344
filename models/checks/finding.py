"""How checks are written: small functions of a form and its version that give problems with a grade of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.place import describe_place
from models.problem import Change, Fix, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from models.definition import Definition


def warning(check: str, where: str, message: str, *, why: str = "", fix: Fix | None = None, also: str = "") -> Problem:
    """Make a problem that finance would probably send back."""
    return Problem(check, Severity.WARNING, where, message, why, fix, (also,) if also else ())


def note(check: str, where: str, message: str, *, why: str = "", fix: Fix | None = None, also: str = "") -> Problem:
    """Make a problem that is worth a look."""
    return Problem(check, Severity.NOTE, where, message, why, fix, (also,) if also else ())


def at_row(index: int, found: Iterable[Problem]) -> Iterator[Problem]:
    """Give the problems of an indicator, written with places like ".name", at its row."""
    row = f"indicators[{index}]"
    for problem in found:
        fix = problem.fix and problem.fix._replace(
            changes=tuple(change._replace(where=row + change.where) for change in problem.fix.changes),
        )
        yield problem._replace(where=row + problem.where, fix=fix, also=tuple(row + also for also in problem.also))


def named(where: str, definition: Definition) -> str:
    """Name a place in a sentence, as “支出合计” or 第4行“指标值”."""
    name = describe_place(where, definition)
    return name if name.endswith("”") else f"“{name}”"


def change_to(label: str, where: str, before: str, after: str) -> Fix:
    """Make a fix of one change."""
    return Fix(label, (Change(where, before, after),))


def parameters(check: str, definition: Definition) -> Mapping[str, Any]:
    """Give what a version says of a check besides its grade; nothing where it says nothing."""
    setting = definition.checks.get(check)
    return setting.parameters if setting else {}
