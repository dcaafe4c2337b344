"""Run all measurements, or those of the rooms named, and print them as ratios: make bench."""

from __future__ import annotations

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from benchmarks.figure import measured

ROOMS = (
    "paper",
    "workbook",
    "reading",
    "reviewer",
    "drafts",
    "growth",
    "exporting",
    "window",
    "looking",
    "preview",
    "importing",
    "bundle",
)
REPORT = Path("out") / "benchmarks.json"


def main(rooms: list[str]) -> int:
    """Print every figure against its bound; give 1 where one is missed, 2 where there is no such room.

    Each room has a process of its own: what one leaves behind in memory does not slow the next.
    """
    if unknown := sorted(set(rooms) - set(ROOMS)):
        print(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}", file=sys.stderr)
        return 2
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context, max_tasks_per_child=1) as processes:
        figures = [figure for found in processes.map(measured, rooms or ROOMS) for figure in found]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(
        json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
