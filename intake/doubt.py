"""What is not certain about a form that came in: doubts with their likely answers, and texts left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from intake.grid import Box
    from models.problem import Change


class Answer(NamedTuple):
    """A way to settle a doubt; the changes are against the form as it was read. None leave it as it stands."""

    label: str
    """What is done, in Chinese: "换算成万元"."""
    changes: tuple[Change, ...] = ()


class Doubt(NamedTuple):
    """A value that was read but is not certain: its place, what stands there, and why, in Chinese."""

    where: str
    """A place of the form, or "form"."""
    value: str
    why: str
    boxes: tuple[Box, ...] = ()
    """Where it stands in the grid; empty where it stands nowhere."""
    answers: tuple[Answer, ...] = ()
    """At most three, the likeliest first."""


class Leftover(NamedTuple):
    """A text of the source that found no place in the form."""

    text: str
    box: Box
