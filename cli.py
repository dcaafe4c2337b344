"""The command line; no window, no Qt."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from intake.apart import Worker
from intake.reading import read_form
from models.definition_file import Definitions
from models.place import describe_place
from models.places import RESOURCES
from models.trouble import Trouble
from models.years import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from io import TextIOWrapper

    from intake.intake import Intake
    from models.definition import Definition
    from models.form import Form

_FAILED = 2
_SHOWN = 60  # characters of a text in a message
_BREAKS = {0x5C: "\\\\", 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}
_BREAKS |= {code: f"\\u{code:04x}" for code in (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)}
"""What ends a line for some program, a field of a line, or begins one of these."""
_WRONG = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument .*: invalid choice: '(.*?)' \(.*", r"没有“\1”这个命令"),
    (r"ambiguous option: (\S+) .*", r"\1 可以是几个选项，请写全"),
    (r"argument (.*): expected one argument", r"\1 后面缺一个值"),
    (r"argument (.*): ignored explicit argument .*", r"\1 后面不带值"),
    (r"argument (.*): ", r"\1 "),
)
"""What argparse says of wrong arguments, and what we say."""
_SAMPLE = RESOURCES / "samples" / "sample-2020.txt"


def run(arguments: Sequence[str], data_folder: Path) -> int:
    """Do what the arguments say; give the exit code. A trouble is one sentence on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # the windowed program has none; what is printed then goes nowhere
            _write_utf_8(stream)  # type: ignore[arg-type]  # a text stream whenever there is a console
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "convert":
        _refuse_wrong(options, parser)
    definitions = Definitions((options.data_dir or data_folder) / "forms")
    try:
        if options.command == "convert":
            return _convert(options, definitions)
        if options.command == "check":
            return _check(options.source, definitions, as_json=options.json)
        if options.command == "verify":
            return _verify(options.first, options.second, definitions)
        return _show_sample(definitions)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return _FAILED


class _Parser(argparse.ArgumentParser):
    """Says in one Chinese sentence what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _WRONG:
            message = re.sub(theirs, ours, message, count=1)
        self.exit(_FAILED, f"命令写得不对（{message}）。请运行 main.py --help 看用法。\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="main.py", description="绩效目标申报表填报")
    parser.add_argument("--data-dir", type=Path, help="用这个文件夹存放数据")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    convert = commands.add_parser("convert", help="读入一份表，写成 .pdf、.xlsx 或 .json")
    convert.add_argument("source", type=Path, metavar="IN")
    convert.add_argument("targets", type=Path, nargs="*", metavar="OUT")
    convert.add_argument("--doubts", action="store_true", help="把存疑和没有用上的文字逐行写到标准输出")
    convert.add_argument("--to-form", metavar="ID", help="换到另一种表样")
    convert.add_argument("--roll-forward", type=_year, metavar="年", help="结转到这一年：指标值转为上年度指标值")
    convert.add_argument("--keep-amounts", action="store_true", help="结转时照抄金额，不清空")
    convert.add_argument("--empty-targets", action="store_true", help="结转时清空指标值，不照抄")
    check = commands.add_parser("check", help="像审核的人一样把表看一遍")
    check.add_argument("source", type=Path, metavar="IN")
    check.add_argument("--json", action="store_true", help="写成 JSON")
    verify = commands.add_parser("verify", help="两个文件里是不是同一份表")
    verify.add_argument("first", type=Path, metavar="A")
    verify.add_argument("second", type=Path, metavar="B")
    return parser


def _year(text: str) -> int:
    """Read a year of an argument."""
    if re.fullmatch(r"\d{4}", text) and FIRST < int(text) <= LAST:
        return int(text)
    raise argparse.ArgumentTypeError(f"要写 {FIRST + 1} 至 {LAST} 之间的年份，写的是“{text}”")


def _refuse_wrong(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Say what cannot be meant, before anything is read."""
    if not (options.targets or options.doubts):
        parser.error("没有写出到哪个文件")
    if options.roll_forward is None and (options.keep_amounts or options.empty_targets):
        parser.error(f"{'--keep-amounts' if options.keep_amounts else '--empty-targets'} 要与 --roll-forward 一起用")


def _write_utf_8(stream: TextIOWrapper) -> None:
    """Let Chinese through wherever the output goes."""
    if not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _convert(options: argparse.Namespace, definitions: Definitions) -> int:
    from export.outputs import write_outputs  # noqa: PLC0415 - only this command pays for the writers
    from models.checks.errors import errors  # noqa: PLC0415
    from models.checks.report import report_lines  # noqa: PLC0415

    intake = read_form(options.source, definitions)
    _list_doubts(intake) if options.doubts else _say_doubts(intake)
    form, definition = intake.form, intake.definition
    if options.to_form:
        form, definition = _moved(form, definition, definitions.get(options.to_form))
    if options.roll_forward is not None:
        form = _rolled_forward(form, definition, options)
    if options.targets:
        write_outputs(form, definition, definitions, options.targets)
    for line in report_lines(errors(form, definition), definition):
        print(line, file=sys.stderr)
    return 0


