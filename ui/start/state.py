"""How a draft stands, in words that say the next step; and what else its line in the list says. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.drafts.store import DAYS_IN_BIN
from models.moments import moment_words
from models.problem import Severity

if TYPE_CHECKING:
    from datetime import date

    from models.drafts import Draft

NAMELESS = "（未填单位）"


class State(NamedTuple):
    """The words, how grave it is (None: fine, or nothing to judge), and a rank for sorting: what needs most first."""

    words: str
    severity: Severity | None
    rank: int
    fine: bool = False


def state_of(draft: Draft) -> State:
    """Say what is to be done next with a draft."""
    summary = draft.summary
    errors, warnings, unfilled, first = summary.findings
    states = (
        (not summary.required, State("打开后核对", None, 5)),
        (draft.is_as_exported, State("已导出，已核对一致", None, 8, fine=True)),
        (summary.review, State(f"还有 {summary.review} 处待复核", Severity.NOTE, 2)),
        (not _is_under_way(draft), State(f"刚开始：必填项 {summary.filled} / {summary.required}", Severity.NOTE, 3)),
        (errors, State(f"{errors} 个错误{f'：{first}' if first else ''}", Severity.ERROR, 0)),
        (unfilled, State(f"还有 {unfilled} 处没填", Severity.NOTE, 4)),
        (warnings, State(f"{warnings} 条提醒待看", Severity.WARNING, 1)),
        (draft.exported, State("导出以后又改过", Severity.NOTE, 6)),
    )
    return next((state for holds, state in states if holds), State("没有问题，可以导出", None, 7, fine=True))


def name_of(draft: Draft) -> str:
    """Give what a draft is called in the list."""
    return draft.title or draft.unit or NAMELESS


def details_of(draft: Draft, unit_of_money: str) -> str:
    """Give the second line: the unit below a name of its own, where it came from, its total and indicators."""
    summary = draft.summary
    parts = (
        draft.unit if draft.title else "",
        draft.origin,
        f"{summary.total} {unit_of_money}" if summary.total else "",
        f"{summary.indicators} 条指标" if summary.indicators else "",
    )
    return " ・ ".join(part for part in parts if part)


def changed_words(draft: Draft, today: date) -> str:
    """Say when a draft was last changed."""
    return moment_words(datetime.fromisoformat(draft.changed), today)


def kept_words(draft: Draft, now: datetime) -> str:
    """Say how long a draft in the bin will be kept."""
    gone = datetime.fromisoformat(draft.deleted or draft.changed) + timedelta(days=DAYS_IN_BIN)
    left = -((now - gone) // timedelta(days=1))
    return f"还保留 {left} 天" if left > 1 else "今天到期"


def code_of(draft: Draft) -> str:
    """Give the check code of what is saved; a form that has only been begun has none worth a look."""
    return draft.summary.code if _is_under_way(draft) and not draft.summary.review else "—"


def _is_under_way(draft: Draft) -> bool:
    """Whether at least half of what is required has been filled in."""
    return draft.summary.filled * 2 >= draft.summary.required > 0
