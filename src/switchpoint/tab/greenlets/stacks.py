"""Native stacks to switch between: two builtins, made by stacks.js of switch.wat.

``switch(slot)`` suspends this stack and goes on with that of ``slot``, starting one that runs
``entry(slot)`` if there is none. ``wait(microseconds)`` suspends this stack, lets the browser's
event loop run, and returns after that time, or when ``wake()`` is called; a negative time has no
end. Slot 0 is the stack that the tab called in on. ``request(method, path, headers, body)`` fetches
from the page's own origin and wakes who waits once the object it returns has ``answer`` or
``failure``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import switchpoint_stacks as _made  # registered by worker.js

from . import stack_limit

_entry_function: Callable[[int], object] | None = None


def _entry(slot: int) -> None:
    assert _entry_function is not None
    stack_limit.limit()
    # a new stack has a thread state of its own, where Pyodide's loop runs as on the page
    if events := sys.modules.get("asyncio.events"):
        events._set_running_loop(None)
    _entry_function(slot)


def set_entry(function: Callable[[int], object]) -> None:
    """Set what a new stack runs."""
    global _entry_function
    _entry_function = function


_builtins: dict[str, Any] = {}
_made.install(id(_builtins), id(_entry), id(None))

switch: Callable[[int], None] = _builtins["switch"]
wait: Callable[[int], None] = _builtins["wait"]
wake: Callable[[], None] = _made.wake
take_interrupt: Callable[[], bool] = _made.takeInterrupt
request: Callable[[str, str, str, Any], Any] = _made.request
