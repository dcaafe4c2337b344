"""Reuse: what was filled in before is found again while typing, and several indicators are inserted at once."""
