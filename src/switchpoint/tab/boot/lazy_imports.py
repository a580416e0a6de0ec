"""Has modules that a boot imports run at their first use, not before.

Pyodide imports them for itself, and most programs never touch them. ``sitecustomize`` in the tab's
archive calls ``install`` before Pyodide's own modules are imported. PEP 810 will have a keyword for
this; ``importlib.util.LazyLoader`` gives up as soon as a second module imports the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from site import getsitepackages
from types import ModuleType
from typing import Any, cast

_PUT_OFF = {
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
"""Modules that others import whole, and use in functions only."""


def _get_event_loop() -> Any:
    import asyncio

    return asyncio.get_event_loop()


_TAKEN: dict[str, dict[str, Any]] = {
    "asyncio": {"get_event_loop": _get_event_loop},
    "pyodide._package_loader": {
        "SITE_PACKAGES": Path(getsitepackages()[0]),
        "DSO_DIR": Path("/usr/lib"),
        "init_loaded_packages": lambda: None,  # there are none yet
    },
}
"""What Pyodide takes of them while it boots, and gets without their running."""


class _Later(ModuleType):
    """A module that runs when something of it is wanted, or changed."""

    def __getattribute__(self, name: str) -> Any:
        if name in ("__dict__", "__path__"):  # the latter is asked for to import a part of it
            _run(self)
        return ModuleType.__getattribute__(self, name)  # by now it may be no _Later

    def __getattr__(self, name: str) -> Any:
        taken = _TAKEN.get(self.__name__, {})
        if name in taken and _finder in sys.meta_path:
            return taken[name]
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
    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def exec_module(self, module: ModuleType) -> None:
        module.__class__ = _Later


def _run(module: ModuleType) -> None:
    ModuleType.__setattr__(module, "__class__", ModuleType)
    spec = cast(ModuleSpec, module.__spec__)
    spec.loader = module.__loader__ = cast(_Loader, spec.loader).loader
    spec.loader.exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname in _PUT_OFF else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


_finder = _Finder()


def install() -> None:
    """Put off the modules named above from now on."""
    sys.meta_path.insert(0, _finder)


def uninstall() -> None:
    """Put off no more: what a program imports runs then and there."""
    sys.meta_path.remove(_finder)
