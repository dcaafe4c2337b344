"""What was read and may still be something else: dates, serial numbers, signs within values, single texts in a row."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from intake.doubt import Answer, Doubt
from intake.signs import sign_within, signs_of
from models.place import indicator_place, value_at
from models.problem import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from intake.grid import Box, GridCell
    from models.definition import Definition
    from models.form import Form

_SERIAL = re.compile(r"[34][0-9]{4}(?:\.0+)?")
_SERIALS = ("3", "4")
_FIRST_DAY = date(1899, 12, 30)  # serial number 0 of spreadsheets; true from March 1900 on
_EARLIEST, _LATEST = 2000, 2050
_DATE = re.compile(r"(20[0-9]{2})[-/年.]([0-9]{1,2})(?:[-/月.]([0-9]{1,2}))?")
_BARE = re.compile(r"[0-9][0-9,.]*")
_PERIODS = "field.period"  # the check that says which fields are periods
_LONGEST_UNIT = 4  # characters
_TELLING = {"date", "error", "formula", "numbered", "odd"}
_SAID = {
    "error": "这一格是算错了的公式，没有值",
    "formula": "这一格是公式，文件里没有它算出的值，读作空；请用 Excel 或 WPS 打开、保存一次再试",
    "odd": "这一格的数字另有显示的样子（换了单位、分数或文字），读的是格子里存的数，请与纸上核对",
    "numbered": "这里有 Word 自动编的号，编号没有读出来，请核对",
}


def suspicions(
    form: Form,
    definition: Definition,
    held: Mapping[str, list[GridCell]],
    left: Iterable[GridCell],
) -> Iterator[Doubt]:
    """Give the doubts about values by themselves. `held` are the cells of each place, `left` those of none."""
    kinds = {cell.kind for cells in held.values() for cell in cells}
    if not kinds.isdisjoint(_TELLING) or any(_is_serial(t) for t in _texts(form) if t.startswith(_SERIALS)):
        yield from _of_values(form, definition, held)
    for cell in left:
        if cell.kind == "formula":
            yield Doubt("form", cell.box.name, _SAID["formula"], (cell.box,))
    yield from _of_indicators(form, definition, held, list(left))


def _is_serial(text: str) -> bool:
    """Whether a text may be the number of a day."""
    return text.startswith(_SERIALS) and bool(_SERIAL.fullmatch(text))


def _texts(form: Form) -> Iterator[str]:
    """Give all that stands in a form."""
    yield from form.fields.values()
    yield from form.amounts.values()
    for indicator in form.indicators:
        yield from (indicator.level1, indicator.level2, *indicator.cells.values())


def _of_values(form: Form, definition: Definition, held: Mapping[str, list[GridCell]]) -> Iterator[Doubt]:
    """Doubt values that are the number of a day, or whose cells tell something else of them."""
    periods = definition.checks[_PERIODS].parameters.get("fields", ()) if _PERIODS in definition.checks else ()
    for place, cells in held.items():
        text = value_at(form, place)
        if not _is_serial(text) and _TELLING.isdisjoint([cell.kind for cell in cells]):
            continue
        if place.endswith((".level1", ".level2")) and held.get(_above(place)) == cells:
            continue  # said of the first row of the group
        for cell in cells:
            if cell.kind in _SAID:
                yield Doubt(place, cell.text or cell.box.name, _SAID[cell.kind], (cell.box,))
        boxes = tuple(cell.box for cell in cells)
        day = _day(text, cells)
        if day and not place.startswith("amounts."):
            is_period = place.partition(".")[2] in periods
            yield Doubt(place, text, _said_of_date(text, day, cells), boxes, _dates(place, text, day, whole=is_period))


def _above(place: str) -> str:
    row, column = indicator_place(place) or (0, "")
    return f"indicators[{row - 1}].{column}"


def _day(text: str, cells: list[GridCell]) -> date | None:
    """Give the day that a value is, where its cell holds a date or its text is the number of one."""
    if _SERIAL.fullmatch(text):
        day = _FIRST_DAY + timedelta(days=int(text.partition(".")[0]))
        return day if _EARLIEST <= day.year <= _LATEST else None
    if any(cell.kind == "date" for cell in cells) and (match := _DATE.match(text)):
        try:
            return date(int(match[1]), int(match[2]), int(match[3] or 1))
        except ValueError:
            return None
    return None


def _said_of_date(text: str, day: date, cells: list[GridCell]) -> str:
    if any(cell.kind == "date" for cell in cells):
        return f"这一格存的是日期，显示为“{text}”，原来可能是另一种写法"
    return f"“{text}”像是日期变成的序号，是 {day.year}年{day.month}月{day.day}日"


def _dates(place: str, text: str, day: date, *, whole: bool) -> tuple[Answer, ...]:
    """Give the ways a date may be meant, the likeliest first; `whole` where a period is asked for."""
    month = f"{day.year}年{day.month}月"
    ways = [f"{day.year}年1月-12月"] if whole else []
    ways += [month] if text == month else [f"{month}{day.day}日", month]
    answers = [Answer(f"写成 {way}", (Change(place, text, way),)) for way in ways if way != text]
    return (*answers, Answer(f"保留“{text}”"))[:3]


def _of_indicators(
    form: Form,
    definition: Definition,
    held: Mapping[str, list[GridCell]],
    left: list[GridCell],
) -> Iterator[Doubt]:
    signs = signs_of(definition)
    beside: dict[int, list[GridCell]] = {}
    for cell in left:
        beside.setdefault(cell.row, []).append(cell)
    for row, indicator in enumerate(form.indicators):
        filled = [name for name, text in indicator.cells.items() if text and not text.isspace()]
        if len(filled) == 1 and len(definition.columns) > 1:
            why = "这一行只有这一格有字，可能是上一行没写完的，或是表外的说明"
            place = f"indicators[{row}].{filled[0]}"
            cells = [*held.get(place, ()), *held.get(f"indicators[{row - 1}].{filled[0]}", ())]
            begun = [cell for level in ("level1", "level2") for cell in held.get(f"indicators[{row}].{level}", ())]
            cells += [cell for cell in begun if cells and cell.row == cells[0].row]
            answers = _ways_of_a_piece(row, filled[0], form)
            yield Doubt(place, indicator.cells[filled[0]], why, tuple(cell.box for cell in cells), answers)
        if "value" not in indicator.cells:
            continue
        place = f"indicators[{row}].value"
        cells = held.get(place, [])
        if signs and (answer := sign_within(row, indicator, signs)):
            why = f"指标值里带着“{signs.label}”的符号"
            boxes = tuple(cell.box for cell in cells)
            yield Doubt(place, indicator.cells["value"], why, boxes, (answer, Answer("保留原样")))
        if cells and cells[0].row in beside:
            boxes = tuple(cell.box for cell in cells)
            yield from _unit_beside(place, indicator.cells["value"], boxes, beside[cells[0].row])


def _ways_of_a_piece(row: int, column: str, form: Form) -> tuple[Answer, ...]:
    """Let a single text of a row go to the end of the one above it, where that row is whole and of the same group."""
    above, piece = form.indicators[row - 1] if row else None, form.indicators[row]
    if above is None or (above.level1, above.level2) != (piece.level1, piece.level2):
        return ()
    before, text = above.cells[column], piece.cells[column]
    if not before.strip() or sum(bool(each.strip()) for each in above.cells.values()) == 1:
        return ()
    gone = Change(f"indicators[{row}].{column}", text, "")
    joined = Change(f"indicators[{row - 1}].{column}", before, before + text)
    return Answer("合成一条", (joined, gone)), Answer("不导入", (gone,))


def _unit_beside(place: str, value: str, boxes: tuple[Box, ...], near: list[GridCell]) -> Iterator[Doubt]:
    """Doubt a bare number beside which a unit stands in a column that the version does not have."""
    if not _BARE.fullmatch(value):
        return
    for cell in near:
        unit, is_next = cell.text.strip(), cell.column == boxes[0].column + boxes[0].columns
        if is_next and 0 < len(unit) <= _LONGEST_UNIT and not unit[0].isdigit():
            answers = (Answer(f"写成 {value}{unit}", (Change(place, value, value + unit),)), Answer("保留原样"))
            why = f"单位“{unit}”写在旁边的一格里，没有读进指标值"
            yield Doubt(place, value, why, (*boxes, cell.box), answers)
