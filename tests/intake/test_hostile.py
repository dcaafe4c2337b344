"""Files made to harm: the sentence is right and the program lives; time and memory are measured in benchmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from intake.apart import Worker
from intake.reading import read_form
from models.trouble import Unreadable
from tests.intake.hostile import FILES
from tests.intake.hostile_grids import READ
from tests.versions import DEFINITIONS, SAMPLE, SAMPLE_JSON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.mark.parametrize("name", FILES)
def test_each_is_refused_with_its_sentence_or_read(name: str, worker: Worker, tmp_path: Path) -> None:
    make, said = FILES[name]
    (tmp_path / "表.xlsx").write_bytes(make())
    try:
        read_form(tmp_path / "表.xlsx", DEFINITIONS, worker=worker)
        sentence = ""
    except Unreadable as refused:
        sentence = str(refused)
    assert re.search(said, sentence), sentence
    assert said == READ or sentence.endswith("。")
    assert "\n" not in sentence
    assert read_form(SAMPLE_JSON, DEFINITIONS).form == SAMPLE
