"""All damages: python -m tests.intake.damages prints how each was read: places right, doubtful, silently wrong."""

from __future__ import annotations

from tests.intake import damaged_fields, damaged_tables
from tests.intake.damage import DAMAGES, tally

__all__ = ["DAMAGES", "damaged_fields", "damaged_tables", "tally"]


def main() -> None:
    """Print how each damage was read: right, doubtful, wrong."""
    print("right  doubtful  wrong")  # noqa: T201 - a table for people
    for name, make in DAMAGES.items():
        found = tally(make())
        print(f"{found.right:5}  {found.doubtful:8}  {len(found.wrong):5}  {name}", *found.wrong[:3])  # noqa: T201


if __name__ == "__main__":
    main()
