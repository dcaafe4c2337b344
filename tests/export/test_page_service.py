"""The process that makes pages, asked by pipes as the window asks it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.form_json import form_to_json
from tests.versions import SAMPLE

if TYPE_CHECKING:
    from models.form import Form

ROOT = Path(__file__).resolve().parents[2]


def request(number: int, form: Form, page: int = 0) -> dict[str, Any]:
    return {"make": number, "form": form_to_json(form).decode(), "page": page, "width": 200}


def answers(*requests: dict[str, Any]) -> list[dict[str, Any]]:
    """Ask everything at once, then hang up once the last form is answered; give the heads of what came."""
    command = [sys.executable, str(ROOT / "main.py"), "--pages", str(ROOT / "tests" / "forms")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"".join(json.dumps(each).encode() + b"\n" for each in requests))
        process.stdin.flush()
        heads: list[dict[str, Any]] = []
        last = requests[-1].get("make", requests[-1].get("draw"))
        while not heads or not {"hint", "trouble", "fault"} & heads[-1].keys() or last not in heads[-1].values():
            heads.append(json.loads(process.stdout.readline()))
            assert len(process.stdout.read(heads[-1].get("bytes", 0))) == heads[-1].get("bytes", 0)
        process.stdin.close()
        assert process.wait(30) == 0
    return heads


def test_a_newer_form_overtakes_older_ones() -> None:
    forms = [replace(SAMPLE, fields={**SAMPLE.fields, "contact": f"第{number}位"}) for number in range(40)]
    heads = answers(*(request(number, form) for number, form in enumerate(forms)))
    made = [head["made"] for head in heads if "made" in head]
    assert made[-1] == 39
    assert made == sorted(made)
    assert len(made) < 20


def test_a_page_that_is_no_more_gives_way_to_the_last_and_an_unprintable_form_to_its_sentence() -> None:
    bad = replace(SAMPLE, fields={**SAMPLE.fields, "contact": "伍😀"})
    (trouble,) = answers(request(1, bad))
    assert trouble["where"] == "fields.contact"
    assert "😀" in trouble["words"]
    made, drawn, _ = answers(request(2, SAMPLE, page=9))
    assert len(made["sizes"]) == 3
    assert (drawn["page"], drawn["width"], drawn["height"]) == (2, 200, 283)


def test_a_form_of_an_unknown_version_gets_its_sentence() -> None:
    (trouble,) = answers(request(1, replace(SAMPLE, form="elsewhere")))
    assert "没有表样“elsewhere”" in trouble["words"]
