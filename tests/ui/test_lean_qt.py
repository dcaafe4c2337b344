"""Importing Qt without what PySide needs for type stubs: what it says of wrong arguments stays the same."""

from __future__ import annotations

import subprocess
import sys

from models.places import RESOURCES

_WRONG = """
import sys
if {lean}:
    from ui.lean_qt import import_qt
    import_qt()
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
"""


def said(*, lean: bool) -> list[str]:
    """Give what a program prints that calls Qt wrongly, imported in the one way or the other."""
    words = [sys.executable, "-c", _WRONG.format(lean=lean)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=RESOURCES.parent)
    assert not done.stderr
    return done.stdout.splitlines()


def test_wrong_arguments_are_told_in_the_same_words_though_what_words_them_is_loaded_then() -> None:
    (is_loaded, *lean), (is_loaded_as_usual, *usual) = said(lean=True), said(lean=False)
    assert (is_loaded, is_loaded_as_usual) == ("False", "True")
    assert lean == usual
    assert any("Supported signatures" in line for line in lean)


def test_modules_imported_later_are_not_looked_through() -> None:
    words = "import builtins; from ui.lean_qt import import_qt; import_qt(); print(builtins.__import__.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", words], check=True, capture_output=True, text=True, cwd=RESOURCES.parent
    )
    assert done.stdout.strip() != "__feature_import__"
