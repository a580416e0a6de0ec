"""Leave the frames of these modules out of stacks and tracebacks.

Where CPython calls C functions, the tab calls some in Python. A stack or a traceback lists frames
of Python functions only, and a program in the tab sees the same. A debugger or a profiler gets no
events from functions that are left out.
"""

from __future__ import annotations

import sys
import types
from array import array
from collections.abc import Callable, Iterator
from typing import Any

import switchpoint_stacks as _made  # registered by worker.js


def leave_out(*modules: dict[str, Any]) -> None:
    """Leave out all functions and methods of the modules that have these names.

    There ``sys._getframe(1)`` is the frame of the program's function that led to the call, and
    raises ValueError if there is none; ``sys._getframe()``, ``globals()``, ``locals()`` and
    ``super()`` must not be used. The frames of generators are seen all the same.
    """
    codes = [code for names in modules for code in _codes_of(names)]
    addresses = array("I", map(id, codes))
    _made.leaveOut(*addresses.buffer_info())


def _codes_of(names: dict[str, Any]) -> Iterator[types.CodeType]:
    for value in names.values():
        is_own_class = isinstance(value, type) and value.__module__ == names["__name__"]
        for member in vars(value).values() if is_own_class else [value]:
            for function in _functions(member):
                if function.__globals__ is names:
                    yield from _codes_in(function.__code__)


def _functions(member: Any) -> list[types.FunctionType]:
    """Return the functions that an attribute of a module or class consists of."""
    if isinstance(member, property):
        parts = [member.fget, member.fset, member.fdel]
    else:
        parts = [getattr(member, "__func__", member)]  # of a static or class method
    return [part for part in parts if isinstance(part, types.FunctionType)]


def _codes_in(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes_in(constant)


def programs_frame() -> types.FrameType | None:
    """Return the innermost frame of the program on this stack, if there is one."""
    try:
        return sys._getframe(1)
    except ValueError:
        return None


is_left_out: Callable[[], bool] = _made.isLeftOut
"""Tells whether a function that is left out has caused the call of the current function."""

leave_out(globals())
