"""Has parts of the standard library that a boot imports run at their first use, not before.

Pyodide imports them for itself, and most programs never touch them. ``sitecustomize`` in the tab's
archive calls ``install`` before Pyodide's own modules are imported. PEP 810 will have a keyword for
this; ``importlib.util.LazyLoader`` gives up as soon as a second module imports the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, cast

_PUT_OFF = frozenset({"_colorize", "base64", "bz2", "compression.zstd", "lzma", "selectors", "ssl"})
"""Modules that others import whole, and use in functions only."""


class _Later(ModuleType):
    """A module that runs when something of it is wanted, or changed."""

    def __getattribute__(self, name: str) -> Any:
        if name == "__dict__":
            _run(self)
        return ModuleType.__getattribute__(self, name)  # by now it may be no _Later

    def __getattr__(self, name: str) -> Any:
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
    import asyncio

    # Pyodide's policy derives from this, and has its own of all in which it differs from its base
    events: Any = asyncio.events
    asyncio.DefaultEventLoopPolicy = events._BaseDefaultEventLoopPolicy


def uninstall() -> None:
    """Put off no more: what a program imports runs then and there."""
    import asyncio

    sys.meta_path.remove(_finder)
    del asyncio.DefaultEventLoopPolicy
