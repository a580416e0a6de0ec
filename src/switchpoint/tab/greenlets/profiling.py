"""sys.setprofile over several stacks, as a program with greenlets expects it.

Every native stack of the tab has a thread state of its own, and a profile function belongs to
one; greenlets, however, share that of their thread. And greenlet's functions are built in: a
profiler is told of their calls as of any C function's, and never sees inside them.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

type Profiler = Callable[[types.FrameType, str, Any], object]

_set, _get = sys.setprofile, sys.getprofile
_own_files: set[str] = set()
"""Files of ours as code objects name them: in the tab that is another name than ``__file__``."""
_built_in: dict[types.CodeType, Any] = {}
"""Code of ours that stands for a C function -> what a profiler is told was called."""

_profiler: Profiler | None = None
_hook: Profiler | None = None
_hooked: dict[int, Profiler] = {}
"""The hook that the stack in a slot has."""
active = False
"""Whether any stack's hook may have to be changed: looked at with every switch."""


def hide(*built_in: Any) -> None:
    """Pass functions for C functions, and hide all frames of their files from profilers."""
    _own_files.update(function.__code__.co_filename for function in built_in)
    _built_in.update((function.__code__, function) for function in built_in)


def follow(slot: int) -> None:
    """Give the stack that now runs, that of ``slot``, the profile function there is now."""
    global active
    if _hooked.get(slot) is not _hook:
        if _hook is None:
            _hooked.pop(slot, None)
            active = bool(_hooked)
        else:
            _hooked[slot] = _hook
        _set(_hook)


def setprofile(function: Profiler | None, /) -> None:
    """Set the profile function, for all stacks."""
    global _profiler, _hook, active
    _profiler, _hook = function, None if function is None else _filtered(function)
    active = _hook is not None or bool(_hooked)
    follow(_current_slot())


def getprofile() -> Profiler | None:
    """Return the profile function."""
    return _profiler


def _filtered(function: Profiler) -> Profiler:
    told: set[int] = set()  # calls of built-in functions whose return is still to be told

    def hook(frame: types.FrameType, event: str, arg: Any) -> None:
        code = frame.f_code
        if code.co_filename not in _own_files:
            function(frame, event, arg)
        elif code in _built_in and frame.f_back is not None:
            if event == "call":
                told.add(id(frame))
                function(frame.f_back, "c_call", _built_in[code])
            elif event == "return" and id(frame) in told:
                told.discard(id(frame))
                function(frame.f_back, "c_return", _built_in[code])

    return hook


hide(setprofile, getprofile)
_current_slot: Callable[[], int] = int


def install(current_slot: Callable[[], int]) -> None:
    """Put these in the place of sys's; ``current_slot`` tells which stack runs."""
    global _current_slot
    _current_slot = current_slot
    sys.setprofile, sys.getprofile = setprofile, getprofile  # type: ignore[assignment]
