"""Waiting in the tab, for ``time.sleep``, ``input`` and asyncio.

The program's native stack is suspended. So waiting costs no processor time, the browser's event
loop runs meanwhile, and Stop arrives.

blocking.py is for a browser that lacks JSPI, which cannot suspend a stack.

Stop has the effect of Ctrl-C: it raises SIGINT. The default handler raises KeyboardInterrupt, the
one of ``asyncio.run`` cancels the main task, and a program may set its own.
"""

from __future__ import annotations

import operator
import signal
from collections.abc import Callable
from time import monotonic

from switchpoint.tab.greenlets import stacks

_LONGEST = 1_000.0
"""Seconds of one suspension; a longer wait is made of several."""

_SLICE = 0.02
"""Seconds after which even a wait of no length suspends, so that the browser's loop runs."""

_TOO_LONG = 2**63 / 1e9
"""Seconds whose nanoseconds do not fit into the 64 bits of C."""

_turn = monotonic()


def _never() -> bool:
    return False


def pause(seconds: float | None, is_over: Callable[[], bool] = _never) -> None:
    """Wait for some seconds (``None``: no limit), or until ``is_over()``; handle Stop meanwhile.

    If a suspension ended early although the wait was not over, the wake-up was meant for gevent's
    loop, which then gets it again.
    """
    global _turn
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
    """Do what ``time.sleep`` does; it continues after a signal handler returns (PEP 475)."""
    if not isinstance(seconds, float):
        seconds = operator.index(seconds)  # of a string, it raises C's TypeError
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds >= _TOO_LONG:
        raise OverflowError("timestamp out of range for platform time_t")
    pause(seconds)


def wait_for_signal() -> None:
    """Do what ``signal.pause`` does: wait until a signal, which only Stop can send, was handled."""
    early = False
    while True:
        stacks.wait(int(_LONGEST * 1e6))
        if stacks.take_interrupt():
            break
        early = True
    if early:
        stacks.wake()
    signal.raise_signal(signal.SIGINT)


sleep.__module__ = "time"
wait_for_signal.__module__ = "signal"
wait_for_signal.__name__ = "pause"
