"""The command line as people and scripts use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from intake.reading import read_form
from models.edits import edit_at
from models.form_json import form_to_json
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON, SAMPLE_TEXT

SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
MAIN = Path(__file__).resolve().parents[1] / "main.py"


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(MAIN), "--data-dir", str(folder / "data"), *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_main_job_on_the_sample(tmp_path: Path) -> None:
    done = run("convert", SAMPLE_TEXT, "表 一.json", "表 一.pdf", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["表 一.json", "表 一.pdf"]
    written = json.loads((tmp_path / "表 一.json").read_text(encoding="utf-8"))
    for indicator in written["indicators"]:
        del indicator["id"]
    assert written == json.loads(SAMPLE_JSON.read_text(encoding="utf-8"))
    assert read_form(tmp_path / "表 一.pdf", DEFINITIONS).form == SAMPLE


def test_errors_are_said_and_the_draft_is_written_all_the_same(tmp_path: Path) -> None:
    wrong = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)
    wrong = edit_at("indicators[2].value", "").apply(wrong)
    (tmp_path / "a.json").write_bytes(form_to_json(wrong))
    done = run("convert", "a.json", "a.pdf", folder=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "a.pdf").exists()
    for said in ("支出三项之和 20911.33，比支出合计 20884.33 多 27.00 万元", "第3行“指标值”还没有填"):
        assert said in done.stderr
    assert done.stderr.count("错误") == 2


def test_a_character_that_no_font_has_is_named_and_no_file_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(form_to_json(edit_at("fields.contact", "伍😀").apply(SAMPLE)))
    (tmp_path / "a.pdf").write_bytes(b"old")
    done = run("convert", "a.json", "b.json", "a.pdf", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "绩效管理联系人里的“😀”（U+1F600）打印不出来" in done.stderr
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("没有.json", "没有找到文件"),
        (".", "是文件夹"),
        ("坏.json", "不完好"),
        ("新.json", "换成新版"),
        ("别.json", "没有表样"),
    ],
)
def test_bad_input_gets_one_sentence_and_nothing_is_written(tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    (tmp_path / "新.json").write_text('{"format": 9}', encoding="utf-8")
    (tmp_path / "别.json").write_text('{"format": 1, "form": "nowhere"}', encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"old")
    done = run("convert", source, "a.pdf", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_broken_version_on_the_stick_is_named(tmp_path: Path) -> None:
    (tmp_path / "data" / "forms").mkdir(parents=True)
    (tmp_path / "data" / "forms" / "mine.toml").write_text('format = 1\nid = "mine"\n', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"format": 1, "form": "mine"}', encoding="utf-8")
    done = run("convert", "a.json", "a.pdf", folder=tmp_path)
    assert done.returncode == 2
    assert "mine.toml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("convert", "缺少 IN"),
        ("convert a.json", "没有写出到哪个文件"),
        ("convrt a.json", "没有“convrt”这个命令"),
        ("check a.json b.json", "不认识 b.json"),
        ("verify a.json", "缺少 B"),
        ("convert a.json b.json --nope", "不认识 --nope"),
        ("convert a.json b.json --to-form", "--to-form 后面缺一个值"),
        ("convert a.json b.json --keep-amounts", "--keep-amounts 要与 --roll-forward 一起用"),
        ("convert a.json b.json --empty-targets", "--empty-targets 要与 --roll-forward 一起用"),
        ("convert a.json b.json --roll-forward", "--roll-forward 后面缺一个值"),
        *(
            (f"convert a.json b.json --roll-forward {year}", f"2001 至 2099 之间的年份，写的是“{year}”")
            for year in ("0", "-5", "21", "20211", "2021.5", "2000", "2100", "明年")
        ),
    ],
)
def test_wrong_arguments_get_one_sentence(tmp_path: Path, arguments: str, said: str) -> None:
    (tmp_path / "a.json").write_bytes(SAMPLE_JSON.read_bytes())
    done = run(*arguments.split(), folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert "--help" in done.stderr
    assert "argument" not in done.stderr
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize("target", ["b.doc", "b", "没有/b.json", "folder.json"])
def test_a_place_that_cannot_be_written_gets_one_sentence_and_no_other_is_written(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder.json").mkdir()
    done = run("convert", "--roll-forward", "2021", SAMPLE_JSON, "a.json", "a.pdf", target, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("。")
    assert target.rpartition("/")[2] in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


def test_without_arguments_the_sample_is_written(tmp_path: Path) -> None:
    done = run(folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert read_form(tmp_path / "out" / "样表.pdf", DEFINITIONS).form == SAMPLE
    assert read_form(tmp_path / "out" / "样表.xlsx", DEFINITIONS).form == SAMPLE
    assert FIRST.id in (tmp_path / "out" / "样表.json").read_text(encoding="utf-8")


def test_check_says_what_does_not_hold_for_people_and_for_programs(tmp_path: Path) -> None:
    wrong = edit_at("amounts.expense_project", "20374.99").apply(SAMPLE)
    (tmp_path / "a.json").write_bytes(form_to_json(wrong))
    done = run("check", "a.json", folder=tmp_path)
    assert done.returncode == 1
    assert "\n二、单位资金情况\n  错误  支出合计：支出三项之和 20911.33" in done.stdout
    done = run("check", "a.json", "--json", folder=tmp_path)
    (problem,) = [each for each in json.loads(done.stdout)["problems"] if each["severity"] == "error"]
    assert (problem["id"], problem["severity"]) == ("budget.expense-sum", "error")
    assert problem["where"] == "amounts.expense_total"
    change = {"where": "amounts.expense_project", "before": "20374.99", "after": "20347.99"}
    assert problem["causes"][0] == {"kind": "digits-swapped", **change}
    assert problem["fix"] == {"label": "把“项目支出”改为 20347.99", "changes": [change]}
    done = run("check", SAMPLE_JSON, folder=tmp_path)
    assert done.returncode == 0
    assert "提醒  “实施起止时间”写的是“2020.1-12”" in done.stdout
    assert "错误" not in done.stdout
    assert run("check", "b.json", folder=tmp_path).returncode == 2


def test_verify_names_exactly_what_differs(tmp_path: Path) -> None:
    run("convert", SAMPLE_TEXT, "a.pdf", folder=tmp_path)
    done = run("verify", "a.pdf", SAMPLE_JSON, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    changed = edit_at("indicators[3].value", "60个\n左右").apply(edit_at("fields.contact", "伍 老师").apply(SAMPLE))
    (tmp_path / "b.json").write_bytes(form_to_json(changed))
    done = run("verify", "a.pdf", "b.json", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "fields.contact\t绩效管理联系人\t伍老师\t伍 老师",
        "indicators[3].value\t第4行“指标值”\t50个\t60个\\n左右",
    ]
    assert run("verify", "a.pdf", "c.json", folder=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("fields.reporting_unit", "渝中区 民政局"),
        ("fields.goals", "一、=SUM(A1)\n二、_x000D_"),
        ("amounts.expense_public", "120.21"),
        ("indicators[10].remark", "见附件"),
        ("indicators[0].nature", "≥"),
        ("indicators[10].level2", "受益对象满意度指标"),
    ],
)
def test_verify_holds_paper_against_workbook(tmp_path: Path, where: str, text: str) -> None:
    changed = edit_at(where, text).apply(SAMPLE)
    (tmp_path / "b.json").write_bytes(form_to_json(changed))
    assert run("convert", SAMPLE_TEXT, "a.pdf", "a.xlsx", folder=tmp_path).returncode == 0
    run("convert", "b.json", "b.pdf", "b.xlsx", folder=tmp_path)
    for one, other in (("a.pdf", "a.xlsx"), ("b.xlsx", "b.pdf"), ("b.xlsx", "b.json")):
        done = run("verify", one, other, folder=tmp_path)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    done = run("verify", "a.pdf", "b.xlsx", folder=tmp_path)
    assert done.returncode == 1
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [where]


def test_verify_names_the_field_of_a_cell_that_was_edited_in_place(tmp_path: Path) -> None:
    run("convert", SAMPLE_TEXT, "a.pdf", "a.xlsx", folder=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == 416.14]
    cell.value = 461.14
    book.save(tmp_path / "a.xlsx")
    done = run("verify", "a.pdf", "a.xlsx", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "amounts.expense_basic\t基本支出\t416.14\t461.14\n")
    assert "此文件导出后被修改过：基本支出" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set by a shell")
def test_a_write_that_stops_half_way_leaves_the_old_files(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    command = ["sh", "-c", 'ulimit -f 8; exec "$0" "$@"', sys.executable, "-B", str(MAIN), "convert"]
    words = [*command, str(SAMPLE_JSON), "a.pdf", "a.xlsx"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "没有动" in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old", "a.xlsx": b"old"}


def test_forms_of_two_versions_are_not_the_same(tmp_path: Path) -> None:
    (tmp_path / "data" / "forms").mkdir(parents=True)
    version = Path(__file__).parent / "forms" / "second.toml"
    (tmp_path / "data" / "forms" / "second.toml").write_bytes(version.read_bytes())
    (tmp_path / "a.json").write_text('{"format": 1, "form": "second"}', encoding="utf-8")
    done = run("verify", SAMPLE_JSON, "a.json", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "form\t表样\tcq-2020-10\tsecond\n")


def test_the_command_line_loads_neither_reportlab_nor_pdfium_where_it_needs_none(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cli import run;"
        f"run(['check', {str(SAMPLE_JSON)!r}], Path({str(tmp_path)!r}));"
        "print(sorted({'reportlab', 'pypdfium2', 'openpyxl', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=MAIN.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("[]\n")


def test_a_form_is_rolled_forward_and_what_looks_stale_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(form_to_json(edit_at("fields.goals", "2020年完成。").apply(SAMPLE)))
    done = run("convert", "--roll-forward", "2021", "a.json", "b.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    written = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert (written["year"], written["fields"]["period"]) == (2021, "2021.1-12")
    assert [row["last_year"] for row in written["indicators"]] == [row.cells["value"] for row in SAMPLE.indicators]
    assert "待复核  “整体绩效目标”里写着 2020 年" in done.stderr
    assert "已结转到 2021 年，21 处待复核。" in done.stderr
    done = run("convert", "--roll-forward", "2020", "a.json", "c.json", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "c.json").exists()


def test_a_form_goes_into_another_version_and_what_has_no_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "data" / "forms").mkdir(parents=True)
    second = Path(__file__).parent / "forms" / "second.toml"
    (tmp_path / "data" / "forms" / "second.toml").write_bytes(second.read_bytes())
    done = run("convert", "--to-form", "second", SAMPLE_JSON, "b.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["form"] == "second"
    assert "新表样里没有位置，原文留着：实施起止时间：“2020.1-12”。" in done.stderr


def test_doubts_are_listed_a_line_each(tmp_path: Path) -> None:
    text = (
        SAMPLE_TEXT.read_text(encoding="utf-8")
        .replace("416.14", "约四百万")
        .replace("\t伍老师", "\t伍老师\n\t顺便\n一提")
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run("convert", "a.txt", "--doubts", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "amounts.expense_basic\t约四百万\t不是一个金额，照原样留着",
        "form\t顺便\\n一提\t没有用上的文字，在 G4",
    ]
    (tmp_path / "b.txt").write_text("不是表", encoding="utf-8")
    done = run("convert", "b.txt", "--doubts", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_doubt_stays_one_line_whatever_stands_in_it(tmp_path: Path) -> None:
    left = "顺便\u2028一提\x0b\x85\\n"
    text = SAMPLE_TEXT.read_text(encoding="utf-8").replace("\t伍老师", f"\t伍老师\n\t{left}")
    (tmp_path / "a.txt").write_text(text.replace("416.14", "约\u2029四百万"), encoding="utf-8")
    done = run("convert", "a.txt", "--doubts", folder=tmp_path)
    lines = done.stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["amounts.expense_basic", "form"]
    assert {line.count("\t") for line in lines} == {2}
    assert "\\\\n" in lines[1]
    done = run("convert", "a.txt", "a.json", folder=tmp_path)
    assert [line[:2] for line in done.stderr.splitlines()][:2] == ["存疑", "没有"]


@pytest.mark.parametrize("count", [1, 3000])
def test_a_reader_that_has_seen_enough_stops_no_work(tmp_path: Path, count: int) -> None:
    left = "\n\n".join(f"\t别的话{number}" for number in range(count))
    (tmp_path / "a.txt").write_text(f"{SAMPLE_TEXT.read_text(encoding='utf-8')}\n\n{left}", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, str(MAIN), "--data-dir", "data", "convert", "a.txt", "a.json", "--doubts"]
    done = subprocess.run(words, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert read_form(tmp_path / "a.json", DEFINITIONS).form.fields == SAMPLE.fields


def test_what_was_rolled_forward_waits_for_a_look_in_every_file(tmp_path: Path) -> None:
    done = run("convert", "--roll-forward", "2021", SAMPLE_TEXT, "a.json", "a.xlsx", "a.pdf", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    rolled = read_form(tmp_path / "a.json", DEFINITIONS).form
    for name in ("a.xlsx", "a.pdf"):
        assert run("convert", name, "b.json", folder=tmp_path).returncode == 0
        assert read_form(tmp_path / "b.json", DEFINITIONS).form == rolled
    assert len(rolled.review) == 21
    done = run("convert", "--roll-forward", "2022", "a.xlsx", "c.json", folder=tmp_path)
    assert read_form(tmp_path / "c.json", DEFINITIONS).form.fields["period"] == "2022.1-12"
    for old in ("2021", "2020"):
        done = run("convert", "--roll-forward", old, "a.pdf", "d.json", folder=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "请选 2022 年或以后" in done.stderr


@pytest.mark.parametrize(
    ("period", "later"),
    [
        ("二〇二〇年", "二〇二一年"),
        ("２０２０年１月—１２月", "２０２１年１月—１２月"),
        ("20年1月-12月", "21年1月-12月"),
    ],
)
def test_the_year_of_a_foreign_file_is_read_in_every_spelling(tmp_path: Path, period: str, later: str) -> None:
    text = SAMPLE_TEXT.read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text.replace("2020.1-12", period), encoding="utf-8")
    run("convert", "a.txt", "a.json", folder=tmp_path)
    assert read_form(tmp_path / "a.json", DEFINITIONS).form.year == 2020
    assert run("convert", "--roll-forward", "2020", "a.txt", "b.json", folder=tmp_path).returncode == 2
    run("convert", "--roll-forward", "2021", "a.txt", "b.json", folder=tmp_path)
    assert read_form(tmp_path / "b.json", DEFINITIONS).form.fields["period"] == later


@pytest.mark.parametrize("name", ["sample.xls", "sample.ods", "sample.html", "sample.tsv"])
def test_old_kinds_are_converted(tmp_path: Path, name: str) -> None:
    source = Path(__file__).parent / "forms" / "sources" / name
    done = run("convert", source, "a.json", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run("verify", "a.json", source, folder=tmp_path).returncode == 0


def test_a_broken_version_on_the_stick_stops_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "data" / "forms").mkdir(parents=True)
    (tmp_path / "data" / "forms" / "mine.toml").write_text('format = 1\nid = "mine"\n', encoding="utf-8")
    done = run("convert", SAMPLE_TEXT, "a.json", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "mine.toml" in done.stderr
