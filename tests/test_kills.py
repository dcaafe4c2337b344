"""The program killed while it types, saves, migrates, backs up and exports; benchmarks/kills.py does so longer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.kills import kill_many

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.slow
def test_nothing_that_was_called_saved_is_lost_when_it_is_killed(tmp_path: Path) -> None:
    tally = kill_many(6, tmp_path, longest=1.6)
    assert tally.lost == 0
    assert [fault for fault in tally.faults if "of typing lost" not in fault] == []  # which is measured, not tested
    assert tally.runs == 6
    assert tally.keys > 5
    assert tally.acknowledged > 0
