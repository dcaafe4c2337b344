"""The sample's sheet damaged in the ways that old forms are, each with what it says now; and how it was read.

python -m tests.intake.damages prints the table: places right, doubtful, silently wrong.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from export.layout import lay_out
from intake.grid import Grid, GridCell, Source
from intake.understanding import understand
from models.edits import edit_at
from models.form import Form, Indicator, with_derived_ids
from tests.intake.grids import grid_of
from tests.versions import DEFINITIONS, FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from intake.intake import Intake

SHEET = grid_of(lay_out(SAMPLE, FIRST))
LABELS = {"项目名称", "实施起止时间", "收入合计", "支出合计", "管理办法", "工作措施", "指标名称", "备注"}


class Damaged(NamedTuple):
    """What a damaged file gives, and what it says."""

    grids: tuple[Grid, ...]
    says: Form = SAMPLE


class Tally(NamedTuple):
    """How many places of a form were read right, are marked doubtful, or are silently wrong."""

    right: int
    doubtful: int
    wrong: tuple[str, ...]


DAMAGES: dict[str, Callable[[], Damaged]] = {}


def damage(name: str) -> Callable[[Callable[[], Damaged]], Callable[[], Damaged]]:
    """Name a damage for the table."""

    def keep(make: Callable[[], Damaged]) -> Callable[[], Damaged]:
        DAMAGES[name] = make
        return make

    return keep


def tally(damaged: Damaged) -> Tally:
    """Read a damaged file and hold each place against what the file says."""
    return judged(understand(Source("", damaged.grids), DEFINITIONS), damaged.says)


def judged(intake: Intake, says: Form) -> Tally:
    """Hold each place of what was read against what the file says."""
    in_doubt = {box for doubt in intake.doubts for box in doubt.boxes}
    named = {doubt.where for doubt in intake.doubts}
    named |= {change.where for doubt in intake.doubts for answer in doubt.answers for change in answer.changes}
    whole = {w.partition(".")[2] for w in named if w.startswith("indicators[0].") and not boxes_of(intake, w)}
    right = doubtful = 0
    wrong = []
    for place, read, said in places(intake.form, says, named):
        if read == said:
            right += 1
        elif place in named or in_doubt.intersection(intake.found.get(place, ())) or place.partition(".")[2] in whole:
            doubtful += 1
        else:
            wrong.append(place)
    return Tally(right, doubtful, tuple(wrong))


def rows_of(form: Form, says: Form, named: set[str]) -> list[tuple[int, Indicator]]:
    """Give the indicators with their rows, without such as are one too many and in doubt, the emptiest first."""
    rows = list(enumerate(form.indicators))
    while len(rows) > len(says.indicators) and (
        more := [r for r in rows if any(w.startswith(f"indicators[{r[0]}].") for w in named)]
    ):
        rows.remove(min(more, key=lambda r: sum(bool(text) for text in r[1].cells.values())))
    return rows


def boxes_of(intake: Intake, where: str) -> bool:
    return any(doubt.boxes for doubt in intake.doubts if doubt.where == where)


def places(read: Form, says: Form, named: set[str]) -> Iterator[tuple[str, str | None, str | None]]:
    """Give every place with what was read there and what the file says."""
    yield from ((f"fields.{name}", read.fields[name], says.fields[name]) for name in FIRST.fields)
    yield from ((f"amounts.{name}", read.amounts[name], says.amounts[name]) for name in FIRST.amounts)
    for found, said in zip_longest(rows_of(read, says, named), says.indicators):
        for column in ("level1", "level2", *FIRST.columns):
            place = f"indicators[{found[0] if found else '?'}].{column}"
            yield place, found[1].text(column) if found else None, said.text(column) if said else None


def grid(cells: list[GridCell], *, merges_known: bool = True, name: str = "") -> Grid:
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), merges_known, name)


def one(cells: list[GridCell], says: Form = SAMPLE, *, merges_known: bool = True) -> Damaged:
    return Damaged((grid(cells, merges_known=merges_known),), says)


def rewritten(words: Mapping[str, str], cells: tuple[GridCell, ...] = SHEET.cells) -> list[GridCell]:
    """Give the cells with some texts replaced, as they stand on the sheet."""
    flat = {key.replace("\n", ""): value for key, value in words.items()}
    return [cell._replace(text=flat.get(cell.text.replace("\n", ""), cell.text)) for cell in cells]


def cell_of(text: str) -> GridCell:
    """Give the cell that holds a label."""
    return next(cell for cell in SHEET.cells if cell.text.replace("\n", "") == text)


def says(changes: Mapping[str, str]) -> Form:
    form = SAMPLE
    for where, text in changes.items():
        form = edit_at(where, text).apply(form)
    return replace(form, indicators=with_derived_ids(replace(i, id="") for i in form.indicators))


def moved(
    cells: list[GridCell], *, down_from: int = 0, down: int = 0, right_from: int = 0, right: int = 0
) -> list[GridCell]:
    """Put rows in above a row and columns in before a column; boxes across them grow."""
    made = []
    for cell in cells:
        row = cell.row + down * (cell.row >= down_from)
        rows = cell.rows + down * (cell.row < down_from < cell.row + cell.rows)
        column = cell.column + right * (cell.column >= right_from)
        columns = cell.columns + right * (cell.column < right_from < cell.column + cell.columns)
        made.append(cell._replace(row=row, rows=rows, column=column, columns=columns))
    return made


def unmerged(cells: list[GridCell]) -> list[GridCell]:
    return [cell._replace(rows=1, columns=1) for cell in cells]


CELLS = list(SHEET.cells)
AMOUNTS = dict(SAMPLE.amounts)
YUAN = {name: f"{float(text) * 10000:.0f}" for name, text in AMOUNTS.items()}
FIRST_ROW = next(cell.row for cell in CELLS if cell.text.startswith("1.流浪乞讨劝导"))
COLUMN = {
    name: cell_of(text).column for name, text in (("name", "指标名称"), ("nature", "指标性质"), ("value", "指标值"))
}
LAST_ROW = next(cell.row for cell in CELLS if cell.text == "管理办法") - 1


def amounts_as(texts: Mapping[str, str], cells: list[GridCell] = CELLS) -> list[GridCell]:
    """Give the cells with the amounts typed otherwise."""
    at = {}
    for name, definition in FIRST.amounts.items():
        label = cell_of(definition.label)
        at[label.row + 1, label.column] = texts[name]
    return [cell._replace(text=at.get((cell.row, cell.column), cell.text)) for cell in cells]


@damage("as it was")
def _() -> Damaged:
    return one(CELLS)


@damage("three rows down, two columns right")
def _() -> Damaged:
    return one(moved(CELLS, down=3, right=2))


@damage("an empty row above every row")
def _() -> Damaged:
    cells = CELLS
    for row in range(30, -1, -1):
        cells = moved(cells, down_from=row, down=1)
    return one(cells)


@damage("an empty column before each column")
def _() -> Damaged:
    cells = CELLS
    for column in range(8, 0, -1):
        cells = moved(cells, right_from=column, right=1)
    return one(cells)


@damage("no merged cells")
def _() -> Damaged:
    return one(unmerged(CELLS))


@damage("no merged cells, columns apart")
def _() -> Damaged:
    cells = CELLS
    for column in (6, 4, 2):
        cells = moved(cells, right_from=column, right=1)
    return one(unmerged(cells))


@damage("merges unknown")
def _() -> Damaged:
    return one(unmerged(CELLS), merges_known=False)


@damage("names of groups in every row")
def _() -> Damaged:
    cells = []
    for cell in CELLS:
        is_level = FIRST_ROW <= cell.row <= LAST_ROW and cell.column in {1, 2}
        cells += [cell._replace(row=cell.row + i, rows=1) for i in range(cell.rows)] if is_level else [cell]
    return one(cells)


@damage("labels by other known names")
def _() -> Damaged:
    words = {"项目名称": "项目", "实施起止时间": "起止时间", "联系电话": "联系方式", "收入合计": "收入总计"}
    return one(rewritten({**words, "指标值": "目标值", "工作措施": "保障措施", "三级指标上年度指标值": "上年值"}))


@damage("fields by unknown names, alike")
def _() -> Damaged:
    return one(rewritten({"项目名称": "申报项目名称", "联系电话": "联系电话号码", "管理办法": "管理办法及制度"}))


@damage("fields by unknown names, unlike")
def _() -> Damaged:
    return one(rewritten({"项目名称": "课题", "联系电话": "座机", "整体绩效目标": "今年打算"}))


@damage("amounts by unknown names")
def _() -> Damaged:
    return one(rewritten({"本级安排": "区本级安排数", "公用支出": "公用经费支出", "其他资金": "自筹"}))


@damage("columns of indicators by unknown names")
def _() -> Damaged:
    return one(rewritten({"指标名称": "三级指标的内容", "指标值": "目标", "备注": "补充"}))


@damage("names of levels unknown")
def _() -> Damaged:
    return one(rewritten({"一级指标": "大类", "二级指标": "小类"}))


def split(cell: GridCell, *, down: bool) -> list[GridCell]:
    """Split a label's cell into two, side by side or one below the other."""
    text = cell.text.replace("\n", "")
    half = len(text) // 2
    if down:
        below = cell._replace(row=cell.row + 1, text=text[half:], rows=max(1, cell.rows - 1))
        return [cell._replace(text=text[:half], rows=1), below]
    return [
        cell._replace(text=text[:half], columns=1),
        cell._replace(column=cell.column + 1, text=text[half:], columns=1),
    ]


