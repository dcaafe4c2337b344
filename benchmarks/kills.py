"""The program killed at random moments while it types, saves, migrates, backs up and exports: what is there afterwards.

    python -m benchmarks.kills 300

Each run starts the real program on a screen that is not shown, types with real keys into one of its cells, and kills
it as a power failure would. The program's own words on what it typed and what it called saved lie in a log.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from intake.reading import read_form
from models.definition_file import Definitions
from models.drafts import Drafts
from models.drafts.database import NAME, Condition, condition
from models.form_json import form_from_json
from models.place import value_at
from models.places import RESOURCES

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = RESOURCES / "samples" / "sample-2020.json"
OLD_SCHEMA = ROOT / "tests" / "models" / "drafts" / "samples" / "schema-1.db"
PLACES = ("fields.contact", "fields.goals", "indicators[0].remark", "indicators[3].name")
MOST_LOST = 1.0  # s of typing
_MIGRATES = 0.15  # the share of runs that begin with a file of the first schema
_START = 30.0  # s
_TELLS_AFTER = 50  # runs

TYPIST = """
import json, os, random, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
import main
from export.outputs import write_outputs
from models.drafts.bodies import digest_of
from models.form_json import form_to_json
from models.place import value_at
from ui import application as rooms

folder, out, log, where = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
pen = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def say(*words):
    os.write(pen, ("\\t".join(map(str, words)) + "\\n").encode())

