"""Waiting in a browser that lacks JSPI, which cannot suspend a program's stack.

A wait blocks the interpreter, as ``time.sleep`` does there by itself, and Stop ends the interpreter
with the program.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from time import sleep

_LONGEST = 1_000.0
"""Seconds of one wait; a longer one is made of several."""


def block(seconds: float | None, is_over: Callable[[], bool]) -> None:
    """Wait for some seconds (``None``: no limit); nothing can end the wait earlier."""
    if seconds is None:
        while True:
            sleep(_LONGEST)
    sleep(seconds)


def block_without_promises(seconds: float | None, is_over: Callable[[], bool]) -> None:
    """Do the same, but refuse to wait for JavaScript's promises: none settles while Python runs."""
    if seconds is None:
        raise RuntimeError(
            "no promise can settle while this program waits: this browser cannot suspend a program"
            " (it lacks JSPI)"
        )
    block(seconds, is_over)


def refuse_to_wait_for_signal() -> None:
    """Say why ``signal.pause`` cannot work: nothing arrives while Python runs."""
    raise OSError(
        errno.ENOSYS,
        "no signal can arrive while this program waits: this browser cannot suspend a program"
        " (it lacks JSPI)",
    )


refuse_to_wait_for_signal.__module__ = "signal"
refuse_to_wait_for_signal.__name__ = "pause"
