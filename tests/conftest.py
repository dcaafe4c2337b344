"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["OPENPYXL_LXML"] = "False"  # the program ships without lxml; the audit brings it into this environment

settings.register_profile(
    "house",
    max_examples=40,
    deadline=None,  # speed is measured in benchmarks/, never asserted
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("house")
