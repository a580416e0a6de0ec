"""Measure how much C stack a greenlet saves when it suspends itself deep in calls.

Calls from Python to Python take no C stack since CPython 3.11; calls through C functions do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from greenlet import getcurrent, greenlet

from switchpoint.measuring.samples import note, size_from_arguments

DEPTHS = {"full": (1, 3, 10, 30, 100, 300), "quick": (1, 10, 100, 300), "tiny": (1, 2)}

main_greenlet = getcurrent()


def python_only(depth: int) -> None:
    """Call itself, and suspend at that depth."""
    if depth:
        python_only(depth - 1)
    else:
        main_greenlet.switch()


def through_c(depth: int) -> None:
    """Call itself by ``list`` and ``map``, which are written in C."""
    if depth:
        list(map(through_c, [depth - 1]))
    else:
        main_greenlet.switch()


def saved(function: Callable[[int], None], depth: int) -> int:
    """Return the bytes that a greenlet saves at that depth."""
    one = greenlet(function)
    one.switch(depth)
    return int(one._stack_saved)


def main() -> None:
    """Measure both ways to call, at each depth."""
    size = size_from_arguments(__doc__)
    sys.setrecursionlimit(5000)
    for kind, function in {"python": python_only, "through_c": through_c}.items():
        for depth in DEPTHS[size]:
            note(kind, saved(function, depth), measure="saved", point=depth)


if __name__ == "__main__":
    main()
