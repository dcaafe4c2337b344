"""Run all measurements and print them as ratios: make bench."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks import (
    bundle,
    drafts,
    exporting,
    growth,
    importing,
    looking,
    paper,
    preview,
    reading,
    reviewer,
    window,
    workbook,
)

REPORT = Path("out") / "benchmarks.json"


def main() -> int:
    """Print every figure against its bound; give 1 where one is missed."""
    figures = []
    for room in (
        paper,
        workbook,
        reading,
        reviewer,
        drafts,
        growth,
        exporting,
        window,
        looking,
        preview,
        importing,
        bundle,
    ):
        for figure in room.figures():
            figures.append(figure)
            print(figure.line(), flush=True)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(
        json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
