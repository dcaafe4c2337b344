"""The whole review: all checks, graded as the version says, without what the clerk has let stand.

A check that raises is a fault of ours: it is logged, and the others still run. The checks are loaded with the first
review: a window shows its form before.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from models.form import Acknowledgement
from models.place import indicator_place, value_at
from models.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from models.definition import Definition
    from models.edits import SetAcknowledged
    from models.form import Form

    Check = Callable[[Form, Definition], Iterable[Problem]]

_OFF = "off"


@cache
def _live() -> tuple[Check, ...]:
    from models.checks.basics import basics  # noqa: PLC0415 - with the first review
    from models.checks.errors import errors  # noqa: PLC0415
    from models.checks.indicators import indicators  # noqa: PLC0415

    return errors, basics, indicators


@cache
def _after_a_pause() -> tuple[Check, ...]:
    from models.checks.outline import outline  # noqa: PLC0415 - with the first review
    from models.checks.stale import stale  # noqa: PLC0415
    from models.checks.texts import texts  # noqa: PLC0415

    return texts, outline, stale


def review(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give everything a reviewer would say, but for what the clerk has let stand."""
    return (*review_live(form, definition), *review_texts(form, definition))


def review_live(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give what is checked on every key: errors, short fields, amounts, the indicator table."""
    return _standing(form, _graded(_live(), form, definition))


def review_texts(form: Form, definition: Definition) -> tuple[Problem, ...]:
    """Give what is checked after a pause: the wording and the order of texts."""
    return _standing(form, _graded(_after_a_pause(), form, definition))


def let_stand(form: Form, definition: Definition) -> tuple[tuple[Problem, Acknowledgement], ...]:
    """Give the problems the clerk has let stand, each with the reason."""
    found = _graded((*_live(), *_after_a_pause()), form, definition)
    pairs = ((problem, _acknowledgement(form, problem)) for problem in found)
    return tuple((problem, acknowledgement) for problem, acknowledgement in pairs if acknowledgement)


def acknowledge(form: Form, problem: Problem, reason: str, time: str) -> SetAcknowledged:
    """Make the edit that lets a problem stand for a reason; `time` is ISO 8601. An error cannot be let stand."""
    from models.edits import SetAcknowledged  # noqa: PLC0415 - not to review

    if problem.severity is Severity.ERROR:
        raise ValueError(problem.id)
    place = _lasting_place(form, problem.where)
    others = tuple(each for each in form.acknowledged if (each.check, each.where) != (problem.id, place))
    return SetAcknowledged((*others, Acknowledgement(problem.id, place, reason, _digest(form, problem), time)))


def _graded(checks: Iterable[Check], form: Form, definition: Definition) -> Iterator[Problem]:
    """Run checks, each problem with the severity and the authority its version gives it."""
    for check in checks:
        try:
            found = tuple(check(form, definition))
        except Exception:
            import logging  # noqa: PLC0415 - hardly ever needed

            logging.getLogger("jixiao.checks").exception("check %s failed", check.__name__)
            continue
        for problem in found:
            setting = definition.checks.get(problem.id)
            if setting is None or not (setting.severity or setting.authority):
                yield problem
            elif setting.severity != _OFF:
                severity = Severity(setting.severity) if setting.severity else problem.severity
                yield problem._replace(severity=severity, why=setting.authority or problem.why)


def _standing(form: Form, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    if not form.acknowledged:
        return tuple(problems)
    return tuple(problem for problem in problems if _acknowledgement(form, problem) is None)


def _acknowledgement(form: Form, problem: Problem) -> Acknowledgement | None:
    """Give the acknowledgement of a problem, as long as the values it was about are the same."""
    if problem.severity is Severity.ERROR:
        return None
    place = _lasting_place(form, problem.where)
    for each in form.acknowledged:
        if (each.check, each.where) == (problem.id, place) and each.digest == _digest(form, problem):
            return each
    return None


def _lasting_place(form: Form, where: str) -> str:
    """Give an indicator's id for a place in its row, which may move; any other place as it is."""
    found = indicator_place(where)
    return form.indicators[found[0]].id if found else where


def _digest(form: Form, problem: Problem) -> str:
    """Give the digest of the values a problem was about."""
    values = "\x1f".join(text for where in (problem.where, *problem.also) for text in _values_at(form, where))
    return hashlib.sha256(f"{problem.message if problem.where == 'form' else ''}\x1f{values}".encode()).hexdigest()[:16]


def _values_at(form: Form, where: str) -> Iterator[str]:
    found = indicator_place(where)
    if where == "form":
        return
    if found and not found[1]:
        yield from form.indicators[found[0]].cells.values()
    else:
        yield value_at(form, where)
