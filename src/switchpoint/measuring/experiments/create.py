"""Measure the time to create one, let it run to its end, and wait for that end.

What runs does nothing, so that only its surroundings are timed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import repeat
from multiprocessing import get_context
from time import perf_counter

import gevent
from greenlet import greenlet

from switchpoint.measuring.timed import Timed, time_kinds


def nothing() -> None:
    """What is called, or run by a greenlet, a thread, a process."""


def nothing_generator() -> Iterator[None]:
    """What a generator runs: it ends at the first ``next``."""
    return
    yield


async def nothing_async() -> None:
    """What a coroutine or a task runs."""


def each(run_one: Callable[[], object]) -> Timed:
    """Return what times ``run_one``, called in a loop."""

    def timed(loops: int) -> float:
        began = perf_counter()
        for _ in repeat(None, loops):
            run_one()
        return perf_counter() - began

    return timed


def generator() -> None:
    """Create a generator and run it to its end."""
    next(nothing_generator(), None)


def coroutine() -> None:
    """Create a coroutine and run it to its end, without a loop."""
    with suppress(StopIteration):
        nothing_async().send(None)


def thread() -> None:
    """Create a thread and wait for its end."""
    one = threading.Thread(target=nothing)
    one.start()
    one.join()


def process() -> None:
    """Fork a process and wait for its end."""
    one = get_context("fork").Process(target=nothing)
    one.start()
    one.join()


def task(loops: int) -> float:
    """Create tasks of asyncio and wait for the end of each, in one run of the loop."""

    async def main() -> float:
        began = perf_counter()
        for _ in repeat(None, loops):
            await asyncio.create_task(nothing_async())
        return perf_counter() - began

    return asyncio.run(main())


KINDS = {
    "call": each(nothing),
    "generator": each(generator),
    "coroutine": each(coroutine),
    "greenlet": each(lambda: greenlet(nothing).switch()),
    "gevent": each(lambda: gevent.spawn(nothing).join()),
    "asyncio": task,
    "thread": each(thread),
    "process": each(process),
}

if __name__ == "__main__":
    time_kinds("switchpoint.measuring.experiments.create", __doc__, KINDS)
