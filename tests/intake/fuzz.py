"""Good files damaged at random, at any number: python -m tests.intake.fuzz 20000. No crash, no hang, one sentence.

Packed files are damaged within their parts as well, where the readers of XML look.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from export.layout import lay_out
from intake.apart import Worker
from intake.reading import read_form
from models.trouble import Unreadable
from tests.intake.documents import document, table
from tests.intake.grids import grid_of
from tests.versions import DEFINITIONS, FIRST, SAMPLE, SAMPLE_JSON, SAMPLE_TEXT

WRITTEN = Path(__file__).parents[1] / "forms" / "sources"
GOOD = {path.name: path.read_bytes() for path in sorted(WRITTEN.iterdir())}
GOOD |= {path.name: path.read_bytes() for path in (SAMPLE_JSON, SAMPLE_TEXT)}
GOOD["sample.docx"] = document(table(grid_of(lay_out(SAMPLE, FIRST))))
PACKED = {name for name, data in GOOD.items() if data.startswith(b"PK")}
WORDS = (
    b"<",
    b">",
    b'"',
    b"\t",
    b"\n",
    b"\x00",
    b"\xff\xff\xff\xff",
    b"99999999999",
    b"-1",
    b"A1:XFD1048576",
    b"<td>",
    b"</tr>",
    b"&#x110000;",
    b"]]>",
    "单位：元".encode(),
    "指标值".encode(),
    "（续）".encode(),
)


def damaged(seed: int) -> bytes:
    """Give a good file damaged in some places, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    name = chance.choice(sorted(GOOD))
    if name in PACKED and chance.random() < 0.8:
        return _repacked(GOOD[name], chance)
    return _spoilt(GOOD[name], chance)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 12])):
        place = chance.randrange(len(spoilt) + 1)
        length = chance.choice([0, 1, 1, 3, 20, 400])
        kind = chance.random()
        if kind < 0.4:
            spoilt[place : place + length] = chance.choice(WORDS)
        elif kind < 0.7:
            spoilt[place : place + length] = chance.randbytes(length)
        else:
            start = chance.randrange(len(data) + 1)
            spoilt[place : place + length] = data[start : start + chance.choice([5, 60, 900])]
    return bytes(spoilt)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a package and pack it again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        spoilt = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _spoilt(part, chance) if name == spoilt else part)
    return buffer.getvalue()


def outcome(seed: int, folder: Path, worker: Worker) -> str:
    """Read a damaged file: "read" or "refused", always with a sentence."""
    path = folder / "表"
    path.write_bytes(damaged(seed))
    said = ""
    try:
        intake = read_form(path, DEFINITIONS, worker=worker)
    except Unreadable as refusal:
        said = str(refusal)
    if said:
        assert said.endswith("。"), said
        return "refused"
    assert intake.form.form in DEFINITIONS.ids()
    return "read"


def main(count: int) -> None:
    """Read many damaged files; print how many were read and refused, and the longest time for one."""
    longest, found = 0.0, Counter[str]()
    with TemporaryDirectory() as folder, Worker() as worker:
        for seed in range(count):
            start = time.process_time()
            try:
                found[outcome(seed, Path(folder), worker)] += 1
            except Exception as error:  # noqa: BLE001 - what is looked for
                print(f"seed {seed}: {error!r}")  # noqa: T201 - a table for people
                found["crashed"] += 1
            longest = max(longest, time.process_time() - start)
    print(f"{count} files: {dict(found)}, longest {longest:.2f} s of processor time")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
