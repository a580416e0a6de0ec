"""``sys.setprofile`` over several native stacks, as a program with greenlets expects it.

CPython keeps a profile function per thread state, and greenlets of one thread share it. In the tab
every native stack has a thread state of its own, so the function is set on each stack when that is
switched to. And greenlet's functions are C functions natively, for which a profiler gets events;
here they cause none, so ``call`` reports them.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from . import own_frames

type Profiler = Callable[[types.FrameType, str, Any], object]

_set, _set_trace, _get_trace = sys.setprofile, sys.settrace, sys.gettrace
_profiler: Profiler | None = None
_hook: Profiler | None = None
_hooked: dict[int, Profiler] = {}
"""The hook that is set on the stack of each slot."""
active = False
"""Whether some stack's hook may have to change; every switch checks this."""


def call(built_in: Any, function: Callable[..., Any], *args: Any) -> Any:
    """Call a function, and report that to the profile function as a call of ``built_in``."""
    _report("c_call", built_in)
    try:
        result = function(*args)
    except BaseException:
        _report("c_exception", built_in)
        raise
    _report("c_return", built_in)
    return result


def _report(event: str, built_in: Any) -> None:
    frame = own_frames.programs_frame()
    if _profiler is None or frame is None:
        return
    _set(None)  # what the profile function does is not profiled
    try:
        _profiler(frame, event, built_in)
    finally:
        _set(_hook)


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


def leave(slot: int) -> None:
    """Watch a stack no longer: no function of the program runs on it any more.

    CPython ends in an error when it has no frame to tell a profile or trace function of.
    """
    global active
    if _get_trace() is not None:
        _set_trace(None)
    if _hooked.pop(slot, None) is not None:
        _set(None)
        active = _hook is not None or bool(_hooked)


def setprofile(function: Profiler | None, /) -> None:
    """Set the profile function of all stacks."""
    _report("c_call", setprofile)
    _change(function)


def _change(function: Profiler | None) -> None:
    global _profiler, _hook, active
    _profiler, _hook = function, None if function is None else _filtered(function)
    active = _hook is not None or bool(_hooked)
    follow(_current_slot())


def getprofile() -> Profiler | None:
    """Return the profile function."""
    _report("c_call", getprofile)
    _report("c_return", getprofile)
    return _profiler


def _filtered(function: Profiler) -> Profiler:
    """Return a hook that passes on all events but those of functions that are left out.

    CPython tells when an exception ends such a function, as the return of the program's frame.
    """

    def hook(frame: types.FrameType, event: str, arg: Any) -> None:
        if event != "return" or arg is not None or not own_frames.is_left_out():
            function(frame, event, arg)

    return hook


_current_slot: Callable[[], int] = int


def install(current_slot: Callable[[], int]) -> None:
    """Replace the functions in ``sys``; ``current_slot`` returns the slot of the running stack."""
    global _current_slot
    _current_slot = current_slot
    sys.setprofile, sys.getprofile = setprofile, getprofile  # type: ignore[assignment]


own_frames.leave_out(globals())
