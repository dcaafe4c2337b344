"""Drafts in a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    """Give drafts in the folder of the test."""
    opened = Drafts(tmp_path)
    yield opened
    opened.close()
