"""``sys.setprofile`` over several native stacks, as a program with greenlets expects it.

CPython keeps a profile function per thread state, and greenlets of one thread share it. In the tab
every native stack has a thread state of its own, so the function is set on each stack when that is
switched to. And greenlet's functions are C functions natively: a profiler gets ``c_call`` and
``c_return`` events for them and sees no frames inside.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

type Profiler = Callable[[types.FrameType, str, Any], object]

_set, _get = sys.setprofile, sys.getprofile
_own_files: set[str] = set()
"""The files with such functions, as code objects name them: in the tab not as ``__file__`` does."""
_built_in: dict[types.CodeType, Any] = {}
"""Code that implements a C function here -> the function that a profiler gets as called."""

_profiler: Profiler | None = None
_hook: Profiler | None = None
_hooked: dict[int, Profiler] = {}
"""The hook that is set on the stack of each slot."""
active = False
"""Whether some stack's hook may have to change; every switch checks this."""


def hide(*built_in: Any) -> None:
    """Report these functions as C functions, and hide all frames of their files from profilers."""
    _own_files.update(function.__code__.co_filename for function in built_in)
    _built_in.update((function.__code__, function) for function in built_in)


def follow(slot: int) -> None:
    """Set the current profile function on the running stack, which is that of ``slot``."""
    global active
    if _hooked.get(slot) is not _hook:
        if _hook is None:
            _hooked.pop(slot, None)
            active = bool(_hooked)
        else:
            _hooked[slot] = _hook
        _set(_hook)


def setprofile(function: Profiler | None, /) -> None:
    """Set the profile function of all stacks."""
    global _profiler, _hook, active
    _profiler, _hook = function, None if function is None else _filtered(function)
    active = _hook is not None or bool(_hooked)
    follow(_current_slot())


def getprofile() -> Profiler | None:
    """Return the profile function."""
    return _profiler


def _filtered(function: Profiler) -> Profiler:
    """Return a hook that calls ``function`` as CPython would with a compiled greenlet."""
    entered: set[int] = set()  # frames whose c_call was reported and whose c_return was not yet

    def hook(frame: types.FrameType, event: str, arg: Any) -> None:
        code = frame.f_code
        if code.co_filename not in _own_files:
            function(frame, event, arg)
        elif code in _built_in and frame.f_back is not None:
            if event == "call":
                entered.add(id(frame))
                function(frame.f_back, "c_call", _built_in[code])
            elif event == "return" and id(frame) in entered:
                entered.discard(id(frame))
                function(frame.f_back, "c_return", _built_in[code])

    return hook


hide(setprofile, getprofile)
_current_slot: Callable[[], int] = int


def install(current_slot: Callable[[], int]) -> None:
    """Replace the functions in ``sys``; ``current_slot`` returns the slot of the running stack."""
    global _current_slot
    _current_slot = current_slot
    sys.setprofile, sys.getprofile = setprofile, getprofile  # type: ignore[assignment]
