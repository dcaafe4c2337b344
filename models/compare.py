"""What two forms of one version say differently, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from models.digest import canonical
from models.place import describe_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.definition import Definition
    from models.form import Form


class Difference(NamedTuple):
    """A place where two forms differ, its name for people, and what stands there in each."""

    where: str
    label: str
    first: str
    second: str


def differences(first: Form, second: Form, definition: Definition) -> tuple[Difference, ...]:
    """Compare the canonical forms; rows of indicators are matched before their cells are compared."""
    one, other = canonical(first, definition), canonical(second, definition)
    if one == other:
        return ()
    pairs = [
        (f"{kind}.{name}", one[kind][name], other[kind][name]) for kind in ("fields", "amounts") for name in one[kind]
    ]
    pairs += _indicator_pairs(_rows(first, one), _rows(second, other))
    return tuple(Difference(w, describe_place(w, definition), a, b) for w, a, b in pairs if a != b)


def _rows(form: Form, values: dict[str, Any]) -> list[tuple[int, dict[str, str]]]:
    """Give the rows that say something, each with its number in the form."""
    numbers = [number for number, indicator in enumerate(form.indicators) if not indicator.says_nothing]
    return list(zip(numbers, values["indicators"], strict=True))


def _indicator_pairs(
    one: list[tuple[int, dict[str, str]]],
    other: list[tuple[int, dict[str, str]]],
) -> Iterator[tuple[str, str, str]]:
    """Pair cells of matching rows; a row that only one side has is given whole, at its place in that side."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - forms that are the same need none

    keys = [tuple(row.values()) for _, row in one], [tuple(row.values()) for _, row in other]
    for _, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        common = min(end - start, other_end - other_start)
        for offset in range(common):
            (number, before), (_, after) = one[start + offset], other[other_start + offset]
            yield from ((f"indicators[{number}].{key}", before[key], after[key]) for key in before)
        yield from ((f"indicators[{number}]", _row_text(row), "") for number, row in one[start + common : end])
        yield from ((f"indicators[{n}]", "", _row_text(row)) for n, row in other[other_start + common : other_end])


def _row_text(row: dict[str, Any]) -> str:
    return " ".join(text for text in row.values() if text)
