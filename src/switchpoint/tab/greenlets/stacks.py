"""Native stacks to switch between: builtins that stacks.js makes from switch.wat.

- ``switch(slot)`` suspends the current stack and continues the one in ``slot``. If that slot has
  none yet, a new stack starts there and calls the function given to ``set_entry`` with the slot.
  Slot 0 is the stack on which JavaScript called Python.
- ``wait(microseconds)`` suspends the current stack while the browser's event loop runs. It returns
  after that time, or when ``wake()`` is called; a negative time has no end.
- ``frame(slot)`` returns the innermost frame of a suspended stack, or ``None`` if no function of
  the program runs there.
- ``attempt(function)`` calls a function and returns a tuple of its result, or the exception that it
  raises. A trace function of the program must see no exception in our own frames, unless a frame
  of the program's called them.
- ``take_interrupt()`` tells once whether the reader has pressed Stop.
- ``request(method, path, headers, body)`` fetches from the page's own origin. It returns an object
  that gets an attribute ``answer`` or ``failure`` later; then ``wake()`` is called.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

import switchpoint_stacks as _made  # registered by worker.js

from . import own_frames, stack_limit

_entry_function: Callable[[int], object] | None = None


def _entry(slot: int) -> None:
    assert _entry_function is not None
    stack_limit.limit()
    # A new stack has a new thread state, in which Pyodide's own event loop counts as running.
    if events := sys.modules.get("asyncio.events"):
        events._set_running_loop(None)
    _entry_function(slot)


def set_entry(function: Callable[[int], object]) -> None:
    """Set the function that a new stack calls with its slot."""
    global _entry_function
    _entry_function = function


_builtins: dict[str, Any] = {}
_made.install(id(_builtins), id(_entry), id(None))

switch: Callable[[int], None] = _builtins["switch"]
wait: Callable[[int], None] = _builtins["wait"]
attempt: Callable[[Callable[[], object]], tuple[Any] | BaseException] = _builtins["attempt"]
frame: Callable[[int], types.FrameType | None] = _builtins["frame"]
wake: Callable[[], None] = _made.wake
take_interrupt: Callable[[], bool] = _made.takeInterrupt
request: Callable[[str, str, str, Any], Any] = _made.request
own_frames.leave_out(globals())
