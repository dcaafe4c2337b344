"""Reading old forms: the sample against openpyxl loading it, a thousand files, and files made to harm."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from benchmarks.figure import Figure, in_turn, warm
from benchmarks.paper import SAMPLE
from export.outputs import workbook_of
from intake.apart import Worker
from intake.reading import read_bytes, read_form
from intake.recognise import find_form, recognise
from intake.sources import read_source
from intake.table_text import table_text_grid
from intake.understanding import understand
from models.definition_file import Definitions
from models.form_json import form_from_json
from models.places import RESOURCES
from tests.intake.documents import document, table
from tests.intake.hostile import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = RESOURCES / "samples" / "sample-2020.txt"
WRITTEN = Path("tests") / "forms" / "sources"
ALONE = """
import json, resource, sys, time
from pathlib import Path
from intake.reading import read_form
from models.definition_file import Definitions
from models.trouble import Unreadable
definitions = Definitions()
definitions.get("cq-2020-10")
start = time.perf_counter()
try:
    read_form(Path(sys.argv[1]), definitions)
except Unreadable:
    pass
seconds = time.perf_counter() - start
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([seconds, (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024]))
"""
FILES_AT_ONCE = 1000


def figures() -> Iterator[Figure]:
    """Measure reading: milliseconds, seconds, MB, and the ratio to a peer."""
    definitions = Definitions()
    text = TEXT.read_text(encoding="utf-8")

    def read() -> None:
        grid = table_text_grid(text)
        recognise(grid, find_form([grid], definitions).definition)

    yield Figure("recognising the sample, warm, ms", warm(read, 25) * 1000, 10, detail="text to form")
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    data = workbook_of(form, definitions.get(form.form))
    ours, peer = in_turn(
        lambda: understand(read_source("xlsx", data).source, definitions),
        lambda: openpyxl.load_workbook(io.BytesIO(data)),
    )
    yield Figure("preflight, reading, recognising a workbook, ms", ours * 1000, 15, detail="the sample's, warm")
    detail = f"{peer * 1000:.1f} / {ours * 1000:.1f} ms"
    yield Figure("openpyxl loading / the same", peer / ours, 8, at_least=True, detail=detail)
    with tempfile.TemporaryDirectory() as folder:
        yield _many(Path(folder), data, definitions)
        yield from _hostile(Path(folder))


def _many(folder: Path, workbook: bytes, definitions: Definitions) -> Figure:
    """Read a thousand files in one process, each tenth of another kind, old ones in one worker."""
    others = [path.read_bytes() for path in sorted(WRITTEN.glob("sample.*"))]
    read = read_bytes(workbook, definitions)
    others.append(document(table(read.source.grid)))
    paths = []
    for number in range(FILES_AT_ONCE):
        path = folder / f"{number}.xlsx"
        path.write_bytes(workbook if number % 10 else others[number // 10 % len(others)])
        paths.append(path)
    start = time.perf_counter()
    with Worker() as worker:
        wrong = sum(read_form(path, definitions, worker=worker).form.amounts != read.form.amounts for path in paths)
    seconds = time.perf_counter() - start
    return Figure("a thousand files, s", seconds, 6, detail=f"{len(others) + 1} kinds, {wrong} read wrong")


def _hostile(folder: Path) -> Iterator[Figure]:
    """Read each file made to harm in a process of its own; the memory is that of both, each at its own peak."""
    slowest, largest = (0.0, ""), (0.0, "")
    for name, (make, _) in FILES.items():
        path = folder / "表.xlsx"
        path.write_bytes(make())
        done = subprocess.run([sys.executable, "-c", ALONE, str(path)], check=True, capture_output=True)
        seconds, peak = json.loads(done.stdout)
        slowest, largest = max(slowest, (seconds, name)), max(largest, (peak, name))
    yield Figure("a hostile file refused, s", slowest[0], 1, detail=f"slowest of {len(FILES)}: {slowest[1]}")
    yield Figure("a hostile file, peak MB", largest[0], 150, detail=f"largest of {len(FILES)}: {largest[1]}")
