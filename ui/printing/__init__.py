"""Printing: the pages of the PDF on the printer, at their exact size, and what was printed last."""
