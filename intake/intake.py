"""What comes in: a form with everything about it that is not certain."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from intake.grid import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake.doubt import Doubt, Leftover
    from intake.grid import Box
    from models.compare import Difference
    from models.definition import Definition
    from models.form import Form


class Intake(NamedTuple):
    """A form that came in, with everything about it that is not certain."""

    form: Form
    definition: Definition
    doubts: tuple[Doubt, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    edited: tuple[Difference, ...] = ()
    """Where the visible cells or pages say something else than the exact copy that came with them; they decide."""
    copy: Form | None = None
    """The exact copy, where one came along."""
    source: Source = Source("")
    found: Mapping[str, tuple[Box, ...]] = MappingProxyType({})
    """Where each value stands in the grid of the source, by place of the form."""
