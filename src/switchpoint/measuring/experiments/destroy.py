"""Measure the time to end one that is suspended.

A batch is created and runs until all of it waits; then ending the whole batch is timed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from time import perf_counter, sleep
from types import coroutine
from typing import Any

import gevent
from greenlet import getcurrent, greenlet

from switchpoint.measuring.timed import Timed, time_kinds

type Items = list[Any]
"""What was made: generators, greenlets, threads and so on, all of one kind."""


def in_batches(batch: int, make: Callable[[int], Items], end: Callable[[Items], object]) -> Timed:
    """Return what times ``end`` alone, of batches that ``make`` makes."""

    def timed(loops: int) -> float:
        took = 0.0
        for begin in range(0, loops, batch):
            items = make(min(batch, loops - begin))
            began = perf_counter()
            end(items)
            took += perf_counter() - began
        return took

    return timed


def generators(count: int) -> Items:
    """Make generators that stand at their ``yield``."""

    def endless() -> Iterator[None]:
        while True:
            yield

    items = [endless() for _ in range(count)]
    for item in items:
        next(item)
    return items


def coroutines(count: int) -> Items:
    """Make coroutines that stand at their ``await``."""

    @coroutine
    def pause() -> Iterator[None]:
        yield

    async def wait() -> None:
        await pause()

    items = [wait() for _ in range(count)]
    for item in items:
        item.send(None)
    return items


def greenlets(count: int) -> Items:
    """Make greenlets that have switched back."""
    here = getcurrent()

    def switches_back() -> None:
        here.switch()

    items = [greenlet(switches_back) for _ in range(count)]
    for item in items:
        item.switch()
    return items


def gevent_greenlets(count: int) -> Items:
    """Spawn Greenlets of gevent, and let them begin to sleep."""
    items = [gevent.spawn(gevent.sleep, 1000) for _ in range(count)]
    gevent.sleep(0)
    return items


def asyncio_tasks(loops: int) -> float:
    """Cancel sleeping tasks of asyncio and wait for their end, in one run of the loop."""

    async def main() -> float:
        took = 0.0
        for begin in range(0, loops, 1000):
            count = min(1000, loops - begin)
            items = [asyncio.create_task(asyncio.sleep(1000)) for _ in range(count)]
            await asyncio.sleep(0)
            began = perf_counter()
            for item in items:
                item.cancel()
            await asyncio.wait(items)
            took += perf_counter() - began
        return took

    return asyncio.run(main())


def threads(count: int) -> Items:
    """Start threads that wait for an event, which is the first of the items."""
    event = threading.Event()
    items = [threading.Thread(target=event.wait) for _ in range(count)]
    for item in items:
        item.start()
    return [event, *items]


def end_threads(items: Items) -> None:
    """Set the event, and wait for the end of each thread."""
    event, *started = items
    event.set()
    for item in started:
        item.join()


def processes(count: int) -> Items:
    """Fork processes that sleep."""
    items = [get_context("fork").Process(target=sleep, args=(1000,)) for _ in range(count)]
    for item in items:
        item.start()
    return items


def end_processes(items: Items) -> None:
    """Kill the processes, and wait for the end of each."""
    for item in items:
        item.kill()
    for item in items:
        item.join()


KINDS = {
    "generator": in_batches(1000, generators, list.clear),
    "coroutine": in_batches(1000, coroutines, list.clear),
    "greenlet": in_batches(1000, greenlets, list.clear),
    "gevent": in_batches(1000, gevent_greenlets, gevent.killall),
    "asyncio": asyncio_tasks,
    "thread": in_batches(100, threads, end_threads),
    "process": in_batches(10, processes, end_processes),
}

if __name__ == "__main__":
    time_kinds("switchpoint.measuring.experiments.destroy", __doc__, KINDS)
