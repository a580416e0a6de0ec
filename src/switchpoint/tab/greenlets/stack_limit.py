"""How deep C code may call itself in the tab, before Python raises a RecursionError.

WebAssembly code has two stacks: one in its memory, which CPython measures, and the browser's own,
which CPython cannot measure and which is smaller. A recursion through C code (a ``__repr__`` that
calls ``repr``) can use up the second, and that ends the interpreter. This module tells CPython that
the first stack is smaller than it is. bundle/engine/recursion.mjs has changed the engine so that
such a recursion reaches that limit while there is still room on the browser's stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

BUDGET = 400_000
"""Bytes of the measured stack; a recursion uses up to 1.9 times as much of Chromium's 984 kB."""

_tell: Callable[[int, int, int], Any] | None = None
try:
    from pyodide_js import _module  # type: ignore[import-not-found]

    _here: Callable[[], int] = _module._emscripten_stack_get_current
    _state: Callable[[], int] = _module._PyThreadState_Get
    _end: int = _module._emscripten_stack_get_end()
    _tell = _module._PyUnstable_ThreadState_SetStackProtection
except (ImportError, AttributeError):
    pass  # not in a tab, or in one that keeps this to itself


def limit() -> None:
    """Limit the stack that this is called on; call it where little of it is used."""
    if _tell is not None:
        _tell(_state(), max(_end, _here() - BUDGET), BUDGET)
