"""Importing Qt without what PySide needs for type stubs: what it says of wrong arguments stays the same."""

from __future__ import annotations

import subprocess
import sys

import PySide6

from models.places import RESOURCES
from ui.lean_qt import KNOWN

_WRONG = """
import sys
if {lean}:
    from ui import lean_qt
    lean_qt.KNOWN = {known!r}
    lean_qt.import_qt()
from PySide6.QtCore import QObject, QPoint
from shibokensupport.signature import get_signature, lib
print("generate_pyi" in vars(lib.pyi_generator))
for wrong in (lambda: QPoint("x"), lambda: QPoint().setX("x"), lambda: QObject(nothing=1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(get_signature(QPoint.setX), QPoint.setX.__doc__)
from PySide6.support.signature.lib.enum_sig import ExactEnumerator
print(ExactEnumerator.__name__)
import builtins
if builtins.__import__.__name__ == "__feature_import__":
    print("modules are looked through")
"""


def said(*, lean: bool, known: str = KNOWN) -> list[str]:
    """Give what a program prints that calls Qt wrongly, imported in the one way or the other."""
    words = [sys.executable, "-c", _WRONG.format(lean=lean, known=known)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=RESOURCES.parent)
    assert not done.stderr
    return done.stdout.splitlines()


def test_wrong_arguments_are_told_in_the_same_words_though_what_words_them_is_loaded_then() -> None:
    (is_loaded, *lean), (is_loaded_as_usual, *usual) = said(lean=True), said(lean=False)
    assert (is_loaded, is_loaded_as_usual) == ("False", "True")
    assert [*lean, "modules are looked through"] == usual
    assert any("Supported signatures" in line for line in lean)


def test_the_version_whose_details_are_known_is_the_one_that_is_pinned() -> None:
    assert PySide6.__version__ == KNOWN


def test_another_version_is_imported_as_usual() -> None:
    assert said(lean=True, known="6.0.0") == said(lean=False)