def _moved(form: Form, old: Definition, new: Definition) -> tuple[Form, Definition]:
    """Move a form to another version; say on stderr what has no place there."""
    from models.version_move import move_to  # noqa: PLC0415 - hardly ever asked for

    moved = move_to(form, old, new)
    for label, text in moved.unplaced:
        print(f"新表样里没有位置，原文留着：{label}：“{_shown(text)}”。", file=sys.stderr)
    for sentence in moved.changed:
        print(sentence, file=sys.stderr)
    return moved.form, new


def _rolled_forward(form: Form, definition: Definition, options: argparse.Namespace) -> Form:
    """Roll a form forward; say on stderr what was done and what looks like last year's."""
    from models.roll_forward import roll_forward  # noqa: PLC0415 - once a year
    from models.unreviewed import unreviewed  # noqa: PLC0415

    rolled = roll_forward(
        form,
        definition,
        options.roll_forward,
        keep_amounts=options.keep_amounts,
        keep_targets=not options.empty_targets,
    )
    for sentence in rolled.said:
        print(sentence, file=sys.stderr)
    for problem in rolled.stale:
        print(f"待复核  {problem.message}", file=sys.stderr)
    waiting = len(unreviewed(rolled.form, definition))
    print(f"已结转到 {rolled.form.year} 年，{waiting} 处待复核。", file=sys.stderr)
    return rolled.form


def _check(source: Path, definitions: Definitions, *, as_json: bool) -> int:
    """Print what a reviewer would say, for people or for programs; exit code 1 where errors are left."""
    from models.checks.report import report_json, report_lines  # noqa: PLC0415
    from models.checks.review import review  # noqa: PLC0415
    from models.problem import Severity  # noqa: PLC0415

    intake = read_form(source, definitions)
    _say_doubts(intake)
    found = review(intake.form, intake.definition)
    lines = [report_json(found)] if as_json else list(report_lines(found, intake.definition)) or ["没有发现问题。"]
    _print_lines(lines)
    return int(any(problem.severity is Severity.ERROR for problem in found))


def _verify(first: Path, second: Path, definitions: Definitions) -> int:
    """Print a line for each place where two files say something else; exit code 1 where there is one."""
    from models.compare import differences  # noqa: PLC0415

    with Worker() as worker:
        one, other = (read_form(path, definitions, worker=worker) for path in (first, second))
    for intake in (one, other):
        _say_doubts(intake)
    if one.definition is not other.definition:
        print("form", "表样", one.definition.id, other.definition.id, sep="\t")
        return 1
    found = differences(one.form, other.form, one.definition)
    _print_lines("\t".join(map(_on_one_line, difference)) for difference in found)
    return int(bool(found))


def _print_lines(lines: Iterable[str]) -> None:
    """Print as much as is read: where the reader has seen enough, the rest goes nowhere and the work goes on."""
    try:
        for line in lines:
            print(line)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _on_one_line(text: str) -> str:
    """Write a text of several lines on one, as a field of a line with tabs."""
    return text.translate(_BREAKS)


def _shown(text: str) -> str:
    """Write a text within a sentence: on one line, a long one not whole."""
    return _on_one_line(text) if len(text) <= _SHOWN else f"{_on_one_line(text[:_SHOWN])}…（{len(text)} 字）"


def _list_doubts(intake: Intake) -> None:
    """Print a line for each doubt and each text left over: place, value, why."""
    lines = [(doubt.where, doubt.value, doubt.why) for doubt in intake.doubts]
    lines += [("form", each.text, f"没有用上的文字，在 {each.box.name}") for each in intake.leftovers]
    lines += [(each.where, each.second, "此文件导出后被修改过，以看得见的内容为准") for each in intake.edited]
    _print_lines("\t".join(map(_on_one_line, line)) for line in lines)


def _say_doubts(intake: Intake) -> None:
    """Say on stderr what was not certain while reading."""
    for doubt in intake.doubts:
        place = describe_place(doubt.where, intake.definition)
        print(f"存疑  {place}：“{_shown(doubt.value)}”，{doubt.why}。", file=sys.stderr)
    for leftover in intake.leftovers:
        print(f"没有用上的文字：“{_shown(leftover.text)}”。", file=sys.stderr)
    for difference in intake.edited:
        print(f"此文件导出后被修改过：{difference.label}，以看得见的内容为准。", file=sys.stderr)


def _show_sample(definitions: Definitions) -> int:
    """Do the main job on the sample, where there is no screen for the window."""
    folder = Path("out")
    folder.mkdir(exist_ok=True)
    targets = [folder / "样表.json", folder / "样表.pdf", folder / "样表.xlsx"]
    print("这里没有屏幕，开不了窗口，先把填好的样表做一遍：")
    options = _parser().parse_args(["convert", str(_SAMPLE), *map(str, targets)])
    code = _convert(options, definitions)
    print(*(f"已写出并逐字核对：{target}" for target in targets), sep="\n")
    return code
