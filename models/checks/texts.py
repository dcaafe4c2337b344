"""Checks of any text: slips of the pen, punctuation, brackets, document numbers, placeholders. Each by its own text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models.checks.finding import change_to, named, note, warning
from models.checks.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form
    from models.problem import Problem

_HAN = "\u3400-\u9fff"
_MARKS = "，。；：、！？,;:"
_CLASH = re.compile(f"[{_MARKS}]{{2,}}")
_NUMERALS = set("一二三四五六七八九十0123456789")
_STRONGEST_FIRST = "。！？：:；;，,、"
_HALF_WIDTH = re.compile(f"(?<=[{_HAN}])[,;:?!](?=[{_HAN}])")
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_BLANKS = re.compile(r"(?<=[^ \u3000\n])[ \u3000]{2,}(?=[^ \u3000\n])")
_WRONG_BRACKETS = re.compile(rf"(?<=[{_HAN}])[（(\[【［]((?:19|20)[0-9]{{2}})[）)\]】］](第?[0-9]{{1,4}}号)")
_WITHOUT_END = re.compile(r"〔((?:19|20)[0-9]{2})〕([0-9]{1,4})(?![0-9号])")
_PAIRS = dict(zip("（(《〈〔[【“", "）)》〉〕]】”", strict=True))
_LIST_MARK = re.compile(r"(?:^|[^0-9A-Za-z])(?:[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")
_CONTEXT = 6
_SHORT = 200  # characters


class _Finding(NamedTuple):
    """What is wrong with a text, wherever it stands. `after` is the whole text mended, None where that is unsure."""

    check: str
    message: str
    after: str | None = None
    label: str = ""
    is_note: bool = False


def texts(form: Form, definition: Definition) -> Iterator[Problem]:
    """Give the problems of all texts of a form, one by one."""
    for where, text in _all_texts(form, definition):
        for finding in _findings(text):
            make = note if finding.is_note else warning
            fix = None if finding.after is None else change_to(finding.label, where, text, finding.after)
            yield make(finding.check, where, f"{named(where, definition)}里{finding.message}", fix=fix)


def _all_texts(form: Form, definition: Definition) -> Iterator[tuple[str, str]]:
    yield from ((f"fields.{name}", form.fields[name]) for name in definition.fields)
    for index, indicator in enumerate(form.indicators):
        yield from ((f"indicators[{index}].{column}", text) for column, text in indicator.cells.items())


def _findings(text: str) -> tuple[_Finding, ...]:
    """Judge a text; the same one is judged once. Of long ones few are remembered: every key makes another."""
    return (_of_a_short_text if len(text) <= _SHORT else _of_a_long_text)(text)


def _judged(text: str) -> tuple[_Finding, ...]:
    if not text:
        return ()
    checks = (_slips, _placeholders, _clashes, _half_width, _blanks, _document_numbers, _brackets)
    return tuple(finding for check in checks for finding in check(text))


_of_a_short_text = lru_cache(maxsize=8192)(_judged)
_of_a_long_text = lru_cache(maxsize=64)(_judged)


def _slips(text: str) -> Iterator[_Finding]:
    for wrong, right in words().slips.items():
        if wrong in text:
            message = f"“{wrong}”像是笔误，一般写作“{right}”。"
            yield _Finding("text.slip", message, text.replace(wrong, right), f"改为“{right}”")


def _placeholders(text: str) -> Iterator[_Finding]:
    found = next((word for word in words().placeholders if word in text), "")
    if found:
        yield _Finding("text.placeholder", f"还留着“{found}”，像是没有填完。请写上实际内容。")


def _clashes(text: str) -> Iterator[_Finding]:
    for marks, match in {match[0]: match for match in _CLASH.finditer(text)}.items():
        mark = min(marks, key=_STRONGEST_FIRST.index).translate(_FULL_WIDTH)
        is_ordinal = marks[0] == "、" and text[match.start() - 1 : match.start()] in _NUMERALS
        after = None if is_ordinal else re.sub(f"(?<![{_MARKS}]){re.escape(marks)}(?![{_MARKS}])", mark, text)
        message = f"“{_around(text, match)}”的标点重了或打架了。"
        yield _Finding("text.punctuation", message, after, f"改为“{mark}”")


def _half_width(text: str) -> Iterator[_Finding]:
    matches = [*_HALF_WIDTH.finditer(text)]
    if matches:
        message = f"“{_around(text, matches[0])}”用了半角标点，汉字之间应用全角。"
        after = _HALF_WIDTH.sub(lambda match: match[0].translate(_FULL_WIDTH), text)
        yield _Finding("text.half-width", message, after, "改为全角标点")


def _blanks(text: str) -> Iterator[_Finding]:
    matches = [*_BLANKS.finditer(text)]
    if matches:
        message = f"有 {len(matches)} 处连着几个空格，如“{_around(text, matches[0])}”。"
        yield _Finding("text.blanks", message, _BLANKS.sub(" ", text), "每处只留一个空格", is_note=True)


def _document_numbers(text: str) -> Iterator[_Finding]:
    for number, match in {match[0]: match for match in _WRONG_BRACKETS.finditer(text)}.items():
        right = f"〔{match[1]}〕{match[2]}"
        message = f"文号“{number}”的年份应用六角括号“{right}”。"
        yield _Finding("text.document-number", message, text.replace(number, right), f"改为“{right}”")
    for number in dict.fromkeys(match[0] for match in _WITHOUT_END.finditer(text)):
        after = re.sub(f"{re.escape(number)}(?![0-9号])", f"{number}号", text)
        yield _Finding("text.document-number", f"文号“{number}”后面少了“号”。", after, f"改为“{number}号”")


def _brackets(text: str) -> Iterator[_Finding]:
    """Follow the brackets; a pair of different width can be mended, one left open cannot."""
    open_: list[int] = []
    for place, mark in enumerate(text):
        if mark in _PAIRS:
            open_.append(place)
        elif mark not in _PAIRS.values():
            continue
        elif open_ and _PAIRS[text[open_[-1]]] == mark:
            open_.pop()
        elif open_ and _PAIRS[text[open_[-1]]].translate(_FULL_WIDTH) == mark.translate(_FULL_WIDTH):
            start = open_.pop()
            after = f"{text[:start]}（{text[start + 1 : place]}）{text[place + 1 :]}"
            message = f"“{_short(text[start : place + 1])}”的括号一个全角、一个半角。"
            yield _Finding("text.brackets", message, after, "改为一对全角括号")
        elif open_:
            yield _Finding("text.brackets", f"“{_short(text[open_.pop() : place + 1])}”的括号不成对。")
        elif not _LIST_MARK.search(text[:place]):
            yield _Finding("text.brackets", f"“{text[max(place - _CONTEXT, 0) : place + 1]}”的“{mark}”前面没有另一半。")
    for start in open_:
        yield _Finding("text.brackets", f"“{text[start : start + _CONTEXT]}”的“{text[start]}”没有另一半。")


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - _CONTEXT, 0) : match.end() + _CONTEXT].replace("\n", " ")


def _short(text: str) -> str:
    limit = 2 * _CONTEXT
    return text if len(text) <= limit else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"
