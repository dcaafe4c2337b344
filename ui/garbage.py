"""Garbage is collected on the window's thread alone.

Python's collector works in whatever thread has just made an object. In one that reads or writes files it would end Qt's
objects, too, among them timers, which must end where they were made: the program would crash. So it is left off, as
main.py has it, and this is done in its place from time to time.
"""

from __future__ import annotations

import gc


def collect_garbage() -> None:
    """Collect what the collector would by itself: the oldest generation that has had enough come in."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
