"""Measure how much memory a suspended one takes.

"Resident" is the memory in use, "reserved" the growth of the address space: a thread reserves a
whole stack and uses little of it. Each kind is created by the thousand in an interpreter of its
own, and the growth is divided by their number. Of a process only the memory counts that it shares
with no other.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from time import sleep
from types import coroutine
from typing import Any

import gevent
import psutil
from greenlet import getcurrent, greenlet

from switchpoint.measuring.processes import in_a_process
from switchpoint.measuring.samples import note, note_missing, size_from_arguments

COUNTS = {"full": 1.0, "quick": 0.5, "tiny": 0.01}
"""How much of its number each kind is made of."""

type Grown = tuple[float, float]
"""Bytes for each item: resident and reserved."""


def endless() -> Iterator[None]:
    """What a generator runs."""
    while True:
        yield


def suspended_generator() -> object:
    """Return a generator that stands at its ``yield``."""
    one = endless()
    next(one)
    return one


@coroutine
def pause() -> Iterator[None]:
    """Suspend the coroutine that awaits this."""
    yield


async def waits() -> None:
    """What a coroutine runs."""
    await pause()


def suspended_coroutine() -> object:
    """Return a coroutine that stands at its ``await``."""
    one = waits()
    one.send(None)
    return one


def switches_back(to: greenlet) -> None:
    """What a greenlet runs."""
    to.switch()


def suspended_greenlet() -> object:
    """Return a greenlet that has switched back."""
    one = greenlet(switches_back)
    one.switch(getcurrent())
    return one


def waiting_thread(event: threading.Event) -> object:
    """Return a thread that waits."""
    one = threading.Thread(target=event.wait, daemon=True)
    one.start()
    return one


def grown_by(make: Callable[[], Any], settle: Callable[[], object], count: int) -> Grown:
    """Make ``count`` items; return by how much each has made this process grow."""
    items = [make() for _ in range(10)]  # what is made once for all is made now
    settle()
    gc.collect()
    before = psutil.Process().memory_info()
    items += [make() for _ in range(count)]
    settle()
    after = psutil.Process().memory_info()
    return (after.rss - before.rss) / count, (after.vms - before.vms) / count


def no_settling() -> None:
    """What is made is suspended already."""


def generators(count: int) -> Grown:
    """Measure generators."""
    return grown_by(suspended_generator, no_settling, count)


def coroutines(count: int) -> Grown:
    """Measure coroutines without a loop."""
    return grown_by(suspended_coroutine, no_settling, count)


def greenlets(count: int) -> Grown:
    """Measure greenlets without a hub."""
    return grown_by(suspended_greenlet, no_settling, count)


def gevent_greenlets(count: int) -> Grown:
    """Measure sleeping Greenlets of gevent."""
    return grown_by(lambda: gevent.spawn(gevent.sleep, 1000), lambda: gevent.sleep(0), count)


def asyncio_tasks(count: int) -> Grown:
    """Measure sleeping tasks of asyncio."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        return grown_by(
            lambda: loop.create_task(asyncio.sleep(1000)),
            lambda: runner.run(asyncio.sleep(0)),
            count,
        )


def threads(count: int) -> Grown:
    """Measure threads that wait for an event."""
    event = threading.Event()
    return grown_by(lambda: waiting_thread(event), lambda: sleep(0.2), count)


def processes(count: int) -> Grown:
    """Measure forked processes that sleep."""
    context = get_context("fork")
    started = [context.Process(target=sleep, args=(1000,)) for _ in range(count)]
    for one in started:
        one.start()
    sleep(0.2)
    found = [psutil.Process(one.pid).memory_full_info() for one in started]
    for one in started:
        one.kill()
    return sum(it.uss for it in found) / count, sum(it.vms for it in found) / count


KINDS: dict[str, tuple[Callable[[int], Grown], int]] = {
    "generator": (generators, 10_000),
    "coroutine": (coroutines, 10_000),
    "asyncio": (asyncio_tasks, 10_000),
    "greenlet": (greenlets, 5_000),
    "gevent": (gevent_greenlets, 5_000),
    "thread": (threads, 1_000),
    "process": (processes, 20),
}


def main() -> None:
    """Measure each kind in an interpreter of its own."""
    size = size_from_arguments(__doc__)
    for kind, (measure, count) in KINDS.items():
        try:
            resident, reserved = in_a_process(measure, max(5, int(count * COUNTS[size])))
        except (psutil.AccessDenied, RuntimeError) as error:
            note_missing(kind, f"{type(error).__name__}: {error}")
            continue
        note(kind, resident, measure="resident")
        note(kind, reserved, measure="reserved")


if __name__ == "__main__":
    main()
