"""Some hundred files damaged at random; more with python -m tests.intake.fuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake.apart import Worker
from tests.intake.fuzz import outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    with Worker() as worker:
        found = [outcome(seed, tmp_path, worker) for seed in range(400)]
    assert {"read", "refused"} == set(found)
