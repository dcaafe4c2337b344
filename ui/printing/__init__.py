"""Printing: the pages of the PDF on the printer, at their exact size, and what was printed last."""

import os
import sys

if sys.platform != "win32":  # Linux's print service is asked by its socket on this machine, never over a network
    os.environ.setdefault("CUPS_SERVER", "/run/cups/cups.sock")
