"""Rewrite two ``__init__.py`` files, so that a start of Pyodide does not run asyncio.

At its start Pyodide makes an event loop, and imports all of asyncio for that: a sixth of all that
a start imports. Most programs need neither. ``without_event_loop`` removes the loop from
pyodide's ``__init__.py``. ``asyncio_on_demand`` has asyncio make it when a program imports asyncio,
and load most of its submodules when a name of theirs is first used.

What it buys: together with the exports that are cut (engine/exports.mjs) and the lazy imports
(tab/boot/lazy_imports.py), the time from a click to the first output is 0.84 of what it is without
these three, and 0.56 if the pointer was on the block before. They were not measured one by one.

What would break it: another way of Pyodide to make its loop (``without_event_loop`` then raises
ValueError, and the bundle is not made); an ``asyncio/__init__.py`` that does more than import
names from its submodules and define functions.

When it can go: ``asyncio_on_demand`` can be written with lazy imports once Pyodide has Python 3.15
(PEP 810). Python 3.16 has no event loop policies, of which Pyodide's loop is one; Pyodide then
needs another way, and ``_DEFINITIONS`` shrinks to what is left of that.

Runs inside Pyodide, for stdlib_archives.py.
"""

import ast
import importlib
import sys

_LOOP = """
from .webloop import _initialize_event_loop

_initialize_event_loop()
del _initialize_event_loop
"""
"""The end of pyodide's ``__init__.py``, which makes the loop."""

_AT_ONCE = ("coroutines", "events", "exceptions", "futures", "tasks")
"""The submodules of asyncio that Pyodide's loop imports in any case."""

_DEFINITIONS = """
_module_of = {module_of!r}
__all__ = {names!r}
_deprecated = __getattr__


def __getattr__(name):
    if name not in _module_of:
        from . import unix_events  # DefaultEventLoopPolicy, a deprecated name, is defined there
        return _deprecated(name)
    from importlib import import_module
    module = import_module("." + _module_of[name], __name__)
    globals()[name] = found = module if name == _module_of[name] else getattr(module, name)
    return found


def __dir__():
    return sorted({{*globals(), *_module_of}})


def _set_loop():
    # Importing webloop defines WebLoopPolicy, a subclass of asyncio.DefaultEventLoopPolicy, which
    # is in unix_events and would bring its sockets and processes. While webloop is imported,
    # the name stands for the base of that class. WebLoopPolicy overrides all in which they differ.
    global DefaultEventLoopPolicy
    import time
    DefaultEventLoopPolicy, sleep = events._BaseDefaultEventLoopPolicy, time.sleep
    from pyodide import webloop
    del DefaultEventLoopPolicy
    webloop._initialize_event_loop()
    time.sleep = sleep  # Pyodide sets one that runs its loop


_set_loop()
del _set_loop
"""


def without_event_loop(source: bytes) -> bytes:
    """Return pyodide's ``__init__.py`` without the lines that make the event loop.

    Raises ``ValueError`` when the file does not end with them.
    """
    before, found, after = source.decode().partition(_LOOP)
    if not found or after:
        raise ValueError("pyodide/__init__.py does not end as it did")
    return before.encode()


def asyncio_on_demand(source: bytes) -> bytes:
    """Return an ``__init__.py`` of asyncio that defines the same names, most by ``__getattr__``.

    ``source`` is the original. The new one imports what Pyodide's loop needs, makes that loop, and
    loads any other submodule when it or a name of it is first used (PEP 562).
    """
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    exporting = [f"asyncio.{node.module}" for node in imports] + ["asyncio.unix_events"]
    loaded = [_last_part(name) for name in sys.modules if name.startswith("asyncio.")]
    module_of = {name: name for name in loaded}
    for module in exporting:
        module_of |= dict.fromkeys(importlib.import_module(module).__all__, _last_part(module))
    names = [name for module in exporting for name in sys.modules[module].__all__]
    at_once = [node for node in imports if node.module in _AT_ONCE]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    kept = ast.Module([ast.Import([ast.alias("sys")]), *functions, *at_once], [])
    return (ast.unparse(kept) + _DEFINITIONS.format(module_of=module_of, names=names)).encode()


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]
