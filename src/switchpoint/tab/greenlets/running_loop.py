"""asyncio's running loop and current task, which all greenlets share, as in CPython.

There they belong to the thread. Every stack of the tab has a thread state of its own, so a switch
carries them along: ``leave()`` before it, ``arrive()`` after it, on the other stack.
"""

from __future__ import annotations

import sys
from typing import Any

from . import own_frames

is_carried = False
"""Whether a switch is under way that carries them."""
_loop: Any = None
_task: Any = None


def leave() -> None:
    """Note the loop and the task of this stack. Call it only if asyncio is imported."""
    global is_carried, _loop, _task
    is_carried = True
    _loop = sys.modules["asyncio.events"]._get_running_loop()
    _task = sys.modules["asyncio.tasks"].current_task(_loop) if _loop is not None else None


def arrive() -> None:
    """Give this stack what was noted; a task belongs to the loop that runs on the same stack."""
    global is_carried, _loop, _task
    events, tasks = sys.modules["asyncio.events"], sys.modules["asyncio.tasks"]
    before = events._get_running_loop()
    if before is not None:
        tasks._swap_current_task(before, None)
    events._set_running_loop(_loop)
    if _task is not None:
        tasks._swap_current_task(_loop, _task)
    is_carried, _loop, _task = False, None, None


own_frames.leave_out(globals())
