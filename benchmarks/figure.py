"""A measured figure, and the ways to measure one."""

from __future__ import annotations

import gc
import importlib
import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, as a ratio to a floor or peer of the same run, and its bound."""

    name: str
    ratio: float
    bound: float
    at_least: bool = False
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound

    def line(self) -> str:
        """Give the figure as a line of the table."""
        sign = "≥" if self.at_least else "≤"
        word = "ok    " if self.holds else "MISSED"
        return f"{word} {self.ratio:7.2f} {sign} {self.bound:<6g} {self.name}  ({self.detail})"


def measured(room: str) -> list[Figure]:
    """Measure one room, printing each figure as it comes."""
    figures = []
    for figure in importlib.import_module(f"benchmarks.{room}").figures():
        figures.append(figure)
        print(figure.line(), flush=True)
    return figures


def cold(*commands: Sequence[str], runs: int = 9) -> list[float]:
    """Give the best seconds of each command in fresh processes, run in turn so that noise meets all alike.

    The first round only fills the caches: an installed program has its byte code compiled, LibreOffice its profile.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    seconds: list[list[float]] = [[] for _ in commands]
    for _ in range(runs + 1):
        for taken, command in zip(seconds, commands, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            taken.append(time.perf_counter() - start)
    return [min(taken[1:]) for taken in seconds]


def warm(action: Callable[[], object], runs: int = 9) -> float:
    """Give the median seconds of an action repeated at once, after a first call.

    As in `timeit`, garbage is collected before the rounds and not between them: a collection goes through all that
    the process holds, and the next round would start with the processor's caches full of that.
    """
    seconds = []
    gc.collect()
    gc.disable()
    try:
        action()
        for _ in range(runs):
            start = time.perf_counter()
            action()
            seconds.append(time.perf_counter() - start)
    finally:
        gc.enable()
    return median(seconds)


def in_turn(*actions: Callable[[], object], runs: int = 25, turns: int = 5) -> list[float]:
    """Give the seconds of each of some actions, measured warm one after the other and again from the first.

    The median of a turn counts, and of the turns the best: one in which others were using the machine says nothing.
    """
    seconds = [[warm(action, runs) for action in actions] for _ in range(turns)]
    return [min(taken) for taken in zip(*seconds, strict=True)]
