"""Has our own modules keep the builtins that they began with.

A program may put a function of its own in the place of ``len``. What runs beside a program of
CPython's is written in C and asks for no builtin; here it is Python, and would call that function.
``sitecustomize`` in the tab's archive calls ``install`` before our other modules are imported.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import cast

_PACKAGE = "switchpoint"
_BUILTINS = dict(vars(builtins))


class _Loader(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        cast(ModuleSpec, module.__spec__).loader = module.__loader__ = self._loader
        module.__dict__["__builtins__"] = _BUILTINS  # functions take them from here when defined
        self._loader.exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != _PACKAGE:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


def install() -> None:
    """Have them from now on."""
    sys.meta_path.insert(0, _Finder())