@damage("labels split over two rows")
def _() -> Damaged:
    cells, shift = [], 0
    rows = sorted({cell.row for cell in CELLS})
    for row in rows:
        here = [cell for cell in CELLS if cell.row == row]
        labels = [c for c in here if c.text.replace("\n", "") in LABELS and c.rows == 1 and c.row < FIRST_ROW]
        for cell in here:
            at = cell._replace(row=cell.row + shift)
            cells += (
                split(at, down=True) if cell in labels else [at._replace(rows=at.rows + bool(labels and at.rows > 1))]
            )
        shift += bool(labels)
    return one(cells)


@damage("labels split over two columns")
def _() -> Damaged:
    cells = moved(CELLS, right_from=2, right=1)
    wanted = {"项目名称", "部门职能职责概述", "管理办法", "工作措施", "实施单位（全称）"}
    made = []
    for cell in cells:
        is_label = cell.text.replace("\n", "") in wanted and cell.column == 1
        made += split(cell, down=False) if is_label else [cell]
    return one(made)


@damage("heads again after every third row")
def _() -> Damaged:
    return Damaged((grid_of(lay_out(SAMPLE, FIRST), repeat_heads_every=3),))


@damage("in 元, and says so")
def _() -> Damaged:
    return one(rewritten({"单位：万元": "金额单位：元"}, tuple(amounts_as(YUAN))))


