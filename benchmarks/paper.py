"""The PDF of the sample against one blank page by reportlab, and against LibreOffice."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, cold, warm
from export.outputs import pdf_of, workbook_of
from models.definition_file import Definitions
from models.edits import SetField
from models.form_json import form_from_json
from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = RESOURCES / "samples" / "sample-2020.json"
FLOOR = (
    "from io import BytesIO; from reportlab.pdfgen.canvas import Canvas;"
    "canvas = Canvas(BytesIO()); canvas.showPage(); canvas.save()"
)
WRITER = (  # as main.py starts it
    "import gc, sys; gc.disable(); from pathlib import Path; from models.definition_file import Definitions;"
    "from models.form_json import form_from_json; from export.outputs import pdf_of;"
    "definitions = Definitions(); form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions);"
    "pdf_of(form, definitions.get(form.form))"
)
REPEATED = """
import gc, sys, time
from pathlib import Path
from export.outputs import pdf_of
from models.definition_file import Definitions
from models.edits import SetField
from models.form_json import form_from_json
definitions = Definitions()
form = form_from_json(Path(sys.argv[1]).read_bytes(), definitions)
def resident():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1])
seconds, memory = [], {}
for number in range(1, 53):
    start = time.perf_counter()
    pdf_of(SetField("contact", f"第{number}位").apply(form), definitions.get(form.form))
    seconds.append(time.perf_counter() - start)
    memory[number] = resident()
print(min(seconds[43:52]) / min(seconds[2:11]), memory[50] / memory[5])
"""


def figures() -> Iterator[Figure]:
    """Measure the paper."""
    definitions = Definitions()
    form = form_from_json(SAMPLE.read_bytes(), definitions)
    definition = definitions.get(form.form)
    with tempfile.TemporaryDirectory() as folder:
        python, sample = sys.executable, str(SAMPLE)
        floor, whole, both, writer, office = cold(
            (python, "-c", FLOOR),
            (python, "main.py", "convert", sample, str(Path(folder) / "a.pdf")),
            (python, "main.py", "convert", sample, str(Path(folder) / "a.pdf"), str(Path(folder) / "a.xlsx")),
            (python, "-c", WRITER, sample),
            _libreoffice(workbook_of(form, definition), Path(folder)),
        )
        yield Figure("convert to PDF, cold / floor", whole / floor, 3.5, detail=_milliseconds(whole, floor))
        yield Figure("convert to PDF and workbook, cold / floor", both / floor, 6, detail=_milliseconds(both, floor))
        yield Figure("PDF writer alone, cold / floor", writer / floor, 2.2, detail=_milliseconds(writer, floor))
        numbers = itertools.count()
        seconds = warm(lambda: pdf_of(SetField("contact", f"第{next(numbers)}位").apply(form), definition), 25)
        yield Figure("PDF writer, warm / floor", seconds / floor, 0.6, detail=_milliseconds(seconds, floor))
        time_ratio, memory_ratio = _repeated()
        yield Figure("50th export / 5th, time", time_ratio, 1.2, detail="best of nine around each")
        yield Figure("50th export / 5th, memory", memory_ratio, 1.2, detail="resident set")
        yield Figure(
            "LibreOffice / convert, cold", office / whole, 5, at_least=True, detail=_milliseconds(office, whole)
        )


def _milliseconds(*seconds: float) -> str:
    return " / ".join(f"{value * 1000:.1f} ms" for value in seconds)


def _repeated() -> tuple[float, float]:
    command = [sys.executable, "-c", REPEATED, str(SAMPLE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    time_ratio, memory_ratio = map(float, done.stdout.split())
    return time_ratio, memory_ratio


def _libreoffice(workbook: bytes, folder: Path) -> tuple[str, ...]:
    """Give the command by which LibreOffice makes a PDF of the form's workbook."""
    path = folder / "peer.xlsx"
    path.write_bytes(workbook)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    return "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)
