"""What a program imports, read from its text before it runs."""

from __future__ import annotations

import ast
from functools import lru_cache

PACKAGES = ("gevent", "requests", "urllib3")
"""Packages outside the standard library that the tab can load, besides greenlet, which is ours."""

_JAVASCRIPT = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "switchpoint_stacks"}


@lru_cache(maxsize=1)  # a run asks several times, and waits for it
def modules_in(source: str) -> frozenset[str]:
    """Return the names of all modules that a program's imports may load.

    These are its import statements, and calls of ``import_module`` and ``__import__`` with a name.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call):
            names |= _imported_by_call(node)
    parts = (name.split(".") for name in names)
    return frozenset(".".join(part[:end]) for part in parts for end in range(1, len(part) + 1))


def _imported_by_call(call: ast.Call) -> set[str]:
    """Return the module whose name a call gives to ``import_module`` or ``__import__``, if any."""
    match call:
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return {name}
    return set()


def packages_for(source: str) -> list[str]:
    """Return what must be loaded before this program can run: of PACKAGES, and "greenlet"."""
    names = modules_in(source)
    needed = [name for name in PACKAGES if name in names]
    return [*needed, "greenlet"] if names & {"gevent", "greenlet"} else needed


def imports_javascript(source: str) -> bool:
    """Tell whether the program imports a module that reaches JavaScript or the interpreter."""
    return bool(modules_in(source) & _JAVASCRIPT)


def fetches(source: str) -> bool:
    """Tell whether the program's HTTP requests are the browser's: gevent brings its own sockets."""
    names = modules_in(source)
    return "gevent" not in names and bool(names & {"requests", "urllib3"})
