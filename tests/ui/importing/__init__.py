"""Importing, as a clerk does it."""
