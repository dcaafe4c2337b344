"""Imports Qt, and of PySide's own Python only what a running program needs.

Whenever Qt is imported, PySide compiles, from sources it carries inside, what makes type stubs and what words the
messages about wrong arguments: a third of the time to a bare window. Here these modules are run when first asked for.
It also looks through the source of every module that is imported from then on, for a feature (snake_case names) that
nobody here uses. Both are details of the version of PySide the project pins: with another, all is imported as usual.
"""

from __future__ import annotations

import builtins
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec
    from typing import SupportsIndex

KNOWN = "6.11.3"
"""The version whose details these are."""
_SIGNATURE = "shibokensupport.signature."
_MAPPING = f"{_SIGNATURE}mapping"
_RARELY = {
    f"{_SIGNATURE}{name}"
    for name in ("mapping", "errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
}


class _Embedded(Protocol):
    """What finds the modules PySide carries inside, and runs them."""

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None: ...

    def exec_module(self, module: ModuleType) -> None: ...


def import_qt() -> None:
    """Import Qt's core; what is imported of Qt afterwards builds on it."""
    finders = sys.meta_path
    sys.meta_path = _Finders(finders)  # type: ignore[assignment]  # the finders there are, and one of ours
    try:
        import PySide6.QtCore  # noqa: PLC0415 - imported for what it leaves
    finally:
        sys.meta_path = finders
    if PySide6.__version__ == KNOWN:
        builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class _Finders(list[object]):
    """The finders of modules. The one that PySide puts first, for its own modules, gets another before it."""

    def insert(self, place: SupportsIndex, finder: object) -> None:
        """Put a finder in."""
        super().insert(place, finder)
        if type(finder).__name__ == "EmbeddableZipImporter" and sys.modules["shiboken6"].__version__ == KNOWN:
            super().insert(place, _FinderOnDemand(cast("_Embedded", finder)))


class _FinderOnDemand:
    """Finds those modules of PySide's that are rarely asked for, and loads them as modules to be run on demand."""

    def __init__(self, finder: _Embedded) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        spec = self._finder.find_spec(name, path, target) if name in _RARELY else None
        if spec:
            spec.loader = cast("Loader", self)
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _ModuleOnDemand(spec.name, self._finder)

    def exec_module(self, module: ModuleType) -> None:
        """Leave it for when it is asked for."""


class _ModuleOnDemand(ModuleType):
    """A module that is run when the first of its names is asked for."""

    def __init__(self, name: str, loader: _Embedded) -> None:
        super().__init__(name)
        self._loader, self._found_as = loader, name
        if name == _MAPPING:
            self.update_mapping = lambda: _update(self)  # PySide's C++ takes it out without asking the module

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # the import itself asks for such names
            raise AttributeError(name)
        self.__spec__ = self._loader.find_spec(self._found_as, None)
        self.__class__ = ModuleType  # type: ignore[assignment]  # from now on a module like any other
        self._loader.exec_module(self)
        return getattr(self, name)


def _update(mapping: ModuleType) -> None:
    """Run the module, and do with the function of this name that it has then what was to be done with it."""
    _ = mapping.type_map
    mapping.update_mapping()
