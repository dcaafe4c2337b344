"""Drafts: an autosave beside the plain safe write of the same bytes; lists, search and histories of many; growth."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, warm
from benchmarks.paper import SAMPLE
from models.definition_file import Definitions
from models.drafts import Drafts, Findings, Undo, UndoStep
from models.drafts.database import NAME, connect
from models.edits import SetField
from models.form_json import form_from_json, form_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from models.definition import Definition
    from models.form import Form

_SAVES = 1000
_DRAFTS = 1000
_REVISIONS = 5000
_MEGABYTE = 1_000_000
_LONG_AGO = "2020-01-02T10:00:00.000+08:00"


def figures() -> Iterator[Figure]:
    """Measure in folders of their own, on the disk the program's data lies on."""
    definitions = Definitions()
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    definition = definitions.get(form.form)
    with tempfile.TemporaryDirectory() as folder:
        yield from _saving(Path(folder), form, definition)
    with tempfile.TemporaryDirectory() as folder:
        yield from _many(Path(folder), form, definition)
    with tempfile.TemporaryDirectory() as folder:
        yield from _history(Path(folder), form, definition, definitions)


def _saving(folder: Path, form: Form, definition: Definition) -> Iterator[Figure]:
    """Type into one field and another, save after each; beside it write the same bytes beside, and rename."""
    drafts = Drafts(folder / "data")
    draft = drafts.create(form, definition)
    steps: list[UndoStep] = []
    before = (folder / "data" / NAME).stat().st_size
    ours, floor = [], []
    for number in range(_SAVES):
        name = list(form.fields)[number % 7]
        edit = SetField(name, f"{form.fields[name]}{number}"[:4000])
        steps = [*steps[-199:], UndoStep(number, edit, form)]
        form = edit.apply(form)
        floor.append(_timed(_safe_write(folder / "plain.json", form_to_json(form))))
        undo = Undo(tuple(steps), len(steps))
        ours.append(
            _timed(lambda: drafts.save(draft, form, definition, "修改", findings=Findings(1), undo=undo))  # noqa: B023
        )
    yield _beside("autosave of the sample / temp, fsync, rename, fsync, p95", ours, floor)
    grown = (folder / "data" / NAME).stat().st_size - before
    yield Figure("growth of 1,000 autosaves, MB", grown / _MEGABYTE, 5, detail="before thinning")
    drafts.close()
    with closing(connect(folder / "data" / NAME)) as connection:
        connection.execute("UPDATE revisions SET time = ?", (_LONG_AGO,))
    drafts = Drafts(folder / "data")
    drafts.save(draft, form, definition, "修改", "AAAAA-AAAAA")
    left = len(drafts.revisions(draft))
    drafts.close()
    grown = (folder / "data" / NAME).stat().st_size - before
    yield Figure("growth of 1,000 autosaves, MB, thinned", grown / _MEGABYTE, 1, detail=f"{left} revisions left")


def _beside(name: str, ours: Sequence[float], floor: Sequence[float]) -> Figure:
    mine, plain = _p95(ours), _p95(floor)
    return Figure(name, mine / plain, 4, detail=f"{mine * 1000:.2f} / {plain * 1000:.2f} ms")


def _many(folder: Path, form: Form, definition: Definition) -> Iterator[Figure]:
    drafts = Drafts(folder)
    for number in range(_DRAFTS):
        texts = {**form.fields, "reporting_unit": f"第{number}局"}
        drafts.create(replace(form, fields=texts), definition, findings=Findings())
    listed = warm(drafts.listed)
    yield Figure("list of 1,000 drafts, ms", listed * 1000, 80)
    for words, what in (("养老", "in all"), ("没有的字", "in none"), ("第999局", "in one")):
        yield Figure(f"search through 1,000 drafts, {what}, ms", warm(lambda: drafts.search(words)) * 1000, 250)  # noqa: B023
    drafts.close()
    yield Figure(
        "start with 1,000 drafts, ms", warm(lambda: Drafts(folder).close()) * 1000, 250, detail="looked through"
    )


def _history(folder: Path, form: Form, definition: Definition, definitions: Definitions) -> Iterator[Figure]:
    drafts = Drafts(folder)
    draft = drafts.create(form, definition)
    for number in range(_REVISIONS - 1):
        form = SetField("contact", f"第{number}位").apply(form)
        drafts.save(draft, form, definition, f"修改“联系人”{number}", findings=Findings())

    def opened() -> None:
        drafts.load(draft, definitions)
        drafts.revisions(draft)

    yield Figure("opening a draft with 5,000 revisions, ms", warm(opened) * 1000, 30, detail="form and list")
    first = drafts.revisions(draft)[-1].number
    yield Figure("the form of one of them, ms", warm(lambda: drafts.form_at(first, definitions)) * 1000, 10)
    drafts.close()


def _safe_write(path: Path, data: bytes) -> Callable[[], None]:
    def write() -> None:
        beside = path.with_suffix(".tmp")
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        handle = os.open(path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    return write


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[len(seconds) * 95 // 100]