@damage("in 元, and says 万元")
def _() -> Damaged:
    return one(amounts_as(YUAN))


@damage("in 元, and says nothing")
def _() -> Damaged:
    return one([cell for cell in amounts_as(YUAN) if cell.text != "单位：万元"])


@damage("in 万元, and says nothing")
def _() -> Damaged:
    return one([cell for cell in CELLS if cell.text != "单位：万元"])


@damage("one amount in 元")
def _() -> Damaged:
    return one(amounts_as({**AMOUNTS, "expense_basic": YUAN["expense_basic"]}))


@damage("the unit behind each label")
def _() -> Damaged:
    words = {each.label: f"{each.label}（元）" for each in FIRST.amounts.values()}
    return one(rewritten(words, tuple(amounts_as(YUAN))))


@damage("full-width digits")
def _() -> Damaged:
    wide = {ord(a): b for a, b in zip("0123456789.", "０１２３４５６７８９．", strict=True)}
    return one(amounts_as({name: text.translate(wide) for name, text in AMOUNTS.items()}))


@damage("thousands parted, with ￥ and blanks")
def _() -> Damaged:
    return one(amounts_as({name: f" ￥{float(text):,.2f} " for name, text in AMOUNTS.items()}), says_same())


def says_same() -> Form:
    return says({f"amounts.{name}": f"{float(text):.2f}" for name, text in AMOUNTS.items()})


