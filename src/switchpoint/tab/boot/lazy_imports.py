"""Lazy imports: modules that Pyodide imports during its boot run at their first use.

Most programs never use them, and running them takes a large part of the boot. ``sitecustomize`` in
the tab's archive calls ``install`` before Pyodide's own modules are imported. The lazy imports of
PEP 810 will replace this. ``importlib.util.LazyLoader`` does not do it: it runs the module as soon
as a second module imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from site import getsitepackages
from types import ModuleType
from typing import Any, cast

_LAZY = {
    "_colorize",
    "asyncio",
    "base64",
    "bz2",
    "compression.zstd",
    "lzma",
    "pyodide._package_loader",
    "pyodide.code",
    "selectors",
    "ssl",
}
"""Modules whose importers use them inside functions only, not while they are imported."""


def _get_event_loop() -> Any:
    import asyncio

    return asyncio.get_event_loop()


class _Path:
    """Stands for a path of which Pyodide asks the text; pathlib would take a tenth of the boot."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


_DURING_BOOT: dict[str, dict[str, Any]] = {
    "asyncio": {"get_event_loop": _get_event_loop},
    "pyodide._package_loader": {
        "SITE_PACKAGES": _Path(getsitepackages()[0]),
        "DSO_DIR": _Path("/usr/lib"),
        "init_loaded_packages": lambda: None,  # there are none yet
    },
}
"""Attributes that Pyodide reads while it boots, with values that need no module to run."""


class _LazyModule(ModuleType):
    """A module that runs when one of its attributes is read, set or deleted."""

    def __getattribute__(self, name: str) -> Any:
        if name in ("__dict__", "__path__"):  # importing a submodule reads __path__
            _run(self)
        return ModuleType.__getattribute__(self, name)  # _run may have changed the class

    def __getattr__(self, name: str) -> Any:
        values = _DURING_BOOT.get(self.__name__, {})
        if name in values and _finder in sys.meta_path:
            return values[name]
        _run(self)
        return getattr(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        _run(self)
        setattr(self, name, value)

    def __delattr__(self, name: str) -> None:
        _run(self)
        delattr(self, name)

    def __dir__(self) -> list[str]:
        _run(self)
        return dir(self)


class _Loader(Loader):
    """Loads a module without running it; ``loader`` is the one that would."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def exec_module(self, module: ModuleType) -> None:
        module.__class__ = _LazyModule


def _run(module: ModuleType) -> None:
    """Make a lazy module a plain one, and run it."""
    ModuleType.__setattr__(module, "__class__", ModuleType)
    spec = cast(ModuleSpec, module.__spec__)
    spec.loader = module.__loader__ = cast(_Loader, spec.loader).loader
    spec.loader.exec_module(module)


class _Finder(MetaPathFinder):
    """Finds the modules that are to be lazy."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname in _LAZY else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


_finder = _Finder()


def install() -> None:
    """Import the modules named above lazily from now on."""
    sys.meta_path.insert(0, _finder)


def uninstall() -> None:
    """Import all modules as usual again: what a program imports runs at once."""
    sys.meta_path.remove(_finder)
