"""What a list says of a draft without reading its form: written down whenever the draft is saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from models.digest import check_code
from models.problem import Severity
from models.required import NOT_YET_FILLED, required_places, unfilled
from models.unreviewed import unreviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.definition import Definition
    from models.form import Form
    from models.problem import Problem


class Findings(NamedTuple):
    """What the reviewer says in numbers; what is merely not filled in yet is counted apart."""

    errors: int = 0
    warnings: int = 0
    unfilled: int = 0
    """Required places and cells that are empty."""
    first: str = ""
    """The first error in few words, "" without one."""


class Summary(NamedTuple):
    """A draft in figures. All empty for one that was last saved by the first version of the program."""

    total: str = ""
    """The first total of the money block, as entered."""
    indicators: int = 0
    required: int = 0
    filled: int = 0
    """How many of the required places are filled in."""
    review: int = 0
    """Places and indicators still to be looked at (待复核)."""
    code: str = ""
    """The check code of what is saved."""
    findings: Findings = Findings()


def findings_of(problems: Iterable[Problem], words: Callable[[Problem], str]) -> Findings:
    """Count problems; `words` says one in few words."""
    counted = tuple(problems)
    errors = [each for each in counted if each.severity is Severity.ERROR and each.id not in NOT_YET_FILLED]
    return Findings(
        len(errors),
        sum(each.severity is Severity.WARNING for each in counted),
        sum(each.id in NOT_YET_FILLED for each in counted),
        words(errors[0]) if errors else "",
    )


def summary_of(form: Form, definition: Definition, findings: Findings | None) -> Summary:
    """Sum a form up; without findings it is reviewed here."""
    if findings is None:
        from models.checks.review import review  # noqa: PLC0415 - the window brings its own

        findings = findings_of(review(form, definition), lambda problem: problem.message.partition("。")[0])
    wanted = sum(1 for _ in required_places(definition))
    return Summary(
        form.amounts[definition.sums[0].total] if definition.sums else "",
        sum(not row.says_nothing for row in form.indicators),
        wanted,
        wanted - sum(1 for _ in unfilled(form, definition)),
        len(unreviewed(form, definition)),
        check_code(form, definition),
        findings,
    )


def summary_to_json(summary: Summary) -> str:
    """Write a summary down."""
    return json.dumps(summary, ensure_ascii=False, separators=(",", ":"))


def summary_from_json(text: str) -> Summary:
    """Read a summary; one that is missing or makes no sense is empty."""
    try:
        *figures, findings = json.loads(text)
        return Summary._make((*figures, Findings._make(findings)))
    except (ValueError, TypeError):
        return Summary()
