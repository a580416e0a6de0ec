"""Leave the frames of these modules out of stacks and tracebacks.

Where CPython calls C functions, the tab calls some in Python. A stack or a traceback lists frames
of Python functions only, and a program in the tab sees the same. A debugger or a profiler gets no
events from functions that are left out.
"""

from __future__ import annotations

import inspect
import types
from typing import Any

import switchpoint_stacks as _made  # registered by worker.js

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
"""The flags of code whose frames are always seen."""


def leave_out(names: dict[str, Any]) -> None:
    """Leave out all functions and methods of the module that has these names.

    In such a function ``sys._getframe()`` returns the frame of whoever called it.
    """
    for value in [*names.values()]:
        for member in [value, *vars(value).values()] if isinstance(value, type) else [value]:
            for function in _functions(member):
                if function.__globals__ is names:
                    _leave_out(function.__code__)


def _functions(member: Any) -> list[types.FunctionType]:
    """Return the functions that an attribute of a module or class consists of."""
    if isinstance(member, property):
        parts = [member.fget, member.fset, member.fdel]
    else:
        parts = [getattr(member, "__func__", member)]  # of a static or class method
    return [part for part in parts if isinstance(part, types.FunctionType)]


def _leave_out(code: types.CodeType) -> None:
    if not code.co_flags & _GENERATORS:
        _made.leaveOut(id(code))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            _leave_out(constant)


def is_left_out() -> bool:
    """Tell whether a function that is left out has caused a call of the current function."""
    return bool(_made.isLeftOut())


leave_out(globals())
