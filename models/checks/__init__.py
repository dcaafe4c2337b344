"""The reviewer: pure functions of a form and its version that say what does not hold."""

from models.checks.errors import UNPRINTABLE, errors

__all__ = ["UNPRINTABLE", "errors"]
