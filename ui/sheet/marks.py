"""Marks at a field: the worst problem there in an icon and a few words, and where in a text it lies."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.sum_states import money
from ui.icons import SEVERITY_ICONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.problem import Problem, Severity

_WORDS = {
    "field.required": "还没有填",
    "field.period": "起止要各写年份",
    "field.contact-name": "不是全名",
    "field.phone": "没有区号",
    "field.two-units": "像是两个单位",
    "field.date-serial": "像是日期变成的数",
    "field.unit-name": "与公章上的全称不同",
    "field.too-long": "字数超过了上限",
    "amount.unreadable": "不是一个金额",
    "amount.negative": "是负数，请核对",
    "amount.decimals": "小数超过两位",
    "amount.yuan": "像是按元填的",
    "text.unprintable": "有字打印不出来",
    "text.slip": "像是有笔误",
    "text.document-number": "文号写法要改",
    "text.punctuation": "标点重了或打架了",
    "text.half-width": "用了半角标点",
    "text.brackets": "括号不成对",
    "text.blanks": "连着几个空格",
    "text.placeholder": "还留着占位的字",
    "text.ordinals": "序号不连",
    "text.empty-heading": "有标题没有内容",
    "text.items-match": "与另一栏的条目不对应",
    "text.goals-covered": "有目标没有指标",
    "indicator.rate-as-quantity": "写的是率，像是质量指标",
    "indicator.satisfaction": "没有说到满意",
    "indicator.numbering": "本组编号要从 1 连着排",
    "indicator.same-name": "与另一行同名，目标不同",
    "indicator.unknown-group": "本表没有这一组",
    "indicator.resource": "说的是人和钱，不是目标",
    "indicator.unit-repeated": "单位写了两遍",
    "indicator.name-task": "像是任务，看不出量什么",
    "indicator.name-long": "名称太长",
    "indicator.looser": "比上年度松",
    "indicator.over-hundred": "超过了 100%",
}
"""What stands under a value, at most twelve characters; the panel says the whole sentence."""
_LONGEST = 12
_STRETCH = 24
_QUOTED = re.compile("“([^”]+)”")
_PARTS = re.compile("[一二三四五六七八九十0-9]+项之和")
_GAP = re.compile(r"([多少]) (-?[0-9.]+) ")


class Mark(NamedTuple):
    """What is shown at a field: how bad, and in a few words what."""

    severity: Severity
    words: str
    sentence: str

    @property
    def icon(self) -> str:
        """The icon's name; its shape differs with the severity."""
        return SEVERITY_ICONS[self.severity]


def mark_of(problems: Sequence[Problem]) -> Mark | None:
    """Give the mark of a field with these problems, worst first."""
    if not problems:
        return None
    worst = problems[0]
    return Mark(worst.severity, short_words(worst), "\n".join(problem.message for problem in problems))


def short_words(problem: Problem) -> str:
    """Say a problem in at most twelve characters."""
    if problem.id.startswith("budget.") and (gap := _GAP.search(problem.message)):
        parts = _PARTS.search(problem.message)
        return f"{parts[0] if parts else '收支相比'}{gap[1]} {money(Decimal(gap[2]))}"
    if words := _WORDS.get(problem.id):
        return words
    clause = re.split("[，。：；]", problem.message)[0]
    return clause if len(clause) <= _LONGEST else clause[: _LONGEST - 1] + "…"


def in_a_line(problem: Problem) -> str:
    """Say a problem in one sentence without its place, for a line that cuts what has no room."""
    return _WORDS.get(problem.id) or re.split("[。；]", re.sub(r"^第\d+行(“[^”]*”里)?", "", problem.message))[0]


def spans(text: str, problems: Sequence[Problem]) -> Iterator[tuple[int, int, Severity]]:
    """Give where in a text its problems lie: start, length, severity; from the fix, else from the words quoted."""
    for problem in problems:
        found = _changed(text, problem) or _quoted(text, problem)
        if found:
            yield (*found, problem.severity)


def _changed(text: str, problem: Problem) -> tuple[int, int] | None:
    """Give the stretch that a fix would change."""
    for change in problem.fix.changes if problem.fix else ():
        if change.where != problem.where or change.before != text or not text:
            continue
        shorter = min(len(text), len(change.after))
        start = next((i for i in range(shorter) if text[i] != change.after[i]), shorter)
        left = shorter - start
        end = next((i for i in range(left) if text[-1 - i] != change.after[-1 - i]), left)
        start = min(start, len(text) - 1)
        length = max(1, len(text) - end - start)
        return (start, length) if length <= _STRETCH else None  # several places at once: the message quotes one
    return None


def _quoted(text: str, problem: Problem) -> tuple[int, int] | None:
    """Give the first stretch of the text that the message quotes."""
    for quoted in _QUOTED.findall(problem.message):
        words = quoted.removesuffix("…")
        if len(words) > 1 and words in text:
            return text.index(words), len(words)
    return None
