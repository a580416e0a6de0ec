"""How a program in the tab waits: its stack is suspended, so that it costs no processor time, the
browser has its turn, and Stop comes through. What waits: ``time.sleep``, ``input``, asyncio.

Stop is a Ctrl-C: it raises SIGINT, whose usual handler raises KeyboardInterrupt, that of
``asyncio.run`` cancels the main task, and a program may have set one of its own.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from time import monotonic

_LONGEST = 1_000.0
"""Seconds of one suspension; a longer wait is several."""

_SLICE = 0.02
"""Seconds a program that never waits for long runs before the browser has its turn."""

_turn = monotonic()


def pause(seconds: float | None, is_over: Callable[[], bool] = lambda: False) -> None:
    """Wait so long, or without end, or until ``is_over()``; handle Stop on the way.

    A wake-up that was meant for somebody else (gevent's loop) is passed on.
    """
    global _turn
    from switchpoint.tab.greenlets import stacks  # only the tab has it

    began = monotonic()
    waited = early = False
    while not is_over():
        left = _LONGEST if seconds is None else began + seconds - monotonic()
        if left <= 0 and (waited or monotonic() - _turn < _SLICE):
            break
        early = waited
        stacks.wait(max(0, int(min(left, _LONGEST) * 1e6)))
        waited = True
        _turn = monotonic()
        if stacks.take_interrupt():
            signal.raise_signal(signal.SIGINT)
    if early:
        stacks.wake()


def sleep(seconds: float, /) -> None:
    """Do as ``time.sleep`` does; a handler of SIGINT that returns lets it sleep on (PEP 475)."""
    if isinstance(seconds, bool) or not hasattr(seconds, "__index__"):
        seconds = float(seconds)
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    pause(seconds)


sleep.__module__ = "time"