@damage("each amount with a unit of its own")
def _() -> Damaged:
    texts = {name: f"{text}万元" for name, text in AMOUNTS.items()}
    texts |= {"income_total": "2.088433亿元", "expense_public": "1202000元", "income_other": "-"}
    return one(amounts_as(texts), says({"amounts.income_other": ""}))


@damage("amounts in words")
def _() -> Damaged:
    texts = {**AMOUNTS, "expense_public": "约120.2", "income_other": "见附件"}
    return one(amounts_as(texts), says({"amounts.expense_public": "约120.2", "amounts.income_other": "见附件"}))


@damage("a column of units put in, taken out of the values")
def _() -> Damaged:
    cells = moved(CELLS, right_from=COLUMN["value"] + 1, right=1)
    made, changes = [], {}
    for cell in cells:
        at = cell
        if cell.column == COLUMN["value"] and FIRST_ROW <= cell.row <= LAST_ROW and cell.text.startswith("50"):
            at = cell._replace(text="50", columns=1)
            made.append(GridCell(cell.row, cell.column + 1, "个"))
        made.append(at)
    made.append(GridCell(FIRST_ROW - 1, COLUMN["value"] + 1, "计量单位"))
    return one(made, says(changes))


@damage("columns put in at the right")
def _() -> Damaged:
    end = max(cell.column + cell.columns for cell in CELLS)
    rows = range(5, LAST_ROW)
    return one(
        [*CELLS, *(GridCell(row, end, f"审核意见{row}") for row in rows), *(GridCell(r, end + 1, "1") for r in rows)]
    )


@damage("a column of numbers before the names")
def _() -> Damaged:
    cells = moved(CELLS, right_from=COLUMN["name"], right=1)
    cells = [c._replace(column=COLUMN["name"] + 1) if c.column == COLUMN["name"] else c for c in cells]
    numbers = [GridCell(row, COLUMN["name"], str(row)) for row in range(FIRST_ROW, LAST_ROW)]
    return one([*cells, GridCell(FIRST_ROW - 1, COLUMN["name"], "序号"), *numbers])


@damage("half empty")
def _() -> Damaged:
    empty = {"fields.contact", "fields.goals", "fields.measures", "amounts.income_other", "amounts.expense_public"}
    gone = {SAMPLE.fields["contact"], SAMPLE.fields["goals"], SAMPLE.fields["measures"]}
    cells = [cell for cell in CELLS if cell.text.strip() not in gone]
    cells = [cell for cell in amounts_as({**AMOUNTS, "income_other": "", "expense_public": ""}, cells) if cell.text]
    return one(cells, says(dict.fromkeys(empty, "")))


@damage("indicators without values")
def _() -> Damaged:
    cells = [c for c in CELLS if not (FIRST_ROW <= c.row <= LAST_ROW and c.column >= COLUMN["nature"])]
    rows = range(len(SAMPLE.indicators))
    return one(
        cells, says({f"indicators[{r}].{c}": "" for r in rows for c in ("nature", "value", "last_year", "remark")})
    )


@damage("two forms one below the other")
def _() -> Damaged:
    height = max(cell.row + cell.rows for cell in CELLS)
    other = [c._replace(row=c.row + height + 3, text=c.text.replace("伍老师", "陆老师")) for c in CELLS]
    return one([*CELLS, *other])


