"""Tests of `intake/`."""
