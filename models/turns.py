"""Whose turn it is with a library that bears one caller at a time."""

from threading import RLock

PDFIUM = RLock()
"""PDFium must not be called from two threads at once, not even on different files: whoever calls it holds this."""