@damage("two forms side by side")
def _() -> Damaged:
    width = max(cell.column + cell.columns for cell in CELLS)
    other = [c._replace(column=c.column + width + 1, text=c.text.replace("伍老师", "陆老师")) for c in CELLS]
    return one([*CELLS, *other])


@damage("two sheets")
def _() -> Damaged:
    return Damaged((grid([GridCell(0, 0, "说明"), GridCell(1, 0, "项目名称")], name="填表说明"), SHEET))


@damage("the row of contact and telephone deleted")
def _() -> Damaged:
    row = cell_of("联系电话").row
    cells = [cell for cell in CELLS if cell.row != row]
    return one(cells)


@damage("the labels of the amounts deleted")
def _() -> Damaged:
    row = cell_of("收入合计").row
    return one([cell for cell in CELLS if cell.row != row or cell.column == 0])


@damage("three indicators deleted")
def _() -> Damaged:
    gone = {FIRST_ROW + 1, FIRST_ROW + 2, FIRST_ROW + 5}
    cells = [cell for cell in CELLS if not (cell.row in gone and cell.column >= COLUMN["name"])]
    kept = [each for row, each in enumerate(SAMPLE.indicators) if FIRST_ROW + row not in gone]
    return one([c for c in cells if c.row not in gone or c.rows > 1], replace(SAMPLE, indicators=tuple(kept)))


@damage("no section titles")
def _() -> Damaged:
    return one([cell for cell in CELLS if cell.column > 0 or cell.row < 3])


@damage("other section titles, a note between the sections")
def _() -> Damaged:
    cells = rewritten({"二、单位资金情况": "（二）钱", "三、绩效目标编制": "（三）指标"})
    cells = moved(cells, down_from=cell_of("一级指标").row, down=1)
    return one([*cells, GridCell(cell_of("一级指标").row, 1, "注：以下由业务科室填写", 1, 7)])


@damage("numbers inside the names of indicators")
def _() -> Damaged:
    texts = {each.name: f"（{number}）{each.name}" for number, each in enumerate(SAMPLE.indicators, 1)}
    cells = [c._replace(text=texts.get(c.text.strip(), c.text)) if c.column == COLUMN["name"] else c for c in CELLS]
    changed = {f"indicators[{r}].name": texts[each.name] for r, each in enumerate(SAMPLE.indicators)}
    return one(cells, says(changed))


@damage("dates turned into serial numbers")
def _() -> Damaged:
    return one([c._replace(text="44196", kind="number") if c.text == "2020.1-12" else c for c in CELLS])


@damage("dates kept as dates")
def _() -> Damaged:
    return one([c._replace(text="2020-12-31", kind="date") if c.text == "2020.1-12" else c for c in CELLS])


@damage("signs within the values, their column empty")
def _() -> Damaged:
    rows = {c.row: c.text.strip() for c in CELLS if c.column == COLUMN["nature"] and FIRST_ROW <= c.row <= LAST_ROW}
    made = []
    for cell in CELLS:
        if cell.row in rows and cell.column == COLUMN["nature"]:
            continue
        is_value = cell.row in rows and cell.column == COLUMN["value"]
        made.append(cell._replace(text=rows[cell.row] + cell.text) if is_value else cell)
    return one(made)


@damage("no column of signs")
def _() -> Damaged:
    return one([c for c in CELLS if not (c.column == COLUMN["nature"] and FIRST_ROW - 1 <= c.row <= LAST_ROW)])


@damage("columns in another order")
def _() -> Damaged:
    rows = range(FIRST_ROW - 1, LAST_ROW + 1)
    swap = {COLUMN["nature"]: COLUMN["value"], COLUMN["value"]: COLUMN["nature"]}
    return one([c._replace(column=swap.get(c.column, c.column)) if c.row in rows else c for c in CELLS])


@damage("labels with blanks, colons and stars")
def _() -> Damaged:
    return one(
        [c._replace(text=f"* {'　'.join(c.text)}：") if c.text.replace("\n", "") in LABELS else c for c in CELLS]
    )