class Typist:
    def __init__(self, application):
        self.drafts = application._drafts
        self.window = application.open_draft(self.drafts.listed()[0].id)
        self.document = self.window.document
        self.window.autosave.saved.connect(self.acknowledge)
        self.window.activateWindow()
        QTimer.singleShot(0, self.begin)
    def acknowledge(self, _):
        say("saved", time.monotonic(), digest_of(form_to_json(self.document.form)))
    def begin(self):
        if not self.window.isActiveWindow():
            QTimer.singleShot(10, self.begin)
            return
        self.window.go_to(where)
        before = value_at(self.document.form, where)
        anew = len(before) > 300 or where.startswith("indicators")
        if not where.startswith("indicators"):
            QTest.keyClick(self.at(), Qt.Key.Key_A if anew else Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        say("begin", where, json.dumps("" if anew else before), json.dumps(before))
        self.step()
    def at(self):
        return QApplication.focusWidget()
    def step(self):
        lot = random.random()
        if lot < 0.01:
            self.window.autosave.save_all()
            form, definition = self.document.form, self.document.definition
            write_outputs(form, definition, main_definitions, [out / "a.pdf", out / "a.xlsx"])
            self.window.autosave.save(self.document.check_code, "导出 a")
        elif lot < 0.03:
            self.drafts.back_up_to(out / "backup.db")
        elif lot < 0.05:
            self.window.save()
        else:
            key = random.choice("abcdefghijklmnopqrstuvwxyz")
            say("key", time.monotonic(), key)
            QTest.keyClick(self.at(), key)
        QTimer.singleShot(random.randrange(5, 60), self.step)

start = rooms.Application.start
def started(self, *words, **named):
    global main_definitions, typist
    start(self, *words, **named)
    main_definitions = self._definitions
    if self._drafts.listed():
        typist = Typist(self)
rooms.Application.start = started
sys.exit(main.main(["--data-dir", str(folder)]))
"""


@dataclass
class Tally:
    """What was found over all runs."""

    runs: int = 0
    migrating: int = 0
    keys: int = 0
    acknowledged: int = 0
    lost: int = 0
    """Acknowledged revisions that are not there."""
    longest: float = 0.0
    """The longest stretch of typing that was lost, in seconds."""
    files: int = 0
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Give the figures in one line."""
        return (
            f"{self.runs} kills ({self.migrating} while migrating), {self.keys} keys, {self.acknowledged} acknowledged "
            f"revisions, {self.lost} lost, longest typing lost {self.longest:.2f} s, {self.files} exported files and "
            f"backups looked at, {len(self.faults)} faults"
        )


def kill_many(runs: int, folder: Path, seed: int = 0, longest: float = 2.5) -> Tally:
    """Kill the program so many times, in a folder of its own, at most `longest` seconds after the first key."""
    dice, tally = random.Random(seed), Tally()  # noqa: S311 - moments, no secrets
    data = folder / "data"
    drafts = Drafts(data)
    drafts.create(form_from_json(SAMPLE.read_bytes(), Definitions()), Definitions().get("cq-2020-10"))
    drafts.close()
    for run in range(runs):
        if dice.random() < _MIGRATES:
            _migrating(folder / f"old-{run}", dice, tally)
        else:
            _typing(data, folder, dice, dice.random() * longest, tally)
        tally.runs += 1
        if not tally.runs % _TELLS_AFTER:
            print(tally.line(), *tally.faults, sep="\n", flush=True)
    _look_through(data, tally)
    return tally


def _typing(data: Path, folder: Path, dice: random.Random, seconds: float, tally: Tally) -> None:
    """Kill the program so many seconds after the first key, and compare."""
    out, log, where = folder / "out", folder / "log.txt", dice.choice(PLACES)
    out.mkdir(exist_ok=True)
    log.write_text("", encoding="utf-8")
    process = _start(data, out, log, where)
    limit = time.monotonic() + _START
    while "key" not in log.read_text(encoding="utf-8") and time.monotonic() < limit and process.poll() is None:
        time.sleep(0.005)
    time.sleep(seconds)
    killed = time.monotonic()
    process.send_signal(signal.SIGKILL)
    process.wait()
    entries = [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()]
    if not any(entry[0] == "key" for entry in entries):
        tally.faults.append(f"run {tally.runs}: nothing was typed")
        return
    _compare(data, where, entries, killed, tally)
    _look_at_files(out, tally)


def _compare(data: Path, where: str, entries: list[list[str]], killed: float, tally: Tally) -> None:
    drafts = Drafts(data)
    if drafts.said:
        tally.faults.append(f"run {tally.runs}: {drafts.said}")
    text = value_at(drafts.load(drafts.listed()[0].id, Definitions()), where)
    drafts.close()
    before, stood = next([json.loads(text) for text in entry[2:]] for entry in entries if entry[0] == "begin")
    keys = [(float(entry[1]), entry[2]) for entry in entries if entry[0] == "key"]
    typed = before + "".join(key for _, key in keys)
    tally.keys += len(keys)
    saved = {entry[2] for entry in entries if entry[0] == "saved"}
    tally.acknowledged += len(saved)
    with closing(sqlite3.connect(data / NAME)) as connection:
        there = {digest for (digest,) in connection.execute("SELECT digest FROM revisions")}
    tally.lost += len(saved - there)
    is_as_it_stood = text == stood  # what is typed anew replaces it, and none of that had been saved
    if not typed.startswith(text) and not is_as_it_stood:
        tally.faults.append(f"run {tally.runs}: {where} says {text[-20:]!r} after {typed[-40:]!r} was typed")
        return
    kept = len(text) - len(before) if typed.startswith(text) else 0
    lost = killed - keys[kept][0] if kept < len(keys) else 0.0
    tally.longest = max(tally.longest, lost)
    if lost > MOST_LOST:
        tally.faults.append(f"run {tally.runs}: {lost:.2f} s of typing lost")


def _look_at_files(out: Path, tally: Tally) -> None:
    """No file may be half: what stands under its name can be read."""
    for path in (out / "a.pdf", out / "a.xlsx"):
        if path.exists():
            read_form(path, Definitions())
            tally.files += 1
    if (out / "backup.db").exists():
        tally.files += 1
        if condition(out / "backup.db") is not Condition.GOOD:
            tally.faults.append(f"run {tally.runs}: the backup is {condition(out / 'backup.db').name}")


def _migrating(data: Path, dice: random.Random, tally: Tally) -> None:
    """Kill the program at its start on a file of the first schema."""
    data.mkdir()
    shutil.copy(OLD_SCHEMA, data / NAME)
    process = _start(data, data, data / "typed.txt", "fields.phone")
    limit = time.monotonic() + _START
    while not (data / "running.lock").exists() and time.monotonic() < limit:
        time.sleep(0.001)
    time.sleep(dice.random() * 0.25)
    process.send_signal(signal.SIGKILL)
    process.wait()
    drafts = Drafts(data)
    contact = drafts.load(drafts.listed()[0].id, Definitions()).fields["contact"]
    if drafts.said or contact != "丙" or len(drafts.revisions(drafts.listed()[0].id)) < 4:  # noqa: PLR2004 - the sample's
        tally.faults.append(f"run {tally.runs}: after migrating {contact!r}, {drafts.said}")
    drafts.close()
    tally.migrating += 1
    shutil.rmtree(data)


def _look_through(data: Path, tally: Tally) -> None:
    """Every revision can be gone back to, and nothing but whole files lies about."""
    drafts = Drafts(data)
    for revision in drafts.revisions(drafts.listed()[0].id):
        drafts.form_at(revision.number, Definitions())
    drafts.close()
    tally.faults += [f"{path.name} was moved aside" for path in data.glob("*damaged*")]


def _start(data: Path, out: Path, log: Path, where: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(data), str(out), str(log), where],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )


def main(runs: int) -> int:
    """Kill the program so many times and print the figures; give 1 where something was lost."""
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_many(runs, Path(folder), seed=int(time.time()))
    print(tally.line())
    print(*tally.faults, sep="\n")
    return int(bool(tally.lost or tally.faults))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
