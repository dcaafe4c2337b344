"""Settings for all tests: none may leave a warning in the log, none is judged by its speed."""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from ui.garbage import collect_garbage

if TYPE_CHECKING:
    from collections.abc import Iterator

gc.disable()  # as in the program: see ui/garbage.py
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["OPENPYXL_LXML"] = "False"  # tests write as the shipped program does, which has no lxml

settings.register_profile(
    "house",
    max_examples=40,
    deadline=None,  # speed is measured in benchmarks/, never asserted
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    yield
    collect_garbage()


@pytest.fixture(autouse=True)
def _no_stray_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a warning or an error in the log."""
    yield
    stray = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    assert [record.getMessage() for record in stray if record.levelno >= logging.WARNING] == []