@damage("labels with numbers before them")
def _() -> Damaged:
    return one([c._replace(text=f"（{n}）{c.text}") if c.text in LABELS else c for n, c in enumerate(CELLS, 1) if n])


@damage("labels and values in one cell")
def _() -> Damaged:
    names = {"项目名称": "project_name", "联系电话": "phone", "管理办法": "management"}
    values = {SAMPLE.fields[name] for name in names.values()}
    made = []
    for cell in CELLS:
        label = cell.text.replace("\n", "")
        if cell.text.strip() in values and cell.column > 1:
            continue
        made.append(cell._replace(text=f"{label}：{SAMPLE.fields[names[label]]}") if label in names else cell)
    return one(made)


@damage("the line above the table in one cell")
def _() -> Damaged:
    cells = [cell for cell in CELLS if cell.text != "单位：万元"]
    return one([c._replace(text=c.text + "　　　　单位：万元", columns=8) if "公章" in c.text else c for c in cells])


@damage("a long text over three rows without a label")
def _() -> Damaged:
    text = SAMPLE.fields["goals"]
    pieces = text.split("\n")
    value = next(cell for cell in CELLS if cell.text == text)
    cells = moved([c for c in CELLS if c is not value], down_from=value.row + 1, down=len(pieces) - 1)
    return one([*cells, *(value._replace(row=value.row + i, text=piece) for i, piece in enumerate(pieces))])


@damage("who filled it in, below the table")
def _() -> Damaged:
    row = max(cell.row + cell.rows for cell in CELLS)
    feet = [
        GridCell(row, 1, "填报人：张三"),
        GridCell(row, 4, "审核人：李四"),
        GridCell(row + 1, 1, "注：本表一式两份。"),
    ]
    return one([*CELLS, *feet])


@damage("amounts one below the other")
def _() -> Damaged:
    top, end = cell_of("收入合计").row, cell_of("收入合计").row + 4
    cells = [cell for cell in CELLS if not (top <= cell.row < end and cell.column > 1)]
    cells = moved(cells, down_from=end, down=4)
    pairs = [(each.label, AMOUNTS[name]) for name, each in FIRST.amounts.items()]
    lines = [GridCell(top + i, 2 + j, text) for i, pair in enumerate(pairs) for j, text in enumerate(pair)]
    return one([*cells, *lines])


@damage("amounts beside their labels, four to a row")
def _() -> Damaged:
    top, end = cell_of("收入合计").row, cell_of("收入合计").row + 4
    cells = [cell for cell in CELLS if not (top <= cell.row < end and cell.column > 1)]
    line = [text for name, each in FIRST.amounts.items() for text in (each.label, AMOUNTS[name])]
    placed = [GridCell(top + (i >= 8), 2 + i % 8, text) for i, text in enumerate(line)]
    return one([*cells, *placed])


@damage("invisible characters and foreign line ends")
def _() -> Damaged:
    return one([c._replace(text="\u200b" + c.text.replace("\n", "\r\n") + "\ufeff") for c in CELLS])


@damage("errors of formulas")
def _() -> Damaged:
    return one([c._replace(text="#REF!", kind="error") if c.text in {"120.2", "50个"} else c for c in CELLS])


@damage("a value deleted, what stood right of it moved up")
def _() -> Damaged:
    gone = next(cell for cell in CELLS if cell.text == "伍老师")
    cells = [
        c._replace(column=c.column - gone.columns) if c.row == gone.row and c.column > gone.column else c
        for c in CELLS
        if c is not gone
    ]
    return one(cells, says({"fields.contact": ""}))


@damage("an indicator over two rows")
def _() -> Damaged:
    name = SAMPLE.indicators[1].name
    row = FIRST_ROW + 1
    cells = moved(CELLS, down_from=row + 1, down=1)
    cells = [c._replace(text=name[:10]) if c.text == name else c for c in cells]
    return one([*cells, GridCell(row + 1, COLUMN["name"], name[10:])])
